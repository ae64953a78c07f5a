"""A child's episodes as one chain: what in it cannot be is said and never repaired."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from caseaudit.intake.remarks import RemarkKind, Trouble
from caseaudit.intake.rows import ReadRow

EPISODES = 202
GOES_ON = "X1"
STARTS = "S"

Doubt = tuple[ReadRow, str, Trouble]


def chain_of(rows: Sequence[ReadRow]) -> tuple[ReadRow, ...]:
    """The episodes that have a date, first to last; the same one twice over counts once."""
    found: dict[tuple[object, ...], ReadRow] = {}
    for row in rows:
        if row.list_no == EPISODES and "episode_on" in row.dates:
            found.setdefault((row.dates["episode_on"], *sorted(row.raw.items())), row)
    return tuple(sorted(found.values(), key=lambda row: (row.dates["episode_on"], ended_on(row), row.row_no)))


def ended_on(row: ReadRow) -> date:
    """The day an episode ended, the last of all days for one still open."""
    return row.dates.get("episode_ended_on", date.max)


def goes_on(row: ReadRow) -> bool:
    """Whether the period of care goes on after this episode."""
    return row.has("ceased_reason", GOES_ON) or "episode_ended_on" not in row.dates


def doubts_in(rows: Sequence[ReadRow]) -> Iterator[Doubt]:
    """What does not hold together in a child's episodes, each with the row and column to look at."""
    chain = chain_of(rows)
    for before, after in pairwise(chain):
        yield from _between(before, after)
    if chain and chain[-1].has("ceased_reason", GOES_ON) and "episode_ended_on" in chain[-1].dates:
        yield chain[-1], "ceased_reason", _NOTHING_FOLLOWS
    if chain and not chain[0].has("episode_reason", STARTS):
        yield chain[0], "episode_reason", _STARTED_EARLIER


def _between(before: ReadRow, after: ReadRow) -> Iterator[Doubt]:
    begins, ends = after.dates["episode_on"], before.dates.get("episode_ended_on")
    if begins == before.dates["episode_on"]:
        yield after, "episode_on", _SAME_DAY
    elif ends is None:
        yield before, "episode_ended_on", _STILL_OPEN
    elif begins < ends:
        yield after, "episode_on", _OVERLAPS
    elif begins > ends and goes_on(before):
        yield after, "episode_on", _GAP
    if goes_on(before) and after.has("episode_reason", STARTS):
        yield after, "episode_reason", _STARTS_TWICE
    if not goes_on(before) and not after.has("episode_reason", STARTS):
        yield after, "episode_reason", _DOES_NOT_START


_SAME_DAY = Trouble(
    RemarkKind.EPISODE_REPEATED, "Two episodes of this child start on this day. Both were kept; check which is right."
)
_STILL_OPEN = Trouble(
    RemarkKind.EPISODE_OVERLAP, "The episode has no end though another follows it. Both were kept; give its end."
)
_OVERLAPS = Trouble(
    RemarkKind.EPISODE_OVERLAP, "The episode starts before the one before it ended. Both were kept; check the dates."
)
_GAP = Trouble(
    RemarkKind.EPISODE_GAP,
    "The episode before it says another follows the same day (X1), and this starts later. Check what is missing.",
)
_STARTS_TWICE = Trouble(
    RemarkKind.EPISODE_START, "A period of care starts (S) though the one before it had not ended. Check both episodes."
)
_DOES_NOT_START = Trouble(
    RemarkKind.EPISODE_START, "The period of care before it had ended, and this is not said to start one (S). Check it."
)
_NOTHING_FOLLOWS = Trouble(
    RemarkKind.EPISODE_END, "Another episode is said to follow the same day (X1) and none does. Check what is missing."
)
_STARTED_EARLIER = Trouble(
    RemarkKind.EPISODE_START,
    "The child's first episode here is not the start of care (S), so care began earlier than the return shows.",
)
