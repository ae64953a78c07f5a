"""The form of one section, made from its questions: a draft may be anything, so nothing is required here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, Form, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from caseaudit.auditing.answering import AnswerDraft, Conflict, choices
from caseaudit.auditing.queries import Answer
from caseaudit.definitions.tool import AnswerType, Question, Scale, Tool
from caseaudit.web.fields import ThreePartDate
from caseaudit.web.render import FieldError


def section_form(questions: Sequence[Question], scale: Scale, answers: Mapping[str, Answer]) -> FlaskForm:
    """The form of these questions, filled with what is posted or else with what is kept."""
    return _form_class(questions, scale)(data=_data(questions, answers))


def fresh_form(
    questions: Sequence[Question], scale: Scale, answers: Mapping[str, Answer], *, keeping: FlaskForm, stale: set[str]
) -> FlaskForm:
    """The form after a save that was not whole: what was typed, on the revisions now kept; stale ones stay stale."""
    for question in questions:
        if question.id not in stale and question.id in answers:
            keeping[revision_name(question.id)].data = str(answers[question.id].revision)
    return keeping


def drafts_of(form: FlaskForm, questions: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, AnswerDraft]:
    """What was posted, by question; a date that is none and a question that was not on the page are left out.

    Only a judgement has a note to type on the page; what others carry stays with them.
    """
    return {
        question.id: AnswerDraft(
            _value(form[question.id]), _note(form, question, answers), _revision(form, question.id)
        )
        for question in questions
        if revision_name(question.id) in request.form and not form[question.id].errors
    }


def settled(drafts: Mapping[str, AnswerDraft]) -> dict[str, AnswerDraft]:
    """The drafts after the person chose between two answers: theirs goes on top of what was kept, or gives way."""
    chosen = dict(drafts)
    for key, draft in drafts.items():
        keep = request.form.get(f"{key}-keep")
        if keep == "theirs":
            del chosen[key]
        elif keep == "yours":
            chosen[key] = AnswerDraft(draft.value, draft.note, _number(request.form.get(f"{key}-seen")))
    return chosen


def keep_choice(conflict: Conflict) -> Field:
    """The choice between two answers to one question, with the sentence that asks for it."""
    name = f"{conflict.question_id}-keep"
    listed = [SelectChoice("yours", "The answer on this page"), SelectChoice("theirs", "The answer saved first")]
    radios = RadioField("Which answer do you want to keep?", choices=listed, validate_choice=False)
    field = type("KeepForm", (Form,), {name: radios})()[name]
    field.errors = ["Select which answer to keep"]
    return field


def keep_error(tool: Tool, conflict: Conflict) -> FieldError:
    """What to tell somebody whose answer met another, aimed at the choice between the two."""
    question = tool.question(conflict.question_id)
    return FieldError(f"Select which answer to keep: {question.text}", f"{conflict.question_id}-keep")


def revision_name(question_id: str) -> str:
    """The name of the hidden field that says which revision a page was looking at."""
    return f"{question_id}-revision"


def note_name(question_id: str) -> str:
    """The name of the field for the evidence or the reason."""
    return f"{question_id}-note"


def _form_class(questions: Sequence[Question], scale: Scale) -> type[FlaskForm]:
    fields: dict[str, Any] = {}
    for question in questions:
        fields[question.id] = _FIELDS[question.type](question, scale)
        fields[revision_name(question.id)] = HiddenField()
        if question.type is AnswerType.JUDGEMENT:
            fields[note_name(question.id)] = TextAreaField("What on the file shows this?")
    return type("SectionForm", (FlaskForm,), fields)


def _choice(question: Question, scale: Scale) -> Field:
    listed = [SelectChoice(key, title) for key, title in choices(question, scale).items()]
    return RadioField(question.text, choices=listed, description=question.guidance, validate_choice=False)


def _text(question: Question, scale: Scale) -> Field:
    return TextAreaField(question.text, description=question.guidance)


def _date(question: Question, scale: Scale) -> Field:
    return ThreePartDate(question.text, what="the date", is_required=False, description=question.guidance)


_FIELDS = {
    AnswerType.JUDGEMENT: _choice,
    AnswerType.GRADE: _choice,
    AnswerType.TEXT: _text,
    AnswerType.DATE: _date,
}


def _data(questions: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for question in questions:
        standing = answers.get(question.id)
        value = standing.value if standing else None
        data[question.id] = date.fromisoformat(value) if value and question.type is AnswerType.DATE else value
        data[note_name(question.id)] = standing.note if standing else ""
        data[revision_name(question.id)] = str(standing.revision if standing else 0)
    return data


def _value(field: Field) -> str | None:
    return field.data.isoformat() if isinstance(field.data, date) else field.data or None


def _note(form: FlaskForm, question: Question, answers: Mapping[str, Answer]) -> str:
    if question.type is AnswerType.JUDGEMENT:
        return form[note_name(question.id)].data or ""
    return answers[question.id].note if question.id in answers else ""


def _revision(form: FlaskForm, question_id: str) -> int:
    return _number(form[revision_name(question_id)].data)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
