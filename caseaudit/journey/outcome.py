"""What became of a clock that did start: met, missed, not yet due, or more than the lists can tell.

Where an event that the lists do not hold could have met it, nobody is called late. A date after the date of the lists
is a mistake in the record and never a breach.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from caseaudit.definitions.timescale import Timescale, Unit
from caseaudit.errors import OutsideCalendar
from caseaudit.journey.applies import age_of_end, leaves
from caseaudit.journey.happened import Found, Happened
from caseaudit.journey.implied import OR_LATER, excused_on, implied, why_untold
from caseaudit.journey.judgement import AuthorityLimit, Judgement, Score
from caseaudit.journey.limits import Due, Limit
from caseaudit.journey.working_days import WorkingDays
from caseaudit.words import long_date

_DAY = timedelta(days=1)
ONLY_THE_LATEST = "The lists hold only the latest, so whether those before it were in time they cannot show."
HIDDEN_BEFORE_LATEST = "The lists hold only the latest, so one that was in time may not be in them."
HIDDEN_BEFORE_LISTS = "The lists do not go back that far, so one that was in time may not be in them."
HIDDEN_AFTER_LISTS = "The lists end on {on}, before this was due, so one that was in time may not be in them."
NOT_HELD = "Nothing that was read holds dates of this."
AGAIN = "The clock started again on {on} before this was due, and the lists do not say which of the two was answered."
AHEAD = "One is dated {on}, after the date of the lists: a mistake in the record, which is not counted."


@dataclass(frozen=True)
class RuleSight:
    """What the sources that were read let one rule see: the events due that have dates, and what may be hidden.

    Every one of them is held from ``begins`` to ``ends``.
    """

    triggers: frozenset[str]
    due: tuple[str, ...]
    is_held: bool
    hides_before_the_latest: bool
    may_be_only_the_latest: bool
    has_the_latest: bool = False
    begins: date | None = None
    ends: date | None = None

    def hides_from(self, on: date) -> bool:
        """Whether something after this day could be missing from the lists because they begin later."""
        return self.begins is not None and on < self.begins

    def hides_until(self, on: date) -> bool:
        """Whether something before this day could be missing from the lists because they end sooner."""
        return self.ends is not None and self.ends < on


class Run(NamedTuple):
    """A clock that started: when, for how long, and what to say of a day between surely in time and surely late."""

    happened: Happened
    trigger: str
    on: date
    due: Due | None
    between: str
    sight: RuleSight


class Outcomes:
    """Tells what became of the clocks of one rule."""

    def __init__(
        self,
        rule: Timescale,
        limit: Limit,
        days: WorkingDays,
        words: Callable[[Judgement], tuple[str, ...]],
        local: AuthorityLimit | None,
    ) -> None:
        self._rule = rule
        self._limit = limit
        self._days = days
        self._words = words
        self._local = local
        # What starts the row again on the very day of a trigger does not end it.
        again = {*rule.starts, *rule.triggers, *rule.or_else}
        self._stops_from_the_day = tuple(stop for stop in rule.stops if stop not in again)
        self._stops_after_the_day = tuple(stop for stop in rule.stops if stop in again)

    def of(self, run: Run, due: Due) -> Judgement | None:
        """What became of one clock; None where it was never missed, or never called for."""
        stopped_on = self._stopped(run.happened, run.on)
        if not self._is_called_for(run, stopped_on):
            return None
        met = run.happened.first(run.sight.due, run.on, is_after=self._rule.basis == "previous")
        if met is not None and stopped_on is not None and met[0] > stopped_on:
            met = None
        if met is not None and met[0] <= due.surely_by:
            return self.told(run, Score.ON_TIME, met)
        if met is not None and met[0] <= due.on:
            return self.told(run, Score.CANNOT_TELL, met, remark=run.between)
        by = implied(self._rule, run.happened, run.on, stopped_on)
        before = self._met_before(run) or (by if by is not None and by[0] <= due.surely_by else None)
        if before is not None:
            return self.told(run, Score.ON_TIME, before)
        if (met is None and self._rule.is_optional) or (stopped_on is not None and stopped_on <= due.on):
            return None
        if met is None and stopped_on is None and run.happened.child.as_at <= due.surely_by:
            return self.told(run, Score.NOT_YET_DUE, None)
        return self._doubtful(run, due, met) or self._unless_untold(run, due, met, by, stopped_on)

    def _stopped(self, happened: Happened, on: date) -> date | None:
        stops = [
            happened.first(self._stops_from_the_day, on),
            happened.first(self._stops_after_the_day, on, is_after=True),
        ]
        days = [stop[0] for stop in stops if stop is not None]
        age = age_of_end(self._rule, happened.child)
        birthday = happened.child.birthday(age) if age else None
        if birthday is not None and birthday <= happened.child.as_at:
            days.append(birthday)
        if self._rule.while_in and (left_on := leaves(self._rule.while_in, happened.child, on)) <= happened.child.as_at:
            days.append(left_on)
        return min(days, default=None)

    def _is_called_for(self, run: Run, stopped_on: date | None) -> bool:
        if not self._rule.only_if:
            return True
        found = run.happened.first(self._rule.only_if, run.on)
        return found is not None and (stopped_on is None or found[0] <= stopped_on)

    def _met_before(self, run: Run) -> Found | None:
        if not self._rule.is_met_before:
            return None
        before = run.happened.last(run.sight.due, run.on)
        if before is None or run.happened.count(self._rule.stops, before[0], run.on - _DAY):
            return None
        return before

    def _doubtful(self, run: Run, due: Due, met: Found | None) -> Judgement | None:
        """What stands in the way of calling a clock late, if anything does."""
        if not run.sight.is_held and met is None:
            return self.told(run, Score.CANNOT_TELL, None, remark=NOT_HELD, is_unheld=True)
        if run.sight.hides_from(run.on):
            return self.told(run, Score.CANNOT_TELL, met, remark=HIDDEN_BEFORE_LISTS)
        if self._hides_an_earlier_one(run):
            return self.told(run, Score.CANNOT_TELL, met, remark=HIDDEN_BEFORE_LATEST)
        if (ended_on := self._ended_too_soon(run, due)) is not None:
            return self.told(run, Score.CANNOT_TELL, met, remark=HIDDEN_AFTER_LISTS.format(on=long_date(ended_on)))
        again_on = self._again(run)
        if again_on is not None and again_on <= due.on and (met is None or again_on <= met[0]):
            return self.told(run, Score.CANNOT_TELL, met, remark=AGAIN.format(on=long_date(again_on)))
        ahead_on = min((run.happened.ahead[due] for due in run.sight.due if due in run.happened.ahead), default=None)
        if met is None and ahead_on is not None:
            return self.told(run, Score.CANNOT_TELL, None, remark=AHEAD.format(on=long_date(ahead_on)))
        return None

    def _unless_untold(
        self, run: Run, due: Due, met: Found | None, by: Found | None, stopped_on: date | None
    ) -> Judgement:
        if self._rule.or_later is not None:
            return self.told(run, Score.CANNOT_TELL, met, remark=OR_LATER.format(when=self._rule.or_later))
        if met is not None:
            return self._missed(run, due, met, stopped_on)
        offered_on = excused_on(self._rule, run.happened, run.on, self._again(run))
        if why := why_untold(self._rule, run.happened, by, offered_on, due.on):
            return self.told(run, Score.CANNOT_TELL, remark=why)
        return self._missed(run, due, None, min((on for on in (stopped_on, offered_on) if on), default=None))

    def _missed(self, run: Run, due: Due, met: Found | None, stopped_on: date | None) -> Judgement:
        again_on = self._again(run)
        if again_on is not None and (met is None or again_on <= met[0]):
            met, stopped_on = None, min(again_on, stopped_on or again_on)
        if met is not None:
            reason = run.happened.reason(met)
            score = Score.LATE_WITH_REASON if reason else Score.LATE
            remark = f"The reason recorded: {reason.rstrip('.')}." if reason else ""
            return self.told(run, score, met, remark=remark, until=met[0])
        as_at = run.happened.child.as_at
        if stopped_on is not None:
            return self.told(run, Score.LATE, None, remark=_never(stopped_on), until=stopped_on)
        if as_at <= due.on:
            return self.told(run, Score.CANNOT_TELL, None, remark=run.between)
        return self.told(run, Score.OVERDUE, None, until=as_at)

    def _again(self, run: Run) -> date | None:
        if self._rule.basis == "previous":
            return None
        again = run.happened.first(self._rule.triggers, run.on, is_after=True)
        return again[0] if again is not None else None

    def _hides_an_earlier_one(self, run: Run) -> bool:
        as_at = run.happened.child.as_at
        latest = run.happened.last(run.sight.due, as_at)
        if latest is None or latest[0] <= run.on:
            return False
        if run.sight.hides_before_the_latest:
            return True
        return run.sight.may_be_only_the_latest and run.happened.count(run.sight.due, date.min, as_at) == 1

    def _ended_too_soon(self, run: Run, due: Due) -> date | None:
        """The day the lists end, where one in time may have come after it that nothing read could show."""
        ends, as_at = run.sight.ends, run.happened.child.as_at
        if ends is None or not run.sight.hides_until(min(due.on, as_at)):
            return None
        latest = run.happened.last(run.sight.due, as_at)
        is_later = latest is not None and latest[0] > max(ends, run.on)
        # A snapshot that holds the latest, and holds none since the lists ended, says that there was none.
        return ends if is_later or not run.sight.has_the_latest else None

    def told(
        self,
        run: Run,
        score: Score,
        met: Found | None = None,
        *,
        remark: str = "",
        until: date | None = None,
        is_unheld: bool = False,
    ) -> Judgement:
        """One judgement in full; what is over is counted up to ``until``."""
        remarks = (remark,) if remark else ()
        if self._rule.basis == "previous" and run.sight.hides_before_the_latest and remark != HIDDEN_BEFORE_LATEST:
            remarks = (*remarks, ONLY_THE_LATEST)
        return Judgement(
            rule=self._rule,
            trigger=run.trigger,
            trigger_on=run.on,
            due_on=run.due.on if run.due else None,
            actual=met[1] if met else None,
            actual_on=met[0] if met else None,
            as_at=run.happened.child.as_at,
            score=score,
            days_over=self._over(run.due.on, until) if run.due and until else 0,
            limit=self._limit,
            local=self._local,
            is_unheld=is_unheld,
            words=self._words,
            remarks=remarks,
        )

    def _over(self, due_on: date, until: date) -> int:
        if self._limit.unit is Unit.WORKING_DAYS:
            try:
                return self._days.between(due_on, until)
            except OutsideCalendar:
                return (until - due_on).days
        return (until - due_on).days


def _never(stopped_on: date) -> str:
    return f"None was recorded before the clock stopped on {long_date(stopped_on)}."
