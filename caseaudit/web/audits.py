"""An auditor's own audits: the list, and the case page."""

from uuid import UUID

from flask import Blueprint, g

from caseaudit.auditing.queries import audits_of
from caseaudit.casefiles.queries import evidence_of
from caseaudit.screening.words import GROUPS, MEANINGS
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import case_in_hand, in_hand
from caseaudit.web.children import what_the_lists_show
from caseaudit.web.drawings.track_map import maps_of
from caseaudit.web.installed import installed
from caseaudit.web.render import render

blueprint = Blueprint("audits", __name__, url_prefix="/audits")

_GROUPS = (
    ("returned", "Returned to you", "A supervisor has asked you to look again."),
    ("in_progress", "In progress", ""),
    ("allocated", "Not started", ""),
    ("submitted", "Submitted", "A supervisor has still to read these."),
    ("sealed", "Accepted", "Nothing in these can change any more."),
)


@blueprint.get("")
@role("auditor")
def index() -> str:
    """One's own audits, those that came back first."""
    with transaction(installed().engine, write=False) as session:
        mine = [in_hand(audited) for audited in audits_of(session, g.actor.id)]
    groups = [(title, note, [case for case in mine if case.audit.status == status]) for status, title, note in _GROUPS]
    return render("audits/index.html", title="Your audits", groups=[group for group in groups if group[2]])


@blueprint.get("/<uuid:audit_id>")
@role("auditor")
def show(audit_id: UUID) -> str:
    """One case: what there is to do, whose file, the journey, what is flagged."""
    definitions = installed().definitions
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
        shown = what_the_lists_show(session, case.audit.case_id, case.audited.case.frame_id)
        evidence = evidence_of(session, case.audit.case_id)
    return render(
        "audits/show.html",
        title=case.name,
        back="/audits",
        case=case,
        shown=shown,
        groups=GROUPS,
        meanings=MEANINGS,
        maps=maps_of(definitions.journey_on(case.audited.as_at), shown.child.journey, case.audited.as_at),
        evidence=evidence,
    )
