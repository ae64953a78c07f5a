"""Dates as people write them: 3.9.24, w/c 3/6, Fri 9 Aug, 3rd of June 2024, Sept 2024, 2019."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"

# A date with no year is read as the next one to come, unless it has only just gone.
_JUST_GONE = timedelta(days=60)
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "−": "-"})

_LEAP_YEAR = 2024
_DIGIT = re.compile(r"\d")
_YEAR_TEXT = r"(?:(?:19|20)\d\d|'\d\d)"
_SHAPES = re.compile(
    rf"""
    (?<![\d/.])(?:
      (?P<iso_year>\d{{4}})[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}})
    | (?P<day>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?(?P<year>\d{{4}}|\d{{2}})
    | (?P<named_day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?(?:\s+|[-/.,]\s?)?(?P<named_month>{MONTH})
        (?:[\s,/-]*(?P<named_year>{_YEAR_TEXT}|(?<=[\s/-])\d\d))?
    | (?P<only_month>\d{{1,2}})/(?P<month_year>(?:19|20)\d\d)
    | (?P<short_day>\d{{1,2}})/(?P<short_month>\d{{1,2}})
    )(?![\d]|/\d)
    | \b(?P<first_month>{MONTH})\s?(?P<late_day>\d{{1,2}})
        (?:(?:st|nd|rd|th)(?:,?\s*(?P<after_year>{_YEAR_TEXT}))?
          |,\s*(?P<comma_year>(?:19|20)\d\d)|\s+(?P<bare_year>(?:19|20)\d\d))(?!\d)
    | \b(?P<whole_month>{MONTH})[\s,-]*(?P<whole_year>{_YEAR_TEXT})(?!\d)
    | \b(?P<loose_month>{MONTH})[\s-](?P<loose_number>\d{{2}})(?![\d:.]|\s?(?:am|pm)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/.-])")


class Precision(StrEnum):
    """How closely the words place the day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Dated:
    """A date found in words: where it stands, and the first and last day it can mean."""

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    has_year: bool = True


def plain(text: str) -> str:
    """The text with curly quotes and long dashes made straight, every character still in its place."""
    return text if text.isascii() else text.translate(_CURLY)


def has_figure(text: str) -> bool:
    """Whether there is a digit in the text, without which no date in figures can be."""
    return _DIGIT.search(text) is not None


def find_dates(text: str, *, near: date, is_past: bool = False) -> tuple[Dated, ...]:
    """Every date in the text, in order.

    Without a year the next such day from ``near`` is taken, or for the past the last one before it.
    """
    if not has_figure(text):
        return ()
    found = (_read(match, near, is_past) for match in _SHAPES.finditer(plain(text)))
    return tuple(dated for dated in found if dated is not None)


def impossible_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where the text gives a day that is in no calendar, such as 31.11.25 or 30 February."""
    for match in _SHAPES.finditer(plain(text)):
        part = match.groupdict()
        day, name = part["day"] or part["named_day"] or part["iso_day"], part["named_month"]
        month = part["month"] or part["iso_month"]
        if not day or not (month or name):
            continue
        number = month_number(name) if name else int(month)
        year = part["year"] or part["named_year"] or part["iso_year"]
        if _day(_whole_year(year) if year else _LEAP_YEAR, number, int(day)) is None:
            yield match.span()


def read_date(text: str, *, by: date) -> Dated | None:
    """The last date a cell of a chronology names, on or before ``by`` where it has no year; None if it names none."""
    found = find_dates(text, near=by, is_past=True) or (*_bare_months(text, by),) or (*_years(text),)
    return max(found, key=lambda dated: dated.last, default=None)


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def month_number(name: str) -> int:
    """The number of a month from its name or the way it is cut short."""
    return MONTHS[name.rstrip(".").lower()]


def next_month_span(month: int, near: date, *, is_past: bool = False) -> tuple[date, date]:
    """The days of the named month that comes next, or came last, seen from ``near``."""
    for year in _years_around(near, is_past):
        first, last = month_span(year, month)
        if (is_past and first <= near) or (not is_past and last >= near - _JUST_GONE):
            return first, last
    return month_span(near.year, month)


def _read(match: re.Match[str], near: date, is_past: bool) -> Dated | None:
    part = match.groupdict()
    if part["only_month"] or part["whole_month"]:
        return _month(match, part)
    if part["loose_month"]:
        return _loose(match, near, is_past)
    day = int(part["iso_day"] or part["day"] or part["named_day"] or part["short_day"] or part["late_day"])
    name = part["named_month"] or part["first_month"]
    month = month_number(name) if name else int(part["iso_month"] or part["month"] or part["short_month"])
    year = (
        part["iso_year"] or part["year"] or part["named_year"]
        or part["after_year"] or part["comma_year"] or part["bare_year"]
    )  # fmt: skip
    on = _day(_whole_year(year), month, day) if year else _nearest(month, day, near, is_past)
    return Dated(match.start(), match.end(), on, on, Precision.DAY, has_year=bool(year)) if on else None


def _month(match: re.Match[str], part: dict[str, str]) -> Dated | None:
    month = int(part["only_month"]) if part["only_month"] else month_number(part["whole_month"])
    if not 1 <= month <= 12:
        return None
    span = month_span(_whole_year(part["month_year"] or part["whole_year"]), month)
    return Dated(match.start(), match.end(), *span, Precision.MONTH)


def _loose(match: re.Match[str], near: date, is_past: bool) -> Dated | None:
    # "Sept 24" is a month and its year when the number is about this year's, and otherwise a day.
    month, number = month_number(match["loose_month"]), int(match["loose_number"])
    if number in {near.year % 100, (near.year - 1 if is_past else near.year + 1) % 100} or number > 31:
        return Dated(match.start(), match.end(), *month_span(2000 + number, month), Precision.MONTH)
    on = _nearest(month, number, near, is_past)
    return Dated(match.start(), match.end(), on, on, Precision.DAY, has_year=False) if on else None


def _whole_year(text: str) -> int:
    number = int(text.lstrip("'"))
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _nearest(month: int, day: int, near: date, is_past: bool) -> date | None:
    for year in _years_around(near, is_past):
        on = _day(year, month, day)
        if on and ((is_past and on <= near) or (not is_past and on >= near - _JUST_GONE)):
            return on
    return None


def _years_around(near: date, is_past: bool) -> Iterator[int]:
    years = range(near.year, near.year - 5, -1) if is_past else range(near.year - 1, near.year + 5)
    return (year for year in years if 1 <= year <= 9999)


_ONLY_MONTH = re.compile(rf"(?<![a-z'])(?P<month>{MONTH})(?!\s*'?\d)", re.IGNORECASE)


def _bare_months(text: str, by: date) -> Iterator[Dated]:
    # "Sept - Dec 2023": the earlier month has no year of its own and adds nothing to the later.
    if _YEAR.search(text):
        return
    for match in _ONLY_MONTH.finditer(plain(text)):
        span = next_month_span(month_number(match["month"]), by, is_past=True)
        yield Dated(match.start(), match.end(), *span, Precision.MONTH, has_year=False)


def _years(text: str) -> Iterator[Dated]:
    for match in _YEAR.finditer(text):
        year = int(match[0])
        yield Dated(match.start(), match.end(), date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
