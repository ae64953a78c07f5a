"""Breaking a figure down by case level or team, with the words for each group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from caseaudit.definitions.journey import Journey
from caseaudit.reporting.audited import AuditedFile
from caseaudit.reporting.figures import Figure

By = Literal["level", "team"]
NO_TEAM = "No team recorded"


@dataclass(frozen=True)
class Group:
    """The audited case files that share a case level or a team; the key of those without a team is empty."""

    key: str
    title: str
    files: tuple[AuditedFile, ...]


@dataclass(frozen=True)
class GroupFigure:
    """A figure for one group."""

    key: str
    title: str
    figure: Figure


def groups_of(files: Sequence[AuditedFile], by: By | None, journey: Journey) -> tuple[Group, ...]:
    """The groups in the order a page lists them: case levels highest first, teams by name, none where nobody asked."""
    if by is None:
        return ()
    key_of: Callable[[AuditedFile], str] = {"level": _level, "team": _team}[by]
    found: dict[str, list[AuditedFile]] = {}
    for file in files:
        found.setdefault(key_of(file), []).append(file)
    order = [level.key for level in journey.levels] if by == "level" else []

    def place(key: str) -> tuple[int, bool, str]:
        return order.index(key) if key in order else len(order), key == "", key

    def title(key: str) -> str:
        return journey.level_title(key) if by == "level" else key or NO_TEAM

    return tuple(Group(key, title(key), tuple(found[key])) for key in sorted(found, key=place))


def group_figures(
    groups: Sequence[Group], figure: Callable[[Sequence[AuditedFile]], Figure]
) -> tuple[GroupFigure, ...]:
    """The same figure for each group."""
    return tuple(GroupFigure(group.key, group.title, figure(group.files)) for group in groups)


def _level(file: AuditedFile) -> str:
    return file.level


def _team(file: AuditedFile) -> str:
    return (file.team or "").strip()
