"""The flags that stand: on a case file, for its auditor; and over a frame, by flag, team and level."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, func, select

from caseaudit.checks.structural import STRUCTURAL_CHECKS
from caseaudit.intake.tables import FrameCase
from caseaudit.screening.tables import FrameScreening, RaisedFlag

__all__ = ["FrameScreening", "RaisedFlag", "flags_of"]

_WORST_FIRST = {"high": 0, "medium": 1, "low": 2}
_IN_THE_ORDER_OF_THE_FILE = {"chronology": 0, "plans": 1, "voice": 2}


@dataclass(frozen=True)
class FlagCount:
    """How many children of a frame carry a flag, at one case level."""

    check: str
    code: str
    level: str
    children: int


@dataclass(frozen=True)
class Choice:
    """Which flags of a frame are wanted; what is left out is not asked."""

    check: str | None = None
    code: str | None = None
    severity: str | None = None
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
    children = func.count(col(RaisedFlag.case_id).distinct())
    by = (col(RaisedFlag.check), col(RaisedFlag.code), col(FrameCase.level))
    counted = select(*by, children).join(FrameCase, col(FrameCase.id) == col(RaisedFlag.case_id))
    rows = session.exec(counted.where(*_wanted(frame_id, Choice())).group_by(*by)).all()
    return [FlagCount(*row) for row in rows]


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


def structural_flags_on(session: Session, case_id: UUID) -> Sequence[RaisedFlag]:
    """What the screening of the frame raised on one child, the worst first."""
    found = select(RaisedFlag).where(
        RaisedFlag.case_id == case_id,
        col(RaisedFlag.withdrawn_at).is_(None),
        col(RaisedFlag.check).in_(STRUCTURAL_CHECKS),
    )
    return sorted(session.exec(found).all(), key=_worst_first)


def _wanted(frame_id: UUID, choice: Choice) -> list[ColumnElement[bool]]:
    columns = {
        "check": col(RaisedFlag.check),
        "code": col(RaisedFlag.code),
        "severity": col(RaisedFlag.severity),
        "level": col(FrameCase.level),
        "team": col(FrameCase.team),
    }
    wanted = [
        col(FrameCase.frame_id) == frame_id,
        col(RaisedFlag.withdrawn_at).is_(None),
        col(RaisedFlag.check).in_(STRUCTURAL_CHECKS),
    ]
    return wanted + [columns[name] == value for name, value in vars(choice).items() if value]


def _worst_first(flag: RaisedFlag) -> tuple[int, int, str, str]:
    order = STRUCTURAL_CHECKS.index(flag.check) if flag.check in STRUCTURAL_CHECKS else len(STRUCTURAL_CHECKS)
    return _WORST_FIRST.get(flag.severity, len(_WORST_FIRST)), order, flag.code, flag.reason


def _reading_order(flag: RaisedFlag) -> tuple[int, int, int]:
    number = "".join(filter(str.isdigit, flag.place.split(" of ")[0]))
    return (
        _IN_THE_ORDER_OF_THE_FILE.get(flag.check, len(_IN_THE_ORDER_OF_THE_FILE)),
        _WORST_FIRST.get(flag.severity, len(_WORST_FIRST)),
        int(number or 0),
    )
