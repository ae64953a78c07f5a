"""The case page of a child in a frame, for reading: who, the journey, what the lists show."""

from uuid import UUID

from flask import Blueprint, Response, abort, url_for

from caseaudit.auditing.queries import SHORT_KEY_LENGTH
from caseaudit.errors import NotFound
from caseaudit.intake.queries import age_at, case, frame
from caseaudit.screening.local_limits import limits_changed_since
from caseaudit.screening.queries import screening_of
from caseaudit.screening.told import JOURNEY_FILES, journey_file
from caseaudit.screening.words import GROUPS, MEANINGS
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.children import what_the_lists_show
from caseaudit.web.drawings.track_map import maps_of
from caseaudit.web.installed import installed
from caseaudit.web.levels import level_of_child
from caseaudit.web.render import Back, render
from caseaudit.words import age_in_words

blueprint = Blueprint("cases", __name__, url_prefix="/frames/<uuid:frame_id>/cases")


@blueprint.get("/<uuid:case_id>")
@role("administrator", "supervisor")
def show(frame_id: UUID, case_id: UUID) -> str:
    """One child of a frame, by pseudonym; nothing here can be changed."""
    with transaction(installed().engine, write=False) as session:
        found, of = case(session, case_id), frame(session, frame_id)
        if found is None or of is None or found.frame_id != frame_id:
            raise NotFound("There is no such case file in this frame.")
        shown = what_the_lists_show(session, case_id, frame_id)
        screening = screening_of(session, frame_id)
        changed = limits_changed_since(session, screening.screened_at) if screening else ()
    return render(
        "cases/show.html",
        title=f"Case {found.case_key[:SHORT_KEY_LENGTH]}",
        caption=of.name,
        back=Back(url_for("screening.show", frame_id=frame_id), "What the lists show"),
        frame=of,
        case=found,
        level=level_of_child(found.level, shown.child.journey.states),
        age=age_in_words(age_at(found, of.as_at), is_unborn=found.is_unborn),
        shown=shown,
        screening=screening,
        changed=changed,
        groups=GROUPS,
        meanings=MEANINGS,
        maps=maps_of(installed().definitions.journey_on(of.as_at), shown.child.journey, of.as_at),
    )


@blueprint.get("/<uuid:case_id>/<file>")
@role("administrator", "supervisor")
def download(frame_id: UUID, case_id: UUID, file: str) -> Response:
    """The child's journey as a file, by pseudonym."""
    if file not in JOURNEY_FILES:
        abort(404)
    with transaction(installed().engine, write=False) as session:
        found = case(session, case_id)
        if found is None or found.frame_id != frame_id:
            raise NotFound("There is no such case file in this frame.")
        content = journey_file(session, case_id, file, installed().definitions.journeys)
    response = Response(content, mimetype=None, content_type=JOURNEY_FILES[file])
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["Cache-Control"] = "no-store"
    return response
