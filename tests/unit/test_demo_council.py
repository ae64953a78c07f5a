"""The invented council: the same every time, about 600 children, coherent lives, real kinds of fault."""

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from caseaudit.demo.council import invent, write_workbook
from caseaudit.demo.diary import AS_AT, LISTS_BEGIN, in_lists, rounds, working_day
from caseaudit.demo.lists import LISTS
from caseaudit.demo.lives import Life

SEED = 7


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    return invent(SEED)


def _dates_of(life: Life) -> list[date]:
    found = [contact.on for contact in life.contacts]
    found += [day for each in life.assessments for day in (each.started_on, each.authorised_on) if day]
    found += [each.on for each in life.enquiries]
    found += [plan.started_on for plan in life.plans]
    found += [life.care.started_on] if life.care else []
    return found


def test_the_same_seed_writes_the_same_workbook_to_the_last_byte(tmp_path: Path):
    write_workbook(tmp_path / "once.xlsx", SEED)
    write_workbook(tmp_path / "again.xlsx", SEED)
    write_workbook(tmp_path / "other.xlsx", SEED + 1)

    once = (tmp_path / "once.xlsx").read_bytes()

    assert once == (tmp_path / "again.xlsx").read_bytes()
    assert once != (tmp_path / "other.xlsx").read_bytes()


def test_the_council_knows_about_600_children_each_by_one_reference(lives: list[Life]):
    refs = Counter(life.child.ref for life in lives)

    assert 560 <= len(refs) <= 640
    assert set(refs.values()) == {1}


def test_every_child_is_on_some_list(lives: list[Life]):
    listed = {row[0] for number, sheet in LISTS.items() if number < 10 for row in sheet.rows(lives)}

    assert {life.child.ref for life in lives} == listed


def test_nothing_happened_to_a_child_before_birth_or_after_the_lists(lives: list[Life]):
    born = [life for life in lives if life.child.born_on]

    assert [life for life in born if any(day < life.child.born_on for day in _dates_of(life))] == []
    assert [life for life in lives if any(day > AS_AT for day in _dates_of(life))] == []


def test_nobody_looked_after_or_on_a_plan_is_eighteen(lives: list[Life]):
    children = [life for life in lives if life.plans or (life.care and life.care.ceased_on is None)]

    assert max(life.child.age_on() for life in children) < 18


def test_young_people_are_the_age_of_what_they_are_entitled_to(lives: list[Life]):
    ages: dict[str, list[float]] = {}
    for life in lives:
        if life.leaving:
            ages.setdefault(life.leaving.category, []).append(life.child.age_on())

    assert all(16 <= age < 18 for age in ages["d) Eligible child"] + ages["a) Relevant child"])
    assert all(18 <= age < 25 for age in ages["b) Former relevant child"])


def test_the_hard_stories_are_there(lives: list[Life]):
    plans = [plan for life in lives for plan in life.plans]

    assert any(life.child.born_on is None and life.plans for life in lives)
    assert any((AS_AT - plan.started_on).days > 730 for plan in plans if plan.ended_on is None)
    assert any(plan.previous for plan in plans)
    assert any(plan.ended_on for plan in plans)
    assert any(life.care and life.care.is_alone_in_country for life in lives)
    assert any(life.adoption and life.adoption.adopted_on for life in lives)
    assert any(life.leaving for life in lives)


def test_no_conference_is_held_on_a_day_the_office_is_closed(lives: list[Life]):
    held = [each.conference_on for life in lives for each in life.enquiries if each.conference_on]

    assert held
    assert [on for on in held if working_day(on) != on] == []


def test_a_list_shows_what_falls_in_its_six_months_and_no_more(lives: list[Life]):
    contacts = LISTS[1].rows(lives)
    column = LISTS[1].columns.index("Date of Contact")

    assert all(isinstance(row[column], date) and in_lists(row[column]) for row in contacts)
    assert not in_lists(date(2025, 9, 30))
    assert in_lists(LISTS_BEGIN)
    assert not in_lists(None)


def test_every_row_has_a_cell_for_every_column(lives: list[Life]):
    odd = [(n, len(row)) for n, sheet in LISTS.items() for row in sheet.rows(lives) if len(row) != len(sheet.columns)]

    assert odd == []


def test_no_child_lives_at_a_real_postcode(lives: list[Life]):
    column = LISTS[8].columns.index("Placement postcode")

    assert {str(row[column])[:2] for row in LISTS[8].rows(lives)} == {"ZX"}


def test_meetings_come_round_in_order_and_stop_at_the_lists():
    held = list(rounds(Random(1), date(2024, 1, 8), 90, 182))

    assert len(held) >= 4
    assert held == sorted(held)
    assert held[-1] < AS_AT
