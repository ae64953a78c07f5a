"""The arithmetic of one clock in sentences to be read aloud: start, days passed over, due, what happened, what law."""

from collections.abc import Iterator, Mapping

from caseaudit.definitions.timescale import Force, Timescales, Unit
from caseaudit.errors import OutsideCalendar
from caseaudit.journey.judgement import Judgement, Score
from caseaudit.journey.working_days import WorkingDays
from caseaudit.words import count_of, in_words, long_date

_FORCE: Mapping[Force, str] = {
    Force.REGULATION: "This limit is law",
    Force.STATUTORY_GUIDANCE: "This limit is statutory guidance",
    Force.NATIONAL_GUIDANCE: "This limit is national guidance or the definition of a national return, not law",
    Force.LOCAL: "This limit is local",
}
_VERIFIED: Mapping[str, str] = {
    "V": "its number was read in a primary source",
    "S": "its number was read in a secondary source that restates it",
    "L": "no national limit exists",
    "unverified": "its number was not verified",
}


class Arithmetic:
    """Writes judgements out, with the words of the events and the names of the bank holidays."""

    def __init__(self, timescales: Timescales, days: WorkingDays) -> None:
        self._titles = timescales.events
        self._days = days

    def __call__(self, judged: Judgement) -> tuple[str, ...]:
        """The sentences in the order they are read."""
        return tuple(self._sentences(judged))

    def _sentences(self, judged: Judgement) -> Iterator[str]:
        yield f"{self._title(judged.trigger)} on {long_date(judged.trigger_on)}{_age(judged)}."
        if judged.due_on is not None:
            yield self._due(judged)
            yield self._what_happened(judged)
        yield from judged.remarks
        yield _authority(judged)

    def _due(self, judged: Judgement) -> str:
        limit = judged.limit
        due = long_date(judged.due_on) if judged.due_on else ""
        if limit.unit is Unit.SAME_DAY:
            return "It is due on the same day."
        length = limit.unit.in_words(limit.n)
        if limit.unit is Unit.HOURS:
            return f"{length} after that ends on {due}; the lists hold dates and no times."
        if limit.is_inclusive:
            return f"{length} beginning on that day end on {due}."
        return f"{length} after that is {due}{self._passed_over(judged)}."

    def _passed_over(self, judged: Judgement) -> str:
        if judged.limit.unit is not Unit.WORKING_DAYS or judged.due_on is None:
            return ""
        holidays = self._days.holidays(judged.trigger_on, judged.due_on)
        named = [f"{day.name} ({long_date(day.on)})" for day in holidays]
        return f", not counting {in_words(['weekends', *named])}"

    def _what_happened(self, judged: Judgement) -> str:
        if judged.actual is not None and judged.actual_on is not None:
            return f"{self._title(judged.actual)} on {long_date(judged.actual_on)}{self._against(judged)}."
        recorded = f"None is recorded by {long_date(judged.as_at)}, the date of the lists"
        if judged.due_on is not None and judged.score is Score.NOT_YET_DUE:
            left = (judged.due_on - judged.as_at).days
            when = f"in {count_of(left, 'day')}" if left else "on that day"
            return f"{recorded}, and it is due {when}."
        if judged.days_over:
            return f"{recorded if judged.score is Score.OVERDUE else 'None is recorded'}: {_over(judged)}."
        return f"{recorded}."

    def _against(self, judged: Judgement) -> str:
        if judged.due_on is None or judged.actual_on is None:
            return ""
        if judged.days_over:
            return f": {_over(judged)}"
        if judged.actual_on > judged.due_on:
            return f", which is {count_of((judged.actual_on - judged.due_on).days, 'day')} after that"
        if judged.actual_on == judged.due_on:
            return ", the last day" if judged.score is Score.ON_TIME else ""
        if judged.score is not Score.ON_TIME:
            return ""
        return f", with {self._in_hand(judged)} in hand"

    def _in_hand(self, judged: Judgement) -> str:
        if judged.due_on is None or judged.actual_on is None:
            return ""
        if judged.limit.unit is Unit.WORKING_DAYS:
            try:
                return count_of(self._days.between(judged.actual_on, judged.due_on), "working day")
            except OutsideCalendar:
                pass
        return count_of((judged.due_on - judged.actual_on).days, "day")

    def _title(self, event: str) -> str:
        return self._titles.get(event, event.replace("_", " ").capitalize())


def _age(judged: Judgement) -> str:
    if judged.rule.basis != "previous" or judged.actual_on is not None:
        return ""
    return f", {count_of((judged.as_at - judged.trigger_on).days, 'day')} before the date of the lists"


def _over(judged: Judgement) -> str:
    noun = "working day" if judged.limit.unit is Unit.WORKING_DAYS else "day"
    return f"{count_of(judged.days_over, noun)} over"


def _authority(judged: Judgement) -> str:
    local = judged.local
    if local is not None:
        who = f"set by {local.set_by} on {long_date(local.set_on)}"
        return f"This limit is this authority’s own, {who}; no national limit exists."
    return f"{_FORCE[judged.rule.force]}; {_VERIFIED[judged.verification]}. {judged.rule.rests_on}"
