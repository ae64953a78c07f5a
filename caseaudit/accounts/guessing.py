"""Slowing down whoever guesses passwords: failures counted by account and by network address."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, col, delete, func, select

from caseaudit.accounts.tables import FailedSignIn

WINDOW = timedelta(minutes=15)
FAILURES_OF_AN_ACCOUNT = 5
# A whole council may reach us from one address.
FAILURES_FROM_AN_ADDRESS = 50


def is_guessing(session: Session, email: str, address: str, at: datetime) -> bool:
    """Whether so many sign-ins failed lately, for this account or from this address, that the next must wait."""
    since = at - WINDOW
    of_account = _failures(session, since, col(FailedSignIn.email_digest) == digest_of(email))
    from_address = _failures(session, since, col(FailedSignIn.address) == address)
    return of_account >= FAILURES_OF_AN_ACCOUNT or from_address >= FAILURES_FROM_AN_ADDRESS


def remember_failure(session: Session, email: str, address: str, at: datetime) -> None:
    """Count a failed sign-in, and forget those too old to matter."""
    session.exec(delete(FailedSignIn).where(col(FailedSignIn.at) <= at - WINDOW))
    session.add(FailedSignIn(email_digest=digest_of(email), address=address[:64], at=at))
    session.flush()


def forget_failures(session: Session, email: str) -> None:
    """Forget the failures of an account whose owner has signed in."""
    session.exec(delete(FailedSignIn).where(col(FailedSignIn.email_digest) == digest_of(email)))


def digest_of(email: str) -> str:
    """What stands for an email address where the address itself is not kept."""
    return sha256(email.strip().lower().encode()).hexdigest()


def _failures(session: Session, since: datetime, whose: object) -> int:
    counted = select(func.count()).select_from(FailedSignIn).where(col(FailedSignIn.at) > since, whose)  # type: ignore[arg-type]
    return session.exec(counted).one()
