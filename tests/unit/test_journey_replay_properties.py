from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transitions import MachineError

from caseaudit.definitions.library import read_definitions
from caseaudit.journey.guards import BY_AGREEMENT, BY_ORDER_OR_POWER, JOURNEY_GUARDS, RETURNED_HOME, Moment
from caseaudit.journey.replay import Event, replay
from caseaudit.machine import build_track

JOURNEYS = read_definitions().journeys
AS_AT = date(2021, 3, 16)
BEFORE_THE_LISTS = date(2020, 9, 15)
TRIGGERS = sorted({trigger for journey in JOURNEYS for trigger in journey.triggers})
codes = st.fixed_dictionaries(
    {},
    optional={
        "legal_status": st.sampled_from(sorted(BY_AGREEMENT | BY_ORDER_OR_POWER)),
        "reason": st.sampled_from([*sorted(RETURNED_HOME), "E3", "E5", "E8", "E11", "E45"]),
    },
)
events = st.lists(
    st.builds(Event, on=st.dates(date(2012, 1, 1), date(2021, 4, 30)), trigger=st.sampled_from(TRIGGERS), codes=codes),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(events)
def test_stays_of_a_track_follow_each_other_and_the_last_is_where_the_child_is(events):
    journey = replay(events, JOURNEYS, AS_AT)

    for track, state in journey.states.items():
        stays = [stay for stay in journey.stays if stay.track == track]
        assert all(first.ended_on and first.ended_on <= second.started_on for first, second in pairwise(stays))
        assert (stays[-1].state if stays and stays[-1].ended_on is None else "none") == state


@settings(max_examples=150, deadline=None)
@given(events, st.randoms())
def test_the_order_in_which_events_arrive_changes_nothing(events, random):
    shuffled = random.sample(events, len(events))

    assert replay(events, JOURNEYS, AS_AT) == replay(shuffled, JOURNEYS, AS_AT)


class _Child:
    def __init__(self) -> None:
        self.event = Event(AS_AT, "")

    def __getattr__(self, guard: str):
        if guard not in JOURNEY_GUARDS:
            raise AttributeError(guard)
        return lambda _told: JOURNEY_GUARDS[guard](Moment(self.event.on, AS_AT, self.event.codes))


NEWEST = JOURNEYS[-1]
MACHINES = {track.key: build_track(track) for track in NEWEST.tracks}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(NEWEST.triggers)), codes), max_size=40))
def test_replay_one_event_a_day_ends_where_the_machines_do(happened):
    dated = [
        Event(BEFORE_THE_LISTS + timedelta(place - 10), trigger, codes=given)
        for place, (trigger, given) in enumerate(happened)
    ]
    children = {}
    for key, machine in MACHINES.items():
        child = children[key] = _Child()
        machine.add_model(child, initial="none")
        for event in dated:
            child.event = event
            if event.trigger in machine.events:
                try:
                    child.trigger(event.trigger)
                except MachineError:
                    continue
        machine.remove_model(child)

    assert replay(dated, JOURNEYS, AS_AT).states == {key: child.state for key, child in children.items()}


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.edition)
def test_the_random_events_are_of_every_kind_the_journey_knows(journey):
    assert set(journey.triggers) <= set(TRIGGERS)
