"""The signs of drift that an authority looks for by a length of its own; until it sets one, none is looked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseaudit.checks.drift import CHECK
from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.spans import spans
from caseaudit.checks.spells import began_under_section_20
from caseaudit.definitions.timescale import Kind, Timescale, Timescales, Unit
from caseaudit.journey.child import Child
from caseaudit.journey.judgement import AuthorityLimit, Score
from caseaudit.journey.limits import Limit, due_after
from caseaudit.journey.months import months_after
from caseaudit.journey.working_days import WorkingDays
from caseaudit.words import long_date

OFTEN_MISSING = 3
_YEAR = 12
_PLANNING = ("legal_planning_held", "pre_proceedings_started", "proceedings_issued")
_HELP_ENDS = ("cin_plan_ended", "cin_closed", "case_closed")
_TAKES_OVER = ("cp_plan_started", "lac_started", "transferred_out")


@dataclass(frozen=True)
class LocalSign:
    """One time an indicator could have shown itself: how it came out, and the sentence where it did."""

    rule: Timescale
    on: date
    score: Score
    reason: str = ""

    def flag(self) -> Flag:
        """The sign as a flag."""
        source = f"{self.rule.id}, by this authority’s own limit: {self.rule.rests_on}"
        code = f"{self.rule.id}-sign"
        return Flag(CHECK, code, code, Severity.MEDIUM, self.rule.stage, self.reason, "", source, str(self.on))


class LocalSigns:
    """The indicators for which an authority has set a length, ready to be looked for in any child."""

    def __init__(self, timescales: Timescales, days: WorkingDays, local: Mapping[str, AuthorityLimit]) -> None:
        self._days = days
        self._set = tuple(
            (rule, Limit(limit.n, Unit(limit.unit)))
            for key, limit in local.items()
            if key in _LOOKED_FOR and (rule := timescales.rule(key)) is not None and rule.kind is Kind.INDICATOR
        )

    def of(self, child: Child) -> Iterator[LocalSign]:
        """Every time one of them could have shown itself in this child's dates."""
        for rule, limit in self._set:
            for on, score, reason in _LOOKED_FOR[rule.id](child, _Length(limit, self._days)):
                if rule.is_in_force(on):
                    yield LocalSign(rule, on, score, reason)


@dataclass(frozen=True)
class _Length:
    limit: Limit
    days: WorkingDays

    def after(self, on: date) -> date:
        return due_after(on, self.limit, self.days).on

    @property
    def words(self) -> str:
        return self.limit.unit.in_words(self.limit.n)


_Seen = Iterator[tuple[date, Score, str]]


def help_ended_soon(child: Child, length: _Length) -> _Seen:
    """Help as a child in need that ended soon after a child protection plan did."""
    for plan in spans(child, "cp_plan_started", "cp_plan_ended"):
        if plan.ended_on is None:
            continue
        until = length.after(plan.ended_on)
        taken_over = [event.on for event in child.of(*_TAKES_OVER) if plan.ended_on <= event.on < until]
        ended = min((event.on for event in child.of(*_HELP_ENDS) if plan.ended_on <= event.on < until), default=None)
        if taken_over and (ended is None or min(taken_over) <= ended):
            continue
        if ended is not None:
            reason = (
                f"The child protection plan ended on {long_date(plan.ended_on)}, and help as a child in need on "
                f"{long_date(ended)}, less than {length.words} later."
            )
            yield plan.ended_on, Score.LATE, reason
        elif not child.source_has("cin_plan_ended"):
            yield plan.ended_on, Score.CANNOT_TELL, ""
        else:
            yield plan.ended_on, Score.ON_TIME if child.as_at >= until else Score.NOT_YET_DUE, ""


def need_plan_long_open(child: Child, length: _Length) -> _Seen:
    """A child in need plan still open that nobody has reviewed for so long."""
    for plan in spans(child, "cin_plan_started", "cin_plan_ended"):
        if plan.ended_on is not None:
            continue
        looked_at = max([plan.started_on, *(one.on for one in child.of("cin_review_held") if one.on > plan.started_on)])
        if child.as_at <= length.after(looked_at):
            yield plan.started_on, Score.NOT_YET_DUE, ""
            continue
        is_reviewed = looked_at > plan.started_on
        since = f"was last reviewed on {long_date(looked_at)}" if is_reviewed else "no review is recorded"
        reason = f"The child in need plan that began on {long_date(plan.started_on)} is open and {since}"
        yield plan.started_on, Score.OVERDUE, f"{reason}: over {length.words}."


def often_missing(child: Child, length: _Length) -> _Seen:
    """Three times missing so close together, in the last 12 months, with no strategy discussion recorded since."""
    days = [event.on for event in child.of("went_missing") if event.on >= months_after(child.as_at, -_YEAR)]
    first = 0
    while first + OFTEN_MISSING <= len(days):
        last = days[first + OFTEN_MISSING - 1]
        until = length.after(days[first])
        if last > until:
            first += 1
            continue
        met = any(days[first] <= event.on <= length.after(last) for event in child.of("strategy_discussion_held"))
        reason = (
            f"The child went missing {OFTEN_MISSING} times from {long_date(days[first])} to {long_date(last)}, within "
            f"{length.words}, and no strategy discussion is recorded."
        )
        yield last, Score.ON_TIME if met else Score.LATE, "" if met else reason
        first += OFTEN_MISSING


def section_20_unplanned(child: Child, length: _Length) -> _Seen:
    """Care under section 20 that has gone on so long with no legal planning."""
    began_on = began_under_section_20(child)
    if began_on is None:
        return
    if any(event.on >= began_on for event in child.of(*_PLANNING)):
        yield began_on, Score.ON_TIME, ""
    elif child.as_at <= length.after(began_on):
        yield began_on, Score.NOT_YET_DUE, ""
    else:
        reason = (
            f"The child has been looked after under section 20 since {long_date(began_on)}, over {length.words}, and "
            "no legal planning is recorded."
        )
        yield began_on, Score.OVERDUE, reason


_LOOKED_FOR = {
    "CPP-03": help_ended_soon,
    "CIN-05": need_plan_long_open,
    "MIS-02": often_missing,
    "S20-01": section_20_unplanned,
}
LOOKED_FOR = frozenset(_LOOKED_FOR)
"""The indicators that can be looked for once an authority sets a length."""
