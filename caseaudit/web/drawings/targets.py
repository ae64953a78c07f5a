"""What is pressed on a drawing: every mark is part of a link as wide and high as a finger needs.

Marks keep their places; where two stand closer than a finger can tell apart, one link holds both and names every date.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from caseaudit.web.drawings.marks import LIMITS, SHAPES, Mark
from caseaudit.words import count_of, in_words, long_date

# WCAG 2.2 asks for 24 pixels, and a panel may be shown at 0.95 of its drawn size.
TARGET = 26
_MOST_DATES = 6


@dataclass(frozen=True)
class Target:
    """A link from ``left`` to ``right`` that holds one mark or several, and leads to the row of the latest."""

    left: float
    right: float
    marks: tuple[Mark, ...]

    @property
    def anchor(self) -> str:
        """The row it leads to."""
        return self.marks[-1].anchor

    @property
    def title(self) -> str:
        """What it holds, in words."""
        if len(self.marks) == 1:
            return self.marks[0].title
        shape, dates = self.marks[0].shape, [on for mark in self.marks for on in mark.dates]
        what = count_of(len(dates), "time limit" if shape in LIMITS else "event")
        when = in_words([long_date(on) for on in dates])
        if len(dates) > _MOST_DATES:
            when = f"{long_date(dates[0])} to {long_date(dates[-1])}"
        return f"{what} ({SHAPES[shape].lower()}): {when}"


def targets_of(marks: Sequence[Mark], *, right: float) -> tuple[Target, ...]:
    """Links for the marks of one row, none overlapping, each wide enough to press."""
    groups: list[tuple[float, list[Mark]]] = []
    for mark in marks:
        begins = (groups[-1][1][-1].end + mark.start) / 2 if groups else 0.0
        if groups and begins - groups[-1][0] < TARGET:
            groups[-1][1].append(mark)
        else:
            groups.append((begins, [mark]))
    if len(groups) > 1 and right - groups[-1][0] < TARGET:
        groups[-2][1].extend(groups.pop()[1])
    ends = [*(begins for begins, _ in groups[1:]), right]
    return tuple(_target(begins, end, group) for (begins, group), end in zip(groups, ends, strict=True))


def _target(begins: float, ends: float, marks: Sequence[Mark]) -> Target:
    middle = (marks[0].start + marks[-1].end) / 2
    left = max(begins, min(marks[0].left, middle - TARGET / 2))
    right = min(ends, max(marks[-1].right, middle + TARGET / 2))
    if right - left < TARGET:
        left, right = (left, left + TARGET) if left == begins else (right - TARGET, right)
    return Target(round(left, 1), round(right, 1), tuple(marks))
