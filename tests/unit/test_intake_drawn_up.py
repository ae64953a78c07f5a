"""Dates in lists that speak for another day than the one given."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from caseaudit.intake.drawn_up import SILENT_DAYS, doubt_about_date
from caseaudit.intake.reading import read_files
from caseaudit.intake.remark_words import KIND_TITLES
from caseaudit.intake.remarks import RemarkKind
from tests.annex_a import write
from tests.clocks import DEFINITIONS

AS_AT = date(2026, 3, 31)
TODAY = date(2026, 11, 20)


def doubt(tmp_path: Path, *days: date, **row: str) -> str | None:
    rows = [{"child": f"c{number}", "contact_on": f"{on:%d/%m/%Y}", **row} for number, on in enumerate(days, start=1)]
    path = write(tmp_path / "lists.xlsx", {1: rows})
    return doubt_about_date(read_files([path], as_at=AS_AT, journeys=DEFINITIONS.journeys), TODAY)


@pytest.mark.parametrize("days", [0, 1, SILENT_DAYS])
def test_lists_that_end_within_two_months_of_the_date_given_agree_with_it(tmp_path: Path, days: int):
    assert doubt(tmp_path, AS_AT - timedelta(days=days), date(2025, 1, 2)) is None


def test_lists_that_end_long_before_the_date_given_are_doubted(tmp_path: Path):
    said = doubt(tmp_path, AS_AT - timedelta(days=SILENT_DAYS + 1), date(2025, 1, 2))

    assert said == "The latest date in the lists is 29 January 2026, 61 days before 31 March 2026."


def test_a_date_after_the_one_given_is_told(tmp_path: Path):
    assert doubt(tmp_path, AS_AT, date(2026, 4, 2)) == "A date in the lists, 2 April 2026, is after 31 March 2026."


def test_several_dates_after_the_one_given_are_counted_and_the_latest_told(tmp_path: Path):
    said = doubt(tmp_path, AS_AT, date(2026, 4, 2), date(2026, 6, 30))

    assert said == "2 dates in the lists are after 31 March 2026, the latest 30 June 2026."


def test_a_date_still_to_come_is_a_slip_and_tells_of_no_other_day(tmp_path: Path):
    assert doubt(tmp_path, AS_AT, date(2062, 4, 2)) is None


def test_a_date_of_birth_tells_nothing(tmp_path: Path):
    assert doubt(tmp_path, AS_AT, born_on="02/05/2026") is None


def test_every_kind_of_remark_has_words_of_its_own():
    assert set(KIND_TITLES) == set(RemarkKind)
    assert len(set(KIND_TITLES.values())) == len(KIND_TITLES)
