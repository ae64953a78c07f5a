"""The start page: what each role comes here to do."""

from flask import Blueprint, g, redirect
from werkzeug.wrappers import Response

from caseaudit.people import Role
from caseaudit.web.access import everyone
from caseaudit.web.render import render

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@everyone
def start() -> str | Response:
    """An auditor's own list; for others an overview of the work."""
    if g.actor.role == Role.AUDITOR:
        return redirect("/audits")
    return render("start/overview.html", title="Overview")
