"""What may go on at once in a child's life and what may not: each combination, how grave it is, and what shows it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Literal

from caseaudit.definitions.sentences import Complaint
from caseaudit.definitions.shape import Shape
from caseaudit.definitions.vocabulary import COMBINATIONS


class Combination(Shape):
    """One combination of facts about a child.

    ``severity`` is X (it cannot be: a mistake in the data), R (likely a serious gap in practice), A (it needs
    explaining) or ok (lawful and usual, and never remarked on). ``needs`` names events: a source that could not show
    them all says nothing here, and ``cannot_tell`` is the sentence for that. ``limits`` are the numbers judged by.
    """

    key: str
    title: str
    severity: Literal["X", "R", "A", "ok"]
    check: Literal["combination", "drift", "timeliness"] = "combination"
    track: str
    sentence: str
    needs: tuple[str, ...] = ()
    cannot_tell: str | None = None
    limits: dict[str, int] = {}
    in_force_from: date | None = None
    rules: tuple[str, ...] = ()
    rests_on: str


class Concurrency(Shape):
    """The table of combinations."""

    key: str
    title: str
    rests_on: str
    combinations: tuple[Combination, ...]


def concurrency_complaints(
    table: Concurrency, tracks: Collection[str], triggers: Collection[str]
) -> Iterator[Complaint]:
    """What is wrong with a table of combinations, by key; the tracks and triggers are those that journeys know."""
    for name, count in Counter(row.key for row in table.combinations).items():
        if count > 1:
            yield "combinations", f"“{name}” stands {count} times as key."
    for index, row in enumerate(table.combinations):
        for key, what in _complaints(row, tracks, triggers):
            yield f"combinations.{index}.{key}", what


def every_combination(tables: Sequence[Concurrency]) -> tuple[Combination, ...]:
    """The combinations of all tables in their order."""
    return tuple(row for table in tables for row in table.combinations)


def _complaints(row: Combination, tracks: Collection[str], triggers: Collection[str]) -> Iterator[Complaint]:
    if row.track not in tracks:
        yield "track", f"“{row.track}” is not a track of the journey."
    for name in row.needs:
        if name not in triggers:
            yield "needs", f"“{name}” is not an event of the journey."
    if row.needs and not row.cannot_tell:
        yield "cannot_tell", "Say what the source must hold for this to be told."
    if row.check == "timeliness" and not row.rules:
        yield "rules", "Name the time limits that judge this."
    if row.check == "combination" and row.severity != "ok":
        yield from _untested(row)


def _untested(row: Combination) -> Iterator[Complaint]:
    limits = COMBINATIONS.get(row.key)
    if limits is None:
        yield "key", f"The product has no test for “{row.key}”."
    elif set(row.limits) != limits:
        yield "limits", f"This is judged by {', '.join(sorted(limits)) or 'no number'}."
