"""An invented council's lists, about 600 children, the same from the same seed to the last byte."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from random import Random

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from caseaudit.demo import lives_at_home as home
from caseaudit.demo import lives_in_care as care
from caseaudit.demo.dirt import soil
from caseaudit.demo.lists import LISTS, Cell
from caseaudit.demo.lives import Life
from caseaudit.demo.oddities import make_odd
from caseaudit.demo.town import Town

Story = Callable[[Town], list[Life]]

# How many children each story should bring, in the proportions of a council of middling size.
_STORIES: tuple[tuple[int, Story], ...] = (
    (66, home.contact_only),
    (26, home.referral_refused),
    (40, partial(home.early_help, is_open=True)),
    (14, partial(home.early_help, is_open=False)),
    (44, home.being_assessed),
    (2, home.unborn_being_assessed),
    (42, home.assessed_and_closed),
    (7, home.under_enquiry),
    (98, home.in_need),
    (20, home.disabled_in_need),
    (28, home.need_ended),
    (18, partial(home.on_a_plan, days=(10, 170))),
    (12, partial(home.on_a_plan, days=(180, 540))),
    (6, partial(home.on_a_plan, days=(760, 1010))),
    (6, partial(home.on_a_plan, days=(60, 400), previous=1)),
    (2, partial(home.on_a_plan, days=(40, 300), previous=3)),
    (2, home.unborn_on_a_plan),
    (11, home.stepped_down),
    (13, partial(care.looked_after, days=(15, 170), youngest=0.3, oldest=17)),
    (18, partial(care.looked_after, days=(200, 720), youngest=1, oldest=17)),
    (27, partial(care.looked_after, days=(760, 3400), youngest=4, oldest=17.9)),
    (8, care.alone_in_the_country),
    (4, partial(care.on_the_way_to_adoption, adopted=False)),
    (2, partial(care.on_the_way_to_adoption, adopted=True)),
    (7, care.left_care),
    (3, partial(care.care_leaver, category="a) Relevant child", youngest=16.4, oldest=17.9)),
    (46, partial(care.care_leaver, category="b) Former relevant child", youngest=18.05, oldest=24.8)),
    (5, partial(care.care_leaver, category="c) Qualifying care leaver", youngest=16.6, oldest=23)),
)


def invent(seed: int) -> list[Life]:
    """The lives of every child the invented council knows."""
    town = Town(Random(seed))
    lives: list[Life] = []
    for wanted, story in _STORIES:
        told: list[Life] = []
        while len(told) < wanted:
            told += story(town)
        lives += told
    make_odd(town.rng, lives)
    return lives


def write_workbook(path: Path, seed: int) -> None:
    """Write the council's lists as the workbook it would send, faults and all."""
    lists = {number: sheet.rows(lives) for lives in [invent(seed)] for number, sheet in LISTS.items()}
    soil(Random(seed), lists)
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        workbook.set_properties({"title": "Child-level lists", "created": datetime(2026, 4, 1, 9, 0)})  # noqa: DTZ001
        for number, sheet in LISTS.items():
            worksheet = workbook.add_worksheet(sheet.sheet)
            for row_no, row in enumerate([list[Cell](sheet.columns), *lists[number]]):
                _write_row(worksheet, row_no, row)


def _write_row(worksheet: Worksheet, row_no: int, row: list[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            worksheet.write_string(row_no, column, cell)
        elif isinstance(cell, date):
            worksheet.write_datetime(row_no, column, cell)
        elif cell is not None:
            worksheet.write_number(row_no, column, cell)
