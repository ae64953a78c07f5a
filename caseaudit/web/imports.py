"""Importing a council's files on a page: asked for, read while a page says how far, sealed and screened."""

from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, make_response, redirect, request, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from caseaudit.clock import today
from caseaudit.errors import NotAllowed, NotFound, RefusedFile
from caseaudit.web.access import accepts_a_file, role
from caseaudit.web.busy import in_words
from caseaudit.web.fields import ThreePartDate
from caseaudit.web.installed import installed
from caseaudit.web.kept_files import kept_for_reading
from caseaudit.web.readings import Outcome, Reading, hold_readings, readings
from caseaudit.web.render import FieldError, errors_of, refuse, render
from caseaudit.words import count_of

blueprint = Blueprint("imports", __name__, url_prefix="/frames")
blueprint.record_once(lambda state: hold_readings(state.app))

AT_ONCE_SECONDS = 3.0
_ASK_AGAIN_SECONDS = "3"
_DATE = "the date the lists were drawn up"
_FORGOTTEN = (
    "This import is not remembered any more. Look among the frames whether it is there; if it is not, import the files "
    "again."
)


def _is_past(form: FlaskForm, field: ThreePartDate) -> None:
    if field.data and field.data > today():
        raise ValidationError("The date the lists were drawn up must be today or in the past")


class ImportForm(FlaskForm):
    """Files of lists, and the date they tell of."""

    lists = MultipleFileField(
        "Files",
        [FileRequired("Select the files")],
        description="Up to 25 MB in all, several at once: Annex A as a workbook or CSV, the census of children in "
        "need, the 903 return, or a file whose columns have been described.",
    )
    as_at = ThreePartDate("Date the lists were drawn up", what=_DATE, validators=[_is_past])
    name = StringField(
        "Name of the frame (optional)",
        [Length(max=200, message="Enter a shorter name")],
        description="For example, Spring round 2026. Its kind and date are its name if you give none. "
        "Do not name a child.",
    )


class DateForm(FlaskForm):
    """The date lists tell of, looked at again."""

    as_at = ThreePartDate("Date the lists were drawn up", what=_DATE, validators=[_is_past])


@blueprint.get("/new")
@role("administrator")
def new() -> str:
    """The form for importing files."""
    return _new_page(ImportForm(formdata=None))


@blueprint.post("/new")
@role("administrator")
@accepts_a_file
def take_in() -> str | Response:
    """Begin to read the files; the same form sent twice is read once."""
    form = ImportForm()
    if not form.validate():
        return _new_page(form, errors_of(form))
    # Whoever presses twice sends the same form twice, and is led to the one import.
    reading = Reading(_sent_with_the_form(), g.actor.id, (form.name.data or "").strip(), form.as_at.data)
    if readings().begin(reading):
        _receive(reading, form)
        readings().start(reading, installed(), g.actor, wait_seconds=AT_ONCE_SECONDS)
    return redirect(url_for("imports.reading", reading_id=reading.id))


@blueprint.get("/reading/<uuid:reading_id>")
@role("administrator")
def reading(reading_id: UUID) -> str | Response:
    """How far an import has come; it leads on to the frame, or says what stands in the way."""
    found = _reading(reading_id)
    if not found.is_done:
        page = render("frames/reading.html", title="Importing the files", back="/frames", reading=found)
        # Without a script, and said to nobody but the browser.
        return make_response(page, {"Refresh": _ASK_AGAIN_SECONDS})
    form = ImportForm(formdata=None, name=found.name, as_at=found.as_at)
    try:
        outcome = found.outcome
    except RefusedFile as refusal:
        return _new_page(form, refuse(form.lists, str(refusal)))
    except NotAllowed as refusal:
        return _new_page(form, refuse(form.name, str(refusal)))
    except OperationalError as error:
        return _new_page(form, refuse(form.lists, in_words(error)))
    if outcome.doubt:
        return _date_page(outcome, DateForm(formdata=None, as_at=found.as_at))
    if not found.is_told:
        read = count_of(outcome.cases, "case file was", "case files were")
        flash(f"{read} read and sealed as a frame, and every child screened.")
    found.is_told = True
    return redirect(url_for("frames.show", frame_id=outcome.frame_id))


@blueprint.post("/reading/<uuid:reading_id>")
@role("administrator")
def look_again(reading_id: UUID) -> str | Response:
    """Read the same files as at the date that was asked about, or as at another."""
    found, form = _reading(reading_id), DateForm()
    if not found.is_done or not found.outcome.doubt:
        return redirect(url_for("imports.reading", reading_id=reading_id))
    if not form.validate():
        return _date_page(found.outcome, form, errors_of(form))
    if not all(map(Path.exists, found.paths)):
        raise NotFound(_FORGOTTEN)
    readings().again(found, form.as_at.data, installed(), g.actor, wait_seconds=AT_ONCE_SECONDS)
    return redirect(url_for("imports.reading", reading_id=reading_id))


def _receive(reading: Reading, form: ImportForm) -> None:
    with ExitStack() as unless_received, ExitStack() as kept:
        # A disk without room must not leave a form behind that can never be sent again.
        unless_received.callback(readings().forget, reading)
        reading.paths = tuple(kept.enter_context(kept_for_reading(upload)) for upload in form.lists.data)
        reading.files = kept.pop_all()
        unless_received.pop_all()


def _sent_with_the_form() -> UUID:
    try:
        return UUID(request.form.get("reading", ""))
    except ValueError:
        return uuid4()


def _reading(reading_id: UUID) -> Reading:
    found = readings().of(reading_id, g.actor.id)
    if found is None:
        raise NotFound(_FORGOTTEN)
    return found


def _new_page(form: ImportForm, errors: tuple[FieldError, ...] = ()) -> str:
    return render(
        "frames/new.html", title="Import a frame", back="/frames", errors=errors, form=form, reading_id=uuid4()
    )


def _date_page(outcome: Outcome, form: DateForm, errors: tuple[FieldError, ...] = ()) -> str:
    title = "Are the files whole?" if outcome.is_cut else "Is the date right?"
    return render("frames/date.html", title=title, back="/frames", errors=errors, form=form, outcome=outcome)
