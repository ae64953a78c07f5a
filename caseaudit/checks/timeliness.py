"""Time limits that were missed, as flags: what is overdue now, and what was late in the last 12 months."""

from collections.abc import Iterable, Iterator
from datetime import date

from caseaudit.checks.flag import Flag, Severity
from caseaudit.definitions.timescale import Force, Unit
from caseaudit.journey.judgement import Judgement, Score
from caseaudit.journey.months import months_after
from caseaudit.words import count_of, long_date

CHECK = "timeliness"
LOOK_BACK_MONTHS = 12
LATE = frozenset({Score.LATE, Score.LATE_WITH_REASON})
_BINDING = frozenset({Force.REGULATION, Force.STATUTORY_GUIDANCE})


def timeliness_flags(judgements: Iterable[Judgement], as_at: date) -> Iterator[Flag]:
    """A flag for each limit that is overdue, or was missed and fell due, or was met, in the last 12 months."""
    for judgement in judgements:
        if judgement.due_on is None:
            continue
        if judgement.score is Score.OVERDUE:
            yield _flag(judgement, judgement.due_on, "overdue", _overdue(judgement, judgement.due_on, as_at))
        elif judgement.score in LATE and not is_long_ago(judgement, as_at):
            yield _flag(judgement, judgement.due_on, "late", _late(judgement, judgement.due_on))


def is_long_ago(judgement: Judgement, as_at: date) -> bool:
    """Whether what was missed fell due, and came if it did, more than 12 months before the date of the lists."""
    days = [day for day in (judgement.due_on, judgement.actual_on) if day is not None]
    return bool(days) and max(days) < months_after(as_at, -LOOK_BACK_MONTHS)


def days_over(judgement: Judgement) -> str:
    """How far over its limit, in the days that the limit counts: 3 working days over."""
    day = "working day" if judgement.limit.unit is Unit.WORKING_DAYS else "day"
    return f"{count_of(judgement.days_over, day)} over"


def _flag(judgement: Judgement, due_on: date, how: str, fact: str) -> Flag:
    rule = judgement.rule
    return Flag(
        check=CHECK,
        code=f"{rule.id}-{how}",
        criterion=how,
        severity=_severity(judgement),
        place=rule.stage,
        reason=f"{rule.title}: {fact}",
        quote="",
        source=f"{rule.id}: {rule.rests_on}",
        words=f"{judgement.trigger_on} {due_on} {judgement.actual_on or ''}".rstrip(),
        fact=fact,
    )


def _severity(judgement: Judgement) -> Severity:
    is_overdue = judgement.score is Score.OVERDUE
    if judgement.rule.force in _BINDING:
        return Severity.HIGH if is_overdue else Severity.MEDIUM
    return Severity.MEDIUM if is_overdue else Severity.LOW


def _overdue(judgement: Judgement, due_on: date, as_at: date) -> str:
    return f"due by {long_date(due_on)}, and by {long_date(as_at)} the lists do not show it{_over(judgement)}."


def _late(judgement: Judgement, due_on: date) -> str:
    never = "and none is recorded before the clock stopped"
    done = f"done on {long_date(judgement.actual_on)}" if judgement.actual_on else never
    why = ", with a reason recorded" if judgement.score is Score.LATE_WITH_REASON else ""
    return f"due by {long_date(due_on)}, {done}{_over(judgement)}{why}."


def _over(judgement: Judgement) -> str:
    return f", {days_over(judgement)}" if judgement.days_over > 0 else ""
