"""State machines, built from definitions on `transitions`; the only place that imports it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from transitions import Machine, State

from caseaudit.definitions.journey import Track, TrackStep
from caseaudit.definitions.lifecycle import Lifecycle, LifecycleStep
from caseaudit.errors import NotAllowed
from caseaudit.people import Role

Facts = TypeVar("Facts")
Guard = Callable[[Facts], bool]


@dataclass(frozen=True)
class Workflow:
    """A lifecycle ready to be asked what may happen next."""

    lifecycle: Lifecycle
    machine: Machine

    @property
    def name(self) -> str:
        """What this is the life of, as history names it."""
        return self.lifecycle.name

    def title_of(self, state: str) -> str:
        """The words a page shows for a state."""
        return next(known.title for known in self.lifecycle.states if known.name == state)

    def steps_from(self, state: str, role: Role) -> tuple[LifecycleStep, ...]:
        """The steps this role may try from here, whatever the guards may say."""
        return tuple(step for step in self.lifecycle.steps if state in step.sources and role in step.roles)

    def destination(
        self, state: str, trigger: str, *, role: Role, facts: Facts, guards: Mapping[str, Guard[Facts]]
    ) -> str:
        """The state this step leads to; raises NotAllowed with a sentence for the page where it is not open."""
        event = self.machine.events.get(trigger)
        if event is None or not event.transitions.get(state):
            raise NotAllowed(
                f"You cannot {trigger.replace('_', ' ')} something that is {self.title_of(state).lower()}."
            )
        steps = [step for step in self.steps_from(state, role) if step.trigger == trigger]
        if not steps:
            raise NotAllowed(f"You cannot {trigger.replace('_', ' ')} this as {role.value}.")
        for guard in steps[0].guards:
            if not guards[guard](facts):
                raise NotAllowed(self.lifecycle.refusals[guard])
        return str(event.transitions[state][0].dest)


def build_workflow(lifecycle: Lifecycle) -> Workflow:
    """The workflow of a lifecycle."""
    machine = _machine((state.name for state in lifecycle.states), lifecycle.initial)
    for step in lifecycle.steps:
        machine.add_transition(step.trigger, list(step.sources), step.to)
    return Workflow(lifecycle, machine)


def build_track(track: Track) -> Machine:
    """A track of the journey as a machine without a model; guards are kept by name as conditions."""
    machine = _machine((state.name for state in track.states), track.initial)
    for step in track.steps:
        machine.add_transition(step.trigger, list(step.sources), step.to, conditions=list(step.guards))
    return machine


def compile_track(track: Track) -> Mapping[tuple[str, str], tuple[TrackStep, ...]]:
    """The same machine as a plain table from (state, trigger) to the steps to try in order, for replaying many children."""
    steps = iter(track.steps)
    by_place: dict[tuple[str, str], list[TrackStep]] = {}
    for step in steps:
        for source in step.sources:
            by_place.setdefault((source, step.trigger), []).append(step)
    return {place: tuple(found) for place, found in by_place.items()}


def _machine(states: Iterable[str], initial: str) -> Machine:
    return Machine(
        model=None, states=[State(name) for name in states], initial=initial, auto_transitions=False, send_event=True
    )
