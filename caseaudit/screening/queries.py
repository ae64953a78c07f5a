"""The flags that stand on a case file."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.screening.tables import RaisedFlag

__all__ = ["RaisedFlag", "flags_of"]

_WORST_FIRST = {"high": 0, "medium": 1, "low": 2}
_IN_THE_ORDER_OF_THE_FILE = {"chronology": 0, "plans": 1, "voice": 2}


def flags_of(session: Session, case_id: UUID) -> Sequence[RaisedFlag]:
    """The flags on a case file that have not been withdrawn: check by check, the worst of each first."""
    flags = session.exec(
        select(RaisedFlag)
        .where(RaisedFlag.case_id == case_id, col(RaisedFlag.withdrawn_at).is_(None))
        .order_by(col(RaisedFlag.raised_at), col(RaisedFlag.place), col(RaisedFlag.code), col(RaisedFlag.id))
    ).all()
    return sorted(flags, key=_reading_order)


def _reading_order(flag: RaisedFlag) -> tuple[int, int, int]:
    number = "".join(filter(str.isdigit, flag.place.split(" of ")[0]))
    return (
        _IN_THE_ORDER_OF_THE_FILE.get(flag.check, len(_IN_THE_ORDER_OF_THE_FILE)),
        _WORST_FIRST.get(flag.severity, len(_WORST_FIRST)),
        int(number or 0),
    )
