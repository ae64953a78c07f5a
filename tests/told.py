"""Small files of each kind for tests, written as they are needed, and what reading them together makes of a child."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from caseaudit.intake.frame import ReadChild, ReadFrame
from caseaudit.intake.mapped.mapping import ColumnMeaning, ColumnsMapped
from caseaudit.intake.reading import read_files
from caseaudit.intake.specification import annex_a_list
from caseaudit.journey.child import Child
from caseaudit.journey.sources import EVERYTHING
from tests.annex_a import BORN, filled
from tests.lives import AS_AT, DEFINITIONS, TRIGGERS, events_in
from tests.returns import IDENTIFIERS, census, child, details, episode, file_903

Files = tuple[Callable[[Path], Path], ...]
"""What writes each of several files to a path."""

OWN = ColumnsMapped(
    301,
    "Chronology",
    (
        ColumnMeaning("Child", "child"),
        ColumnMeaning("Date of birth", "born_on"),
        ColumnMeaning("Family", "family"),
        *(ColumnMeaning(trigger, "event", trigger) for trigger in sorted(TRIGGERS)),
    ),
)
NEVER = {"need_started_on": None, "placements_in_year": 1, "missing_episodes": 0, "earlier_plans": 0}


def annex(number: int, *rows: Mapping[str, Any], **cells: Any) -> Files:
    """One list of Annex A as CSV; every cell not given is filled in plausibly, and dates may be given as text."""
    return (partial(_annex, number=number, rows=rows or [cells]),)


def cin(*inner: str, beside: str = "", identifiers: str = IDENTIFIERS, more: str = "", **referral: str) -> Files:
    """A census of one child with one referral, and another child ``beside``."""
    one = child("1", details("".join(inner), **{"on": "2025-04-02", **referral}), identifiers=identifiers, more=more)
    return (partial(_census, children=(one, child("2", details(beside))) if beside else (one,)),)


def returned(born_on: date = BORN, **files: Sequence[Mapping[str, str]]) -> Files:
    """Files of the 903 return about one child."""
    header = {"SEX": "2", "ETHNIC": "WBRI"}
    rows = {"header": [header], **files}
    born = {"CHILD": "1", "DOB": _written(born_on)}
    return tuple(partial(file_903, name=name, rows=[{**born, **row} for row in rows[name]]) for name in rows)


def in_care(*episodes: Mapping[str, str], born_on: date = BORN, **files: Sequence[Mapping[str, str]]) -> Files:
    """A 903 return with these episodes, each given by what is not usual in it."""
    usual = {"DECOM": "2025-05-01"}
    told = [{name: _written(cell) for name, cell in {**usual, **one}.items()} for one in episodes]
    return returned(born_on, episodes=[episode("1", **{"start": ""}) | one for one in told], **files)


def own(life: str, born_on: date = BORN, ref: str = "1", family: str = "") -> Files:
    """A council's own file of this life."""
    return (partial(_own, life=life, born_on=born_on, ref=ref, family=family),)


def read(folder: Path, files: Files) -> ReadFrame:
    """The frame these files make."""
    paths = [write(folder / f"file-{at}") for at, write in enumerate(files)]
    return read_files(paths, as_at=AS_AT, journeys=DEFINITIONS.journeys, mapped=[OWN])


def child_in(frame: ReadFrame, ref: str = "1") -> Child:
    """One child as screening would see them."""
    one, *others = sorted(frame.children, key=lambda found: found.ref != ref)
    home = [other for other in others if _family(other) and _family(other) == _family(one)]
    return replace(_seen(frame, one), household=tuple(_seen(frame, other) for other in home))


def _seen(frame: ReadFrame, one: ReadChild) -> Child:
    events = tuple(found.event for found in one.events)
    reach = {f"{found.source}.{found.number}": found.reach for found in frame.lists}
    names = set(reach)
    layouts = {f"{name}.2024" for name in names if "2024" in frame.layout}
    mapped = {f"mapped.{e.event.trigger}" for found in frame.children for e in found.events if e.row.list_no == 301}
    return Child(
        as_at=frame.as_at,
        born_on=one.person.born_on,
        expected_on=one.person.expected_on,
        is_unborn=one.person.is_unborn,
        disability=one.person.disability,
        events=events,
        journey=one.journey,
        covered=frozenset(names | layouts | mapped | {found.source for found in frame.lists}),
        reach={name: bounds for name, bounds in reach.items() if bounds != EVERYTHING},
    )


def _family(one: ReadChild) -> str:
    return next((row.raw["family"] for row in one.rows if "family" in row.raw), "")


def _written(cell: Any) -> str:
    if isinstance(cell, str) and cell[4:5] == cell[7:8] == "-":
        cell = date.fromisoformat(cell)
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)


def _annex(path: Path, number: int, rows: Sequence[Mapping[str, Any]]) -> Path:
    columns = annex_a_list(number).in_layout("2024")
    lines = [[column.heading for column in columns]]
    for row in rows:
        cells = filled(number, {"child": "1", **NEVER, **row})
        lines.append([_written(cells[column.key]) for column in columns])
    return _csv(path, lines)


def _own(path: Path, life: str, born_on: date, ref: str, family: str) -> Path:
    headings = [column.heading for column in OWN.columns]
    about = {"Child": ref, "Date of birth": _written(born_on), "Family": family}
    rows = [about | {event.trigger: _written(event.on)} for event in events_in(life)] or [about]
    return _csv(path, [headings, *([row.get(heading, "") for heading in headings] for row in rows)])


def _csv(path: Path, lines: Sequence[Sequence[str]]) -> Path:
    quoted = (",".join(f'"{cell}"' for cell in line) for line in lines)
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return path


def _census(path: Path, children: Sequence[str]) -> Path:
    return census(path, *children, year=AS_AT.year)
