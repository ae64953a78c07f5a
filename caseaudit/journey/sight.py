"""What the sources that were read could show of an event: all of it, every one of some years, or only the latest.

A snapshot that holds the latest review says how old that review is, and nothing of the ones before it. A return of last
year, beside it, holds every review of its year and none since.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from caseaudit.journey.holdings import Holding
from caseaudit.journey.sources import EVERYTHING, Reach, held_by, reach_of, together


@dataclass(frozen=True, slots=True)
class Sight:
    """How an event is seen: whether a source holds its dates, holds it undated, and which of them it can hide.

    Every one is held that is not before ``begins`` nor after ``ends``; beyond ``ends`` there may still be the latest.
    A council's own file does not say whether a column is every date or the last: a single one may be only the latest.
    """

    is_held: bool
    is_undated: bool
    hides_before_the_latest: bool
    may_be_only_the_latest: bool = False
    has_the_latest: bool = False
    begins: date | None = None
    ends: date | None = None


WHOLE = Sight(is_held=True, is_undated=False, hides_before_the_latest=False)


def sight_of(event: str, covered: Collection[str], reach: Mapping[str, Reach]) -> Sight:
    """How these sources see an event; with no source named it is seen whole, unless the lists have a beginning."""
    latest_beginning = max((one.begins for one in reach.values() if one.begins), default=None)
    if not covered:
        is_hidden = latest_beginning is not None
        return Sight(True, is_undated=False, hides_before_the_latest=is_hidden, begins=latest_beginning)
    parts = tuple(held_by(covered, event))
    ways = {holding for _, holding in parts}
    is_mapped = f"mapped.{event}" in covered
    is_ever = Holding.EVER in ways
    is_whole = is_mapped or is_ever
    every = [reach_of(reach, name) for name, holding in parts if holding is Holding.EVERY]
    is_latest = Holding.LATEST in ways
    is_held = is_whole or bool(every) or is_latest
    seen = together(every) if every else Reach(latest_beginning) if not is_held else EVERYTHING
    return Sight(
        is_held=is_held,
        is_undated=not is_held and Holding.UNDATED in ways,
        hides_before_the_latest=is_latest and not is_whole and not every,
        may_be_only_the_latest=is_mapped and not is_ever,
        has_the_latest=is_latest,
        begins=None if is_whole else seen.begins,
        ends=None if is_whole else seen.ends,
    )
