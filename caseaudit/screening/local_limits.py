"""The time limits an authority sets for itself, where no national one exists: setting one, giving it up, what was set.

Rows are only ever added, so that a judgement of last year can be read beside the limit of last year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from caseaudit.accounts.queries import names
from caseaudit.definitions.timescale import Timescale, Timescales, Unit
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.journey.judgement import AuthorityLimit
from caseaudit.people import Actor, Role
from caseaudit.screening.tables import LocalLimit
from caseaudit.store.history import remember

LONGEST = 999
UNITS = (Unit.HOURS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS)
_SOMEBODY = "somebody at the command line"


@dataclass(frozen=True)
class LimitChange:
    """One line of the history of a local limit; without a limit it was given up."""

    limit: str | None
    note: str
    set_by: str
    set_at: datetime


def set_local_limit(
    session: Session, timescales: Timescales, rule_id: str, *, n: int, unit: Unit, note: str, by: Actor, at: datetime
) -> LocalLimit:
    """Judge a local rule by this length from now on; raises NotAllowed for a rule with a national limit."""
    rule = _local_rule(timescales, rule_id, by)
    if not 1 <= n <= LONGEST:
        raise NotAllowed(f"You cannot set this limit: enter a number from 1 to {LONGEST}.")
    if unit not in UNITS:
        raise NotAllowed("You cannot set this limit: select hours, working days, days, weeks or months.")
    return _add(session, LocalLimit(rule=rule.id, n=n, unit=unit.value, note=_why(note), set_by=by.id, set_at=at), by)


def withdraw_local_limit(
    session: Session, timescales: Timescales, rule_id: str, *, note: str, by: Actor, at: datetime
) -> LocalLimit:
    """Judge a local rule no more; raises NotAllowed where no limit is set."""
    rule = _local_rule(timescales, rule_id, by)
    if rule.id not in local_limits(session):
        raise NotAllowed("You cannot give up this limit: none is set.")
    return _add(session, LocalLimit(rule=rule.id, note=_why(note), set_by=by.id, set_at=at), by)


def local_limits(session: Session) -> Mapping[str, AuthorityLimit]:
    """The limits this authority judges by now, by rule."""
    people = names(session)
    latest = {row.rule: row for row in session.exec(select(LocalLimit).order_by(col(LocalLimit.set_at)))}
    return {
        row.rule: AuthorityLimit(row.n, row.unit, people.get(row.set_by, _SOMEBODY), row.set_at.date())
        for row in latest.values()
        if row.n is not None and row.unit is not None
    }


def changes_of_limit(session: Session, rule_id: str) -> Sequence[LimitChange]:
    """Every limit that was set for a rule and given up, the latest first."""
    people = names(session)
    rows = session.exec(select(LocalLimit).where(LocalLimit.rule == rule_id).order_by(col(LocalLimit.set_at).desc()))
    return tuple(
        LimitChange(_in_words(row), row.note, people.get(row.set_by, _SOMEBODY), row.set_at) for row in rows.all()
    )


def limits_changed_since(session: Session, moment: datetime) -> Sequence[str]:
    """The rules whose local limit was set or given up after a moment."""
    changed = select(LocalLimit.rule).where(col(LocalLimit.set_at) > moment).distinct().order_by(col(LocalLimit.rule))
    return session.exec(changed).all()


def _local_rule(timescales: Timescales, rule_id: str, by: Actor) -> Timescale:
    rule = timescales.rule(rule_id)
    if rule is None:
        raise NotFound("There is no such time limit.")
    if by.role not in (Role.SUPERVISOR, Role.ADMINISTRATOR):
        raise NotAllowed("Only a supervisor or an administrator can set a local limit.")
    if not rule.takes_a_local_limit:
        raise NotAllowed("You cannot set this limit: it is national, or nothing is judged by it.")
    return rule


def _why(note: str) -> str:
    if not note.strip():
        raise NotAllowed("Enter where the limit comes from.")
    return note.strip()


def _add(session: Session, row: LocalLimit, by: Actor) -> LocalLimit:
    session.add(row)
    remember(session, "local_limit", row.id, "set" if row.n else "withdraw", by=by, at=row.set_at, note=row.rule)
    session.flush()
    return row


def _in_words(row: LocalLimit) -> str | None:
    return Unit(row.unit).in_words(row.n) if row.n is not None and row.unit is not None else None
