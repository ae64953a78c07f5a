"""Screening a whole frame: every structural check over every child, and only what has changed is written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, select

from caseaudit.checks.flag import Flag
from caseaudit.checks.structural import STRUCTURAL_CHECKS
from caseaudit.definitions.library import Definitions
from caseaudit.people import Actor
from caseaudit.screening.children import batches_of_children
from caseaudit.screening.digest import with_digests
from caseaudit.screening.structure import FACTS, screener
from caseaudit.screening.tables import FrameScreening, RaisedFlag
from caseaudit.store.history import remember
from caseaudit.store.schema import metadata
from caseaudit.words import count_of

_Key = tuple[UUID, str, str]
_TABLE = metadata.tables[str(RaisedFlag.__tablename__)]
# What a flag says may be put better, or weigh more, while it rests on the same facts.
_WORDING = ("criterion", "severity", "place", "reason", "source")


@dataclass
class FrameScreened:
    """What one screening of a frame came to.

    ``judged`` counts the time limits by rule and score, the missed ones that raise no flag of their own by rule and why
    not, and the facts that flags tell by the code of the flag.
    """

    children: int = 0
    children_flagged: int = 0
    raised: int = 0
    withdrawn: int = 0
    standing: int = 0
    facts: int = 0
    judged: dict[str, Counter[str]] = field(default_factory=dict)


def screen_frame(
    session: Session,
    frame_id: UUID,
    *,
    definitions: Definitions,
    by: Actor,
    at: datetime,
    progress: Callable[[int], None] = lambda children: None,
) -> FrameScreened:
    """Raise every structural flag on the children of a frame, and withdraw those whose facts no longer stand.

    Screening again by the same rules changes no flag. ``progress`` is told how many children are done.
    """
    found = FrameScreened()
    screen = screener(session, definitions)
    for batch in batches_of_children(session, frame_id, definitions.journeys):
        raised: dict[_Key, Flag] = {}
        for case, child in batch:
            screened = screen(child)
            raised |= {(case.id, flag.code, digest): flag for flag, digest in with_digests(screened.flags)}
            found.children_flagged += bool(screened.flags)
            found.facts += sum(flag.facts for flag in screened.flags)
            for rule_id, score in screened.scores:
                found.judged.setdefault(rule_id, Counter())[score] += 1
            for rule_id, why in screened.unflagged:
                found.judged.setdefault(rule_id, Counter())[why] += 1
            for flag in screened.flags:
                found.judged.setdefault(flag.code, Counter())[FACTS] += flag.facts
        _keep(session, [case.id for case, _ in batch], raised, found, at)
        found.children += len(batch)
        progress(found.children)
    _remember(session, frame_id, found, by=by, at=at)
    return found


def _keep(
    session: Session,
    case_ids: Sequence[UUID],
    raised: Mapping[_Key, Flag],
    found: FrameScreened,
    at: datetime,
) -> None:
    known = _known(session, case_ids)
    new = [_row(key, flag, at) for key, flag in raised.items() if key not in known]
    gone = [row.id for key, row in known.items() if key not in raised and row.withdrawn_at is None]
    reworded = [
        {"row_id": known[key].id, **_wording(flag)}
        for key, flag in raised.items()
        if key in known
        and (known[key].withdrawn_at or any(known[key]._mapping[k] != v for k, v in _wording(flag).items()))
    ]
    _write(session, new, reworded, gone, at)
    found.raised += len(new) + sum(known[key].withdrawn_at is not None for key in raised if key in known)
    found.withdrawn += len(gone)
    found.standing += len(raised)


def _known(session: Session, case_ids: Sequence[UUID]) -> Mapping[_Key, Any]:
    known = select_columns(_TABLE).where(_TABLE.c.case_id.in_(case_ids), _TABLE.c.check.in_(STRUCTURAL_CHECKS))
    rows = session.connection().execute(known)
    return {(row.case_id, row.code, row.evidence_digest): row for row in rows}


def _write(
    session: Session,
    new: Sequence[Mapping[str, Any]],
    reworded: Sequence[Mapping[str, Any]],
    gone: Sequence[UUID],
    at: datetime,
) -> None:
    connection = session.connection()
    if new:
        connection.execute(insert(_TABLE), [dict(row) for row in new])
    here = _TABLE.c.id == bindparam("row_id")
    if reworded:
        changed: dict[str, Any] = {name: bindparam(name) for name in _WORDING}
        connection.execute(update(_TABLE).where(here).values(withdrawn_at=None, **changed), [dict(r) for r in reworded])
    if gone:
        connection.execute(update(_TABLE).where(here).values(withdrawn_at=at), [{"row_id": one} for one in gone])


def _row(key: _Key, flag: Flag, at: datetime) -> Mapping[str, Any]:
    case_id, code, digest = key
    return {
        "id": uuid4(),
        "case_id": case_id,
        "check": flag.check,
        "code": code,
        "quote": flag.quote,
        "evidence_digest": digest,
        "raised_at": at,
        "withdrawn_at": None,
        **_wording(flag),
    }


def _wording(flag: Flag) -> Mapping[str, str]:
    return {
        "criterion": flag.criterion[:60],
        "severity": flag.severity.value,
        "place": flag.place[:200],
        "reason": flag.reason,
        "source": flag.source[:200],
    }


def _remember(session: Session, frame_id: UUID, found: FrameScreened, *, by: Actor, at: datetime) -> None:
    last = session.exec(select(FrameScreening).where(FrameScreening.frame_id == frame_id)).first()
    last = last or FrameScreening(frame_id=frame_id, screened_by=by.id, screened_at=at, children=0, children_flagged=0)
    last.screened_by, last.screened_at = by.id, at
    last.children, last.children_flagged = found.children, found.children_flagged
    last.judged = {rule: dict(scores) for rule, scores in sorted(found.judged.items())}
    session.add(last)
    note = f"{count_of(found.standing, 'flag')}: {found.raised:,} raised, {found.withdrawn:,} withdrawn"
    remember(session, "frame", frame_id, "screen", by=by, at=at, note=note)
    session.flush()
