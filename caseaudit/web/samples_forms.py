"""What is asked of a supervisor who draws or picks a sample, or sets a case file aside."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from caseaudit.definitions.tool import Tool
from caseaudit.sampling.design import METHOD_TITLES, SIMPLE_RANDOM, STRATIFIED, TARGETED
from caseaudit.sampling.eliminations import ELIMINATION_CODES
from caseaudit.sampling.refusals import LONGEST_NAME, LONGEST_TEXT

_LONGEST_SIZE = 6

METHOD_HINTS = {
    SIMPLE_RANDOM: "Every case file has the same chance. Figures speak for the whole frame; rare case levels may be"
    " missed.",
    STRATIFIED: "Each case level gives its share, and at least one. Figures speak for the whole frame and no level is"
    " left out. Choose this if you are not sure.",
    TARGETED: "You pick the case files on the next page and say why. Good for learning and risk; the findings say"
    " nothing about other case files and are never shown as estimates.",
}


class ToolForm(FlaskForm):
    """A name and the edition of a tool to audit with."""

    name = StringField(
        "Name of the sample",
        description="What colleagues will know this round by, such as “Core audit, spring 2026”. No child’s name.",
        validators=[
            DataRequired("Enter a name for the sample"),
            Length(max=LONGEST_NAME, message=f"Name of the sample must be {LONGEST_NAME} characters or fewer"),
        ],
    )
    tool = SelectField(
        "Audit tool and edition",
        description="Audits keep this edition for ever, whatever comes after it.",
        validators=[DataRequired("Select the audit tool and edition")],
    )

    def offer(self, tools: Sequence[Tool]) -> "ToolForm":
        """The same form with these tools to choose from, the newest edition first."""
        newest_first = sorted(tools, key=lambda tool: (tool.key, tool.edition), reverse=True)
        self.tool.choices = [
            SelectChoice(f"{tool.key}/{tool.edition}", f"{tool.title}, edition {tool.edition}") for tool in newest_first
        ]
        return self


class DesignForm(ToolForm):
    """How to draw a sample from a frame."""

    method = RadioField(
        "How should the case files be chosen?",
        choices=[SelectChoice(key, title) for key, title in METHOD_TITLES.items()],
        default=STRATIFIED,
        validators=[InputRequired("Select how the case files should be chosen")],
    )
    size = StringField("How many case files?")

    @property
    def wanted(self) -> int:
        """How many case files were asked for; nought where that is not a number."""
        typed = (self.size.data or "").strip()
        return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST_SIZE else 0

    def validate_size(self, field: StringField) -> None:
        """A draw needs a number of case files; a pick does not."""
        if self.method.data != TARGETED and self.wanted < 1:
            raise ValidationError("Enter how many case files to draw, such as 20")


class SetAsideForm(FlaskForm):
    """Why a drawn case file is set aside."""

    code = RadioField(
        "Why is this case file set aside?",
        choices=[SelectChoice(code, title) for code, title in ELIMINATION_CODES.items()],
        validators=[InputRequired("Select the reason for setting the case file aside")],
    )
    note = TextAreaField(
        "Note (optional)",
        description="What a colleague would need to know to agree. No child’s name.",
        validators=[Length(max=LONGEST_TEXT, message=f"Note must be {LONGEST_TEXT} characters or fewer")],
    )
