"""Describing the columns of a file of another kind, once, so that every later file like it is read."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, g, redirect, request, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response

from caseaudit.accounts.queries import names
from caseaudit.clock import now, today
from caseaudit.errors import NotAllowed, RefusedFile
from caseaudit.intake.mapped.changes import save_mapping
from caseaudit.intake.mapped.headings import headings_in, refuse_beyond_describing
from caseaudit.intake.queries import saved_mappings
from caseaudit.store.transaction import transaction
from caseaudit.web.access import accepts_a_file, role
from caseaudit.web.columns_forms import ColumnsForm, columns_form
from caseaudit.web.installed import installed
from caseaudit.web.kept_files import kept_for_reading
from caseaudit.web.readings import readings
from caseaudit.web.render import FieldError, errors_of, refuse, render

blueprint = Blueprint("columns", __name__, url_prefix="/frames/columns")

WAIT_SECONDS = 60.0


class HeadingsForm(FlaskForm):
    """A file of the kind to be described."""

    file = FileField(
        "A file of this kind",
        [FileRequired("Select a file")],
        description="A workbook (.xlsx) or CSV with its headings in the first row. Only the headings are looked at; "
        "nothing of the file is kept.",
    )


@blueprint.get("")
@role("administrator")
def index() -> str:
    """What has been described, and the form for describing another kind of file."""
    return _index(HeadingsForm(formdata=None))


@blueprint.post("")
@role("administrator")
@accepts_a_file
def look() -> str:
    """The headings of a file, each to be given a meaning."""
    form = HeadingsForm()
    if not form.validate():
        return _index(form, errors_of(form))
    try:
        with kept_for_reading(form.file.data) as path:
            headings = readings().in_turn(lambda: headings_in(path), wait_seconds=WAIT_SECONDS)
    except RefusedFile as refusal:
        return _index(form, refuse(form.file, str(refusal)))
    return _describe(columns_form(headings, _triggers(), None), headings)


@blueprint.post("/new")
@role("administrator")
def save() -> str | Response:
    """Keep what the columns mean."""
    headings = tuple(request.form.getlist("heading"))
    refuse_beyond_describing(headings)
    form = columns_form(headings, _triggers(), request.form)
    if not headings:
        return _index(HeadingsForm(formdata=None))
    if not form.validate():
        return _describe(form, headings, errors_of(form))
    try:
        with transaction(installed().engine) as session:
            save_mapping(session, name=form.name.data, columns=form.meanings(headings), by=g.actor, at=now())
    except NotAllowed as refusal:
        return _describe(form, headings, refuse(form.name, str(refusal)))
    flash("The columns are described. Files with these headings can now be imported.")
    return redirect(url_for("columns.index"))


def _index(form: HeadingsForm, errors: Sequence[FieldError] = ()) -> str:
    with transaction(installed().engine, write=False) as session:
        saved = saved_mappings(session)
        people = names(session)
    return render(
        "columns/index.html",
        title="Files of other kinds",
        back="/frames/new",
        errors=errors,
        form=form,
        saved=saved,
        people=people,
    )


def _describe(form: ColumnsForm, headings: Sequence[str], errors: Sequence[FieldError] = ()) -> str:
    return render(
        "columns/describe.html",
        title="What do the columns mean?",
        back=url_for("columns.index"),
        errors=errors,
        form=form,
        headings=headings,
    )


def _triggers() -> Mapping[str, str]:
    # What the journey is made of comes first, and then what only time limits ask for.
    definitions = installed().definitions
    return {**definitions.journey_on(today()).triggers, **definitions.timescales.events}
