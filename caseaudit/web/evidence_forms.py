"""The forms for evidence copied from a case file: chronology, plan, record."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from caseaudit.auditing.answering import tidy
from caseaudit.casefiles.drafts import RECORD_TYPES, ActionDraft, EntryDraft, PlanDraft, RecordDraft
from caseaudit.web.fields import ThreePartDate
from caseaudit.web.render import FieldError, errors_of

EMPTY_ROWS = 3
_HIDDEN = ("recorded_on", "agency")


def _no_longer_than(most: int, what: str) -> Length:
    return Length(max=most, message=f"Shorten {what} to {most} characters")


class EntryForm(Form):
    """One line of the chronology."""

    date_text = StringField("Date, as written on the file", [_no_longer_than(100, "the date")])
    source = StringField("Source", [_no_longer_than(200, "the source")])
    event = TextAreaField("What happened")
    significance = TextAreaField("What it meant for the child, as the file says")
    action = TextAreaField("What was done")
    recorded_on = HiddenField()
    agency = HiddenField()


class ActionForm(Form):
    """One action of the plan."""

    outcome = TextAreaField("Outcome: what should be different")
    action = TextAreaField("Action: what will be done")
    owner = StringField("Who will do it")
    timescale = StringField("By when")


class ChronologyForm(FlaskForm):
    """The chronology: text or a file to read and whose it is, and the lines read so far."""

    agency = StringField(
        "Whose chronology is it?",
        [_no_longer_than(100, "the agency")],
        description="For example, School or Health visiting. Leave empty for the one on this file.",
    )
    file = FileField("Or choose a file")
    pasted = TextAreaField("Paste the chronology here")
    rows = FieldList(FormField(EntryForm))
    seen = HiddenField()
    apart = HiddenField()


class PlanForm(FlaskForm):
    """The plan: its two dates, text or a file to read, and the actions read so far."""

    plan_on = ThreePartDate("When was the plan made?", what="the date of the plan", is_required=False)
    next_review_on = ThreePartDate("When is its next review?", what="the date of the next review", is_required=False)
    file = FileField("Or choose a file")
    pasted = TextAreaField("Paste the actions here")
    rows = FieldList(FormField(ActionForm))
    seen = HiddenField()
    apart = HiddenField()


class RecordForm(FlaskForm):
    """One record of a visit, review or assessment."""

    record_type = SelectField(
        "What kind of record is it?",
        choices=[SelectChoice("", "Select a kind"), *(SelectChoice(*pair) for pair in RECORD_TYPES.items())],
        validate_choice=False,
    )
    on = ThreePartDate("When was it?", what="the date of the record", is_required=False)
    present = TextAreaField("Who was present?", description="One to a line, as the record names them.")
    communication_need = StringField(
        "Does the child need help to communicate?",
        [_no_longer_than(300, "the help the child needs")],
        description="For example: uses signs. Leave empty if not.",
    )
    language = StringField(
        "Which language does the child speak best?",
        [_no_longer_than(100, "the language")],
        description="Leave empty if it is English.",
    )
    file = FileField("Choose a Word document or text file of the record")
    text = TextAreaField("What does the record say?", description="Copy it word for word.")
    record_id = HiddenField()
    seen = HiddenField()
    apart = HiddenField()

    def validate_text(self, field: TextAreaField) -> None:
        """Without its words a record is none, whatever else is known about it."""
        if not tidy(field.data or "") and (self.present.data or any(self.on.parts.values())):
            raise ValidationError("Enter what the record says, word for word")


def faults_of(form: FlaskForm) -> tuple[FieldError, ...]:
    """Everything wrong on the page, the rows among it, each aimed at its control."""
    rows = form.rows.entries if "rows" in form else ()
    in_rows = [
        FieldError(f"Row {number}: {field.errors[0][:1].lower()}{field.errors[0][1:]}", field.id)
        for number, row in enumerate(rows, start=1)
        for field in row.form
        if field.errors
    ]
    return (*(error for error in errors_of(form) if error.target != "rows"), *in_rows)


def entries_of(form: ChronologyForm) -> tuple[EntryDraft, ...]:
    """The lines on the page that say something."""
    drafts = (
        EntryDraft(
            date_text=row["date_text"],
            source=row["source"],
            event=row["event"],
            significance=row["significance"],
            action=row["action"],
            recorded_on=_iso(row["recorded_on"]),
            agency=row["agency"],
        )
        for row in _filled(form.rows)
    )
    return tuple(drafts)


def actions_of(form: PlanForm) -> tuple[ActionDraft, ...]:
    """The actions on the page that say something."""
    return tuple(
        ActionDraft(outcome=row["outcome"], action=row["action"], owner=row["owner"], timescale=row["timescale"])
        for row in _filled(form.rows)
    )


def plan_of(form: PlanForm, actions: Sequence[ActionDraft]) -> PlanDraft:
    """The plan on the page with these actions."""
    return PlanDraft(plan_on=form.plan_on.data, next_review_on=form.next_review_on.data, actions=tuple(actions))


def record_of(form: RecordForm) -> RecordDraft:
    """The record on the page."""
    return RecordDraft(
        record_type=form.record_type.data,
        on=form.on.data,
        present=tuple(line.strip() for line in tidy(form.present.data or "").splitlines() if line.strip()),
        communication_need=tidy(form.communication_need.data or ""),
        language=tidy(form.language.data or ""),
        text=tidy(form.text.data or ""),
        replaces=_id(form.record_id.data),
    )


def rows_of(drafts: Iterable[Any], *, empty: int) -> list[dict[str, Any]]:
    """Drafts or kept rows as the data of form rows, with some empty rows to type in."""
    return [_row_of(draft) for draft in drafts] + [{} for _ in range(empty)]


def without(rows: Sequence[Any], position: str) -> list[Any]:
    """The rows but for the one to be removed, counted from nought."""
    return [row for at, row in enumerate(rows) if str(at) != position]


def _row_of(draft: Any) -> dict[str, Any]:
    if isinstance(draft, dict):
        return draft
    names = {one.name for kind in (EntryDraft, ActionDraft) for one in fields(kind)}
    row = {name: getattr(draft, name) for name in names if hasattr(draft, name)}
    if row.get("recorded_on"):
        row["recorded_on"] = row["recorded_on"].isoformat()
    return row


def _filled(rows: FieldList) -> list[dict[str, str]]:
    tidied = ({name: tidy(value or "") for name, value in row.data.items()} for row in rows)
    return [row for row in tidied if any(value for name, value in row.items() if name not in _HIDDEN)]


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
