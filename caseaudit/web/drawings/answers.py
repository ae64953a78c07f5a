"""Findings drawn: each question's answers as one divided bar with its interval, or one square a case file below ten."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseaudit.reporting.figures import Figure
from caseaudit.reporting.flags import FlagFinding
from caseaudit.reporting.grades import GradeCount
from caseaudit.reporting.groups import GroupFigure
from caseaudit.reporting.questions import APPLICABLE, MET, QuestionFinding
from caseaudit.web.drawings.bars import (
    CountSquares,
    DividedBar,
    ProportionBar,
    count_squares,
    divided_bar,
    proportion_bar,
)

CONCERN = "concern"
_UNMET = "no"


@dataclass(frozen=True)
class Drawn:
    """A figure with the one drawing that suits its size; nothing is drawn where there is nothing to count."""

    figure: Figure
    look: str = MET
    squares: CountSquares | None = None
    divided: DividedBar | None = None
    proportion: ProportionBar | None = None


@dataclass(frozen=True)
class DrawnGroup:
    """One case level's or team's figure, drawn."""

    key: str
    title: str
    drawn: Drawn


@dataclass(frozen=True)
class DrawnQuestion:
    """A question with all its answers drawn, and its groups."""

    finding: QuestionFinding
    drawn: Drawn
    groups: tuple[DrawnGroup, ...]


@dataclass(frozen=True)
class DrawnFlag:
    """A flag with the share of case files it was confirmed on, drawn, and its groups."""

    finding: FlagFinding
    drawn: Drawn
    groups: tuple[DrawnGroup, ...]


@dataclass(frozen=True)
class DrawnGrade:
    """One grade with how often it was given, drawn, and its groups."""

    grade: GradeCount
    drawn: Drawn
    groups: tuple[DrawnGroup, ...]


def drawn_question(finding: QuestionFinding) -> DrawnQuestion:
    """The answers a question applies to in their order, the whisker on the share that said yes."""
    counts = [(answer.value, answer.count) for answer in finding.answers if answer.value in APPLICABLE]
    figure = finding.figure
    if figure.is_too_small:
        drawn = Drawn(figure, squares=count_squares(counts) if figure.applicable else None)
    else:
        drawn = Drawn(figure, divided=divided_bar(counts, _ends(figure)))
    return DrawnQuestion(finding, drawn, _groups(finding.groups, MET))


def drawn_flag(finding: FlagFinding) -> DrawnFlag:
    """A flag as the share of case files it was confirmed on."""
    return DrawnFlag(finding, drawn_figure(finding.figure, CONCERN), _groups(finding.groups, CONCERN))


def drawn_grade(grade: GradeCount) -> DrawnGrade:
    """A grade as the share of case files it was given to."""
    return DrawnGrade(grade, drawn_figure(grade.figure), _groups(grade.groups, MET))


def drawn_figure(figure: Figure, look: str = MET) -> Drawn:
    """Any figure: a bar with its interval, or squares where there are too few for a percentage."""
    if figure.proportion is not None:
        return Drawn(figure, look, proportion=proportion_bar(figure.proportion, _ends(figure)))
    counts = [(look, figure.count), (_UNMET, figure.applicable - figure.count)]
    return Drawn(figure, look, squares=count_squares(counts) if figure.applicable else None)


def _groups(groups: Sequence[GroupFigure], look: str) -> tuple[DrawnGroup, ...]:
    return tuple(DrawnGroup(group.key, group.title, drawn_figure(group.figure, look)) for group in groups)


def _ends(figure: Figure) -> tuple[float, float] | None:
    return (figure.interval.low, figure.interval.high) if figure.interval else None
