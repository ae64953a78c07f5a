"""What is asked of a supervisor who draws or picks a sample, or sets a case file aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from caseaudit.definitions.tool import Tool
from caseaudit.sampling.design import METHOD_TITLES, SIMPLE_RANDOM, STRATIFIED, TARGETED
from caseaudit.sampling.eliminations import ELIMINATION_CODES
from caseaudit.sampling.refusals import LONGEST_NAME, LONGEST_TEXT

_LONGEST_SIZE = 6
_FIRST_TOOL = "core-case-file"

METHOD_HINTS = {
    SIMPLE_RANDOM: "Every case file has the same chance. Figures speak for the whole frame; rare case levels may be"
    " missed.",
    STRATIFIED: "Each case level gives its share, and at least one. Figures speak for the whole frame and no level is"
    " left out. Choose this if you are not sure.",
    TARGETED: "You pick the case files on the next page and say why. Good for learning and risk; the findings say"
    " nothing about other case files and are never shown as estimates.",
}


@dataclass(frozen=True)
class ToolScope:
    """What the newest edition of a tool is for: its case levels, and how many case files of a frame stand there."""

    title: str
    purpose: str
    levels: tuple[str, ...]
    cases: int


def tools_in_order(tools: Sequence[Tool]) -> Sequence[Tool]:
    """Every edition: the core case file audit first, then by title, the newest edition of each before its earlier."""
    newest_first = sorted(tools, key=lambda tool: tool.edition, reverse=True)
    return sorted(newest_first, key=lambda tool: (tool.key != _FIRST_TOOL, tool.title, tool.key))


def scopes_of(tools: Sequence[Tool], frame: Mapping[str, int]) -> Sequence[ToolScope]:
    """What each tool is for in a frame with so many case files at each level."""
    newest = {tool.key: tool for tool in reversed(tools_in_order(tools))}
    return [
        ToolScope(tool.title, tool.purpose, tool.levels, sum(frame.get(level, 0) for level in tool.levels or frame))
        for tool in reversed(newest.values())
    ]


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
        """The same form with these tools to choose from, the core case file audit and newest editions first."""
        self.tool.choices = [
            SelectChoice(f"{tool.key}/{tool.edition}", f"{tool.title}, edition {tool.edition}")
            for tool in tools_in_order(tools)
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
