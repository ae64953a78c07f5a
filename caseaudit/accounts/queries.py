"""Reading accounts and open sessions."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from caseaudit.accounts.tables import Account, SignIn
from caseaudit.people import Role

__all__ = [
    "Account",
    "SignIn",
    "account",
    "accounts",
    "auditors",
    "count_accounts",
    "names",
    "open_sign_in",
    "owner_of",
]

IDLE_LIMIT = timedelta(minutes=60)
ABSOLUTE_LIMIT = timedelta(hours=12)


def accounts(session: Session) -> Sequence[Account]:
    """Every account, the active ones first, by name."""
    return session.exec(
        select(Account).order_by(col(Account.is_active).desc(), func.lower(Account.name), col(Account.email))
    ).all()


def auditors(session: Session) -> Sequence[Account]:
    """The active auditors, by name."""
    active = select(Account).where(Account.role == Role.AUDITOR.value, col(Account.is_active))
    return session.exec(active.order_by(func.lower(Account.name))).all()


def account(session: Session, account_id: UUID) -> Account | None:
    """One account, closed or not."""
    return session.get(Account, account_id)


def names(session: Session) -> Mapping[UUID, str]:
    """The name behind each account id, closed accounts too."""
    return dict(session.exec(select(Account.id, Account.name)).all())


def count_accounts(session: Session) -> int:
    """How many accounts may sign in."""
    return session.exec(select(func.count()).select_from(Account).where(col(Account.is_active))).one()


def open_sign_in(session: Session, sign_in_id: UUID, at: datetime) -> tuple[SignIn, Account] | None:
    """The session and its owner while it has neither ended nor timed out and the account is active."""
    found = session.get(SignIn, sign_in_id)
    if found is None or found.ended_at is not None:
        return None
    if at - found.last_seen_at > IDLE_LIMIT or at - found.started_at > ABSOLUTE_LIMIT:
        return None
    owner = session.get(Account, found.account_id)
    return (found, owner) if owner is not None and owner.is_active else None


def owner_of(session: Session, sign_in_id: UUID) -> UUID | None:
    """Whose session this is or was."""
    found = session.get(SignIn, sign_in_id)
    return found.account_id if found else None
