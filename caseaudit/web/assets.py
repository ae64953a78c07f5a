"""Style sheets, scripts and pictures, at addresses that change when the file does."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, abort, send_from_directory, url_for
from werkzeug.wrappers import Response

from caseaudit.web.access import public

FOLDER = Path(__file__).parent / "static"
_A_YEAR = 31_536_000

blueprint = Blueprint("assets", __name__)


@blueprint.get("/static/<mark>/<path:name>")
@public
def asset(mark: str, name: str) -> Response:
    """One file, to be kept by browsers for as long as its address lasts."""
    response = send_from_directory(FOLDER, name, max_age=_A_YEAR if mark == _mark_of(name) else 0)
    if mark == _mark_of(name):
        response.cache_control.immutable = True
        response.cache_control.public = True
    return response


def address_of(name: str) -> str:
    """The address of a file, with a mark of its content."""
    return url_for("assets.asset", mark=_mark_of(name), name=name)


@cache
def _mark_of(name: str) -> str:
    path = FOLDER / name
    if not name.isprintable() or not path.resolve().is_relative_to(FOLDER) or not path.is_file():
        abort(404)
    return sha256(path.read_bytes()).hexdigest()[:12]
