"""The days nobody works: bank holidays as proclaimed, which no formula gives."""

from datetime import date

from caseaudit.definitions.shape import Shape


class Holiday(Shape):
    """One bank holiday."""

    on: date
    name: str


class HolidayCalendar(Shape):
    """Bank holidays of one division, complete from ``valid_from`` to ``valid_to``, both included."""

    key: str
    title: str
    valid_from: date
    valid_to: date
    rests_on: str
    holidays: tuple[Holiday, ...]
