"""Frames: what was imported, what could not be read, and importing a council's lists."""

from flask import Blueprint

from caseaudit.web.access import role
from caseaudit.web.render import render

blueprint = Blueprint("frames", __name__, url_prefix="/frames")


@blueprint.get("")
@role("administrator", "supervisor")
def index() -> str:
    """Every frame, the newest first."""
    return render("frames/index.html", title="Frames")
