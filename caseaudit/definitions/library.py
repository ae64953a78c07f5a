"""Every definition of this installation, shipped and local, read once and held to each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from caseaudit.definitions.calendar import HolidayCalendar
from caseaudit.definitions.concurrency import Combination, Concurrency, concurrency_complaints, every_combination
from caseaudit.definitions.consistency import (
    calendar_complaints,
    journey_complaints,
    lifecycle_complaints,
    tool_complaints,
)
from caseaudit.definitions.editions import (
    calendar_addition_complaints,
    in_time,
    journey_line_complaints,
    misnamed,
    repeated_editions,
)
from caseaudit.definitions.journey import Journey
from caseaudit.definitions.lifecycle import Lifecycle
from caseaudit.definitions.reading import DefinitionFile, Mistake, read_file
from caseaudit.definitions.sentences import Complaint, unfinished
from caseaudit.definitions.shape import Shape
from caseaudit.definitions.timescale import Timescales
from caseaudit.definitions.timescale_consistency import timescale_complaints
from caseaudit.definitions.tool import Tool
from caseaudit.errors import DefinitionError, NotFound

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True)
class Definitions:
    """What this installation works by; journeys and the editions of a tool stand oldest first."""

    journeys: tuple[Journey, ...]
    lifecycles: Mapping[str, Lifecycle]
    calendars: Mapping[str, HolidayCalendar]
    tools: tuple[Tool, ...]
    combinations: tuple[Combination, ...]
    timescales: Timescales
    hashes: Mapping[tuple[str, str], str]

    def journey_on(self, on: date) -> Journey:
        """The edition in force on a day; a day before every edition is read by the oldest."""
        return next((journey for journey in reversed(self.journeys) if journey.in_force_from <= on), self.journeys[0])

    def tool(self, key: str, edition: str) -> Tool:
        """One edition of a tool; raises NotFound where there is none."""
        for tool in self.tools:
            if (tool.key, tool.edition) == (key, edition):
                return tool
        raise NotFound(f"There is no edition {edition} of the tool {key}.")

    def latest_tool(self, key: str) -> Tool:
        """The newest edition of a tool; raises NotFound where there is none."""
        editions = [tool for tool in self.tools if tool.key == key]
        if not editions:
            raise NotFound(f"There is no tool {key}.")
        return max(editions, key=lambda tool: tool.edition)

    def tool_sha256(self, tool: Tool) -> str:
        """The SHA-256 of the file this edition was read from, its line ends counted as one character."""
        return self.hashes[tool.key, tool.edition]


@dataclass(frozen=True)
class Survey:
    """Every definition file as it was read, and every mistake in or between them."""

    files: tuple[DefinitionFile, ...]
    mistakes: tuple[Mistake, ...]

    def of(self, shape: type[S]) -> list[tuple[DefinitionFile, S]]:
        """The files of one shape that could be read, the product's before this installation's."""
        return [(file, file.shape) for file in self.files if isinstance(file.shape, shape)]


def read_definitions(local: Path | None = None) -> Definitions:
    """The definitions shipped and those of an instance folder; raises DefinitionError with file and key of mistakes."""
    survey = survey_definitions(local)
    if survey.mistakes:
        raise DefinitionError("\n".join(map(str, survey.mistakes)))
    tools = sorted(survey.of(Tool), key=lambda read: (read[1].key, read[1].edition))
    return Definitions(
        journeys=in_time([journey for _, journey in survey.of(Journey)]),
        lifecycles={lifecycle.name: lifecycle for _, lifecycle in survey.of(Lifecycle)},
        calendars=_calendars([calendar for _, calendar in survey.of(HolidayCalendar)]),
        tools=tuple(tool for _, tool in tools),
        combinations=every_combination([table for _, table in survey.of(Concurrency)]),
        timescales=_timescales(survey),
        hashes={(tool.key, tool.edition): file.sha256 for file, tool in tools},
    )


def survey_definitions(local: Path | None = None, *, shipped: Path | None = None) -> Survey:
    """Every definition file, read as far as it can be; raises nothing that is wrong inside a file."""
    shipped = shipped or shipped_folder()
    files = tuple(_shipped_files(shipped)) + (tuple(_local_files(local)) if local else ())
    survey = Survey(files, tuple(mistake for file in files for mistake in file.mistakes))
    return Survey(files, survey.mistakes + tuple(_inside(survey)) + tuple(_between(survey)))


def shipped_folder() -> Path:
    """Where workflows/ and forms/ are: inside the installed package, else at the top of the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_shipped"
    return installed if installed.is_dir() else package.parent


def _shipped_files(root: Path) -> Iterator[DefinitionFile]:
    shapes: Sequence[tuple[str, type[Shape]]] = (
        ("workflows/lifecycles", Lifecycle),
        ("workflows/journeys", Journey),
        ("workflows/calendars", HolidayCalendar),
        ("workflows/concurrency", Concurrency),
        ("workflows/timescales", Timescales),
        ("forms", Tool),
    )
    for folder, shape in shapes:
        for path in sorted((root / folder).rglob("*.toml")):
            yield read_file(path, path.relative_to(root).as_posix(), shape)


def _local_files(root: Path) -> Iterator[DefinitionFile]:
    shapes: Sequence[tuple[str, type[Shape]]] = (("journeys", Journey), ("calendars", HolidayCalendar), ("forms", Tool))
    for folder, shape in shapes:
        for path in sorted((root / folder).rglob("*.toml")):
            yield read_file(path, path.relative_to(root.parent).as_posix(), shape, is_local=True)
    for path in sorted((root / "lifecycles").rglob("*.toml")):
        name = path.relative_to(root.parent).as_posix()
        mistake = Mistake(name, "", "Lifecycles are the product's alone; move this file away.")
        yield DefinitionFile(name, path, "", True, None, (mistake,))


def _inside(survey: Survey) -> Iterator[Mistake]:
    journeys = [journey for _, journey in survey.of(Journey)]
    levels = {level.key for journey in journeys for level in journey.levels}
    triggers = {trigger for journey in journeys for trigger in journey.triggers}
    places = {f"{track.key}.{state.name}" for journey in journeys for track in journey.tracks for state in track.states}
    yield from _each(survey, Lifecycle, lifecycle_complaints)
    yield from _each(survey, Journey, journey_complaints)
    yield from _each(survey, HolidayCalendar, calendar_complaints)
    yield from _each(survey, Tool, lambda tool: tool_complaints(tool, levels))
    yield from _each(survey, Timescales, lambda limits: timescale_complaints(limits, triggers, places))
    tracks = {track.key for journey in journeys for track in journey.tracks}
    yield from _each(survey, Concurrency, lambda table: concurrency_complaints(table, tracks, triggers))
    yield from _each(survey, Shape, unfinished)


def _each(survey: Survey, shape: type[S], complaints: Callable[[S], Iterable[Complaint]]) -> Iterator[Mistake]:
    for file, definition in survey.of(shape):
        for key, what in complaints(definition):
            yield Mistake(file.name, key, what)


def _between(survey: Survey) -> Iterator[Mistake]:
    journeys = [(file.name, journey) for file, journey in survey.of(Journey)]
    calendars = [(file.name, calendar) for file, calendar in survey.of(HolidayCalendar)]
    tools = [(file.name, tool) for file, tool in survey.of(Tool)]
    complaints = [
        *repeated_editions([(file.name, lifecycle) for file, lifecycle in survey.of(Lifecycle)], ["name"]),
        *misnamed(journeys, "/{key}-{edition}.toml"),
        *misnamed(tools, "/{key}/{edition}.toml"),
        *repeated_editions(journeys, ["key", "edition"]),
        *repeated_editions(calendars, ["key"]),
        *repeated_editions(tools, ["key", "edition"]),
        *repeated_editions([(file.name, limits) for file, limits in survey.of(Timescales)], ["key", "edition"]),
        *journey_line_complaints(journeys),
        *calendar_addition_complaints(calendars),
    ]
    yield from (Mistake(file, key, what) for file, (key, what) in complaints)
    if not journeys and not survey.mistakes:
        yield Mistake("workflows/journeys", "", "There is no journey here.")
    if not survey.of(Timescales) and not survey.mistakes:
        yield Mistake("workflows/timescales", "", "There are no time limits here.")


def _timescales(survey: Survey) -> Timescales:
    # The newest edition holds the limits of every year; the words for its events come from the journeys as well.
    newest = max((limits for _, limits in survey.of(Timescales)), key=lambda limits: limits.edition)
    titles = {key: title for _, journey in survey.of(Journey) for key, title in journey.triggers.items()}
    return newest.model_copy(update={"events": {**titles, **newest.events}})


def _calendars(read: Sequence[HolidayCalendar]) -> Mapping[str, HolidayCalendar]:
    whole = {calendar.key: calendar for calendar in read if calendar.adds_to is None}
    for addition in sorted(read, key=lambda calendar: calendar.valid_from):
        if addition.adds_to is not None:
            whole[addition.adds_to] = whole[addition.adds_to].with_days_of(addition)
    return whole
