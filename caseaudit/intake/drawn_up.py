"""Whether the date given for lists agrees with their dates, and the files are whole: asked before a frame is sealed."""

from collections.abc import Iterator
from datetime import date

from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.remarks import RemarkKind
from caseaudit.words import count_of, in_words, long_date

# In any two months some child of an authority is referred, seen or reviewed.
SILENT_DAYS = 60
_ABOUT_BIRTH = frozenset({"born_on", "expected_on"})


def doubt_about_date(read: ReadFrame, today: date) -> str | None:
    """Why the lists may be of another day than the one given, in words; None where they agree with it.

    A date after ``today`` is a slip of the pen or a plan, and tells of no other day.
    """
    dates = list(_dates(read, today))
    latest = max(dates, default=read.as_at)
    if latest > read.as_at:
        later = sum(on > read.as_at for on in dates)
        if later == 1:
            return f"A date in the lists, {long_date(latest)}, is after {long_date(read.as_at)}."
        return f"{later:,} dates in the lists are after {long_date(read.as_at)}, the latest {long_date(latest)}."
    silent = (read.as_at - latest).days
    if silent > SILENT_DAYS:
        given = long_date(read.as_at)
        return f"The latest date in the lists is {long_date(latest)}, {count_of(silent, 'day')} before {given}."
    return None


def doubt_about_whole(read: ReadFrame) -> str | None:
    """Which files seem to have been cut short, in words; None where every one ends as it should."""
    cut = [remark for remark in read.remarks if remark.kind is RemarkKind.CUT_OFF]
    if not cut:
        return None
    where = in_words([f"{remark.sheet}, row {remark.row_no:,}" for remark in cut])
    return f"The last row breaks off, so the file seems to have been cut short: {where}."


def _dates(read: ReadFrame, today: date) -> Iterator[date]:
    for child in read.children:
        for row in child.rows:
            for key, on in row.dates.items():
                is_late = on > read.as_at
                if key not in _ABOUT_BIRTH and on <= today and not (is_late and row.shape.column(key).may_follow):
                    yield on
