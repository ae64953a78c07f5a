"""Frames: what was imported, and what could not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from uuid import UUID

from flask import Blueprint, request, url_for
from sqlmodel import Session

from caseaudit.accounts.queries import names
from caseaudit.errors import NotFound
from caseaudit.intake import queries
from caseaudit.intake.queries import Frame
from caseaudit.intake.remark_words import kind_title
from caseaudit.screening.queries import screening_of
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.installed import installed
from caseaudit.web.render import render

blueprint = Blueprint("frames", __name__, url_prefix="/frames")

REMARKS_A_PAGE = 50
_OUTCOMES = {
    "refused": {"is_refusal": True},
    "doubtful": {"is_refusal": False, "is_about_list": False},
    "lists": {"is_refusal": False, "is_about_list": True},
}


@dataclass(frozen=True)
class LevelBar:
    """How many case files stand at one case level, as a share of the frame and as a length beside the longest."""

    title: str
    cases: int
    share: float
    length: float


@blueprint.get("")
@role("administrator", "supervisor")
def index() -> str:
    """Every frame, the newest first."""
    with transaction(installed().engine, write=False) as session:
        frames = queries.frames(session)
        people = names(session)
    return render("frames/index.html", title="Frames", frames=frames, people=people)


@blueprint.get("/<uuid:frame_id>")
@role("administrator", "supervisor")
def show(frame_id: UUID) -> str:
    """What one frame holds, and how well it could be read."""
    with transaction(installed().engine, write=False) as session:
        frame = _frame(session, frame_id)
        return render(
            "frames/show.html",
            title=frame.name,
            caption="Frame",
            back="/frames",
            frame=frame,
            lists=[(one, queries.title_of_list(one)) for one in queries.lists_of(session, frame_id)],
            levels=_levels(frame, queries.level_counts(session, frame_id)),
            teams=len(queries.teams(session, frame_id)),
            counts=queries.remark_counts(session, frame_id),
            screening=screening_of(session, frame_id),
            misfits=queries.count_misfits(session, frame_id),
            imported_by=names(session).get(frame.imported_by, "the command line"),
        )


@blueprint.get("/<uuid:frame_id>/remarks")
@role("administrator", "supervisor")
def remarks(frame_id: UUID) -> str:
    """The cells and rows that were refused or are doubtful, with what to do about each."""
    list_no = request.args.get("list", type=int)
    outcome = request.args.get("outcome", "")
    chosen = {"list_no": list_no, **_OUTCOMES.get(outcome, {})}
    with transaction(installed().engine, write=False) as session:
        frame = _frame(session, frame_id)
        count = queries.count_remarks(session, frame_id, **chosen)
        last = max(1, ceil(count / REMARKS_A_PAGE))
        page = min(max(request.args.get("page", 1, type=int), 1), last)
        found = queries.remarks(session, frame_id, **chosen, limit=REMARKS_A_PAGE, offset=(page - 1) * REMARKS_A_PAGE)
        kinds = queries.remark_kinds(session, frame_id)
        lists = queries.lists_of(session, frame_id)
    return render(
        "frames/remarks.html",
        title="What could not be read, or is doubtful",
        caption=frame.name,
        back=url_for("frames.show", frame_id=frame_id),
        frame=frame,
        remarks=found,
        count=count,
        lists=lists,
        titles={one.list_no: queries.title_of_list(one) for one in lists},
        list_no=list_no,
        outcome=outcome,
        kinds=[(list_no, kind_title(kind), number) for (list_no, kind), number in kinds.items()],
        page=page,
        last=last,
    )


def _frame(session: Session, frame_id: UUID) -> Frame:
    frame = queries.frame(session, frame_id)
    if frame is None:
        raise NotFound("There is no such frame.")
    return frame


def _levels(frame: Frame, counts: Mapping[str, int]) -> Sequence[LevelBar]:
    journey = installed().definitions.journey_on(frame.as_at)
    largest = max(counts.values(), default=1) or 1
    return tuple(
        LevelBar(level.title, count, count / (frame.cases or 1), count / largest)
        for level, count in ((level, counts.get(level.key, 0)) for level in journey.levels)
    )
