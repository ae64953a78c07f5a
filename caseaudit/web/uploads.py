"""Files that wait to be read: one that a stopped server left behind is swept away, for it holds whole lists."""

from pathlib import Path
from time import time

from flask import Flask, current_app, request

from caseaudit.web.installed import installed

# Longer than reading the largest workbook takes, for another process may be reading it.
LEFT_BEHIND_AFTER_SECONDS = 10 * 60


def sweep_uploads(app: Flask, folder: Path) -> None:
    """Sweep the folder now, and again before each file that is taken in."""
    sweep(folder)
    app.before_request(_sweep_before_a_file)


def sweep(folder: Path) -> None:
    """Delete the files nobody can be reading any more."""
    before = time() - LEFT_BEHIND_AFTER_SECONDS
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()
        except OSError:  # another process was quicker, or holds it still
            continue


def uploads_folder(instance: Path) -> Path:
    """Where files wait to be read."""
    return instance / "uploads"


def _sweep_before_a_file() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "accepts_a_file", False):
        sweep(uploads_folder(installed().settings.instance))
