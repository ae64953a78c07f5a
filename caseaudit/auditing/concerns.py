"""An immediate concern: an answer that says a child may not be safe today, which nobody may wait to be told of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from caseaudit.definitions.tool import Question, Tool

# The finding that a tool gives a question which cannot wait until the audit is done.
IMMEDIATE_CONCERN = "IMMEDIATE-CONCERN"
CONCERNING = frozenset({"partly", "no", "not_recorded"})


class Dated(Protocol):
    """An answer as it stands, and when it was kept."""

    value: str | None
    note: str
    answered_at: datetime


@dataclass(frozen=True)
class Concern:
    """A question whose answer says that somebody has to be told today, and what the auditor noted."""

    question: Question
    value: str
    note: str
    saved_at: datetime


def is_concern(question: Question, value: str | None) -> bool:
    """Whether this answer says that somebody has to be told today."""
    return question.finding == IMMEDIATE_CONCERN and value in CONCERNING


def concerns_in(questions: Iterable[Question], answers: Mapping[str, Dated]) -> tuple[Concern, ...]:
    """The immediate concerns among these answers, in the order the questions are asked."""
    given = ((question, answers[question.id]) for question in questions if question.id in answers)
    return tuple(
        Concern(question, answer.value or "", answer.note, answer.answered_at)
        for question, answer in given
        if is_concern(question, answer.value)
    )


def questions_of_concern(tools: Iterable[Tool]) -> frozenset[str]:
    """The ids of the questions by which any of these tools asks about a child's safety today."""
    return frozenset(
        question.id for tool in tools for question in tool.questions if question.finding == IMMEDIATE_CONCERN
    )
