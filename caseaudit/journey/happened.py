"""One child's events laid out for clocks: the dates of each kind, the codes in force on a day, what is dated ahead."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date

from caseaudit.journey.child import Child

Found = tuple[date, str]
"""A date and the event that happened on it."""


class Happened:
    """What happened to a child up to the date of the lists, to be asked by kind of event and day."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.dates: dict[str, list[date]] = {}
        self.ahead: dict[str, date] = {}
        self.codes: dict[str, list[tuple[date, str]]] = {}
        self._reasons: dict[Found, str] = {}
        self._undated: set[Found] = set()
        for event in sorted(child.events, key=lambda event: event.on):
            if event.on > child.as_at:
                self.ahead.setdefault(event.trigger, event.on)
                continue
            dates = self.dates.setdefault(event.trigger, [])
            if not dates or dates[-1] != event.on:
                dates.append(event.on)
            for kind, code in event.codes.items():
                self.codes.setdefault(kind, []).append((event.on, code))
            if event.codes.get("start") == "earlier":
                self._undated.add((event.on, event.trigger))
            if "late_reason" in event.codes:
                self._reasons[event.on, event.trigger] = event.codes["late_reason"]

    def first(self, triggers: Iterable[str], start: date, *, is_after: bool = False) -> Found | None:
        """The first of these events on or after a day, or only after it."""
        found: Found | None = None
        for trigger in triggers:
            dates = self.dates.get(trigger)
            if dates:
                place = bisect_right(dates, start) if is_after else bisect_left(dates, start)
                if place < len(dates) and (found is None or dates[place] < found[0]):
                    found = (dates[place], trigger)
        return found

    def last(self, triggers: Iterable[str], end: date) -> Found | None:
        """The last of these events on or before a day."""
        found: Found | None = None
        for trigger in triggers:
            dates = self.dates.get(trigger)
            place = bisect_right(dates, end) if dates else 0
            if dates and place and (found is None or dates[place - 1] > found[0]):
                found = (dates[place - 1], trigger)
        return found

    def count(self, triggers: Iterable[str], start: date, end: date) -> int:
        """On how many days any of these events happened, both days included."""
        days = {on for trigger in triggers for on in self.dates.get(trigger, ()) if start <= on <= end}
        return len(days)

    def code(self, kind: str, on: date) -> str | None:
        """The code of this kind in force at the end of a day, or None where no event up to it has one."""
        held = self.codes.get(kind)
        place = bisect_right(held, on, key=lambda dated: dated[0]) if held else 0
        return held[place - 1][1] if held and place else None

    def is_undated(self, found: Found) -> bool:
        """Whether an event had happened by its day, on a day that no source gives."""
        return found in self._undated

    def reason(self, found: Found) -> str:
        """The reason recorded with an event for its being late."""
        return self._reasons.get(found, "")
