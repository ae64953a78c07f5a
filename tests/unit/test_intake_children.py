"""Which file is believed about a child where several tell of the same thing, and what is said of the others."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations

import pytest

from caseaudit.intake.children import PRECEDENCE, Person, RowTrouble, person_in, rows_by_child
from caseaudit.intake.codes import read_code
from caseaudit.intake.remarks import RemarkKind
from caseaudit.intake.rows import ReadRow
from caseaudit.intake.specification import shape_numbered

AS_AT = date(2026, 3, 31)
BORN, OTHER_BIRTH = date(2015, 6, 1), date(2014, 6, 1)
# Those who know the child best first: looked after, on a plan, in need, leaving care; what the two returns say of the
# child alone; the lists of single events, adoption, contacts; and early help, often the list of another system.
BEST_FIRST = (8, 7, 6, 9, 201, 101, 5, 4, 3, 10, 2, 1)
CODES: Mapping[str, str] = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "disability": "yes_no",
    "disabilities": "disabilities",
}


def row(number: int, row_no: int = 2, *, on: date | None = None, **cells: str | date) -> ReadRow:
    shape = shape_numbered(number)
    assert shape is not None
    dates = {key: cell for key, cell in cells.items() if isinstance(cell, date)}
    raw = {key: str(cell) for key, cell in cells.items()}
    codes = {key: read_code(CODES[key], raw[key]) for key in cells if key in CODES}
    if on:
        dates[shape.main_date] = on
    return ReadRow(shape, f"Sheet {number}", row_no, "C1", raw, codes, dates)


def person(*rows: ReadRow) -> tuple[Person, tuple[RowTrouble, ...]]:
    grouped, found = rows_by_child(rows)
    (mine,) = grouped.values()
    one, troubles = person_in(mine, AS_AT)
    return one, (*found, *troubles)


def conflicts(troubles: tuple[RowTrouble, ...]) -> list[tuple[int, str]]:
    return [(found.row.list_no, found.key) for found in troubles if found.trouble.kind is RemarkKind.CONFLICT]


def test_the_order_of_the_lists_is_the_one_written_here() -> None:
    assert PRECEDENCE == BEST_FIRST


@pytest.mark.parametrize(("better", "worse"), list(combinations(BEST_FIRST, 2)))
def test_the_list_closest_to_the_child_is_believed_about_sex_and_the_other_is_said_to_differ(
    better: int, worse: int
) -> None:
    one, troubles = person(row(worse, sex="Male", born_on=BORN), row(better, sex="Female", born_on=BORN))

    assert one.sex == "Female"
    assert conflicts(troubles) == [(worse, "sex")]


@pytest.mark.parametrize(("better", "worse"), [pair for pair in combinations(BEST_FIRST, 2) if 2 not in pair])
def test_the_list_closest_to_the_child_is_believed_about_the_date_of_birth(better: int, worse: int) -> None:
    one, troubles = person(row(worse, born_on=OTHER_BIRTH), row(better, born_on=BORN))

    assert one.born_on == BORN
    assert conflicts(troubles) == [(worse, "born_on")]


def test_an_early_help_number_with_another_date_of_birth_is_another_child() -> None:
    grouped, troubles = rows_by_child([row(2, born_on=OTHER_BIRTH), row(1, born_on=BORN)])

    assert list(grouped) == ["C1", "EH C1"]
    assert [found.trouble.kind for found in troubles] == [RemarkKind.OTHER_SYSTEM]


@pytest.mark.parametrize(("better", "worse"), list(combinations((8, 7, 6, 9, 5, 4, 3), 2)))
def test_the_team_and_worker_are_those_of_the_list_closest_to_the_child(better: int, worse: int) -> None:
    one, _ = person(
        row(worse, team="Assessment", worker="A. First", born_on=BORN),
        row(better, team="Long term", worker="B. Second", born_on=BORN),
    )

    assert (one.team, one.worker) == ("Long term", "B. Second")


def test_a_list_with_a_blank_gives_way_to_the_next_that_has_the_fact() -> None:
    one, troubles = person(row(8), row(6, sex="Male", born_on=BORN, team="Assessment"))

    assert (one.sex, one.born_on, one.team) == ("Male", BORN, "Assessment")
    assert conflicts(troubles) == []


def test_the_latest_row_of_one_list_is_believed() -> None:
    older, newer = row(7, 2, on=date(2024, 1, 8), team="Old team"), row(7, 3, on=date(2025, 1, 6), team="New team")

    one, _ = person(older, newer, row(6, born_on=BORN))

    assert one.team == "New team"


def test_what_is_not_stated_contradicts_nobody() -> None:
    one, troubles = person(row(8, sex="Female", born_on=BORN), row(6, sex="c) Not stated/recorded", born_on=BORN))

    assert one.sex == "Female"
    assert conflicts(troubles) == []


def test_a_conflict_says_which_row_was_used() -> None:
    _, troubles = person(row(8, 4, born_on=BORN), row(6, 9, born_on=OTHER_BIRTH))

    (found,) = troubles
    assert (found.row.row_no, found.key) == (9, "born_on")
    assert found.trouble.sentence.startswith(
        "The date of birth here is not the one in “Sheet 8”, row 4, which was used."
    )


@pytest.mark.parametrize(
    ("said", "used"),
    [
        (("REFU", "WBRI"), "WBRI"),
        (("NOBT", "BAFR"), "BAFR"),
        (("WBRI", "BAFR"), "WBRI"),
        (("REFU", "NOBT"), "REFU"),
        (("REFU",), "REFU"),
    ],
)
def test_an_ethnicity_refused_or_not_yet_known_gives_way_to_one_that_is_known(said: tuple[str, ...], used: str) -> None:
    rows = [row(number, ethnicity=code, born_on=BORN) for number, code in zip((8, 7), said, strict=False)]

    one, _ = person(*rows)

    assert one.ethnicity == used


@pytest.mark.parametrize(
    ("days", "is_expected"), [(1, True), (42 * 7, True), (42 * 7 + 1, False)], ids=["soon", "the limit", "a day over"]
)
@pytest.mark.parametrize("key", ["born_on", "expected_on"])
def test_a_birth_is_waited_for_42_weeks_and_no_longer(key: str, days: int, is_expected: bool) -> None:
    due = AS_AT + timedelta(days)

    one, troubles = person(row(101, **{key: due}))

    assert (one.born_on, one.expected_on) == (None, due if is_expected else None)
    assert one.is_unborn == is_expected
    too_far = [found for found in troubles if found.trouble.kind is RemarkKind.AFTER_AS_AT]
    assert bool(too_far) != is_expected


@pytest.mark.parametrize(
    ("codes", "said"),
    [("NONE", "No"), ("LD", "Yes"), ("LD,HEAR", "Yes"), ("LD,NONE", "NONE,LD")],
)
def test_no_disability_beside_a_disability_is_kept_as_both(codes: str, said: str) -> None:
    one, _ = person(row(101, born_on=BORN, disabilities=codes))

    assert one.disability == said
