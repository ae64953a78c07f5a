"""The demonstration's own folder: made anew each time, and never anybody else's deleted."""

from pathlib import Path
from shutil import rmtree

from caseaudit.errors import SettingsError

_MARK = ".made-by-caseaudit-demo"


def remake(folder: Path) -> None:
    """An empty folder in place of the last demonstration; raises SettingsError where the folder holds anything else."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise SettingsError(f"{folder} is not a folder. Move it away, then run the demonstration again.")
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise SettingsError(
            f"{folder} holds files that the demonstration did not make, and it deletes nothing else. "
            "Move them away, then run it again."
        )
    if folder.exists():
        rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("This folder is deleted and made anew by `caseaudit demo`.\n", encoding="utf-8")
