"""What must hold between definition files: one edition of each name, no gap in time, nothing overridden."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from caseaudit.definitions.calendar import HolidayCalendar
from caseaudit.definitions.journey import Journey
from caseaudit.definitions.sentences import Complaint
from caseaudit.definitions.shape import Shape

S = TypeVar("S", bound=Shape)
Read = tuple[str, S]
"""A file's name and what was read from it."""

_DAY = timedelta(days=1)


def repeated_editions(read: Sequence[Read[S]], named: Sequence[str]) -> Iterator[tuple[str, Complaint]]:
    """A complaint for each file whose name and edition another file already has; the product's files come first."""
    first: dict[tuple[object, ...], str] = {}
    for file, definition in read:
        name = tuple(getattr(definition, field) for field in named)
        if name in first:
            yield file, (named[-1], f"{first[name]} already has this; add another, none can be overridden.")
        first.setdefault(name, file)


def misnamed(read: Sequence[Read[S]], pattern: str) -> Iterator[tuple[str, Complaint]]:
    """A complaint for each file whose name does not say which edition it holds."""
    for file, definition in read:
        ending = pattern.format(**definition.model_dump(include={"key", "edition"}))
        if not file.endswith(ending):
            yield file, ("edition", f"Name the file of this edition …{ending}.")


def in_time(journeys: Sequence[Journey]) -> tuple[Journey, ...]:
    """The editions oldest first, one without an end lasting until the day before the next begins."""
    ordered = sorted(journeys, key=lambda journey: journey.in_force_from)
    ends: list[date | None] = [later.in_force_from - _DAY for later in ordered[1:]] + [None]
    return tuple(
        journey.model_copy(update={"in_force_to": end}) if journey.in_force_to is None and end else journey
        for journey, end in zip(ordered, ends, strict=True)
    )


def journey_line_complaints(read: Sequence[Read[Journey]]) -> Iterator[tuple[str, Complaint]]:
    """What is wrong between the editions of the journey: another key, a gap, an overlap, a state left behind."""
    ordered = sorted(read, key=lambda pair: pair[1].in_force_from)
    for (_, earlier), (file, later) in pairwise(ordered):
        if later.key != earlier.key:
            yield file, ("key", f"Every edition is of one journey, “{earlier.key}”.")
        if later.in_force_from == earlier.in_force_from:
            yield file, ("in_force_from", f"Edition {earlier.edition} is in force from the same day.")
        elif earlier.in_force_to is not None and later.in_force_from != earlier.in_force_to + _DAY:
            what = f"Edition {earlier.edition} is in force to {earlier.in_force_to}: begin the day after."
            yield file, ("in_force_from", what)
        for complaint in _left_behind(earlier, later):
            yield file, complaint


def calendar_addition_complaints(read: Sequence[Read[HolidayCalendar]]) -> Iterator[tuple[str, Complaint]]:
    """What is wrong with calendars that add to another: the other is not there, or years are left out between them."""
    whole = {calendar.key: calendar for _, calendar in read if calendar.adds_to is None}
    for file, calendar in read:
        if calendar.adds_to is None:
            continue
        if calendar.adds_to not in whole:
            yield file, ("adds_to", f"There is no calendar “{calendar.adds_to}”.")
        elif calendar.valid_from > whole[calendar.adds_to].valid_to + _DAY:
            yield file, ("valid_from", f"Begin no later than the day after {whole[calendar.adds_to].valid_to}.")


def _left_behind(earlier: Journey, later: Journey) -> Iterator[Complaint]:
    for before in earlier.tracks:
        after = later.track(before.key)
        if after is None:
            yield "tracks", f"Edition {earlier.edition} has the track “{before.key}”; keep it."
            continue
        known = {state.name for state in after.states} | after.carried_over.keys()
        for state in before.states:
            if state.name not in known:
                index = later.tracks.index(after)
                yield f"tracks.{index}.carried_over", f"Say where “{state.name}” of edition {earlier.edition} is now."
