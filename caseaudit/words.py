"""How dates, counts and lists are written for a reader, in GOV.UK style."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

_ENGLAND = ZoneInfo("Europe/London")
# What Excel, LibreOffice and Google Sheets take for the start of a formula, the full-width signs too.
_STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def long_date(on: date) -> str:
    """A date in full, such as 3 June 2024."""
    return f"{on.day} {on:%B %Y}"


def since(on: date, as_at: date) -> str:
    """From when something holds; of the date of the lists themselves, only that it holds then."""
    return f"{'as at' if on == as_at else 'since'} {long_date(on)}"


def long_moment(at: datetime) -> str:
    """A moment such as 3 June 2024 at 2:05pm, by the clock on the wall in England."""
    here = at.astimezone(_ENGLAND)
    hour = here.hour % 12 or 12
    return f"{long_date(here.date())} at {hour}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run a cell of this text."""
    return text.startswith(_STARTS_OF_FORMULAS)


def can_be_written(text: str) -> bool:
    """Whether every letter is one: what a file or a terminal garbled holds halves of letters that nothing can keep."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def count_of(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun, such as 1 case or 2 cases."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def in_words(items: Sequence[str], last: str = "and") -> str:
    """Items as a list in a sentence: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def age_in_words(years: float | None, *, is_unborn: bool = False) -> str:
    """An age for a reader: 7 years, 5 months for a baby, or that the child is not born or the age not known."""
    if years is None:
        return "not born yet" if is_unborn else "age not known"
    if years < 2:
        months = int(years * 12)
        return count_of(months, "month") if months else "under 1 month"
    return count_of(int(years), "year")
