"""Who may do what, when: every state, step and role of each lifecycle against a table written by hand."""

from itertools import product

import pytest

from caseaudit.definitions.library import read_definitions
from caseaudit.errors import NotAllowed
from caseaudit.machine import build_workflow
from caseaudit.people import Role

LIFECYCLES = read_definitions().lifecycles

STEPS = {
    "audit": ("start", "submit", "return_to_auditor", "accept", "withdraw"),
    "sample": ("allocate", "close"),
}
STATES = {
    "audit": ("allocated", "in_progress", "submitted", "returned", "sealed", "withdrawn"),
    "sample": ("drawn", "allocated", "closed"),
}
ALLOWED = {
    ("audit", "allocated", "start", "auditor"): "in_progress",
    ("audit", "in_progress", "submit", "auditor"): "submitted",
    ("audit", "returned", "submit", "auditor"): "submitted",
    ("audit", "submitted", "return_to_auditor", "supervisor"): "returned",
    ("audit", "submitted", "accept", "supervisor"): "sealed",
    ("audit", "allocated", "withdraw", "supervisor"): "withdrawn",
    ("audit", "in_progress", "withdraw", "supervisor"): "withdrawn",
    ("audit", "submitted", "withdraw", "supervisor"): "withdrawn",
    ("audit", "returned", "withdraw", "supervisor"): "withdrawn",
    ("sample", "drawn", "allocate", "supervisor"): "allocated",
    ("sample", "allocated", "allocate", "supervisor"): "allocated",
    ("sample", "allocated", "close", "supervisor"): "closed",
}
GUARDED = {
    ("audit", "start"): {"is_own"},
    ("audit", "submit"): {"is_own", "is_complete", "has_verdicts"},
    ("audit", "return_to_auditor"): {"is_not_own"},
    ("audit", "accept"): {"is_not_own", "has_verdicts"},
    ("audit", "withdraw"): set(),
    ("sample", "allocate"): set(),
    ("sample", "close"): {"has_nothing_open"},
}
EVERY_CASE = [
    (name, *case) for name in STEPS for case in product(STATES[name], STEPS[name], [role.value for role in Role])
]


def attempt(name: str, state: str, step: str, role: str, refusing: str = "") -> str:
    every = {guard for guards in GUARDED.values() for guard in guards}
    guards = {guard: (lambda _facts, guard=guard: guard != refusing) for guard in every}
    return build_workflow(LIFECYCLES[name]).destination(state, step, role=Role(role), facts=None, guards=guards)


def test_the_table_names_every_lifecycle_state_and_step():
    assert set(LIFECYCLES) == set(STEPS)
    for name, lifecycle in LIFECYCLES.items():
        assert {state.name for state in lifecycle.states} == set(STATES[name])
        assert {step.trigger for step in lifecycle.steps} == set(STEPS[name])


@pytest.mark.parametrize(("name", "state", "step", "role"), EVERY_CASE)
def test_each_role_may_do_this_and_nothing_else(name, state, step, role):
    expected = ALLOWED.get((name, state, step, role))

    if expected:
        assert attempt(name, state, step, role) == expected
    else:
        with pytest.raises(NotAllowed, match=r"^You cannot .+\.$"):
            attempt(name, state, step, role)


@pytest.mark.parametrize(
    ("name", "state", "step", "role", "guard"),
    [(*case, guard) for case in ALLOWED for guard in sorted(GUARDED[case[0], case[2]])],
)
def test_a_guard_that_says_no_stops_the_step_with_its_sentence(name, state, step, role, guard):
    with pytest.raises(NotAllowed) as refused:
        attempt(name, state, step, role, refusing=guard)

    assert str(refused.value) == LIFECYCLES[name].refusals[guard]
    assert str(refused.value).startswith("You cannot ")


@pytest.mark.parametrize("case", sorted(ALLOWED))
def test_a_step_has_these_guards_and_no_other(case):
    name, state, trigger, _role = case
    steps = [step for step in LIFECYCLES[name].steps if step.trigger == trigger and state in step.sources]

    assert [set(step.guards) for step in steps] == [GUARDED[name, trigger]]


@pytest.mark.parametrize("name", sorted(LIFECYCLES))
def test_nothing_leaves_a_closed_state(name):
    lifecycle = LIFECYCLES[name]
    closed = {state.name for state in lifecycle.states if not state.is_open}

    assert closed
    assert not [step.trigger for step in lifecycle.steps if closed & set(step.sources)]


@pytest.mark.parametrize("name", sorted(LIFECYCLES))
def test_every_open_state_leads_to_an_end(name):
    lifecycle = LIFECYCLES[name]
    ends = {state.name for state in lifecycle.states if not state.is_open}
    for _ in lifecycle.states:
        ends |= {source for step in lifecycle.steps if step.to in ends for source in step.sources}

    assert {state.name for state in lifecycle.states} == ends
