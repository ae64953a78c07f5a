"""What must hold between the cells of one row: pairs filled together, dates in order, answers that agree."""

from collections.abc import Iterator
from datetime import date, timedelta

from caseaudit.intake.remarks import RemarkKind, Trouble
from caseaudit.intake.rows import ReadRow
from caseaudit.intake.specification import ListShape

# DfE children in need census rule 8606: nothing can be dated more than 40 weeks before a birth.
BEFORE_BIRTH = timedelta(weeks=40)

Doubt = tuple[str, Trouble]


def doubts_within(shape: ListShape, row: ReadRow) -> Iterator[Doubt]:
    """What does not hold together in one row, each with the key of the column to look at."""
    for earlier, later in shape.in_order:
        if earlier in row.dates and later in row.dates and row.dates[later] < row.dates[earlier]:
            yield (
                later,
                Trouble(
                    RemarkKind.OUT_OF_ORDER,
                    f"This is before “{shape.column(earlier).heading}” of the same row. Check both.",
                ),
            )
    for one, other in shape.together:
        if (one in row.raw) != (other in row.raw):
            missing, given = (one, other) if other in row.raw else (other, one)
            yield (
                missing,
                Trouble(
                    RemarkKind.WITHOUT_ITS_PAIR,
                    f"This is blank though “{shape.column(given).heading}” is given. Give both or neither.",
                ),
            )
    if row.codes.get("case_status") == ("CLOSED",) and "need_closed_on" not in row.raw:
        yield (
            "need_closed_on",
            Trouble(
                RemarkKind.CONTRADICTION,
                "The case status is closed and there is no closure date, so the case counts as open. Give the date.",
            ),
        )
    if row.list_no == 5:
        yield from _conference_doubts(row)


def doubts_about_birth(row: ReadRow, born_on: date | None) -> Iterator[Doubt]:
    """Dates of a row that cannot be, for a child born or expected on this day."""
    if born_on is None or min(row.dates.values(), default=born_on) >= born_on:
        return
    shape = row.shape
    for key, on in row.dates.items():
        column = shape.column(key)
        if key in {"born_on", "expected_on"} or on >= born_on or (column.is_prebirth and on >= born_on - BEFORE_BIRTH):
            continue
        when = "more than 40 weeks before" if column.is_prebirth else "before"
        yield (
            key,
            Trouble(
                RemarkKind.BEFORE_BIRTH, f"This is {when} the child's date of birth. It was kept; check both dates."
            ),
        )


def _conference_doubts(row: ReadRow) -> Iterator[Doubt]:
    if row.has("conference_not_needed", "Y") and "conference_on" in row.dates:
        yield (
            "conference_on",
            Trouble(
                RemarkKind.CONTRADICTION, "A conference was held though it was deemed unnecessary. Check both answers."
            ),
        )
    if row.has("plan_made", "Y") and "conference_on" not in row.raw:
        yield (
            "conference_on",
            Trouble(
                RemarkKind.WITHOUT_ITS_PAIR,
                "The conference made a plan and has no date, so it moves nothing. Give its date.",
            ),
        )
