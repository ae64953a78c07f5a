"""What must hold inside one definition file: names exist, states are reached, guards and flags are known."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from caseaudit.definitions.calendar import HolidayCalendar
from caseaudit.definitions.journey import Journey, Track, TrackState
from caseaudit.definitions.lifecycle import Lifecycle, LifecycleState
from caseaudit.definitions.sentences import Complaint
from caseaudit.definitions.tool import Tool
from caseaudit.definitions.vocabulary import FLAG_CODES, JOURNEY_GUARDS, LIFECYCLE_GUARDS


class _Step(Protocol):
    @property
    def trigger(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]: ...

    @property
    def to(self) -> str | None: ...

    @property
    def guards(self) -> tuple[str, ...]: ...


def lifecycle_complaints(lifecycle: Lifecycle) -> Iterator[Complaint]:
    """What is wrong with a lifecycle, by key."""
    guards = LIFECYCLE_GUARDS.get(lifecycle.name)
    if guards is None:
        yield "name", f"The product has no lifecycle “{lifecycle.name}”; it has {', '.join(LIFECYCLE_GUARDS)}."
        guards = frozenset()
    yield from _machine("", lifecycle.initial, lifecycle.states, lifecycle.steps)
    yield from _guards("", lifecycle.steps, guards)
    used = {guard for step in lifecycle.steps for guard in step.guards}
    for guard in sorted(used - lifecycle.refusals.keys()):
        yield "refusals", f"Write the sentence shown when “{guard}” says no."
    for guard in sorted(lifecycle.refusals.keys() - used):
        yield f"refusals.{guard}", "No step has this guard."


def journey_complaints(journey: Journey) -> Iterator[Complaint]:
    """What is wrong with one edition of the journey, by key."""
    yield from repeated("tracks", "key", (track.key for track in journey.tracks))
    yield from repeated("levels", "key", (level.key for level in journey.levels))
    for index, track in enumerate(journey.tracks):
        yield from _track(f"tracks.{index}.", track, journey.triggers)
    yield from _homes(journey)
    yield from _triggers(journey)
    yield from _levels(journey)
    if journey.in_force_to is not None and journey.in_force_to < journey.in_force_from:
        yield "in_force_to", "This is before in_force_from."


def calendar_complaints(calendar: HolidayCalendar) -> Iterator[Complaint]:
    """What is wrong with a calendar, by key."""
    yield from repeated("holidays", "on", (str(holiday.on) for holiday in calendar.holidays))
    for index, holiday in enumerate(calendar.holidays):
        if not calendar.valid_from <= holiday.on <= calendar.valid_to:
            yield f"holidays.{index}.on", f"{holiday.on} is outside valid_from and valid_to."
    if calendar.valid_to < calendar.valid_from:
        yield "valid_to", "This is before valid_from."


def tool_complaints(tool: Tool, levels: Collection[str]) -> Iterator[Complaint]:
    """What is wrong with one edition of a tool, by key; ``levels`` are the case levels that journeys know."""
    yield from repeated("sections", "id", (section.id for section in tool.sections))
    yield from repeated("scale.grades", "key", (grade.key for grade in tool.scale.grades))
    seen: set[str] = set()
    for place, section in enumerate(tool.sections):
        for index, question in enumerate(section.questions):
            key = f"sections.{place}.questions.{index}"
            if question.id in seen:
                yield f"{key}.id", f"“{question.id}” is the id of an earlier question of this tool."
            seen.add(question.id)
            yield from _unknown(f"{key}.levels", question.levels, levels, "a case level of the journey")
            yield from _unknown(f"{key}.flags", question.flags, FLAG_CODES, "a flag that any check raises")
            if question.min_age is not None and question.max_age is not None and question.max_age <= question.min_age:
                yield f"{key}.max_age", "This is not above min_age, so nobody is asked."


def repeated(key: str, field: str, names: Iterable[str]) -> Iterator[Complaint]:
    """A complaint for each name that stands more than once in a list that must not repeat."""
    for name, count in Counter(names).items():
        if count > 1:
            yield key, f"“{name}” stands {count} times as {field}."


def _track(key: str, track: Track, triggers: Mapping[str, str]) -> Iterator[Complaint]:
    yield from _machine(key, track.initial, track.states, track.steps)
    yield from _guards(key, track.steps, JOURNEY_GUARDS)
    names = {state.name for state in track.states}
    for index, step in enumerate(track.steps):
        yield from _unknown(f"{key}steps.{index}.trigger", [step.trigger], triggers, "declared under triggers")
    for old, new in track.carried_over.items():
        yield from _unknown(f"{key}carried_over.{old}", [new], names, "a state of this track")


def _homes(journey: Journey) -> Iterator[Complaint]:
    own = {(track.key, step.trigger) for track in journey.tracks for step in track.steps if step.belongs_to is None}
    for place, track in enumerate(journey.tracks):
        for index, step in enumerate(track.steps):
            key = f"tracks.{place}.steps.{index}.belongs_to"
            if step.belongs_to is not None and (step.belongs_to, step.trigger) not in own:
                yield key, f"“{step.belongs_to}” is not a track with a step of its own for “{step.trigger}”."
            if step.belongs_to is None and journey.home_of(step.trigger) != track.key:
                yield key, f"“{step.trigger}” belongs to “{journey.home_of(step.trigger)}”: say so."


def _triggers(journey: Journey) -> Iterator[Complaint]:
    moved_by = {step.trigger for track in journey.tracks for step in track.steps}
    for trigger in sorted(journey.triggers.keys() - moved_by):
        yield f"triggers.{trigger}", "No track has a step for this."
    yield from repeated("same_day_order", "trigger", journey.same_day_order)
    for trigger in journey.same_day_order:
        yield from _unknown("same_day_order", [trigger], journey.triggers, "declared under triggers")
    yield from _unknown("needs", journey.needs, journey.triggers, "declared under triggers")
    for trigger in sorted(journey.triggers.keys() - set(journey.same_day_order)):
        yield "same_day_order", f"Say where “{trigger}” comes among the events of one day."


def _levels(journey: Journey) -> Iterator[Complaint]:
    places = {f"{track.key}.{state.name}" for track in journey.tracks for state in track.states}
    for index, level in enumerate(journey.levels):
        yield from _unknown(f"levels.{index}.any_of", level.any_of, places, "a track and state of this journey")
        is_last = index == len(journey.levels) - 1
        if is_last and level.any_of:
            yield f"levels.{index}.any_of", "The last level is for every other child, so it names no state."
        if not is_last and not level.any_of:
            yield f"levels.{index}.any_of", "Name the states that put a child at this level."


def _machine(
    key: str, initial: str, states: Sequence[TrackState | LifecycleState], steps: Sequence[_Step]
) -> Iterator[Complaint]:
    names = [state.name for state in states]
    yield from repeated(f"{key}states", "name", names)
    yield from _unknown(f"{key}initial", [initial], names, "one of the states")
    for index, step in enumerate(steps):
        yield from _unknown(f"{key}steps.{index}.from", step.sources, names, "one of the states")
        yield from _unknown(f"{key}steps.{index}.to", [step.to] if step.to else (), names, "one of the states")
    yield from _hidden(key, steps)
    reached = _reached(initial, steps)
    for index, name in enumerate(names):
        if name not in reached:
            yield f"{key}states.{index}.name", f"No step leads to “{name}”."


def _hidden(key: str, steps: Sequence[_Step]) -> Iterator[Complaint]:
    always: set[tuple[str, str]] = set()
    for index, step in enumerate(steps):
        places = {(source, step.trigger) for source in step.sources}
        for source, trigger in sorted(places & always):
            yield f"{key}steps.{index}", f"An earlier step always takes “{trigger}” from “{source}”."
        if not step.guards:
            always |= places


def _reached(initial: str, steps: Sequence[_Step]) -> set[str]:
    reached, waiting = {initial}, [initial]
    while waiting:
        here = waiting.pop()
        found = {step.to for step in steps if step.to and here in step.sources} - reached
        reached |= found
        waiting.extend(found)
    return reached


def _guards(key: str, steps: Sequence[_Step], known: Collection[str]) -> Iterator[Complaint]:
    for index, step in enumerate(steps):
        yield from _unknown(f"{key}steps.{index}.guards", step.guards, known, "a guard the product knows")


def _unknown(key: str, names: Iterable[str], known: Collection[str], what: str) -> Iterator[Complaint]:
    for name in names:
        if name not in known:
            yield key, f"“{name}” is not {what}."
