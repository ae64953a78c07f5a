"""The working hours of scripted people: moments that only go forwards, office hours and bank holidays kept."""

from datetime import datetime, timedelta

from caseaudit.journey.working_days import WorkingDays

_OPENS, _CLOSES = 9, 17


class Hours:
    """A clock that somebody else winds on."""

    def __init__(self, start: datetime, days: WorkingDays) -> None:
        self.now = start
        self._days = days

    def later(self, minutes: int) -> datetime:
        """So many minutes on; a day that is over goes on the next working morning."""
        self.now += timedelta(minutes=minutes)
        if self.now.hour >= _CLOSES:
            self.next_morning()
        return self.now

    def next_morning(self) -> datetime:
        """Nine o'clock on the next working day."""
        self.now = (self.now + timedelta(days=1)).replace(hour=_OPENS, minute=0)
        while not self._days.is_working(self.now.date()):
            self.now += timedelta(days=1)
        return self.now
