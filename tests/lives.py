"""Lives written a line an event ("2026-01-05 lac_started legal_status=V2"), replayed into a child for the checks."""

from datetime import date

from caseaudit.definitions.library import read_definitions
from caseaudit.journey.child import Child
from caseaudit.journey.holdings import HOLDS
from caseaudit.journey.replay import Event, replay
from caseaudit.journey.sources import Reach

DEFINITIONS = read_definitions()
AS_AT = date(2026, 3, 31)
TRIGGERS = {trigger for journey in DEFINITIONS.journeys for trigger in journey.triggers}
EVERY_SOURCE = frozenset({"annex_a", "cin_census", "ssda903", *HOLDS}) | {f"mapped.{trigger}" for trigger in TRIGGERS}


def events_in(life: str) -> tuple[Event, ...]:
    found = []
    for line in life.strip().splitlines():
        on, trigger, *codes = line.split()
        assert trigger in TRIGGERS, trigger
        found.append(Event(date.fromisoformat(on), trigger, codes=dict(code.split("=") for code in codes)))
    return tuple(found)


def child_of(life: str = "", **facts) -> Child:
    events, as_at = events_in(life), facts.pop("as_at", AS_AT)
    known = {"born_on": date(2015, 6, 1), "covered": EVERY_SOURCE, **facts}
    if begins := known.pop("lists_begin", None):
        known["reach"] = dict.fromkeys(known["covered"], Reach(begins))
    return Child(as_at=as_at, events=events, journey=replay(events, DEFINITIONS.journeys, as_at), **known)
