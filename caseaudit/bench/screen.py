"""Screening a whole frame: children a second through every structural check, and how that grows with the frame."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from caseaudit.bench.figures import Figure, in_its_own_process, seconds_in_words
from caseaudit.bench.lives import AS_AT, lives
from caseaudit.clock import now
from caseaudit.definitions.journey import Journey
from caseaudit.definitions.library import Definitions, read_definitions
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.children import Person
from caseaudit.intake.frame import ReadChild, ReadFrame, ReadList
from caseaudit.intake.happened import ReadEvent
from caseaudit.intake.rows import ReadRow
from caseaudit.intake.specification import annex_a_list, annex_a_lists
from caseaudit.journey.guards import lists_begin
from caseaudit.journey.replay import Event, replay
from caseaudit.journey.sources import Reach
from caseaudit.people import Role, command_line
from caseaudit.screening.frame import screen_frame
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from caseaudit.store.upgrade import upgrade_database

CHILDREN = 200_000
# Ten times as many children may take ten times as long and a quarter more.
SLOWER_A_CHILD = 1.25
ABOUT_SCREEN = (
    "Frames of invented children, ten events each, go through every check that is made before a file is opened, and "
    "the flags are written. The aim is that a child takes no longer in a large council than in a small one: with ten "
    f"times as many children, at most {SLOWER_A_CHILD} times as long a child."
)
_SIZES = (100, 10, 1)
_REACH = Reach(lists_begin(AS_AT))
_BY = command_line(Role.SUPERVISOR)


def bench_screen(children: int = CHILDREN) -> Iterator[Figure]:
    """Screen a hundredth of so many children, a tenth, and all of them, each as a frame of its own on SQLite."""
    seconds: list[tuple[int, float]] = []
    for part in _SIZES:
        size = max(children // part, 1)
        with TemporaryDirectory() as folder:
            run = in_its_own_process(partial(screened_in, Path(folder) / "screen.sqlite3", size))
        seconds.append((size, run.found))
        yield Figure(
            f"Screening {size:,} children: children a second",
            f"{size / run.found:,.0f}",
            f"{seconds_in_words(run.found)} of processor",
        )
    for (few, quicker), (many, slower) in pairwise(seconds):
        growth = (slower / many) / (quicker / few)
        yield Figure(
            f"Time a child, {many:,} against {few:,}",
            f"{slower / many * 1000:.2f} ms",
            f"{quicker / few * 1000:.2f} ms",
            f"{growth:.2f} times as long",
            f"at most {SLOWER_A_CHILD} times as long",
            growth <= SLOWER_A_CHILD,
        )


def screened_in(database: Path, children: int) -> float:
    """Make a frame of so many invented children, and give the seconds of processor that screening it took."""
    definitions = read_definitions()
    engine = open_engine(f"sqlite:///{database}")
    upgrade_database(engine)
    with transaction(engine) as session:
        frame = seal_frame(session, _frame(children, definitions), name="Bench", by=_BY, at=now())
    began = process_time()
    with transaction(engine) as session:
        screen_frame(session, frame.id, definitions=definitions, by=_BY, at=now())
    seconds = process_time() - began
    engine.dispose()
    return seconds


def _frame(children: int, definitions: Definitions) -> ReadFrame:
    people = [_child(number, life, definitions.journeys) for number, life in enumerate(lives(children))]
    lists = [
        ReadList(
            shape.number, shape.name, f"List {shape.number}", shape.is_used, children, 0, children, 0, reach=_REACH
        )
        for shape in annex_a_lists()
    ]
    return ReadFrame(AS_AT, "Annex A, layout of 2024", "0" * 64, tuple(lists), tuple(people), ())


def _child(number: int, life: Sequence[Event], journeys: Sequence[Journey]) -> ReadChild:
    row = ReadRow(annex_a_list(6), "List 6", number + 2, f"C{number:07}")
    person = Person(
        sex="Female" if number % 2 else "Male",
        ethnicity="WBRI" if number % 9 else None,
        disability="No",
        born_on=date(2009 + number % 16, 1 + number % 12, 1 + number % 28),
        team=f"Team {number % 30}",
    )
    events = tuple(ReadEvent(event, row) for event in life)
    return ReadChild(row.ref, person, (row,), events, replay(life, journeys, AS_AT))
