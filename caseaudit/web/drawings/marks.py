"""Events as marks: each kind of event a shape of its own, and a run of events too close to draw apart as one mark."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseaudit.web.drawings.text import width_of
from caseaudit.words import count_of, long_date

MARK_WIDTH = 11
COUNT_SIZE = 12
_GAP = 3

SHAPES = {
    "seen": "Visit or contact",
    "meeting": "Conference or review",
    "health": "Health or dental check",
    "change": "Change of status or placement",
    "step": "Other step",
    "misfit": "Does not fit the journey",
    "missed": "Overdue: due on this day, and not in the lists",
    "late": "Late or missed: due on this day",
    "due": "Due, and not yet late",
}

LIMITS = frozenset({"missed", "late", "due"})

_ENDINGS = {
    "_visit": "seen",
    "_last_seen": "seen",
    "iro_contact": "seen",
    "leaver_contact": "seen",
    "_review_held": "meeting",
    "plan_reviewed": "meeting",
    "icpc_held": "meeting",
    "conference_held": "meeting",
    "core_group_held": "meeting",
    "discussion_held": "meeting",
    "planning_held": "meeting",
    "meeting_held": "meeting",
    "return_interview_held": "seen",
    "health_assessment": "health",
    "dental_check": "health",
    "legal_status_changed": "change",
    "placement_started": "change",
}


@dataclass(frozen=True)
class Moment:
    """One dated thing to mark: its shape, the words for it, and the id of the row that tells of it in full."""

    on: date
    shape: str
    title: str
    anchor: str = ""


@dataclass(frozen=True)
class Mark:
    """One event, or a run of a kind too close to draw apart: its ends as shapes, each event between as a tick.

    ``anchor`` is the row of the latest of them. A gap wide enough to see breaks the run; ``label`` is empty where
    the number of events has no room.
    """

    start: float
    end: float
    ticks: tuple[float, ...]
    shape: str
    count: int
    label: str
    title: str
    anchor: str = ""
    dates: tuple[date, ...] = ()

    @property
    def left(self) -> float:
        """Where the mark begins."""
        return self.start - MARK_WIDTH / 2

    @property
    def right(self) -> float:
        """Where the mark and its number end."""
        return self.end + MARK_WIDTH / 2 + (width_of(self.label, COUNT_SIZE) + _GAP if self.label else 0)


def shape_of(trigger: str) -> str:
    """The shape an event of this trigger is drawn as."""
    return next((shape for ending, shape in _ENDINGS.items() if trigger.endswith(ending)), "step")


def marks_of(moments: Sequence[Moment], places: Sequence[float], *, right: float) -> tuple[Mark, ...]:
    """Marks for moments of one shape in the order of their dates, none overlapping and none past ``right``."""
    runs: list[list[tuple[Moment, float]]] = []
    for moment, place in zip(moments, places, strict=True):
        place = min(place, right - MARK_WIDTH / 2)
        if runs and place - runs[-1][-1][1] < MARK_WIDTH:
            runs[-1].append((moment, place))
        else:
            runs.append([(moment, place)])
    limits = [*(run[0][1] - MARK_WIDTH / 2 for run in runs[1:]), right]
    return tuple(_mark(run, limit) for run, limit in zip(runs, limits, strict=True))


def _mark(run: Sequence[tuple[Moment, float]], limit: float) -> Mark:
    (first, start), (last, end) = run[0], run[-1]
    ticks = tuple(dict.fromkeys(place for _, place in run if start < place < end))
    if len(run) == 1:
        return Mark(
            start, end, (), first.shape, 1, "", f"{first.title}, {long_date(first.on)}", first.anchor, (first.on,)
        )
    kind = SHAPES[first.shape].lower()
    what = "time limit" if first.shape in LIMITS else "event"
    title = f"{count_of(len(run), what)} ({kind}), {long_date(first.on)} to {long_date(last.on)}"
    mark = Mark(
        start, end, ticks, first.shape, len(run), f"×{len(run)}", title, last.anchor, tuple(it.on for it, _ in run)
    )
    return mark if mark.right + _GAP <= limit else replace(mark, label="")
