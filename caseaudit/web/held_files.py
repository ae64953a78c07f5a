"""A file somebody sent, held between a page that shows what it holds and the button that keeps it.

It lies in the uploads folder for as long as files may wait there, and only the session that sent it can take it up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from os import close
from pathlib import Path
from tempfile import mkstemp

from flask import session
from werkzeug.datastructures import FileStorage

from caseaudit.errors import RefusedFile
from caseaudit.web.installed import installed
from caseaudit.web.uploads import uploads_folder

_HELD = "held_file"
_GONE = "The file is no longer held. Choose it again."


@contextmanager
def held_for_a_decision(upload: FileStorage) -> Iterator[Path]:
    """The file on disk, to be looked at now and taken up later by the same session; an earlier one gives way."""
    let_go()
    folder = uploads_folder(installed().settings.instance)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix="held-", dir=folder)
    close(handle)
    path = Path(name)
    upload.save(path)
    session[_HELD] = path.name
    try:
        yield path
    except BaseException:
        let_go()
        raise


@contextmanager
def taken_up() -> Iterator[Path]:
    """The file held for this session, until the end of the block; raises RefusedFile where none is."""
    path = _path()
    if path is None or not path.is_file():
        raise RefusedFile(_GONE)
    try:
        yield path
    finally:
        let_go()


def let_go() -> None:
    """Delete the file held for this session, if there is one."""
    path = _path()
    session.pop(_HELD, None)
    if path is not None:
        path.unlink(missing_ok=True)


def _path() -> Path | None:
    name = session.get(_HELD, "")
    # The cookie is signed; the name is checked all the same, for it becomes a path.
    if not name.startswith("held-") or Path(name).name != name:
        return None
    return uploads_folder(installed().settings.instance) / name
