"""Evidence of many children loaded at once: a file with a column for the child, shown before any of it is kept."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from sqlmodel import Session
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from caseaudit.auditing.loading import LOADERS, Loading, loading_of
from caseaudit.auditing.queries import SHORT_KEY_LENGTH
from caseaudit.casefiles.evidence_files import OfChildren, chronologies_in, plans_in
from caseaudit.clock import now
from caseaudit.errors import NotAllowed, NotFound, RefusedFile
from caseaudit.intake.queries import Frame, frame
from caseaudit.store.transaction import transaction
from caseaudit.web.access import accepts_a_file, role
from caseaudit.web.held_files import held_for_a_decision, taken_up
from caseaudit.web.installed import installed
from caseaudit.web.render import Back, FieldError, errors_of, refuse, render
from caseaudit.words import count_of

blueprint = Blueprint("loading", __name__, url_prefix="/frames/<uuid:frame_id>/evidence")

_READERS: Mapping[str, Callable[[Path], OfChildren[Any]]] = {"chronology": chronologies_in, "plan": plans_in}
_MOST_SHOWN = 20
_ROWS = {"chronology": ("entry", "entries"), "plan": ("action", "actions")}


class LoadingForm(FlaskForm):
    """Which file holds what of whom."""

    kind = RadioField(
        "What does the file hold?",
        choices=[SelectChoice("chronology", "Chronologies"), SelectChoice("plan", "Actions of plans")],
        validators=[InputRequired("Select what the file holds")],
    )
    agency = StringField(
        "Whose chronologies are they?",
        [Length(max=100, message="Shorten the agency to 100 characters")],
        description="For example, School nursing. Leave empty for the council’s own. Plans need no answer.",
    )
    file = FileField(
        "File",
        [FileRequired("Select a file")],
        description="A CSV file, an Excel workbook or a Word document of up to 25 MB with a column headed “Child ID”, "
        "whose numbers are those of the lists.",
    )


@blueprint.get("")
@role("administrator")
def choose(frame_id: UUID) -> str:
    """The form for choosing a file."""
    return _form_page(frame_id, LoadingForm(formdata=None))


@blueprint.post("")
@role("administrator")
@accepts_a_file
def look(frame_id: UUID) -> str | tuple[str, int]:
    """What the file would bring, before any of it is kept."""
    form = LoadingForm()
    if not form.validate():
        return _form_page(frame_id, form, errors_of(form)), 422
    try:
        with held_for_a_decision(form.file.data) as path:
            found = _READERS[form.kind.data](path)
    except RefusedFile as refusal:
        return _form_page(frame_id, form, refuse(form.file, str(refusal))), 422
    with transaction(installed().engine, write=False) as session:
        of = _frame(session, frame_id)
        loading = loading_of(session, frame_id, found, kind=form.kind.data)
    return render(
        "frames/loading_look.html",
        title="What the file would bring",
        caption=of.name,
        back=url_for("loading.choose", frame_id=frame_id),
        frame=of,
        form=form,
        loading=loading,
        shown=_shown(loading),
        most_shown=_MOST_SHOWN,
        words=_ROWS[form.kind.data],
    )


@blueprint.post("/keep")
@role("administrator")
def keep(frame_id: UUID) -> str | tuple[str, int] | Response:
    """Keep what was shown: all of it or nothing."""
    form = LoadingForm()
    if form.kind.data not in LOADERS or not form.agency.validate(form):
        return _form_page(frame_id, LoadingForm(formdata=None), refuse(form.file, "Choose the file again")), 422
    try:
        with taken_up() as path:
            found = _READERS[form.kind.data](path)
        loading = _kept(frame_id, found, form)
    except (RefusedFile, NotAllowed) as refusal:
        return _form_page(frame_id, form, refuse(form.file, str(refusal))), 422
    children = count_of(len(loading.rows_of_case), "case file")
    flash(f"{count_of(loading.rows, *_ROWS[form.kind.data])} were kept in {children}.")
    return redirect(url_for("frames.show", frame_id=frame_id))


def _kept(frame_id: UUID, found: OfChildren[Any], form: LoadingForm) -> Loading:
    with transaction(installed().engine) as session:
        return LOADERS[form.kind.data](
            session,
            frame_id,
            found,
            agency=(form.agency.data or "").strip(),
            definitions=installed().definitions,
            by=g.actor,
            at=now(),
        )


def _shown(loading: Loading) -> list[tuple[str, int, bool]]:
    rows = [
        (loading.case_keys[case_id][:SHORT_KEY_LENGTH], len(own), case_id in loading.has_already)
        for case_id, own in loading.rows_of_case.items()
    ]
    return sorted(rows)[:_MOST_SHOWN]


def _form_page(frame_id: UUID, form: LoadingForm, errors: tuple[FieldError, ...] = ()) -> str:
    with transaction(installed().engine, write=False) as session:
        of = _frame(session, frame_id)
    return render(
        "frames/loading.html",
        title="Load evidence of many children",
        caption=of.name,
        back=Back(url_for("frames.show", frame_id=frame_id), "The frame"),
        errors=errors,
        form=form,
    )


def _frame(session: Session, frame_id: UUID) -> Frame:
    found = frame(session, frame_id)
    if found is None:
        raise NotFound("There is no such frame.")
    return found
