"""The working hours of scripted people: moments that only go forwards, office hours kept."""

from datetime import datetime, timedelta

_OPENS, _CLOSES, _WEEKDAYS = 9, 17, 5


class Hours:
    """A clock that somebody else winds on."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def later(self, minutes: int) -> datetime:
        """So many minutes on; a day that is over goes on the next working morning."""
        self.now += timedelta(minutes=minutes)
        if self.now.hour >= _CLOSES:
            self.next_morning()
        return self.now

    def next_morning(self) -> datetime:
        """Nine o'clock on the next working day."""
        self.now = (self.now + timedelta(days=1)).replace(hour=_OPENS, minute=0)
        while self.now.weekday() >= _WEEKDAYS:
            self.now += timedelta(days=1)
        return self.now
