"""Screening one case file: new flags are raised, flags whose words have gone are withdrawn, the rest stand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.casefiles.reading import read_case_file
from caseaudit.checks.casefile import answers_by_flag
from caseaudit.checks.every import raise_flags
from caseaudit.checks.flag import Flag
from caseaudit.checks.structural import STRUCTURAL_CHECKS
from caseaudit.definitions.journey import Journey
from caseaudit.definitions.tool import Tool
from caseaudit.screening.digest import with_digests
from caseaudit.screening.tables import RaisedFlag


def screen(
    session: Session,
    case_id: UUID,
    *,
    journeys: Sequence[Journey],
    tool: Tool,
    answers: Mapping[str, str | None],
    as_at: date,
    at: datetime,
) -> None:
    """Run every check over a case file; ``answers`` is what the auditor has answered, by question of this tool.

    A flag stands, with whatever was decided on it, for as long as its words do, wherever they move to.
    """
    case = read_case_file(session, case_id, journeys=journeys, as_at=as_at, answers=answers_by_flag(tool, answers))
    known = {
        (flag.code, flag.evidence_digest): flag
        for flag in session.exec(
            select(RaisedFlag).where(RaisedFlag.case_id == case_id, col(RaisedFlag.check).not_in(STRUCTURAL_CHECKS))
        )
    }
    raised = {(flag.code, digest): flag for flag, digest in with_digests(raise_flags(case))}
    for key, standing in known.items():
        _let_stand(standing, raised.get(key), at)
        session.add(standing)
    session.add_all(_raised(case_id, *key, flag, at) for key, flag in raised.items() if key not in known)
    session.flush()


def _let_stand(standing: RaisedFlag, flag: Flag | None, at: datetime) -> None:
    if flag is None:
        standing.withdrawn_at = standing.withdrawn_at or at
        return
    standing.withdrawn_at = None
    standing.place = flag.place
    standing.reason = flag.reason
    standing.severity = flag.severity.value
    standing.criterion, standing.quote, standing.source = flag.criterion, flag.quote, flag.source


def _raised(case_id: UUID, code: str, digest: str, flag: Flag, at: datetime) -> RaisedFlag:
    return RaisedFlag(
        case_id=case_id,
        check=flag.check,
        code=code,
        criterion=flag.criterion,
        severity=flag.severity.value,
        place=flag.place,
        reason=flag.reason,
        quote=flag.quote,
        source=flag.source,
        evidence_digest=digest,
        raised_at=at,
    )
