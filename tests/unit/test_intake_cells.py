from datetime import date, datetime

import pytest

from caseaudit.intake.cells import NOTHING, read_cell, read_child_id, read_date
from caseaudit.intake.parsing import cell_of, text_of
from caseaudit.intake.remarks import RemarkKind, Trouble
from caseaudit.intake.specification import Column, annex_a_list

AS_AT = date(2026, 3, 31)


def column(number: int, key: str) -> Column:
    return annex_a_list(number).column(key)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (123.0, "123"),
        (6.138, "6.138"),
        ("  Smith\xa0Team\t", "Smith Team"),
        ("a\x00b\x1f\u200bc", "abc"),
        (datetime(2026, 1, 2, 9, 30), date(2026, 1, 2)),  # noqa: DTZ001
        (True, "TRUE"),
        (None, ""),
        (1e20, "100000000000000000000"),
    ],
)
def test_a_cell_becomes_text_or_a_date_once_and_for_all(value: object, cell: object) -> None:
    assert cell_of(value) == cell


def test_a_line_break_inside_a_cell_becomes_a_space() -> None:
    assert text_of("North\nteam") == "North team"


@pytest.mark.parametrize("text", ["03/02/2026", "03/02/2026 09:15", "03/02/2026 09:15:00"])
def test_a_date_is_read_as_day_month_and_year(text: str) -> None:
    assert read_date(text) == date(2026, 2, 3)


@pytest.mark.parametrize(
    "text", ["2/13/2026", "3/2/2026", "2026-02-03", "31/02/2026", "3 Feb 2026", "02.03.2026", "not yet"]
)
def test_no_other_way_of_writing_a_date_is_guessed_at(text: str) -> None:
    found = read_date(text)

    assert isinstance(found, Trouble)
    assert found.kind is RemarkKind.NOT_A_DATE


@pytest.mark.parametrize("text", ["46054", "46054.5"])
def test_a_number_among_dates_is_not_turned_into_one(text: str) -> None:
    found = read_date(text)

    assert isinstance(found, Trouble)
    assert found.kind is RemarkKind.SERIAL_NUMBER


@pytest.mark.parametrize("cell", ["01/01/1900", date(1900, 1, 1), date(1899, 12, 31)])
def test_the_first_of_january_1900_stands_for_no_date(cell: str | date) -> None:
    reading = read_cell(column(8, "dental_check_on"), cell, AS_AT)

    assert reading.on is None
    assert reading.trouble
    assert reading.trouble.kind is RemarkKind.PLACEHOLDER_DATE


def test_a_date_after_the_lists_is_kept_and_doubted() -> None:
    reading = read_cell(column(7, "review_conference_on"), date(2026, 4, 1), AS_AT)

    assert reading.on == date(2026, 4, 1)
    assert reading.trouble
    assert reading.trouble.kind is RemarkKind.AFTER_AS_AT


@pytest.mark.parametrize("cell", [*sorted(NOTHING), "NULL", "N/A", "NaN", "#N/A"])
def test_what_stands_for_nothing_is_blank(cell: str) -> None:
    reading = read_cell(column(6, "closure_reason"), cell, AS_AT)

    assert (reading.raw, reading.codes, reading.trouble) == (None, (), None)


@pytest.mark.parametrize("cell", ["BOTH", "NO", "NOBT", "NONE"])
def test_codes_that_look_like_nothing_are_kept(cell: str) -> None:
    assert read_cell(column(1, "ethnicity"), cell, AS_AT).raw == cell


def test_a_blank_is_doubtful_only_where_it_must_not_be() -> None:
    required = read_cell(column(1, "ethnicity"), "", AS_AT)

    assert required.trouble
    assert required.trouble.kind is RemarkKind.BLANK
    assert read_cell(column(8, "postcode"), "", AS_AT).trouble is None


@pytest.mark.parametrize(("cell", "kept"), [("T28 2WB", "T28 2"), ("sw1a1aa", "SW1A 1"), ("T28 2", "T28 2")])
def test_a_postcode_is_cut_to_its_sector_on_the_way_in(cell: str, kept: str) -> None:
    assert read_cell(column(8, "postcode"), cell, AS_AT).raw == kept


def test_what_is_no_postcode_is_not_kept_at_all() -> None:
    reading = read_cell(column(8, "postcode"), "12 Acacia Avenue", AS_AT)

    assert reading.raw is None
    assert reading.trouble
    assert "Acacia" not in reading.trouble.sentence


def test_a_count_that_is_no_number_is_kept_and_doubted() -> None:
    reading = read_cell(column(7, "earlier_plans"), "two", AS_AT)

    assert reading.raw == "two"
    assert reading.trouble
    assert reading.trouble.kind is RemarkKind.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("cell", "ref"), [("1234567", "1234567"), (" ab12 ", "AB12"), ("0012.0", "0012"), ("12.00", "12"), ("007", "007")]
)
def test_a_childs_number_is_text_in_capitals_without_a_decimal(cell: str, ref: str) -> None:
    assert read_child_id(cell) == (ref, None)


@pytest.mark.parametrize("cell", ["ABC-12", "AB 12", "X" * 21])
def test_an_odd_childs_number_is_kept_and_doubted(cell: str) -> None:
    ref, trouble = read_child_id(cell)

    assert ref == cell
    assert trouble
    assert trouble.kind is RemarkKind.ODD_CHILD_ID
    assert ref not in trouble.sentence


@pytest.mark.parametrize(
    "cell", ["", "-", date(2026, 1, 1), "n/a", "Run from the case system on the last day of the month by the team"]
)
def test_without_a_childs_number_there_is_no_child(cell: str | date) -> None:
    assert read_child_id(cell)[0] == ""
