"""Grades as they were given: one count for each word of the scale, never an average."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseaudit.definitions.tool import AnswerType, Question, Tool
from caseaudit.reporting.audited import AuditedFile
from caseaudit.reporting.figures import Figure, figure_of
from caseaudit.reporting.groups import Group, GroupFigure, group_figures


@dataclass(frozen=True)
class GradeCount:
    """How many case files were given one grade, with the groups it breaks down into."""

    key: str
    title: str
    figure: Figure
    groups: tuple[GroupFigure, ...]


@dataclass(frozen=True)
class GradeFinding:
    """One graded question over a sample, the grades best first; ``not_given`` counts files asked but not graded."""

    id: str
    text: str
    scale: str
    grades: tuple[GradeCount, ...]
    not_given: int


def grade_findings(
    tool: Tool, files: Sequence[AuditedFile], groups: Sequence[Group], *, is_estimate: bool
) -> tuple[GradeFinding, ...]:
    """Every graded question of the tool."""
    questions = [question for question in tool.questions if question.type is AnswerType.GRADE]
    return tuple(_finding(tool, question, files, groups, is_estimate) for question in questions)


def _finding(
    tool: Tool, question: Question, files: Sequence[AuditedFile], groups: Sequence[Group], is_estimate: bool
) -> GradeFinding:
    asked = [file for file in files if question.applies(file.level, file.age)]

    def count(grade: str, some: Sequence[AuditedFile]) -> Figure:
        graded = [file for file in some if question.applies(file.level, file.age) and question.id in file.answers]
        given = [file.case_id for file in graded if file.answers[question.id] == grade]
        return figure_of(given, [file.case_id for file in graded], is_estimate=is_estimate)

    def row(key: str, title: str) -> GradeCount:
        return GradeCount(key, title, count(key, files), group_figures(groups, lambda some: count(key, some)))

    return GradeFinding(
        id=question.id,
        text=question.text,
        scale=tool.scale.title,
        grades=tuple(row(grade.key, grade.title) for grade in tool.scale.grades),
        not_given=sum(1 for file in asked if question.id not in file.answers),
    )
