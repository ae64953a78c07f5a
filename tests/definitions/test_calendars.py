"""Bank holidays of England and Wales, held against a library that works them out for itself."""

from datetime import date

import pytest
from holidays import country_holidays

from caseaudit.definitions.library import read_definitions

CALENDAR = read_definitions().calendars["england-and-wales"]
YEARS = range(1990, 2029)
ORACLE = country_holidays("GB", subdiv="ENG", years=YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_a_year_are_those_proclaimed(year):
    assert [day.on for day in CALENDAR.holidays if day.on.year == year] == sorted(
        on for on in ORACLE if on.year == year
    )


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(1995, 5, 8), "Early May bank holiday, moved to VE Day"),
        (date(1999, 12, 31), "Millennium Eve"),
        (date(2002, 6, 3), "Golden Jubilee of Queen Elizabeth II"),
        (date(2002, 6, 4), "Spring bank holiday"),
        (date(2011, 4, 29), "Wedding of Prince William and Catherine Middleton"),
        (date(2012, 6, 5), "Diamond Jubilee of Queen Elizabeth II"),
        (date(2020, 5, 8), "Early May bank holiday, moved to VE Day"),
        (date(2022, 1, 3), "New Year’s Day, substitute day"),
        (date(2022, 6, 2), "Spring bank holiday"),
        (date(2022, 6, 3), "Platinum Jubilee of Queen Elizabeth II"),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Coronation of King Charles III"),
    ],
)
def test_days_that_no_formula_gives_are_there_by_name(on, name):
    assert [day.name for day in CALENDAR.holidays if day.on == on] == [name]


@pytest.mark.parametrize("moved", [date(1995, 5, 1), date(2002, 5, 27), date(2020, 5, 4), date(2022, 5, 30)])
def test_a_holiday_that_was_moved_is_not_also_where_it_used_to_be(moved):
    assert moved not in {day.on for day in CALENDAR.holidays}


def test_the_calendar_is_in_order_and_complete_from_1990_to_2028():
    assert (CALENDAR.valid_from, CALENDAR.valid_to) == (date(1990, 1, 1), date(2028, 12, 31))
    assert list(CALENDAR.holidays) == sorted(CALENDAR.holidays, key=lambda day: day.on)
