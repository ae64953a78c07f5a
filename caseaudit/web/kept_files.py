"""A file somebody sent, kept under a name of ours for as long as it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import close
from pathlib import Path
from tempfile import mkstemp

from werkzeug.datastructures import FileStorage

from caseaudit.web.installed import installed
from caseaudit.web.uploads import uploads, uploads_folder


@contextmanager
def kept_for_reading(upload: FileStorage) -> Iterator[Path]:
    """The file on disk until the end of the block."""
    # The name a file was sent under may hold a child's name, so it is never used.
    folder = uploads_folder(installed().settings.instance)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=folder)
    close(handle)
    path = Path(name)
    # Looked up now, for the block may end in a thread that knows of no application.
    held = uploads().held
    held.add(path.name)
    try:
        upload.save(path)
        yield path
    finally:
        path.unlink(missing_ok=True)
        held.discard(path.name)
