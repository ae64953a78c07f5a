"""From the rows of a mapped file to dated events: each date column means the trigger somebody chose for it.

A reason for being late, where a column was said to hold one, goes with the event it is about.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from caseaudit.intake.happened import LONGEST_DETAIL, ReadEvent, codes_of
from caseaudit.intake.rows import ReadRow
from caseaudit.journey.replay import Event


def mapped_events(rows: Sequence[ReadRow], as_at: date) -> Iterator[ReadEvent]:
    """What one child's rows of mapped files say happened."""
    for row in rows:
        reasons = {column.explains: row.raw.get(column.key, "") for column in row.shape.columns if column.explains}
        for column in row.shape.columns:
            on = row.dates.get(column.key)
            if column.trigger and on is not None and on <= as_at:
                why = {"late_reason": reasons[column.key][:LONGEST_DETAIL]} if reasons.get(column.key) else {}
                codes = {**codes_of(row, {}), **why}
                yield ReadEvent(Event(on, column.trigger, column.heading[:LONGEST_DETAIL], codes), row)
