"""Working days: not a Saturday, a Sunday or a bank holiday."""

from datetime import date, timedelta
from itertools import accumulate

from caseaudit.definitions.calendar import Holiday, HolidayCalendar
from caseaudit.errors import OutsideCalendar
from caseaudit.words import long_date

_SATURDAY = 5


class WorkingDays:
    """Counts working days by one calendar; raises OutsideCalendar rather than guess beyond its years.

    The day something happens is day nought and the next working day is day one, as the DfE counts the 15 working days
    from a strategy discussion to a conference (children in need census guide, section 4.12.2).
    """

    def __init__(self, calendar: HolidayCalendar) -> None:
        self._calendar = calendar
        closed = {holiday.on for holiday in calendar.holidays}
        length = (calendar.valid_to - calendar.valid_from).days + 1
        every = [calendar.valid_from + timedelta(days) for days in range(length)]
        self._is_working = [on.weekday() < _SATURDAY and on not in closed for on in every]
        self._so_far = list(accumulate(self._is_working, initial=0))
        self._working = [on for on, works in zip(every, self._is_working, strict=True) if works]

    def is_working(self, on: date) -> bool:
        """Whether people are at work on this day."""
        return self._is_working[self._place(on)]

    def add(self, start: date, working_days: int) -> date:
        """The date ``working_days`` after ``start``; none after a day off is the working day before it."""
        place = self._so_far[self._place(start) + 1] - 1 + working_days
        if not 0 <= place < len(self._working):
            raise OutsideCalendar(f"{working_days} working days from {long_date(start)} is {self._beyond()}.")
        return self._working[place]

    def between(self, start: date, end: date) -> int:
        """How many working days after ``start`` the ``end`` is; below nought where it is the earlier of the two."""
        return self._so_far[self._place(end) + 1] - self._so_far[self._place(start) + 1]

    def holidays(self, start: date, end: date) -> tuple[Holiday, ...]:
        """The bank holidays on weekdays after ``start`` and up to ``end``, which counting passes over."""
        every = self._calendar.holidays
        return tuple(day for day in every if start < day.on <= end and day.on.weekday() < _SATURDAY)

    def _place(self, on: date) -> int:
        if not self._calendar.valid_from <= on <= self._calendar.valid_to:
            raise OutsideCalendar(f"{long_date(on)} is {self._beyond()}.")
        return (on - self._calendar.valid_from).days

    def _beyond(self) -> str:
        first, last = long_date(self._calendar.valid_from), long_date(self._calendar.valid_to)
        return f"outside the bank holidays known to “{self._calendar.title}”, {first} to {last}"
