"""The flags that stand: on a case file, for its auditor; and over a frame, by flag, team and level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select

from caseaudit.checks.structural import STRUCTURAL_CHECKS
from caseaudit.intake.tables import FrameCase
from caseaudit.screening.tables import FrameScreening, RaisedFlag
from caseaudit.screening.words import GROUPED_BY_CRITERION

__all__ = ["FrameScreening", "RaisedFlag", "flags_of"]

NO_TEAM = "-"
"""What stands for the children whose team the lists do not name."""

_WORST_FIRST = {"high": 0, "medium": 1, "low": 2}
_IN_THE_ORDER_OF_THE_FILE = {"chronology": 0, "plans": 1, "voice": 2, "terms": 3}
_GROUP = case((col(RaisedFlag.check).in_(GROUPED_BY_CRITERION), col(RaisedFlag.criterion)), else_=col(RaisedFlag.check))
_CHILDREN = func.count(col(RaisedFlag.case_id).distinct())


@dataclass(frozen=True)
class FlagCount:
    """How many children of a frame carry a flag, at one case level."""

    group: str
    code: str
    level: str
    children: int


@dataclass(frozen=True)
class Spread:
    """How many children carry a flag of each group, and of any, at one case level or in one team."""

    name: str | None
    by_group: Mapping[str, int]
    flagged: int


@dataclass(frozen=True)
class Choice:
    """Which flags of a frame are wanted; what is left out is not asked."""

    group: str | None = None
    code: str | None = None
    level: str | None = None
    team: str | None = None


@dataclass(frozen=True)
class FlaggedCase:
    """One flag of a frame with the case file it is on."""

    flag: RaisedFlag
    case: FrameCase


def flags_of(session: Session, case_id: UUID) -> Sequence[RaisedFlag]:
    """The flags on what was copied from a case file, not withdrawn: check by check, the worst of each first.

    What the lists show of the journey is not among them: no auditor judges it.
    """
    flags = session.exec(
        select(RaisedFlag)
        .where(
            RaisedFlag.case_id == case_id,
            col(RaisedFlag.withdrawn_at).is_(None),
            col(RaisedFlag.check).not_in(STRUCTURAL_CHECKS),
        )
        .order_by(col(RaisedFlag.raised_at), col(RaisedFlag.place), col(RaisedFlag.code), col(RaisedFlag.id))
    ).all()
    return sorted(flags, key=_reading_order)


def screening_of(session: Session, frame_id: UUID) -> FrameScreening | None:
    """When a frame was last screened and what was judged; None where it never was."""
    return session.exec(select(FrameScreening).where(FrameScreening.frame_id == frame_id)).first()


def flag_counts(session: Session, frame_id: UUID) -> Sequence[FlagCount]:
    """How many children carry each structural flag, level by level."""
    by = (_GROUP, col(RaisedFlag.code), col(FrameCase.level))
    counted = select(*by, _CHILDREN).join(FrameCase, col(FrameCase.id) == col(RaisedFlag.case_id))
    rows = session.exec(counted.where(*_wanted(frame_id, Choice())).group_by(*by)).all()
    return [FlagCount(*row) for row in rows]


def spread_by_level(session: Session, frame_id: UUID) -> Mapping[str | None, Spread]:
    """How many children are flagged at each case level."""
    return _spread(session, frame_id, col(FrameCase.level))


def spread_by_team(session: Session, frame_id: UUID) -> Mapping[str | None, Spread]:
    """How many children are flagged in each team; None is the children whose team the lists do not name."""
    return _spread(session, frame_id, col(FrameCase.team))


def flagged(session: Session, frame_id: UUID, choice: Choice, *, limit: int, offset: int = 0) -> Sequence[FlaggedCase]:
    """Structural flags of a frame with their case files, the worst first, then by team and pseudonym."""
    worst = case(_WORST_FIRST, value=col(RaisedFlag.severity), else_=len(_WORST_FIRST))
    rows = session.exec(
        select(RaisedFlag, FrameCase)
        .join(FrameCase, col(FrameCase.id) == col(RaisedFlag.case_id))
        .where(*_wanted(frame_id, choice))
        .order_by(worst, col(FrameCase.team), col(FrameCase.case_key), col(RaisedFlag.code))
        .limit(limit)
        .offset(offset)
    ).all()
    return [FlaggedCase(flag, of) for flag, of in rows]


def count_flagged(session: Session, frame_id: UUID, choice: Choice) -> tuple[int, int]:
    """How many structural flags there are of this choice, and on how many children."""
    counts = select(func.count(), func.count(col(RaisedFlag.case_id).distinct())).select_from(RaisedFlag)
    joined = counts.join(FrameCase, col(FrameCase.id) == col(RaisedFlag.case_id))
    flags, children = session.exec(joined.where(*_wanted(frame_id, choice))).one()
    return flags, children


def _spread(session: Session, frame_id: UUID, by: Mapped[Any]) -> Mapping[str | None, Spread]:
    flags = _wanted(frame_id, Choice())
    joined = select(by, _GROUP, _CHILDREN).join(FrameCase, col(FrameCase.id) == col(RaisedFlag.case_id))
    groups: dict[str | None, dict[str, int]] = {}
    for name, group, children in session.exec(joined.where(*flags).group_by(by, _GROUP)).all():
        groups.setdefault(name, {})[group] = children
    any_of = select(by, _CHILDREN).join(FrameCase, col(FrameCase.id) == col(RaisedFlag.case_id))
    return {
        name: Spread(name, groups.get(name, {}), children)
        for name, children in session.exec(any_of.where(*flags).group_by(by)).all()
    }


def _wanted(frame_id: UUID, choice: Choice) -> list[ColumnElement[bool]]:
    columns = {
        "group": _GROUP,
        "code": col(RaisedFlag.code),
        "level": col(FrameCase.level),
        "team": col(FrameCase.team),
    }
    wanted = [
        col(FrameCase.frame_id) == frame_id,
        col(RaisedFlag.withdrawn_at).is_(None),
        col(RaisedFlag.check).in_(STRUCTURAL_CHECKS),
    ]
    return wanted + [
        columns[name].is_(None) if (name, value) == ("team", NO_TEAM) else columns[name] == value
        for name, value in vars(choice).items()
        if value
    ]


def _reading_order(flag: RaisedFlag) -> tuple[int, int, int]:
    number = "".join(filter(str.isdigit, flag.place.split(" of ")[0]))
    return (
        _IN_THE_ORDER_OF_THE_FILE.get(flag.check, len(_IN_THE_ORDER_OF_THE_FILE)),
        _WORST_FIRST.get(flag.severity, len(_WORST_FIRST)),
        int(number or 0),
    )
