"""State machines, built from definitions on `transitions`; the only place that imports it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

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
        """The words a page shows for a state, or its name where the lifecycle does not know it."""
        return next((known.title for known in self.lifecycle.states if known.name == state), state)

    def steps_from(self, state: str, role: Role) -> tuple[LifecycleStep, ...]:
        """The steps this role may try from here, whatever the guards may say."""
        return tuple(step for step in self.lifecycle.steps if state in step.sources and role in step.roles)

    def destination(
        self, state: str, trigger: str, *, role: Role, facts: Facts, guards: Mapping[str, Guard[Facts]]
    ) -> str:
        """The state this step leads to; raises NotAllowed with a sentence for the page where it is not open."""
        deed = trigger.replace("_", " ")
        if not self.machine.get_transitions(trigger, source=state):
            raise NotAllowed(f"You cannot {deed} something that is {self.title_of(state).lower()}.")
        steps = [step for step in self.steps_from(state, role) if step.trigger == trigger]
        if not steps:
            raise NotAllowed(f"You cannot {deed} this as {role.value}.")
        refused = [_refusing(step, facts, guards) for step in steps]
        if None not in refused:
            raise NotAllowed(self.lifecycle.refusals[str(refused[0])])
        return steps[refused.index(None)].to


@dataclass(frozen=True)
class Way:
    """One way on from a state of a track: where it leads, if these guards agree, and the step of the journey it is."""

    to: str
    guards: tuple[str, ...]
    step: TrackStep


Ways = Mapping[tuple[str, str], tuple[Way, ...]]
"""From (state, trigger) to the ways on, in the order they are tried."""


def build_workflow(lifecycle: Lifecycle) -> Workflow:
    """The workflow of a lifecycle."""
    machine = _machine((state.name for state in lifecycle.states), lifecycle.initial)
    for step in lifecycle.steps:
        machine.add_transition(step.trigger, list(step.sources), step.to)
    return Workflow(lifecycle, machine)


def build_track(track: Track) -> Machine:
    """A track of the journey as a machine without a model; its guards are conditions kept by name."""
    machine = _machine((state.name for state in track.states), track.initial)
    for step in track.steps:
        machine.add_transition(step.trigger, list(step.sources), step.to or "=", conditions=list(step.guards))
    return machine


class Driven:
    """A track's machine driven by `transitions` itself, one event at a time; guards are asked what the event is told.

    It is what the plain table is held equal to, and measured against. One model is used again for each child.
    """

    def __init__(self, track: Track, guards: Mapping[str, Callable[[Any], bool]]) -> None:
        self._machine = build_track(track)
        self._machine.ignore_invalid_triggers = True
        self._initial = track.initial
        self._model = _model_asking(guards)()
        self._machine.add_model(self._model)

    @property
    def state(self) -> str:
        """Where the events so far have led."""
        return str(self._model.state)

    def begin(self) -> None:
        """Stand where the track begins."""
        self._machine.set_state(self._initial, self._model)

    def take(self, trigger: str, event: Any) -> None:
        """Take an event; one that does not fit changes nothing."""
        getattr(self._model, trigger)(event)


class DrivenByModels:
    """A track's machine as programs that use `transitions` drive it: a model a child, added and taken out again."""

    def __init__(self, track: Track, guards: Mapping[str, Callable[[Any], bool]]) -> None:
        self._machine = build_track(track)
        self._machine.ignore_invalid_triggers = True
        self._model = _model_asking(guards)

    def add(self) -> Any:
        """A child where the track begins, to be told ``trigger(name, event)`` and asked for its ``state``."""
        model = self._model()
        self._machine.add_model(model)
        return model

    def remove(self, model: Any) -> None:
        """Let go of a child."""
        self._machine.remove_model(model)


class _Model:
    state: Any


def _model_asking(guards: Mapping[str, Callable[[Any], bool]]) -> type[_Model]:
    methods = {name: lambda _, told, guard=guard: guard(told.args[0]) for name, guard in guards.items()}
    return type("Model", (_Model,), methods)


def compile_track(track: Track) -> Ways:
    """The machine of a track as a plain table, so that many children can be replayed without a machine for each."""
    steps: dict[tuple[str, str], list[TrackStep]] = {}
    for step in track.steps:
        for source in step.sources:
            steps.setdefault((source, step.trigger), []).append(step)
    return {
        (source, trigger): tuple(
            Way(str(transition.dest), tuple(str(condition.func) for condition in transition.conditions), step)
            for transition, step in zip(transitions, steps[source, trigger], strict=True)
        )
        for trigger, event in build_track(track).events.items()
        for source, transitions in event.transitions.items()
    }


def _refusing(step: LifecycleStep, facts: Facts, guards: Mapping[str, Guard[Facts]]) -> str | None:
    return next((guard for guard in step.guards if not guards[guard](facts)), None)


def _machine(states: Iterable[str], initial: str) -> Machine:
    return Machine(
        model=None, states=[State(name) for name in states], initial=initial, auto_transitions=False, send_event=True
    )
