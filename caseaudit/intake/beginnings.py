"""From which day on the lists of a frame could show what leads to a child's plans, by the sources the child is in."""

from collections.abc import Iterable, Mapping
from datetime import date

from caseaudit.journey.sources import Reach, steps_begin


class Beginnings:
    """Asked once for each set of sources, since a frame has few of them and many children."""

    def __init__(self, lists: Iterable[tuple[str, int, Reach]]) -> None:
        self._lists = tuple(lists)
        self._known: dict[frozenset[str], date | None] = {}

    def of(self, sources: Iterable[str]) -> date | None:
        """The day for a child who is in these sources."""
        key = frozenset(sources)
        if key not in self._known:
            reach: Mapping[str, Reach] = {f"{name}.{no}": bounds for name, no, bounds in self._lists if name in key}
            self._known[key] = steps_begin(reach.keys(), reach)
        return self._known[key]
