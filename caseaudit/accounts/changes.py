"""What people do with accounts: let someone in, sign in and out, change a password, close an account."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select, update

from caseaudit.accounts.guessing import forget_failures, is_guessing, remember_failure
from caseaudit.accounts.passwords import MAXIMUM_LENGTH, MINIMUM_LENGTH, PASSWORDS, Passwords, is_common
from caseaudit.accounts.queries import open_sign_in
from caseaudit.accounts.tables import Account, SignIn
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.people import Actor, Role
from caseaudit.store.history import remember

WRONG = (
    "The email address or the password is not right. After several wrong tries you have to wait 15 minutes, "
    "even with the right password."
)
WRONG_CURRENT = (
    "Enter your current password as it is now. After several wrong tries you have to wait 15 minutes, "
    "even with the right password."
)
_SEEN_EVERY = timedelta(minutes=1)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def add_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    team: str | None,
    password: str,
    by: Actor,
    at: datetime,
    passwords: Passwords = PASSWORDS,
) -> Account:
    """Let somebody in, in one role; raises NotAllowed with the sentence for the field that is wrong."""
    _only_administrators(by)
    email, name = email.strip().lower(), name.strip()
    if not _EMAIL.fullmatch(email) or len(email) > 200:
        raise NotAllowed("Enter an email address in the correct format, like name@example.gov.uk")
    if not name or len(name) > 200:
        raise NotAllowed("Enter a name of at most 200 characters")
    if session.exec(select(Account.id).where(Account.email == email)).first():
        raise NotAllowed("You cannot add this account: somebody has an account with this email address already")
    check_password(password, email=email)
    added = Account(
        email=email,
        name=name,
        role=Role(role).value,
        team=(team or "").strip() or None,
        password_hash=passwords.hash(password),
        created_at=at,
    )
    session.add(added)
    session.flush()
    remember(session, "account", added.id, "add", to_state="active", by=by, at=at)
    return added


def check_password(password: str, *, email: str) -> None:
    """Raise NotAllowed where a password is too short, too long, one of the commonest or the email address itself."""
    if len(password) < MINIMUM_LENGTH:
        raise NotAllowed(f"Enter a password of at least {MINIMUM_LENGTH} characters; three random words are good")
    if len(password) > MAXIMUM_LENGTH:
        raise NotAllowed(f"Enter a password of at most {MAXIMUM_LENGTH} characters")
    if email.lower() in password.lower() or len(set(password)) < 4 or is_common(password):
        raise NotAllowed("Enter a password that is harder to guess; three random words are good")


def sign_in(
    session: Session, email: str, password: str, address: str, at: datetime, *, passwords: Passwords = PASSWORDS
) -> SignIn:
    """Open a session; raises NotAllowed with one sentence for every failure, which the caller must let be committed."""
    if is_guessing(session, email, address, at):
        raise NotAllowed(WRONG)
    found = session.exec(select(Account).where(Account.email == email.strip().lower())).first()
    is_right = passwords.is_right(found.password_hash if found else None, password)
    if found is None or not is_right or not found.is_active:
        remember_failure(session, email, address, at)
        raise NotAllowed(WRONG)
    forget_failures(session, email)
    opened = SignIn(account_id=found.id, started_at=at, last_seen_at=at)
    session.add(opened)
    session.flush()
    return opened


def sign_out(session: Session, sign_in_id: UUID, at: datetime) -> None:
    """End one session at once, wherever its cookie is."""
    session.exec(update(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.ended_at).is_(None)).values(ended_at=at))


def seen(session: Session, sign_in_id: UUID, at: datetime) -> Account | None:
    """Whose session this is, its idle time starting afresh; None where it ended, timed out or its account closed."""
    found = open_sign_in(session, sign_in_id, at)
    if found is None:
        return None
    opened, owner = found
    if is_due_to_be_seen(opened, at):
        opened.last_seen_at = at
        session.add(opened)
        session.flush()
    return owner


def is_due_to_be_seen(opened: SignIn, at: datetime) -> bool:
    """Whether a minute has passed since this session was last noted, so that a page need not write each time."""
    return at - opened.last_seen_at >= _SEEN_EVERY


def change_password(
    session: Session,
    account_id: UUID,
    *,
    current: str,
    new: str,
    keeping: UUID | None,
    address: str,
    by: Actor,
    at: datetime,
    passwords: Passwords = PASSWORDS,
) -> None:
    """Change one's own password and end every other session.

    Raises NotAllowed where the current one is wrong, which counts as a failed sign-in: the caller must let it be
    committed.
    """
    owner = _existing(session, account_id)
    if by.id != owner.id:
        raise NotAllowed("You cannot change somebody else's password.")
    if is_guessing(session, owner.email, address, at):
        raise NotAllowed(WRONG_CURRENT)
    if not passwords.is_right(owner.password_hash, current):
        remember_failure(session, owner.email, address, at)
        raise NotAllowed(WRONG_CURRENT)
    forget_failures(session, owner.email)
    check_password(new, email=owner.email)
    owner.password_hash = passwords.hash(new)
    session.add(owner)
    _end_sessions(session, owner.id, at, keeping=keeping)
    remember(session, "account", owner.id, "change_password", by=by, at=at)


def reset_password(
    session: Session, account_id: UUID, *, new: str, by: Actor, at: datetime, passwords: Passwords = PASSWORDS
) -> None:
    """Give somebody who forgot theirs a new password, and end their sessions."""
    _only_administrators(by)
    owner = _existing(session, account_id)
    if not owner.is_active:
        raise NotAllowed("You cannot reset the password of an account that is closed.")
    check_password(new, email=owner.email)
    owner.password_hash = passwords.hash(new)
    session.add(owner)
    _end_sessions(session, owner.id, at)
    forget_failures(session, owner.email)
    remember(session, "account", owner.id, "reset_password", by=by, at=at)


def close_account(session: Session, account_id: UUID, *, by: Actor, at: datetime) -> None:
    """Stop somebody signing in and end their sessions; what they did stays theirs."""
    _only_administrators(by)
    owner = _existing(session, account_id)
    if by.id == owner.id:
        raise NotAllowed("You cannot close your own account.")
    if not owner.is_active:
        raise NotAllowed("You cannot close an account that is closed already.")
    owner.is_active = False
    session.add(owner)
    _end_sessions(session, owner.id, at)
    remember(session, "account", owner.id, "close", from_state="active", to_state="closed", by=by, at=at)


def _existing(session: Session, account_id: UUID) -> Account:
    found = session.get(Account, account_id)
    if found is None:
        raise NotFound("There is no such account.")
    return found


def _end_sessions(session: Session, account_id: UUID, at: datetime, *, keeping: UUID | None = None) -> None:
    open_ones = update(SignIn).where(col(SignIn.account_id) == account_id, col(SignIn.ended_at).is_(None))
    if keeping is not None:
        open_ones = open_ones.where(col(SignIn.id) != keeping)
    session.exec(open_ones.values(ended_at=at))


def _only_administrators(by: Actor) -> None:
    if by.role != Role.ADMINISTRATOR:
        raise NotAllowed("You cannot change accounts unless you are an administrator.")
