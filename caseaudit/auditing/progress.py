"""How far an audit has come: what is asked of this child, what is answered, what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from caseaudit.auditing.answering import Standing, is_answered, words_wanted
from caseaudit.definitions.tool import Question, Section, Tool


@dataclass(frozen=True)
class SectionProgress:
    """One section of the tool for one child: the questions asked, how many are answered, how many must still be."""

    section: Section
    questions: tuple[Question, ...]
    answered: int
    missing: int

    @property
    def status(self) -> str:
        """Not started, In progress or Completed; optional questions never hold a section open."""
        if self.missing == 0:
            return "Completed"
        return "In progress" if self.answered else "Not started"


@dataclass(frozen=True)
class Unanswered:
    """A question that must be answered before the audit can be submitted; or its answer still needs words beside it."""

    section: Section
    question: Question
    value: str | None = None

    @property
    def needs_words(self) -> bool:
        """Whether there is an answer, and only the words beside it are missing."""
        return bool(self.value)

    @property
    def sentence(self) -> str:
        """What to tell the auditor."""
        return words_wanted(self.question, self.value) or self.question.missing


def section_progress(
    tool: Tool, level: str, age: float | None, answers: Mapping[str, Standing]
) -> tuple[SectionProgress, ...]:
    """Every section in which something is asked of a child at this case level and age, in order."""
    return tuple(
        _progress(section, questions, answers)
        for section in tool.sections
        if (questions := tuple(question for question in section.questions if question.applies(level, age)))
    )


def still_unanswered(
    tool: Tool, level: str, age: float | None, answers: Mapping[str, Standing]
) -> tuple[Unanswered, ...]:
    """The required questions without an answer that will do, in the order they are asked."""
    return tuple(
        Unanswered(part.section, question, _value(question, answers))
        for part in section_progress(tool, level, age, answers)
        for question in part.questions
        if question.is_required and not _has_answer(question, answers)
    )


def _progress(section: Section, questions: tuple[Question, ...], answers: Mapping[str, Standing]) -> SectionProgress:
    done = {question.id for question in questions if _has_answer(question, answers)}
    missing = sum(1 for question in questions if question.is_required and question.id not in done)
    return SectionProgress(section, questions, len(done), missing)


def _has_answer(question: Question, answers: Mapping[str, Standing]) -> bool:
    standing = answers.get(question.id)
    return standing is not None and is_answered(question, standing.value, standing.note)


def _value(question: Question, answers: Mapping[str, Standing]) -> str | None:
    standing = answers.get(question.id)
    return standing.value if standing else None
