"""What was found on each question: every kind of answer counted apart, and yes as a figure of the applicable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from caseaudit.definitions.tool import AnswerType, Question, Section, Tool
from caseaudit.reporting.audited import AuditedFile
from caseaudit.reporting.figures import Figure, figure_of
from caseaudit.reporting.groups import Group, GroupFigure, group_figures

MET = "yes"
NOT_ANSWERED = "not_answered"
# Not recorded on file is an answer about the file, and not a good one: it stays among the applicable.
APPLICABLE = frozenset({"yes", "partly", "no", "not_recorded"})

ANSWER_TITLES: Mapping[str, str] = {
    "yes": "Yes",
    "partly": "Partly",
    "no": "No",
    "not_recorded": "Not recorded on file",
    "not_applicable": "Not applicable",
    NOT_ANSWERED: "Not answered",
}


@dataclass(frozen=True)
class AnswerCount:
    """How many case files got one answer, and which."""

    value: str
    title: str
    count: int
    case_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class QuestionFinding:
    """One question over a sample; ``figure`` is yes among the applicable, ``asked`` how many files it was asked of."""

    id: str
    text: str
    section: str
    asked: int
    figure: Figure
    answers: tuple[AnswerCount, ...]
    groups: tuple[GroupFigure, ...]

    def count_of(self, value: str) -> int:
        """How many case files got this answer."""
        return next(answer.count for answer in self.answers if answer.value == value)


def question_findings(
    tool: Tool, files: Sequence[AuditedFile], groups: Sequence[Group], *, is_estimate: bool
) -> tuple[QuestionFinding, ...]:
    """Every judgement question of the tool, in the order it is asked."""
    return tuple(_finding(section, question, files, groups, is_estimate) for section, question in _judgements(tool))


def _judgements(tool: Tool) -> Iterator[tuple[Section, Question]]:
    for section in tool.sections:
        for question in section.questions:
            if question.type is AnswerType.JUDGEMENT:
                yield section, question


def _finding(
    section: Section, question: Question, files: Sequence[AuditedFile], groups: Sequence[Group], is_estimate: bool
) -> QuestionFinding:
    given = _given(question, files)
    return QuestionFinding(
        id=question.id,
        text=question.text,
        section=section.title,
        asked=sum(map(len, given.values())),
        figure=_figure(given, is_estimate),
        answers=tuple(AnswerCount(v, title, len(given[v]), tuple(given[v])) for v, title in ANSWER_TITLES.items()),
        groups=group_figures(groups, lambda some: _figure(_given(question, some), is_estimate)),
    )


def _given(question: Question, files: Sequence[AuditedFile]) -> Mapping[str, list[UUID]]:
    given: dict[str, list[UUID]] = {value: [] for value in ANSWER_TITLES}
    for file in files:
        if question.applies(file.level, file.age):
            given[file.answers.get(question.id, NOT_ANSWERED)].append(file.case_id)
    return given


def _figure(given: Mapping[str, Sequence[UUID]], is_estimate: bool) -> Figure:
    return figure_of(
        given[MET],
        [case_id for value in ANSWER_TITLES if value in APPLICABLE for case_id in given[value]],
        is_estimate=is_estimate,
        not_applicable=len(given["not_applicable"]),
        not_recorded=len(given["not_recorded"]),
        not_answered=len(given[NOT_ANSWERED]),
    )
