"""What the sources that were read could show of an event: all of it, the time since they begin, or only the latest.

A snapshot that holds the latest review says how old that review is, and nothing of the ones before it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from caseaudit.definitions.timescale import Source


@dataclass(frozen=True, slots=True)
class Sight:
    """How an event is seen: whether a source holds its dates, holds it undated, and which of them it can hide.

    A council's own file does not say whether a column is every date or the last: a single one may be only the latest.
    """

    is_held: bool
    is_undated: bool
    hides_before_the_lists: bool
    hides_before_the_latest: bool
    may_be_only_the_latest: bool = False


WHOLE = Sight(is_held=True, is_undated=False, hides_before_the_lists=False, hides_before_the_latest=False)
_UNKNOWN = Sight(is_held=True, is_undated=False, hides_before_the_lists=True, hides_before_the_latest=True)


def sight_of(event: str, covered: Collection[str], sources: Sequence[Source], *, has_beginning: bool) -> Sight:
    """How these sources see an event; with no source named it is seen whole, unless the lists have a beginning."""
    if not covered:
        return _UNKNOWN if has_beginning else WHOLE
    read = [source for source in sources if _was_read(source.key, covered)]
    is_mapped = f"mapped.{event}" in covered
    is_ever = any(event in source.ever for source in read)
    is_whole = is_mapped or is_ever
    is_every = any(event in source.every for source in read)
    is_latest = any(event in source.latest for source in read)
    is_held = is_whole or is_every or is_latest
    return Sight(
        is_held=is_held,
        is_undated=not is_held and any(event in source.undated for source in read),
        hides_before_the_lists=has_beginning and not is_whole and (is_every or not is_latest),
        hides_before_the_latest=is_latest and not is_whole and not is_every,
        may_be_only_the_latest=is_mapped and not is_ever,
    )


def _was_read(key: str, covered: Collection[str]) -> bool:
    if key in covered:
        return True
    kind = key.split(".")[0]
    return key.count(".") == 1 and kind in covered and not any(name.startswith(f"{kind}.") for name in covered)
