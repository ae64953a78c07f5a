"""The form that asks what each column of a file means."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from caseaudit.intake.mapped.mapping import ColumnMeaning

_MEANINGS: Mapping[str, str] = {
    "unread": "Leave it out",
    "child": "The child’s number",
    "born_on": "Date of birth",
    "expected_on": "Expected date of birth",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "disability": "Whether the child has a disability",
    "team": "Team",
    "worker": "Worker",
    "postcode": "A postcode, to be cut to its sector",
    "family": "A number that children of one family share",
    "late_reason": "Why the event in the column before it was late",
    "fact": "Something to show on the case page",
    "date": "A date to show on the case page",
    "number": "A number to show on the case page",
}
_EVENT = "event:"


class ColumnsForm(FlaskForm):
    """A name for this kind of file, what each of its columns is, and councils' own words for codes."""

    name = StringField(
        "Name of this kind of file",
        [
            DataRequired("Enter a name for this kind of file"),
            Length(max=100, message="Name of this kind of file must be 100 characters or fewer"),
        ],
        description="For example, Health assessments tracker.",
    )
    words = TextAreaField(
        "Words of your own for codes",
        description="If sex, ethnicity or disability are written in words of your own, give each on a line, such as "
        "Sex: boy = M. Otherwise leave this empty.",
    )

    def validate_words(self, field: TextAreaField) -> None:
        """Each line has a column, a word and a code."""
        for number, line in enumerate((field.data or "").splitlines(), start=1):
            if line.strip() and _split(line) is None:
                raise ValidationError(f"Enter line {number} as column: word = code")

    def column(self, at: int) -> SelectField:
        """The field that asks what the column at this place is."""
        field: SelectField = self[f"column-{at}"]
        return field

    def meanings(self, headings: Sequence[str]) -> tuple[ColumnMeaning, ...]:
        """What was answered, column by column."""
        own = [found for line in (self.words.data or "").splitlines() if (found := _split(line))]
        columns = []
        for at, heading in enumerate(headings):
            meaning, _, trigger = self.column(at).data.partition(":")
            words = {word: code for column, word, code in own if column.casefold() == heading.casefold()}
            columns.append(ColumnMeaning(heading, meaning, trigger, words or None))
        return tuple(columns)


def columns_form(headings: Sequence[str], triggers: Mapping[str, str], answers: Any) -> ColumnsForm:
    """The form for these headings; ``answers`` is what was posted, or None for a first look."""
    offered = [SelectChoice(value, words) for value, words in _MEANINGS.items()]
    offered += [SelectChoice(f"{_EVENT}{key}", f"The date of: {words}") for key, words in triggers.items()]
    fields = {
        f"column-{at}": SelectField(f"“{heading[:80]}”", choices=offered, default="unread")
        for at, heading in enumerate(headings)
    }
    form: ColumnsForm = type("ColumnsOfThisFile", (ColumnsForm,), fields)(formdata=answers)
    return form


def _split(line: str) -> tuple[str, str, str] | None:
    column, _, rest = line.partition(":")
    word, _, code = rest.partition("=")
    parts = (column.strip(), word.strip(), code.strip())
    return parts if all(parts) else None
