"""Whether a plan action has a deadline that can be turned into a date, and the words that settle it.

A mention of time is one of: a date, a point the calendar fixes, a length of time counted from the plan, or a meeting.
What stands before it says whether it is a deadline, only a start, or history.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.dates import find_dates, has_figure, impossible_dates, month_number, next_month_span, plain
from caseaudit.checks.timewords import (
    AGE,
    AGE_IN_TEXT,
    BARE_MONTH,
    COUNTED,
    COUNTED_IN_TEXT,
    DOTTED_DAY,
    DUE,
    FIGURES_NOT_TIME,
    FIGURES_NOT_TIME_IN_TEXT,
    FIXED,
    FIXED_IN_TEXT,
    FREQUENCY,
    GESTATION,
    HISTORY,
    MEETING,
    MEETING_IN_TEXT,
    MONTH_IN_TEXT,
    NAME_AFTER,
    NAME_BEFORE,
    NEVER_STARTS,
    NEXT_WEEKDAYS,
    NOT_TIME,
    NOT_TIME_IN_TEXT,
    ORDINAL,
    ORDINAL_ALONE,
    SEASON,
    START,
    VAGUE,
    WEEKDAYS,
    WEEKDAYS_IN_TEXT,
    may_tell_the_time,
)

# With no plan date a missing year cannot be told, and nothing can be said to have expired.
_SOME_DAY = date(2000, 1, 1)


class Timing(StrEnum):
    """What the words about time come to."""

    DEADLINE = "deadline"
    EXPIRED = "expired"
    NO_SUCH_DAY = "a day that is in no calendar"
    MEETING = "meeting with no date"
    CONDITIONAL = "clock that may never start"
    START = "start only"
    FREQUENCY = "frequency only"
    VAGUE = "vague words"
    SEASON = "season"
    HISTORY = "history"
    OTHER = "no date"
    BLANK = "blank"


@dataclass(frozen=True)
class Deadline:
    """The verdict on one action: what kind of time it gives, in which words, and the day where one can be named."""

    timing: Timing
    quote: str = ""
    by: date | None = None

    @property
    def is_dated(self) -> bool:
        """Whether an auditor can turn the words into a date."""
        return self.timing is Timing.DEADLINE


@dataclass(frozen=True)
class _Mention:
    timing: Timing
    start: int
    end: int
    by: date | None = None


@dataclass(frozen=True)
class _Found:
    mention: _Mention
    field: str

    @property
    def words(self) -> str:
        return self.field[self.mention.start : self.mention.end]


def deadline_of(action: PlanAction, terms: PlanTerms) -> Deadline:
    """The deadline of an action, looked for in every field; where there is none, the words that come closest to one."""
    column: list[_Found] = []
    for mention in _mentions(action.timescale, terms, is_column=True):
        column.append(_Found(mention, action.timescale))
        if mention.timing is Timing.DEADLINE:
            return _verdict(Timing.DEADLINE, column)
    others = [found for field in (action.owner, action.action) for found in _in_field(field, terms, is_column=False)]
    others += [_Found(mention, action.outcome) for mention in _due_dates(action.outcome, terms)]
    everywhere = [*column, *others]
    timings = {found.mention.timing for found in everywhere}
    if Timing.DEADLINE in timings:
        return _verdict(Timing.DEADLINE, everywhere)
    if {Timing.START, Timing.FREQUENCY} <= timings:
        start = next(found for found in everywhere if found.mention.timing is Timing.START)
        return Deadline(Timing.DEADLINE, start.words, start.mention.by)
    if action.timescale.strip():
        return _closest(column, Deadline(Timing.OTHER, action.timescale.strip()))
    return _closest([found for found in others if found.mention.timing is not Timing.HISTORY], Deadline(Timing.BLANK))


def _closest(found: list[_Found], otherwise: Deadline) -> Deadline:
    timings = {one.mention.timing for one in found}
    return next((_verdict(timing, found) for timing in Timing if timing in timings), otherwise)


def _verdict(timing: Timing, found: list[_Found]) -> Deadline:
    first = next(one for one in found if one.mention.timing is timing)
    return Deadline(timing, first.words, first.mention.by)


def _in_field(text: str, terms: PlanTerms, *, is_column: bool) -> list[_Found]:
    return [_Found(mention, text) for mention in _mentions(text, terms, is_column=is_column)]


def _mentions(text: str, terms: PlanTerms, *, is_column: bool) -> Iterator[_Mention]:
    if not text.strip() or not (is_column or may_tell_the_time(text)):
        return
    words = DOTTED_DAY.sub(lambda day: day[0].replace(".", "/"), plain(text)) if "." in text else plain(text)
    masked = _without_false_times(words, is_column=is_column)
    coming = [_Mention(Timing.DEADLINE, *match.span()) for match in NEXT_WEEKDAYS.finditer(masked)]
    yield from coming
    masked = _blank_out(masked, ((mention.start, mention.end) for mention in coming))
    often = [_Mention(Timing.FREQUENCY, *match.span()) for match in FREQUENCY.finditer(masked)]
    yield from often
    if has_figure(masked):
        nowhere = tuple(impossible_dates(masked))
        yield from (_Mention(Timing.NO_SUCH_DAY, *span) for span in nowhere)
        masked = _blank_out(masked, nowhere)
    left = _blank_out(masked, ((mention.start, mention.end) for mention in often))
    for mention in _timed(left, terms, is_column=is_column):
        yield _in_context(mention, words)
    if is_column:
        yield from (_Mention(Timing.VAGUE, *match.span()) for match in VAGUE.finditer(words))
        yield from (_Mention(Timing.SEASON, *match.span()) for match in SEASON.finditer(left))


def _timed(text: str, terms: PlanTerms, *, is_column: bool) -> Iterator[_Mention]:
    dated = tuple(_dates(text, terms))
    yield from dated
    # "3/12" may be a day gone by or three months to come; the writer gets the benefit.
    yield from _counted(text, is_column=is_column)
    text = _blank_out(text, ((mention.start, mention.end) for mention in dated))
    yield from _months(text, terms, is_column=is_column)
    points = (FIXED, WEEKDAYS, AGE, ORDINAL) if is_column else (FIXED_IN_TEXT, WEEKDAYS_IN_TEXT, AGE_IN_TEXT, ORDINAL)
    for pattern in points:
        yield from (_Mention(Timing.DEADLINE, *match.span("at")) for match in pattern.finditer(text))
    alone = ORDINAL_ALONE.fullmatch(text) if is_column else None
    if alone:
        yield _Mention(Timing.DEADLINE, *alone.span("at"))
    for match in GESTATION.finditer(text):
        if terms.is_unborn or match["sure"]:
            yield _Mention(Timing.DEADLINE, *match.span())
    is_known = terms.next_review_on is not None
    for match in (MEETING if is_column else MEETING_IN_TEXT).finditer(text):
        timing = Timing.DEADLINE if is_known else Timing.MEETING
        yield _Mention(timing, *match.span("at"), by=terms.next_review_on)


def _dates(text: str, terms: PlanTerms) -> Iterator[_Mention]:
    for dated in find_dates(text, near=terms.plan_on or _SOME_DAY):
        is_past = terms.plan_on is not None and dated.last < terms.plan_on
        yield _Mention(Timing.EXPIRED if is_past else Timing.DEADLINE, dated.start, dated.end, dated.last)


def _months(text: str, terms: PlanTerms, *, is_column: bool) -> Iterator[_Mention]:
    for match in (BARE_MONTH if is_column else MONTH_IN_TEXT).finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if NAME_AFTER.match(text, end) or NAME_BEFORE.search(text, max(0, start - 30), start):
            continue
        _, last = next_month_span(month_number(text[start:end]), terms.plan_on or _SOME_DAY)
        is_past = terms.plan_on is not None and last < terms.plan_on
        yield _Mention(Timing.EXPIRED if is_past else Timing.DEADLINE, start, end, last)


def _counted(text: str, *, is_column: bool) -> Iterator[_Mention]:
    for match in (COUNTED if is_column else COUNTED_IN_TEXT).finditer(text):
        never = NEVER_STARTS.match(text, match.end())
        timing = Timing.CONDITIONAL if never else Timing.DEADLINE
        yield _Mention(timing, match.start("at"), never.end() if never else match.end("at"))


def _due_dates(text: str, terms: PlanTerms) -> Iterator[_Mention]:
    # An outcome often quotes a date without being due on it.
    if not has_figure(text):
        return
    for mention in _dates(_without_false_times(plain(text), is_column=False), terms):
        if DUE.search(plain(text), max(0, mention.start - 30), mention.start):
            yield mention


def _in_context(mention: _Mention, words: str) -> _Mention:
    before = words[max(0, mention.start - 40) : mention.start]
    if HISTORY.search(before):
        return _Mention(Timing.HISTORY, mention.start, mention.end)
    if mention.timing is Timing.DEADLINE and START.search(before):
        return _Mention(Timing.START, mention.start, mention.end, mention.by)
    return mention


def _without_false_times(text: str, *, is_column: bool) -> str:
    figures = FIGURES_NOT_TIME if is_column else FIGURES_NOT_TIME_IN_TEXT
    for pattern in (*(figures if has_figure(text) else ()), *(NOT_TIME if is_column else NOT_TIME_IN_TEXT)):
        text = _blank_out(text, (match.span() for match in pattern.finditer(text)))
    return text


def _blank_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        parts += [text[at:start], "\x00" * (end - max(start, at))]
        at = max(at, end)
    return "".join((*parts, text[at:])) if parts else text
