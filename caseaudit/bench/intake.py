"""Importing a large Annex A workbook, beside reading the same cells and inserting as many rows by one statement."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from python_calamine import CalamineWorkbook
from sqlalchemy import Column, Integer, MetaData, String, Table, Text, insert

from caseaudit.bench.figures import Figure, Run, in_its_own_process, seconds_in_words
from caseaudit.bench.lives import AS_AT
from caseaudit.bench.workbook import write_workbook
from caseaudit.clock import now
from caseaudit.definitions.library import read_definitions
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.reading import read_files
from caseaudit.people import Role, command_line
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from caseaudit.store.upgrade import upgrade_database

ROWS = 200_000
SLOWER = 3
MEGABYTES = 500
ABOUT_INTAKE = (
    "An invented Annex A workbook is imported. Beside it stands the least any program must do: read the same cells "
    "with python-calamine and store as many rows by one insert(). An import also reads each cell for what is doubtful, "
    "and writes a case file a child and an event for each thing that happened. The aim is to take at most "
    f"{SLOWER} times as long and less than {MEGABYTES} MB, so that an office computer imports the lists of a large "
    "council in a minute."
)
_LIMIT = Table(
    "line",
    MetaData(),
    Column("id", String(36), primary_key=True),
    Column("sheet", String(200)),
    Column("row_no", Integer),
    Column("cells", Text),
)


@dataclass(frozen=True)
class Imported:
    """What an import came to."""

    rows: int
    children: int
    events: int


def bench_intake(rows: int = ROWS) -> Iterator[Figure]:
    """Import a generated workbook both ways, each in a process of its own and into a new SQLite file."""
    with TemporaryDirectory() as folder:
        book, ours_in, theirs_in = (Path(folder) / name for name in ("lists.xlsx", "ours.sqlite3", "theirs.sqlite3"))
        # A process begun from a large one is counted as having been as large.
        in_its_own_process(partial(write_workbook, book, rows))
        theirs = in_its_own_process(partial(_read_and_insert, book, theirs_in))
        ours = in_its_own_process(partial(_import, book, ours_in))
    found = ours.found
    yield Figure(
        "Rows imported a second",
        f"{found.rows / ours.seconds:,.0f}",
        f"{found.rows:,} rows, {found.children:,} children, {found.events:,} events",
    )
    yield _compared("Time that passed", ours.seconds, theirs.seconds, theirs.found)
    yield _compared("Time the processor worked", ours.processor, theirs.processor, theirs.found)
    yield _memory(ours, theirs)


def _compared(of: str, ours: float, theirs: float, rows: int) -> Figure:
    slower = ours / theirs
    return Figure(
        f"{of}, beside only reading and storing",
        seconds_in_words(ours),
        f"{seconds_in_words(theirs)} for {rows:,} rows",
        f"{slower:.1f} times as long",
        f"at most {SLOWER} times as long",
        slower <= SLOWER,
    )


def _memory(ours: Run[Imported], theirs: Run[int]) -> Figure:
    if ours.megabytes is None or ours.megabytes_of_helpers is None:
        return Figure("Most memory", "this system cannot tell")
    return Figure(
        "Most memory, and that of the process that reads cells",
        f"{ours.megabytes} MB, {ours.megabytes_of_helpers} MB",
        f"{theirs.megabytes} MB",
        "",
        f"under {MEGABYTES} MB",
        max(ours.megabytes, ours.megabytes_of_helpers) < MEGABYTES,
    )


def _import(book: Path, database: Path) -> Imported:
    engine = open_engine(f"sqlite:///{database}")
    upgrade_database(engine)
    read = read_files([book], as_at=AS_AT, journeys=read_definitions().journeys)
    with transaction(engine) as session:
        seal_frame(session, read, name="Bench", by=command_line(Role.ADMINISTRATOR), at=now())
    engine.dispose()
    return Imported(
        rows=sum(one.rows_read for one in read.lists),
        children=len(read.children),
        events=sum(len(child.events) for child in read.children),
    )


def _read_and_insert(book: Path, database: Path) -> int:
    engine = open_engine(f"sqlite:///{database}")
    lines = []
    workbook = CalamineWorkbook.from_path(str(book))
    for name in workbook.sheet_names:
        _, *rows = workbook.get_sheet_by_name(name).to_python()
        for row_no, row in enumerate(rows, start=2):
            cells = json.dumps(row, default=str)
            lines.append({"id": str(uuid4()), "sheet": name, "row_no": row_no, "cells": cells})
    with engine.begin() as connection:
        _LIMIT.create(connection)
        connection.execute(insert(_LIMIT), lines)
    engine.dispose()
    return len(lines)
