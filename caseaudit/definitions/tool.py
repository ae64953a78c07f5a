"""An audit tool: the questions an auditor is asked of one case file, in sections, with what good looks like."""

from enum import StrEnum

from pydantic import Field

from caseaudit.definitions.shape import Shape


class AnswerType(StrEnum):
    """The kinds of answer a question may have; judgement is yes, partly, no, not applicable or not recorded on file."""

    JUDGEMENT = "judgement"
    GRADE = "grade"
    TEXT = "text"
    DATE = "date"


class EvidenceKind(StrEnum):
    """The evidence an auditor copies from the file beside a section."""

    CHRONOLOGY = "chronology"
    PLAN = "plan"
    RECORD = "record"


class Grade(Shape):
    """One word of a grading scale and what it means."""

    key: str
    title: str
    meaning: str


class Scale(Shape):
    """A grading scale, best first; grades of one scale are never read on another."""

    key: str
    title: str
    grades: tuple[Grade, ...] = Field(min_length=2)


class Question(Shape):
    """One question; ``missing`` is the sentence shown when it is not answered, ``rests_on`` the paragraph behind it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,58}$")
    text: str
    guidance: str
    type: AnswerType
    missing: str
    rests_on: str
    levels: tuple[str, ...] = ()
    min_age: float | None = None
    max_age: float | None = None
    is_for_unborn: bool = False
    flags: tuple[str, ...] = ()
    finding: str | None = None
    is_required: bool = True

    def applies(self, level: str, age: float | None) -> bool:
        """Whether this is asked of a child at this case level and age in years (None for an unborn child)."""
        if self.levels and level not in self.levels:
            return False
        if self.is_for_unborn and age is not None:
            return False
        if self.min_age is not None and (age is None or age < self.min_age):
            return False
        return not (self.max_age is not None and age is not None and age >= self.max_age)


class Section(Shape):
    """A page of the form: questions that belong together, and the evidence copied beside them."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,58}$")
    title: str
    intro: str
    evidence: EvidenceKind | None = None
    questions: tuple[Question, ...] = Field(min_length=1)


class Tool(Shape):
    """One edition of an audit tool; published editions never change."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,58}$")
    edition: str = Field(pattern=r"^\d{4}-\d{2}$")
    title: str
    purpose: str
    rests_on: str
    scale: Scale
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the order it is asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def levels(self) -> tuple[str, ...]:
        """The case levels the tool is for, as its questions first name them; empty where it is for every level."""
        if any(not question.levels for question in self.questions):
            return ()
        return tuple(dict.fromkeys(level for question in self.questions for level in question.levels))

    def questions_for(self, level: str, age: float | None) -> tuple[Question, ...]:
        """The questions asked of a child at this case level and age."""
        return tuple(question for question in self.questions if question.applies(level, age))

    def section(self, section_id: str) -> Section | None:
        """The section of this id, if there is one."""
        return next((section for section in self.sections if section.id == section_id), None)

    def question(self, question_id: str) -> Question | None:
        """The question of this id, if there is one."""
        return next((question for question in self.questions if question.id == question_id), None)
