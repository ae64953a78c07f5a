"""Frames: what was imported, what could not be read, and importing a council's files."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from math import ceil
from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField
from sqlmodel import Session
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError

from caseaudit.accounts.queries import names
from caseaudit.clock import now, today
from caseaudit.errors import NotAllowed, NotFound, RefusedFile
from caseaudit.intake import queries
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.queries import Frame
from caseaudit.intake.reading import read_files
from caseaudit.screening.queries import screening_of
from caseaudit.store.transaction import transaction
from caseaudit.web.access import accepts_a_file, role
from caseaudit.web.fields import ThreePartDate
from caseaudit.web.installed import installed
from caseaudit.web.kept_files import kept_for_reading
from caseaudit.web.render import FieldError, errors_of, refuse, render
from caseaudit.words import count_of

blueprint = Blueprint("frames", __name__, url_prefix="/frames")

REMARKS_A_PAGE = 50


class ImportForm(FlaskForm):
    """Files of lists, and the date they tell of."""

    lists = MultipleFileField(
        "Files",
        [FileRequired("Select the files")],
        description="Up to 25 MB in all, several at once: Annex A as a workbook or CSV, the census of children in "
        "need, the 903 return, or a file whose columns have been described.",
    )
    as_at = ThreePartDate("Date the lists were drawn up", what="the date the lists were drawn up")
    name = StringField(
        "Name of the frame",
        [DataRequired("Enter a name for the frame"), Length(max=200, message="Enter a shorter name")],
        description="For example, Spring round 2026. Do not name a child.",
    )

    def validate_as_at(self, field: ThreePartDate) -> None:
        """Lists cannot tell of a day still to come."""
        if field.data and field.data > today():
            raise ValidationError("The date the lists were drawn up must be today or in the past")


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


@blueprint.get("/new")
@role("administrator")
def new() -> str:
    """The form for importing a workbook."""
    return _new_page(ImportForm(formdata=None))


@blueprint.post("/new")
@role("administrator")
@accepts_a_file
def take_in() -> str | Response:
    """Read a workbook and seal what it holds as a frame: all of it or nothing."""
    form = ImportForm()
    if not form.validate():
        return _new_page(form, errors_of(form))
    try:
        frame = _imported(form)
    except RefusedFile as refusal:
        return _new_page(form, refuse(form.lists, str(refusal)))
    except NotAllowed as refusal:
        return _new_page(form, refuse(form.name, str(refusal)))
    flash(f"{count_of(frame.cases, 'case file was', 'case files were')} read and sealed as a frame.")
    return redirect(url_for("frames.show", frame_id=frame.id))


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
    is_refusal = {"refused": True, "doubtful": False}.get(request.args.get("kind", ""))
    with transaction(installed().engine, write=False) as session:
        frame = _frame(session, frame_id)
        count = queries.count_remarks(session, frame_id, list_no=list_no, is_refusal=is_refusal)
        last = max(1, ceil(count / REMARKS_A_PAGE))
        page = min(max(request.args.get("page", 1, type=int), 1), last)
        found = queries.remarks(
            session,
            frame_id,
            list_no=list_no,
            is_refusal=is_refusal,
            limit=REMARKS_A_PAGE,
            offset=(page - 1) * REMARKS_A_PAGE,
        )
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
        kind=request.args.get("kind", ""),
        page=page,
        last=last,
    )


def _imported(form: ImportForm) -> Frame:
    here = installed()
    with transaction(here.engine, write=False) as session:
        mapped = queries.mappings(session)
    with ExitStack() as kept:
        paths = [kept.enter_context(kept_for_reading(upload)) for upload in form.lists.data]
        read = read_files(paths, as_at=form.as_at.data, journeys=here.definitions.journeys, mapped=mapped)
    with transaction(here.engine) as session:
        return seal_frame(session, read, name=form.name.data.strip(), by=g.actor, at=now())


def _new_page(form: ImportForm, errors: tuple[FieldError, ...] = ()) -> str:
    return render("frames/new.html", title="Import a frame", back="/frames", errors=errors, form=form)


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
