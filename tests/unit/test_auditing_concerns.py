"""Which answers cannot wait, told by the finding a tool gives its question and not by the question's name."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from caseaudit.auditing.concerns import IMMEDIATE_CONCERN, concerns_in, is_concern
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import AnswerType, Question
from tests.factories import NOON


@dataclass
class Kept:
    value: str | None
    note: str = ""
    answered_at: datetime = NOON


def question(key: str, finding: str | None) -> Question:
    about = {"text": f"{key}?", "guidance": "Look.", "missing": f"Select {key}.", "rests_on": "Paragraph 1"}
    return Question(id=key, type=AnswerType.JUDGEMENT, finding=finding, **about)


SAFE, OTHER = question("any-name", IMMEDIATE_CONCERN), question("other", "OTHER")


@pytest.mark.parametrize(
    ("value", "concerns"),
    [("no", True), ("partly", True), ("not_recorded", True), ("yes", False), ("not_applicable", False), (None, False)],
)
def test_anything_short_of_yes_is_a_concern(value: str | None, concerns: bool):
    assert is_concern(SAFE, value) is concerns


def test_only_the_questions_of_that_finding_raise_one():
    found = concerns_in((OTHER, SAFE), {"other": Kept("no"), "any-name": Kept("no", "Told.")})

    assert [(one.question.id, one.value, one.note) for one in found] == [("any-name", "no", "Told.")]


@pytest.mark.parametrize("level", ["looked_after", "open_assessment", "care_leaver", "front_door", "closed"])
def test_every_edition_of_the_core_tool_asks_one_such_question(definitions: Definitions, level: str):
    core = [tool for tool in definitions.tools if tool.key == "core-case-file"]
    asked = [tool.questions_for(level, 9.0) for tool in core]

    assert [sum(one.finding == IMMEDIATE_CONCERN for one in questions) for questions in asked] == [1] * len(core)
