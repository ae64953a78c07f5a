from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transitions import MachineError

from caseaudit.definitions.library import read_definitions
from caseaudit.journey.guards import BY_AGREEMENT, BY_ORDER_OR_POWER, JOURNEY_GUARDS, RETURNED_HOME, Moment
from caseaudit.journey.months import months_after
from caseaudit.journey.replay import Event, replay
from caseaudit.machine import build_track

JOURNEYS = read_definitions().journeys
AS_AT = date(2021, 3, 16)
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
    """One child on one track, driven event by event by the library itself."""

    def __init__(self, as_at: date) -> None:
        self.as_at = as_at
        self.event = Event(as_at, "")

    def __getattr__(self, guard: str):
        if guard not in JOURNEY_GUARDS:
            raise AttributeError(guard)
        return lambda _told: JOURNEY_GUARDS[guard](Moment(self.event.on, self.as_at, self.event.codes))


class _Machines:
    """Every track of an edition as a machine of the library, with a child on each."""

    def __init__(self, edition, as_at: date) -> None:
        self.tracks = {track.key: (build_track(track), _Child(as_at)) for track in edition.tracks}
        for machine, child in self.tracks.values():
            machine.add_model(child, initial="none")
        self.start = ("none",) * len(self.tracks)

    def after(self, states: tuple[str, ...], events) -> tuple[str, ...]:
        """The state of each track after these events, in this order."""
        ended = []
        for (machine, child), state in zip(self.tracks.values(), states, strict=True):
            child.state = state
            for event in events:
                child.event = event
                if event.trigger in machine.events:
                    with suppress(MachineError):
                        child.trigger(event.trigger)
            ended.append(child.state)
        return tuple(ended)


# An edition is driven by lists of its own years, so that its guards on the first day of the lists are asked both ways.
DRIVEN = {
    edition.edition: (edition, as_at, _Machines(edition, as_at))
    for edition in JOURNEYS
    for as_at in [min(AS_AT, edition.in_force_to or AS_AT)]
}
happenings = {
    edition: st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(journey.triggers)), codes), min_size=1, max_size=3), max_size=8
    )
    for edition, (journey, _, _) in DRIVEN.items()
}


@pytest.mark.parametrize("edition", DRIVEN)
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_replay_one_event_a_day_ends_where_the_machines_do(edition, data):
    journey, as_at, machines = DRIVEN[edition]
    days = data.draw(st.lists(st.tuples(st.sampled_from(sorted(journey.triggers)), codes), max_size=40))
    first = months_after(as_at, -6) - timedelta(10)
    dated = [Event(first + timedelta(at), trigger, codes=given) for at, (trigger, given) in enumerate(days)]

    states = replay(dated, (journey,), as_at).states

    assert tuple(states[track] for track in machines.tracks) == machines.after(machines.start, dated)


@pytest.mark.parametrize("edition", DRIVEN)
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_replay_of_several_events_a_day_ends_where_the_machines_do_in_some_order_of_each_day(edition, data):
    journey, as_at, machines = DRIVEN[edition]
    first = months_after(as_at, -6) - timedelta(4)
    days = [
        [Event(first + timedelta(at), trigger, codes=given) for trigger, given in told]
        for at, told in enumerate(data.draw(happenings[edition]))
    ]
    reached = {machines.start}
    for day in days:
        reached = {machines.after(states, order) for states in reached for order in permutations(day)}

    states = replay([event for day in days for event in day], (journey,), as_at).states

    assert tuple(states[track] for track in machines.tracks) in reached


@settings(max_examples=400, deadline=None)
@given(st.sets(st.sampled_from(JOURNEYS[-1].same_day_order), min_size=2, max_size=4))
def test_events_of_a_day_that_fit_in_the_order_of_the_edition_are_read_in_it(told):
    journey = JOURNEYS[-1]
    order = sorted(told, key=journey.same_day_order.index)
    spread = replay([Event(AS_AT - timedelta(8 - at), trigger) for at, trigger in enumerate(order)], JOURNEYS, AS_AT)
    of_one_day = replay([Event(AS_AT - timedelta(1), trigger) for trigger in order], JOURNEYS, AS_AT)

    if not spread.misfits:
        assert (of_one_day.states, of_one_day.misfits) == (spread.states, ())


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.edition)
def test_the_random_events_are_of_every_kind_the_journey_knows(journey):
    assert set(journey.triggers) <= set(TRIGGERS)
