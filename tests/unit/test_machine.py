from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transitions import Machine, MachineError

from caseaudit.definitions.library import read_definitions
from caseaudit.definitions.lifecycle import Lifecycle
from caseaudit.definitions.vocabulary import JOURNEY_GUARDS
from caseaudit.errors import NotAllowed
from caseaudit.machine import Ways, build_track, build_workflow, compile_track
from caseaudit.people import Role

STATES = [{"name": name, "title": name.title(), "meaning": "How it is."} for name in ("shut", "ajar", "open")]
DOOR = Lifecycle.model_validate(
    {
        "name": "door",
        "title": "Door",
        "initial": "shut",
        "states": STATES,
        "steps": [
            {"trigger": "push", "label": "Push", "from": ["shut"], "to": "ajar", "roles": ["auditor"]},
            {
                "trigger": "push",
                "label": "Push",
                "from": ["shut", "ajar"],
                "to": "open",
                "roles": ["supervisor"],
                "guards": ["is_unlocked", "is_light"],
            },
            {"trigger": "push", "label": "Push", "from": ["ajar"], "to": "shut", "roles": ["supervisor"]},
        ],
        "refusals": {"is_unlocked": "You cannot push a locked door.", "is_light": "You cannot push a heavy door."},
    }
)
GUARDS = {"is_unlocked": lambda facts: facts["is_unlocked"], "is_light": lambda facts: facts["is_light"]}
EVERY_TRACK = [track for journey in read_definitions().journeys for track in journey.tracks]
COMPILED = [(track, build_track(track), compile_track(track)) for track in EVERY_TRACK]


def push(state: str, role: Role, *, is_unlocked: bool = True, is_light: bool = True) -> str:
    facts = {"is_unlocked": is_unlocked, "is_light": is_light}
    return build_workflow(DOOR).destination(state, "push", role=role, facts=facts, guards=GUARDS)


def test_the_same_deed_leads_where_it_leads_this_role():
    assert push("shut", Role.AUDITOR) == "ajar"
    assert push("shut", Role.SUPERVISOR) == "open"


def test_the_first_step_whose_guards_agree_is_taken():
    assert push("ajar", Role.SUPERVISOR) == "open"
    assert push("ajar", Role.SUPERVISOR, is_light=False) == "shut"


def test_a_guard_that_says_no_gives_its_own_sentence():
    with pytest.raises(NotAllowed, match="heavy door"):
        push("shut", Role.SUPERVISOR, is_light=False)
    with pytest.raises(NotAllowed, match="locked door"):
        push("shut", Role.SUPERVISOR, is_unlocked=False, is_light=False)


def test_a_step_that_is_not_there_is_refused_in_words():
    with pytest.raises(NotAllowed, match="You cannot push something that is open"):
        push("open", Role.SUPERVISOR)
    with pytest.raises(NotAllowed, match="You cannot kick in something that is shut"):
        build_workflow(DOOR).destination("shut", "kick_in", role=Role.AUDITOR, facts={}, guards={})


def test_a_step_for_another_role_is_refused_in_words():
    with pytest.raises(NotAllowed, match="You cannot push this as administrator"):
        push("shut", Role.ADMINISTRATOR)


def test_the_steps_a_page_may_offer_are_those_of_the_role():
    workflow = build_workflow(DOOR)

    assert [step.to for step in workflow.steps_from("shut", Role.SUPERVISOR)] == ["open"]
    assert workflow.steps_from("open", Role.SUPERVISOR) == ()


def test_a_state_the_lifecycle_does_not_know_is_shown_by_its_name():
    assert build_workflow(DOOR).title_of("ajar") == "Ajar"
    assert build_workflow(DOOR).title_of("missing") == "missing"


def test_a_machine_makes_no_steps_of_its_own():
    assert not [name for name in build_track(EVERY_TRACK[0]).events if name.startswith("to_")]


class _Child:
    """A model of the library, with each guard saying what the draw says."""

    def __init__(self) -> None:
        self.agreed: frozenset[str] = frozenset()

    def __getattr__(self, guard: str):
        if guard not in JOURNEY_GUARDS:
            raise AttributeError(guard)
        return lambda _event: guard in self.agreed


Happened = list[tuple[str, frozenset[str]]]


def by_machine(machine: Machine, events: Happened) -> list[str]:
    child = _Child()
    machine.add_model(child, initial=machine.initial)
    states = []
    for trigger, child.agreed in events:
        with suppress(MachineError):
            child.trigger(trigger)
        states.append(child.state)
    machine.remove_model(child)
    return states


def by_table(table: Ways, state: str, events: Happened) -> list[str]:
    states = []
    for trigger, agreed in events:
        for way in table.get((state, trigger), ()):
            if agreed.issuperset(way.guards):
                state = way.to
                break
        states.append(state)
    return states


@settings(max_examples=40, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("track", "machine", "table"), COMPILED, ids=[track.key for track in EVERY_TRACK])
def test_the_table_and_the_machine_never_differ(track, machine, table, data):
    triggers = sorted({step.trigger for step in track.steps})
    agreed = st.frozensets(st.sampled_from(sorted(JOURNEY_GUARDS)))
    events = data.draw(st.lists(st.tuples(st.sampled_from(triggers), agreed), max_size=20))

    assert by_table(table, track.initial, events) == by_machine(machine, events)
