"""What the sources that were read could show of an event: all of it, every one of some years, or only the latest.

A snapshot that holds the latest review says how old that review is, and nothing of the ones before it. A return of last
year, beside it, holds every review of its year and none since.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseaudit.definitions.timescale import Source
from caseaudit.journey.sources import EVERYTHING, Reach, reach_of, shown_by, together


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


def sight_of(event: str, covered: Collection[str], sources: Sequence[Source], reach: Mapping[str, Reach]) -> Sight:
    """How these sources see an event; with no source named it is seen whole, unless the lists have a beginning."""
    latest_beginning = max((one.begins for one in reach.values() if one.begins), default=None)
    if not covered:
        is_hidden = latest_beginning is not None
        return Sight(True, is_undated=False, hides_before_the_latest=is_hidden, begins=latest_beginning)
    read = [source for source in sources if _was_read(source.key, covered)]
    is_mapped = f"mapped.{event}" in covered
    is_ever = any(event in source.ever for source in read)
    is_whole = is_mapped or is_ever
    every = [one for source in read if event in source.every for one in _reaches(source, event, covered, reach)]
    is_latest = any(event in source.latest for source in read)
    is_held = is_whole or bool(every) or is_latest
    seen = together(every) if every else Reach(latest_beginning) if not is_held else EVERYTHING
    return Sight(
        is_held=is_held,
        is_undated=not is_held and any(event in source.undated for source in read),
        hides_before_the_latest=is_latest and not is_whole and not every,
        may_be_only_the_latest=is_mapped and not is_ever,
        has_the_latest=is_latest,
        begins=None if is_whole else seen.begins,
        ends=None if is_whole else seen.ends,
    )


def _reaches(source: Source, event: str, covered: Collection[str], reach: Mapping[str, Reach]) -> Sequence[Reach]:
    """How far each part of this source that holds the event goes back."""
    kind = source.key.split(".")[0]
    parts = [name for name in shown_by(covered, event) if name.split(".")[0] == kind]
    return [reach_of(reach, name) for name in parts or [source.key]]


def _was_read(key: str, covered: Collection[str]) -> bool:
    if key in covered:
        return True
    kind = key.split(".")[0]
    return key.count(".") == 1 and kind in covered and not any(name.startswith(f"{kind}.") for name in covered)
