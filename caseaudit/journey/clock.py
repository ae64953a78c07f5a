"""One rule made ready to judge: whether it is for a child on the day its clock starts, and when it is then due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseaudit.definitions.timescale import Relaxation, Timescale, Unit
from caseaudit.errors import OutsideCalendar
from caseaudit.journey.applies import applies, has_codes, is_before_life, is_in, is_of_age, may_be_shorter
from caseaudit.journey.happened import Found, Happened
from caseaudit.journey.holdings import CODES_OF_NONE
from caseaudit.journey.judgement import AuthorityLimit, Judgement, Score
from caseaudit.journey.limits import CannotCount, Due, Limit, due_after
from caseaudit.journey.outcome import Outcomes, RuleSight, Run
from caseaudit.journey.sight import Sight
from caseaudit.journey.working_days import WorkingDays

BEFORE_LIFE = "That is before the child’s life, so it is a mistake in the record and not a breach."
UNKNOWN_START = "It had begun by then, on a day that no list gives, so the days cannot be counted."
NO_AGE = "The child’s date of birth is not known, so it cannot be told whether this limit is theirs."
HOURS = "With dates and no times, it cannot be told whether {limit} had passed."
SHORTER = "The limit is {limit} {when}, and the lists do not say whether it is."


@dataclass(frozen=True)
class _Place:
    """An event that a rule in a row asks for; ``limit_if_first`` is another rule's, where it may be the first."""

    limit_if_first: Limit | None = None


_ASKED_FOR = _Place()


class Clock:
    """A rule with its limit, ready to be asked about any child."""

    def __init__(
        self,
        rule: Timescale,
        limit: Limit,
        days: WorkingDays,
        words: Callable[[Judgement], tuple[str, ...]],
        *,
        local: AuthorityLimit | None = None,
        relaxations: Sequence[Relaxation] = (),
        may_precede_birth: bool = False,
        follows: "Clock | None" = None,
    ) -> None:
        self.rule = rule
        self.limit = limit
        self.follows = follows
        self._days = days
        self._is_national = local is None
        self._relaxations = tuple(relaxations)
        self._may_precede_birth = may_precede_birth
        self._asks_codes = bool(rule.applies_if.codes)
        self._outcomes = Outcomes(rule, limit, days, words, local)

    def sight(self, see: Callable[[str], Sight]) -> RuleSight:
        """What of this rule the sources let one see, asked once for all children of the same sources."""
        due = {event: see(event) for event in self.rule.due}
        dated = {event: sight for event, sight in due.items() if not sight.is_undated}
        starts = (*self.rule.triggers, *self.rule.or_else)
        return RuleSight(
            triggers=frozenset(event for event in starts if not see(event).is_undated),
            due=tuple(dated),
            is_held=any(sight.is_held for sight in dated.values()),
            hides_before_the_latest=any(sight.hides_before_the_latest for sight in dated.values()),
            may_be_only_the_latest=any(sight.may_be_only_the_latest for sight in dated.values()),
            has_the_latest=any(sight.has_the_latest for sight in dated.values()),
            begins=max((sight.begins for sight in dated.values() if sight.begins), default=None),
            ends=min((sight.ends for sight in dated.values() if sight.ends), default=None),
        )

    def missing(self, see: Callable[[str], Sight]) -> tuple[str, ...]:
        """The events and codes that no source holds, and without which this rule can be judged for nobody."""
        rule = self.rule
        triggers = (*rule.triggers, *rule.or_else, *(("lac_started",) if rule.is_by_entitlement else ()))
        asked = (triggers, rule.starts, rule.due)
        lost = (events for events in asked if events and not any(see(event).is_held for event in events))
        codes = (code for code in rule.applies_if.codes if code in CODES_OF_NONE)
        return tuple(dict.fromkeys((*codes, *(event for events in lost for event in events))))

    def judge(self, happened: Happened, trigger: str, on: date, sight: RuleSight) -> Judgement | None:
        """What became of the clock that this event started on this day; None where the rule is not for this child."""
        if self._asks_codes and not has_codes(self.rule.applies_if, happened, on):
            return None
        begun = self._begun(happened, on) if self.rule.starts else None
        if (self.rule.starts and begun is None) or not self._is_started_by(happened, trigger, on):
            return None
        untold = Run(happened, trigger, on, None, "", sight)
        if is_before_life(happened.child, on, may_precede_birth=self._may_precede_birth):
            return self._outcomes.told(untold, Score.CANNOT_TELL, remark=BEFORE_LIFE)
        place = self._place_in_the_row(happened, on, begun, sight)
        if place is None or not applies(self.rule, happened, on, begun and begun[0]):
            return None
        if happened.is_undated((on, trigger)):
            return self._outcomes.told(untold, Score.CANNOT_TELL, remark=UNKNOWN_START)
        try:
            due, between = self._due(happened, on, limit_if_first=place.limit_if_first)
        except (OutsideCalendar, CannotCount) as why_not:
            return self._outcomes.told(untold, Score.CANNOT_TELL, remark=str(why_not))
        is_theirs = self._is_for(happened, on, due)
        if is_theirs is None and not happened.child.is_unborn:
            return self._outcomes.told(untold, Score.CANNOT_TELL, remark=NO_AGE)
        run = Run(happened, trigger, on, due, between, sight)
        return self._relaxed(self._outcomes.of(run, due)) if is_theirs else None

    def _begun(self, happened: Happened, on: date) -> Found | None:
        begun = happened.last(self.rule.starts, on)
        if begun is None:
            return None
        ended = happened.first(self.rule.stops, begun[0], is_after=True)
        return None if ended is not None and ended[0] < on else begun

    def _is_started_by(self, happened: Happened, trigger: str, on: date) -> bool:
        if trigger not in self.rule.or_else:
            return True
        rather = happened.last(self.rule.triggers, on)
        return rather is None or happened.count(self.rule.stops, rather[0], on) > 0

    def _place_in_the_row(self, happened: Happened, on: date, begun: Found | None, sight: RuleSight) -> _Place | None:
        """None where this is not the event of the row that the rule asks for, first or later."""
        rule = self.rule
        if rule.occurrence == "every" or begun is None:
            return _ASKED_FOR
        begun_on, is_unknown = begun[0], happened.is_undated(begun)
        is_first = happened.count(rule.triggers, begun_on, on) == 1
        is_doubtful = sight.hides_from(begun_on) or sight.hides_before_the_latest or sight.hides_until(on) or is_unknown
        if is_first and is_doubtful and (is_unknown or not self._is_surely_first(begun_on, on)):
            # The lists may hide the ones before it: by the later rule, with the first one's limit as the shorter.
            return _Place(self.follows.limit) if rule.occurrence == "later" and self.follows else None
        return _ASKED_FOR if is_first == (rule.occurrence == "first") else None

    def _is_surely_first(self, begun_on: date, on: date) -> bool:
        first = self.follows
        while first is not None and first.rule.basis == "previous":
            first = first.follows
        if first is None:
            return False
        try:
            return on <= due_after(begun_on, first.limit, self._days).on
        except OutsideCalendar:
            return False

    def _due(self, happened: Happened, on: date, *, limit_if_first: Limit | None) -> tuple[Due, str]:
        due, rule = due_after(on, self.limit, self._days), self.rule
        between = HOURS.format(limit=self.limit.unit.in_words(self.limit.n)) if self.limit.unit is Unit.HOURS else ""
        if rule.shorter is not None and self._is_national and may_be_shorter(rule, happened, on):
            due, between = self._shortened(due, on, Limit(rule.shorter.n, rule.shorter.unit), rule.shorter.when)
        if limit_if_first is not None:
            due, between = self._shortened(due, on, limit_if_first, "if this was the first")
        return due, between

    def _shortened(self, due: Due, on: date, limit: Limit, when: str) -> tuple[Due, str]:
        sooner = due_after(on, limit, self._days).surely_by
        between = SHORTER.format(limit=limit.unit.in_words(limit.n), when=when)
        return Due(due.on, min(sooner, due.surely_by)), between

    def _is_for(self, happened: Happened, on: date, due: Due) -> bool | None:
        applies_if, unless_in = self.rule.applies_if, self.rule.unless_in
        if unless_in and is_in(unless_in, happened.child, min(due.on, happened.child.as_at)):
            return False
        return is_of_age(applies_if, happened.child, due.on if applies_if.age_on == "due" else on)

    def _relaxed(self, judged: Judgement | None) -> Judgement | None:
        if judged is None or judged.score not in (Score.LATE, Score.OVERDUE):
            return judged
        for relaxation in self._relaxations:
            if relaxation.from_on <= judged.trigger_on <= relaxation.to_on:
                return replace(judged, score=Score.CANNOT_TELL, remarks=(*judged.remarks, relaxation.meaning))
        return judged
