"""Who is signed in: the cookie carries the id of a session kept on the server, where it can be ended, and no more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Flask, g, session
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from caseaudit.accounts.changes import is_due_to_be_seen, seen
from caseaudit.accounts.queries import Account, open_sign_in, owner_of
from caseaudit.clock import now
from caseaudit.people import Actor, Role
from caseaudit.store.engine import is_busy, trouble_in_words
from caseaudit.store.transaction import transaction
from caseaudit.web.installed import installed

_SESSION_KEY = "_user_id"
_NOTED_WITHIN_MS = 100


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in, as Flask-Login asks for them."""

    sign_in_id: UUID
    account: Account
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The id of the session, not of the account: that is what the cookie carries."""
        return str(self.sign_in_id)


def watch_sign_ins(app: Flask) -> None:
    """Let the application know whose session a cookie names."""
    manager = LoginManager()
    # The session lives on the server, timed out and ended there; a changed address or browser proves nothing.
    manager.session_protection = None
    # Without its context processor, which would ask the database again on the very page that says it is busy.
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_visitor)


def recognise() -> None:
    """Before a view: put the person into ``g.account`` and ``g.actor``, or None where nobody is signed in."""
    _is_here(current_user.account if current_user.is_authenticated else None)


def begin(sign_in_id: UUID, account: Account) -> None:
    """Start a session in this browser, leaving nothing of any earlier one."""
    session.clear()
    g.pop("csrf_token", None)  # made for the session that is no more
    login_user(Visitor(sign_in_id, account))
    _is_here(account)


def end() -> UUID | None:
    """Forget the session in this browser; gives its id, so that it can be ended on the server too."""
    known = named_sign_in()
    logout_user()
    session.clear()
    return known


def named_sign_in() -> UUID | None:
    """The session the cookie names, open or not."""
    try:
        return UUID(session.get(_SESSION_KEY) or "")
    except ValueError:
        return None


def last_owner() -> UUID | None:
    """Whose session the cookie names, though it may have ended."""
    known = named_sign_in()
    if known is None:
        return None
    with transaction(installed().engine, write=False) as reading:
        return owner_of(reading, known)


def _is_here(account: Account | None) -> None:
    g.account = account
    g.actor = Actor(account.id, Role(account.role)) if account else None


def _visitor(token: str) -> Visitor | None:
    try:
        sign_in_id = UUID(token)
    except ValueError:
        return None
    engine, at = installed().engine, now()
    with transaction(engine, write=False) as reading:
        found = open_sign_in(reading, sign_in_id, at)
    if found is None:
        return None
    opened, account = found
    if is_due_to_be_seen(opened, at):
        _note_seen(sign_in_id, at)
    return Visitor(sign_in_id, account)


def _note_seen(sign_in_id: UUID, at: datetime) -> None:
    # Nobody should wait for a page, or lose it, because this cannot be saved now; the next page notes it as well.
    engine = installed().engine.execution_options(wait_ms=_NOTED_WITHIN_MS)
    try:
        with transaction(engine) as writing:
            seen(writing, sign_in_id, at)
    except OperationalError as error:
        if not is_busy(error) and not trouble_in_words(error):
            raise
