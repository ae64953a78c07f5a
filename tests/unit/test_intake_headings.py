from collections.abc import Sequence

import pytest

from caseaudit.intake.headings import plain_heading, recognise
from caseaudit.intake.parsing import Cell
from caseaudit.intake.remarks import RemarkKind
from caseaudit.intake.specification import annex_a_list, annex_a_lists
from caseaudit.intake.workbook import Sheet


def sheet(headings: Sequence[Cell], *, above: Sequence[Sequence[Cell]] = (), name: str = "Sheet1") -> Sheet:
    return Sheet(name, [*above, headings, ["C1"] * len(headings)])


def headings_of(number: int, layout: str = "2024") -> list[Cell]:
    return [column.heading for column in annex_a_list(number).in_layout(layout)]


@pytest.mark.parametrize("layout", ["2021", "2024"])
@pytest.mark.parametrize("number", [shape.number for shape in annex_a_lists()])
def test_every_list_is_known_by_its_headings_whatever_the_sheet_is_called(number: int, layout: str) -> None:
    found = recognise(sheet(headings_of(number, layout), name="List 99"))

    assert found
    assert found.shape.number == number
    assert not found.remarks
    assert len(found.columns) == len(headings_of(number, layout))


def test_the_two_layouts_are_told_apart_by_list_9() -> None:
    older, newer = recognise(sheet(headings_of(9, "2021"))), recognise(sheet(headings_of(9, "2024")))

    assert older
    assert newer
    assert (older.layout, newer.layout) == ("2021", "2024")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Date of Referral", "date of  referral "),
        ("Number of Episodes the Child has been ‘Missing’", "Number of Episodes the Child has been 'Missing'"),
        ("within the Last 12 Months (Y/N))", "within the Last 12 Months (Y/N)"),
        ("Referral NFA?", "Referral\xa0NFA"),
        ("Date of Adoption Order ", "Date of Adoption Order"),
        ("Child's Legal Status", "Child’s Legal Status"),
    ],
)
def test_headings_that_only_drift_in_case_quotes_spaces_or_punctuation_are_one(one: str, other: str) -> None:
    assert plain_heading(one) == plain_heading(other)


def test_language_manager_and_percentage_are_not_taken_for_age() -> None:
    extra: list[Cell] = ["Language", "Manager", "Percentage"]

    found = recognise(sheet([*headings_of(1), *extra]))

    assert found
    assert [column.heading for column in found.columns.values()] == headings_of(1)
    assert [remark.kind for remark in found.remarks] == [RemarkKind.UNKNOWN_HEADING] * 3


def test_headings_in_the_second_row_are_found() -> None:
    found = recognise(sheet(headings_of(4), above=[["Children with assessments"]]))

    assert found
    assert found.shape.number == 4
    assert found.heading_row == 1


def test_an_older_spelling_is_an_alias() -> None:
    renamed = {"Eligibility Category": "Eligibity Category", "Type of Accommodation": "Type of Accomodation"}

    found = recognise(sheet([renamed.get(str(heading), heading) for heading in headings_of(9)]))

    assert found
    assert found.place_of("eligibility") == "Eligibility Category (K)"
    assert not found.remarks


def test_one_strange_heading_among_known_ones_is_read_by_where_it_stands_and_said() -> None:
    headings = headings_of(6)
    headings[6] = "Commencement"

    found = recognise(sheet(headings))

    assert found
    assert found.columns[6].key == "need_started_on"
    assert [remark.kind for remark in found.remarks] == [RemarkKind.READ_BY_POSITION]
    assert found.remarks[0].column == "Commencement (G)"


def test_two_strange_headings_side_by_side_are_not_guessed_at() -> None:
    headings = headings_of(6)
    headings[6:8] = ["Commencement", "Why"]

    found = recognise(sheet(headings))

    assert found
    assert {6, 7}.isdisjoint(found.columns)
    kinds = [remark.kind for remark in found.remarks]
    assert kinds == [RemarkKind.UNKNOWN_HEADING] * 2 + [RemarkKind.MISSING_HEADING] * 2


def test_a_heading_twice_over_is_read_once_and_said() -> None:
    found = recognise(sheet([*headings_of(3), "Allocated Team"]))

    assert found
    assert found.place_of("team") == "Allocated Team (J)"
    assert [remark.kind for remark in found.remarks] == [RemarkKind.REPEATED_HEADING]


@pytest.mark.parametrize("headings", [[], ["Name", "Telephone"], headings_of(1)[:5], ["Child Unique ID", "Gender"]])
def test_a_sheet_without_a_lists_own_headings_is_no_list(headings: list[Cell]) -> None:
    assert recognise(sheet(headings)) is None
