"""Every time limit judged for one child: each clock that an event started, and what became of it.

Rules are sorted once by the years they are in force and the events that start them, so a child costs no more than the
clocks that did start. A rule in a row starts anew at each event that happened and never at the day one was due.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from caseaudit.definitions.calendar import HolidayCalendar
from caseaudit.definitions.timescale import Kind, Timescale, Timescales, Unit
from caseaudit.journey.arithmetic import Arithmetic
from caseaudit.journey.care_leavers import entitlement
from caseaudit.journey.child import Child
from caseaudit.journey.clock import Clock
from caseaudit.journey.happened import Happened
from caseaudit.journey.judgement import AuthorityLimit, Judgement
from caseaudit.journey.limits import Limit
from caseaudit.journey.outcome import RuleSight
from caseaudit.journey.sight import sight_of
from caseaudit.journey.sources import Reach
from caseaudit.journey.working_days import WorkingDays

_Sights = Mapping[Clock, RuleSight]


class Clocks:
    """The rules that are on, by the authority's own limits where it has set any; build it once for a whole frame."""

    def __init__(
        self, timescales: Timescales, calendar: HolidayCalendar, local: Mapping[str, AuthorityLimit] | None = None
    ) -> None:
        self._timescales = timescales
        self._days = WorkingDays(calendar)
        self._words = Arithmetic(timescales, self._days)
        self.clocks = tuple(self._made(local or {}))
        self._entitling = tuple(clock for clock in self.clocks if clock.rule.is_by_entitlement)
        self._order = {clock: place for place, clock in enumerate(self.clocks)}
        self._eras = _eras(timescales.rules)
        self._started_by = tuple(self._in_force(era) for era in self._eras)
        self._sights: dict[tuple[frozenset[str], frozenset[tuple[str, Reach]]], _Sights] = {}

    def judge(self, child: Child) -> tuple[Judgement, ...]:
        """What became of every clock of this child, the earliest first."""
        happened = Happened(child)
        sights = self._sights_of(child)
        return tuple(
            judged
            for judged, _ in sorted(self._judged(happened, sights), key=lambda pair: (pair[0].trigger_on, pair[1]))
        )

    def unseen(self, read: Child) -> Mapping[str, tuple[str, ...]]:
        """The rules that what was read can judge for nobody, each with the events of which it holds no date."""
        missing = {
            clock.rule.id: clock.missing(lambda event: sight_of(event, read.covered, read.reach))
            for clock in self.clocks
        }
        return {rule: events for rule, events in missing.items() if events}

    def _judged(self, happened: Happened, sights: _Sights) -> Iterator[tuple[Judgement, int]]:
        yield from self._by_entitlement(happened, sights)
        seen: set[tuple[int, date]] = set()
        for trigger, dates in happened.dates.items():
            for on in dates:
                for clock in self._started_by[bisect_right(self._eras, on) - 1].get(trigger, ()):
                    place = self._order[clock]
                    sight = sights[clock]
                    if trigger not in sight.triggers or (place, on) in seen:
                        continue
                    judged = clock.judge(happened, trigger, on, sight)
                    if judged is not None:
                        seen.add((place, on))
                        yield judged, place

    def _by_entitlement(self, happened: Happened, sights: _Sights) -> Iterator[tuple[Judgement, int]]:
        since = entitlement(happened.child).since if "lac_started" in happened.dates else None
        for clock in self._entitling if since else ():
            is_told = any(event in happened.dates for event in clock.rule.triggers if event in sights[clock].triggers)
            if since is not None and clock.rule.is_in_force(since) and not is_told:
                judged = clock.judge(happened, clock.rule.triggers[0], since, sights[clock])
                if judged is not None:
                    yield judged, self._order[clock]

    def _made(self, local: Mapping[str, AuthorityLimit]) -> Iterator[Clock]:
        made: dict[str, Clock] = {}
        for rule in self._timescales.rules:
            limit = _limit(rule, local)
            if limit is not None:
                made[rule.id] = self._clock(rule, limit, local.get(rule.id), made.get(rule.follows or ""))
                yield made[rule.id]

    def _clock(self, rule: Timescale, limit: Limit, local: AuthorityLimit | None, follows: Clock | None) -> Clock:
        stage = self._timescales.stage(rule.stage)
        return Clock(
            rule,
            limit,
            self._days,
            self._words,
            local=local if rule.takes_a_local_limit else None,
            relaxations=[relaxed for relaxed in self._timescales.relaxations if rule.id in relaxed.rules],
            may_precede_birth=stage is not None and stage.is_before_birth,
            follows=follows,
        )

    def _in_force(self, on: date) -> Mapping[str, tuple[Clock, ...]]:
        found: dict[str, list[Clock]] = {}
        for clock in self.clocks:
            if clock.rule.is_in_force(on):
                for trigger in dict.fromkeys((*clock.rule.triggers, *clock.rule.or_else)):
                    found.setdefault(trigger, []).append(clock)
        return {trigger: tuple(clocks) for trigger, clocks in found.items()}

    def _sights_of(self, child: Child) -> _Sights:
        key = (child.covered, frozenset(child.reach.items()))
        if key not in self._sights:
            self._sights[key] = {
                clock: clock.sight(lambda event: sight_of(event, child.covered, child.reach)) for clock in self.clocks
            }
        return self._sights[key]


def _limit(rule: Timescale, local: Mapping[str, AuthorityLimit]) -> Limit | None:
    if rule.kind is not Kind.LIMIT or rule.verification == "unverified":
        return None
    own = local.get(rule.id) if rule.takes_a_local_limit else None
    if own is not None:
        return Limit(own.n, Unit(own.unit), rule.is_inclusive)
    if rule.is_on and rule.n is not None and rule.unit is not None:
        return Limit(rule.n, rule.unit, rule.is_inclusive)
    return None


def _eras(rules: Sequence[Timescale]) -> list[date]:
    """The first day of each stretch of time in which the same rules are in force."""
    begins = (rule.in_force_from for rule in rules if rule.in_force_from is not None)
    ends = (rule.in_force_to + timedelta(days=1) for rule in rules if rule.in_force_to is not None)
    return [date.min, *sorted(set(chain(begins, ends)))]
