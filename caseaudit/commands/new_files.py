"""Files that a command leaves where somebody asked for them: new ones only, whole or not there at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseaudit.errors import NotAllowed

_UNWRITABLE = "The file cannot be written there. Nothing was kept; make room, or give another name."


def refuse_unless_new(path: Path) -> None:
    """Raises NotAllowed where there is something of this name already, or no folder for it."""
    if path.exists() or path.is_symlink():
        raise NotAllowed("There is a file of this name already. Give another name.")
    if not path.absolute().parent.is_dir():
        raise NotAllowed("There is no folder for the file. Make it, or give another name.")


@contextmanager
def new_file(path: Path, content: bytes) -> Iterator[None]:
    """The file, kept where the block ends well and taken away where it does not; raises NotAllowed."""
    refuse_unless_new(path)
    try:
        file = path.open("xb")
    except OSError as error:
        raise NotAllowed(_UNWRITABLE) from error
    try:
        with file:
            file.write(content)
        yield
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NotAllowed(_UNWRITABLE) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
