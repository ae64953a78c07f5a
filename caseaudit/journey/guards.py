"""The guards a journey may name, each a question about the date of one event."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

MONTHS_IN_THE_LISTS = 6


@dataclass(frozen=True)
class Moment:
    """When an event happened, and the date of the lists it was read from."""

    on: date
    as_at: date


def lists_begin(as_at: date) -> date:
    """The first day that lists of this date go back to: six months before, at the end of a shorter month."""
    months = as_at.year * 12 + as_at.month - 1 - MONTHS_IN_THE_LISTS
    year, month = divmod(months, 12)
    return date(year, month + 1, min(as_at.day, monthrange(year, month + 1)[1]))


def before_lists_begin(moment: Moment) -> bool:
    """Whether what led to the event would be too old for the lists to show."""
    return moment.on < lists_begin(moment.as_at)


JOURNEY_GUARDS: Mapping[str, Callable[[Moment], bool]] = {"before_lists_begin": before_lists_begin}
