"""The faults real lists have, put into an invented council's lists on purpose."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from caseaudit.demo.lists import LISTS, Cell, Row

Rows = Mapping[int, list[Row]]
_NOTE = "Data correct at 31 March 2026. Three enquiries were being recorded when this list was run."


def soil(rng: Random, lists: Rows) -> None:
    """Put a few faults of each usual kind into the lists, in place."""
    for number, column, count, fault in _FAULTS:
        place = LISTS[number].columns.index(column)
        for row in rng.sample([row for row in lists[number] if row and row[place]], count):
            row[place] = fault(row[place])
    for number, count in ((2, 2), (5, 1), (9, 1)):
        for _ in range(count):
            lists[number].insert(rng.randint(3, len(lists[number]) - 3), [None] * len(LISTS[number].columns))
    lists[5].append([_NOTE])


def _instead(text: Cell) -> Callable[[Cell], Cell]:
    return lambda _: text


def _lower(cell: Cell) -> Cell:
    return str(cell).lower()


def _with_space(cell: Cell) -> Cell:
    return f"{cell} "


def _with_hard_space(cell: Cell) -> Cell:
    return f"\u00a0{cell}"


def _as_text(cell: Cell) -> Cell:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


_FAULTS: tuple[tuple[int, str, int, Callable[[Cell], Cell]], ...] = (
    (1, "Child Unique ID", 1, _instead(None)),
    (1, "Date of Contact", 1, _instead("31/02/2026")),
    (1, "Date of Contact", 12, _as_text),
    (1, "Contact Source", 2, _instead("DO NOT USE - SYSTEM TEST")),
    (2, "Gender", 3, _instead("Female")),
    (3, "Date of referral", 1, _instead("29/02/2026")),
    (3, "Date of referral", 1, _instead("last Tuesday")),
    (3, "Child Unique ID", 2, _lower),
    (3, "Ethnicity", 3, _instead("White British")),
    (4, "Child Unique ID", 2, _with_space),
    (4, "Continuous Assessment Date of Authorisation", 2, _instead("2026-02-30")),
    (4, "Continuous Assessment Start Date", 1, _instead("TBC")),
    (5, "Child Unique ID", 1, _with_hard_space),
    (6, "Allocated Team", 4, _instead("#N/A")),
    (6, "Primary Need Code", 2, _instead("N1b Neglect (local code)")),
    (6, "Case Status", 2, _instead("CIN/CP")),
    (6, "Age of Child (Years)", 3, _instead("under 1")),
    (6, "CIN Start Date", 1, _instead("00/01/2026")),
    (7, "Child Unique ID", 1, _with_space),
    (7, "Date of the Last Statutory Visit", 2, _as_text),
    (7, "Latest Category of Abuse", 1, _instead("Neglect/emotional")),
    (8, "Date of Last Dental Check", 3, _instead("01/01/1900")),
    (8, "URN of Placement", 3, _instead("-")),
    (8, "Placement Type", 1, _instead("ZZ9")),
    (8, "Date of Last Social Work Visit", 1, _instead("31/11/2025")),
    (9, "Latest Date of Contact", 1, _instead("not known")),
    (9, "Type of Accommodation", 2, _instead("#N/A")),
)
