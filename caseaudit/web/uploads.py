"""Files that wait to be read: one that a stopped server left behind is swept away, for it holds whole lists."""

from collections.abc import Container
from pathlib import Path
from time import monotonic, time

from flask import Flask, current_app, request

from caseaudit.web.installed import installed

# Longer than reading the largest workbook takes, for another process may be reading it.
LEFT_BEHIND_AFTER_SECONDS = 10 * 60
SWEPT_EVERY_SECONDS = 60.0
_KEY = "caseaudit_uploads"


class Uploads:
    """The files this process is keeping for itself, and when it last looked for those nobody keeps."""

    def __init__(self) -> None:
        self.held: set[str] = set()
        self.swept_at = monotonic()

    def is_due(self, at: float) -> bool:
        """Whether it is time to look again; whoever is told so is to look."""
        if at - self.swept_at < SWEPT_EVERY_SECONDS:
            return False
        self.swept_at = at
        return True


def sweep_uploads(app: Flask, folder: Path) -> None:
    """Sweep the folder now, every minute that anybody asks for a page, and before each file that is taken in."""
    app.extensions[_KEY] = Uploads()
    sweep(folder)
    app.before_request(_sweep_now_and_then)


def uploads() -> Uploads:
    """The uploads of the current application."""
    found: Uploads = current_app.extensions[_KEY]
    return found


def sweep(folder: Path, held: Container[str] = ()) -> None:
    """Delete the files nobody can be reading any more, and none whose name is held."""
    before = time() - LEFT_BEHIND_AFTER_SECONDS
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            if path.name not in held and path.is_file() and path.stat().st_mtime < before:
                path.unlink()
        except OSError:  # another process was quicker, or holds it still
            continue


def uploads_folder(instance: Path) -> Path:
    """Where files wait to be read."""
    return instance / "uploads"


def _sweep_now_and_then() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if uploads().is_due(monotonic()) or getattr(view, "accepts_a_file", False):
        sweep(uploads_folder(installed().settings.instance), uploads().held)
