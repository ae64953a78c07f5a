"""When each entry of a chronology happened: days, periods, and dates that lean on the entry before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from caseaudit.checks.casefile import Entry
from caseaudit.checks.dates import MONTH, Dated, Precision, find_dates, month_number, month_span, plain, read_date

_MISSPELT_MONTH = re.compile(r"\b(jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]{1,8}\b\.?", re.IGNORECASE)
_KNOWN_MONTH = re.compile(rf"{MONTH}$", re.IGNORECASE)
_JOINED = re.compile(r"-|\b(?:to|until|till|and|into|through)\b|&", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"(?<![\d/.])(\d{1,2})(?:st|nd|rd|th)?\s*(?:-|to|&|and)\s*$", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"({MONTH})\s*(?:-|/|to|&|and|until)\s*$", re.IGNORECASE)
_ONLY_DAY = re.compile(
    r"\s*(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\s*",
    re.IGNORECASE,
)
_SAME = re.compile(r'\s*(?:ditto|do\.?|"|,,|same day|same date|as above|same)\s*', re.IGNORECASE)
_FEAST = re.compile(r"\b(christmas|xmas|new year)\s*(?:eve|day)?,?\s*('?\d\d|(?:19|20)\d\d)\b", re.IGNORECASE)
_SEASON = re.compile(r"\b(spring|summer|autumn|winter|term)\b", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/]\s*(\d\d)(?!\d)")
_TO_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:-|to|and|until|&)\s*((?:19|20)\d\d)(?!\d)")
_SHORT_DAY = re.compile(r"^\s*(?:[a-z]{3,9}\.?\s+)?(\d{1,2})\.(\d{1,2})\.?\s*$", re.IGNORECASE)
_LATEST_OF_SEASON = {"spring": 5, "summer": 8, "autumn": 11, "winter": 12, "term": 12}
_LEEWAY = timedelta(days=31)


@dataclass(frozen=True)
class Placed:
    """The first and last day an entry can be of; ``is_period`` where it tells of all the days between."""

    first: date
    last: date
    precision: Precision = Precision.DAY
    is_period: bool = False

    def days_from(self, other: "Placed") -> int:
        """How many days lie between the two, none where they meet."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)

    def days_from_day(self, on: date) -> int:
        """How many days it is from a day, none where it can be of that day."""
        return max((self.first - on).days, (on - self.last).days, 0)


def place_entries(entries: Sequence[Entry], *, by: date) -> tuple[Placed | None, ...]:
    """When each entry happened, None where its date cannot be told to a year.

    A date with no year is the last one before ``by`` that fits the entries round it; "12th" and "same day" lean on the
    entry before.
    """
    alone = [_place(entry.date_text, by) for entry in entries]
    found: list[Placed | None] = []
    before: Placed | None = None
    for entry, dated, near in zip(entries, alone, _years_near(alone), strict=True):
        if dated is not None and not dated.has_year:
            dated = (_place(entry.date_text, near) if near and near < by else None) or dated
        placed = dated.placed if dated else _leaning(entry.date_text, before)
        before = placed or before
        found.append(placed)
    return tuple(found)


def is_placed_to_month(placed: Placed | None, opened_on: date | None) -> bool:
    """Whether an entry's date is close enough: to the month, or to the year for what came before the case opened."""
    if placed is None:
        return False
    return placed.precision is not Precision.YEAR or (opened_on is not None and placed.first < opened_on)


@dataclass(frozen=True)
class _Read:
    placed: Placed
    has_year: bool


@lru_cache(maxsize=2_048)
def _place(text: str, by: date) -> _Read | None:
    straight = _spelt(plain(text))
    feast = _FEAST.search(straight)
    if feast:
        year = int(feast[2].lstrip("'"))
        first, last = month_span(year if year > 99 else 2000 + year, 1 if feast[1].lower() == "new year" else 12)
        return _Read(Placed(first, last, Precision.MONTH), has_year=True)
    found = find_dates(straight, near=by, is_past=True)
    if not found:
        return _loose(straight, by)
    return _span(straight, found)


def _span(text: str, found: Sequence[Dated]) -> _Read:
    earliest, latest = min(found, key=lambda it: it.first), max(found, key=lambda it: it.last)
    head = text[: found[0].start]
    if len(found) > 1 and _JOINED.search(text, found[0].end, found[-1].start):
        placed = Placed(_in_year_of(earliest, latest), latest.last, latest.precision, is_period=True)
    elif len(found) > 1:
        # The day of the event comes first; what follows is when it was learned of or written.
        placed = Placed(found[0].first, found[0].last, found[0].precision)
    elif (month := _MONTH_BEFORE.search(head)) and latest.precision is not Precision.YEAR:
        number = month_number(month[1])
        year = latest.last.year - (number > latest.last.month)
        placed = Placed(date(year, number, 1), latest.last, latest.precision, is_period=True)
    elif (
        (day := _DAY_BEFORE.search(head)) and latest.precision is Precision.DAY and 0 < int(day[1]) <= latest.first.day
    ):
        placed = Placed(latest.first.replace(day=int(day[1])), latest.last, is_period=True)
    else:
        placed = Placed(latest.first, latest.last, latest.precision)
    return _Read(placed, any(dated.has_year for dated in found))


def _in_year_of(earliest: Dated, latest: Dated) -> date:
    # "28 Feb - 3 March 2025": the year at the end is that of both.
    near = earliest.first
    if earliest.has_year or not latest.has_year:
        return near
    year = latest.last.year - ((near.month, near.day) > (latest.last.month, latest.last.day))
    return near.replace(year=year, day=min(near.day, 28) if near.month == 2 else near.day)


def _loose(text: str, by: date) -> _Read | None:
    years = _TWO_YEARS.search(text) or _TO_YEAR.search(text)
    if years:
        begun = int(years[1])
        ended = max(begun, int(years[2]) if len(years[2]) > 2 else begun + 1)
        return _Read(Placed(date(begun, 1, 1), date(ended, 12, 31), Precision.YEAR, is_period=True), has_year=True)
    short = _SHORT_DAY.match(text)
    if short:
        [*day] = find_dates(f"{short[1]}/{short[2]}", near=by, is_past=True)
        return _Read(Placed(day[0].first, day[0].last), has_year=False) if day else None
    dated = read_date(text, by=by)
    if dated is None:
        return None
    first, last = dated.first, dated.last
    if dated.precision is Precision.YEAR:
        season = _SEASON.search(text)
        if season:
            last = month_span(last.year, _LATEST_OF_SEASON[season[1].lower()])[1]
    return _Read(Placed(first, last, dated.precision, first.year < last.year), dated.has_year)


def _leaning(text: str, before: Placed | None) -> Placed | None:
    straight = plain(text)
    if before is None or before.precision is Precision.YEAR:
        return None
    if _SAME.fullmatch(straight):
        return before
    day = _ONLY_DAY.fullmatch(straight)
    if day is None:
        return None
    return next((Placed(on, on) for on in _days_like(int(day[1]), before.first)), None)


def _days_like(day: int, before: date) -> Iterator[date]:
    # "28 May", then "3rd": a chronology goes on to the next month.
    first, last = month_span(before.year, before.month)
    if day < before.day:
        after = last + timedelta(days=1)
        first, last = month_span(after.year, after.month)
    if 1 <= day <= last.day:
        yield first.replace(day=day)


def _years_near(alone: Sequence[_Read | None]) -> Sequence[date | None]:
    """For each entry the day one with no year comes before, from the entries near it that have one."""
    dated = [read.placed.first for read in alone if read and read.has_year]
    is_newest_first = len(dated) > 1 and dated[0] > dated[-1]
    near: list[date | None] = []
    nearest: date | None = None
    for read in alone if is_newest_first else reversed(alone):
        near.append(nearest + _LEEWAY if nearest and nearest.year < 9999 else None)
        nearest = read.placed.last if read and read.has_year else nearest
    return near if is_newest_first else near[::-1]


def _spelt(text: str) -> str:
    return _MISSPELT_MONTH.sub(lambda match: match[0] if _KNOWN_MONTH.match(match[0]) else match[1], text)
