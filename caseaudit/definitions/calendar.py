"""The days nobody works: bank holidays as proclaimed, which no formula gives."""

from datetime import date

from caseaudit.definitions.shape import Shape


class Holiday(Shape):
    """One bank holiday."""

    on: date
    name: str


class HolidayCalendar(Shape):
    """Bank holidays of one division, complete from ``valid_from`` to ``valid_to``, both included.

    A published calendar never changes: a day proclaimed later comes in a calendar of its own that names this one in
    ``adds_to``, and so do the years after ``valid_to``.
    """

    key: str
    title: str
    valid_from: date
    valid_to: date
    rests_on: str
    adds_to: str | None = None
    holidays: tuple[Holiday, ...]

    def with_days_of(self, addition: "HolidayCalendar") -> "HolidayCalendar":
        """This calendar with the days and the years of an addition; no day is taken away."""
        days = {holiday.on: holiday for holiday in (*addition.holidays, *self.holidays)}
        return self.model_copy(
            update={
                "valid_from": min(self.valid_from, addition.valid_from),
                "valid_to": max(self.valid_to, addition.valid_to),
                "holidays": tuple(days[on] for on in sorted(days)),
            }
        )
