"""From the rows of a mapped file to dated events: each date column means the trigger somebody chose for it."""

from collections.abc import Iterator, Sequence
from datetime import date

from caseaudit.intake.happened import ReadEvent, codes_of
from caseaudit.intake.rows import ReadRow
from caseaudit.journey.replay import Event


def mapped_events(rows: Sequence[ReadRow], as_at: date) -> Iterator[ReadEvent]:
    """What one child's rows of mapped files say happened."""
    for row in rows:
        for column in row.shape.columns:
            on = row.dates.get(column.key)
            if column.trigger and on is not None and on <= as_at:
                yield ReadEvent(Event(on, column.trigger, column.heading[:300], codes_of(row, {})), row)
