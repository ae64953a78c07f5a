"""The findings of a sample as a table: one line a figure, its gaps and interval beside it, the method at the end."""

from collections.abc import Iterator, Sequence

from caseaudit.reporting.cells import Cell, Table
from caseaudit.reporting.figures import Figure
from caseaudit.reporting.findings import Findings
from caseaudit.reporting.flags import FlagFinding
from caseaudit.reporting.grades import GradeFinding
from caseaudit.reporting.groups import GroupFigure
from caseaudit.reporting.method import PICKED
from caseaudit.reporting.questions import MET, QuestionFinding
from caseaudit.reporting.written_actions import WrittenActions

_HEADINGS = (
    "Kind",
    "Id",
    "Text",
    "Counted",
    "Breakdown",
    "Group",
    "Count",
    "Of",
    "Not applicable",
    "Not recorded on file",
    "Not answered",
    "Percent",
    "Interval from",
    "Interval to",
    "Note",
)
_CONFIDENTIAL = "Small counts are not hidden in this file: share it only with people who may know of single children."

Line = tuple[Cell, ...]


def findings_table(findings: Findings, breakdowns: Sequence[Findings] = ()) -> Table:
    """Every figure of the findings, and the groups of each breakdown (the same sample by case level, by team)."""
    lines = [
        *(line for question in findings.questions for line in _question(question, findings, breakdowns)),
        *(line for flag in findings.flags for line in _flag(flag, findings, breakdowns)),
        *(line for grade in findings.grades for line in _grade(grade, findings, breakdowns)),
        *_actions(findings.actions),
        *(_method(sentence) for sentence in (*findings.method, _CONFIDENTIAL)),
    ]
    return Table("Findings", _HEADINGS, tuple(lines))


def _question(question: QuestionFinding, findings: Findings, breakdowns: Sequence[Findings]) -> Iterator[Line]:
    what = ("question", question.id, question.text)
    yield _line((*what, "Yes"), question.figure, findings)
    for answer in question.answers:
        if answer.value != MET:
            yield (*what, answer.title, "all", "", answer.count, question.asked, *[None] * 6, "Of those asked.")
    for breakdown in breakdowns:
        same = breakdown.question(question.id)
        yield from _groups((*what, "Yes"), same.groups if same else (), breakdown)


def _flag(flag: FlagFinding, findings: Findings, breakdowns: Sequence[Findings]) -> Iterator[Line]:
    what = ("flag", flag.code, flag.title)
    yield _line((*what, "Case files with a confirmed flag"), flag.figure, findings)
    yield _line((*what, "Flags confirmed of those confirmed or overridden"), flag.precision, findings)
    if flag.not_enough:
        yield (*what, "Not enough on file to tell", "all", "", flag.not_enough, *[None] * 7, "Flags, in no percentage.")
    for breakdown in breakdowns:
        same = breakdown.flag(flag.code)
        yield from _groups((*what, "Case files with a confirmed flag"), same.groups if same else (), breakdown)


def _grade(finding: GradeFinding, findings: Findings, breakdowns: Sequence[Findings]) -> Iterator[Line]:
    for grade in finding.grades:
        what = ("grade", finding.id, finding.text, grade.title)
        yield _line(what, grade.figure, findings)
        for breakdown in breakdowns:
            same = breakdown.grade(finding.id)
            groups = next((one.groups for one in same.grades if one.key == grade.key), ()) if same else ()
            yield from _groups(what, groups, breakdown)


def _actions(written: WrittenActions) -> Iterator[Line]:
    what = ("actions", "", "Actions written for single children")
    yield (*what, "Actions", "all", "", written.actions, *[None] * 8)
    yield (*what, "Case files with actions", "all", "", written.case_files, *[None] * 8)
    yield (*what, "Actions the plan check remarked on", "all", "", written.remarked, written.actions, *[None] * 7)


def _groups(what: Line, groups: Sequence[GroupFigure], breakdown: Findings) -> Iterator[Line]:
    for group in groups:
        yield _line(what, group.figure, breakdown, str(breakdown.by), group.title)


def _line(what: Line, figure: Figure, findings: Findings, breakdown: str = "all", group: str = "") -> Line:
    return (
        *what,
        breakdown,
        group,
        figure.count,
        figure.applicable,
        figure.not_applicable,
        figure.not_recorded,
        figure.not_answered,
        _percentage(figure.proportion),
        _percentage(figure.interval.low if figure.interval else None),
        _percentage(figure.interval.high if figure.interval else None),
        " ".join(note for note in (figure.note, "" if findings.is_estimate else PICKED) if note),
    )


def _percentage(proportion: float | None) -> float | None:
    return None if proportion is None else round(proportion * 100, 1)


def _method(sentence: str) -> Line:
    return ("method", "", sentence, *[None] * (len(_HEADINGS) - 3))
