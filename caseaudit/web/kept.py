"""Text that was posted when it could not be saved: a lapsed session, an expired token. It is carried along, never lost.

Only pages where people write at length keep what was typed, and never the button that was pressed, so that nothing is
decided this way. The fields travel signed in the page itself, with the account that typed them, so that nobody else
saves them under their own name; they are kept, and taken back, only from one of our own pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from caseaudit.accounts.queries import ABSOLUTE_LIMIT

# Each does no more than save, or show again, when it is posted to without the name of a button.
KEEP_TEXT: Mapping[str, str] = {
    "sections.save": "the answers in a section of an audit",
    "evidence.save": "the evidence copied from a case file",
    "verdicts.save": "the verdicts on the flags of a case file",
    "actions.save": "the actions written for a child",
    "submitting.hand_over": "the answers checked before an audit is submitted",
    "moderation.decide": "the comments on a submitted audit",
}
_NEVER_KEPT = ("csrf_token", "kept", "do")


@dataclass(frozen=True)
class Typed:
    """What was typed, and the view and the address it was to go to."""

    endpoint: str
    path: str
    pairs: tuple[tuple[str, str], ...]
    has_files: bool = False

    @property
    def what(self) -> str:
        """What this is, in the words of the page it was typed on."""
        return KEEP_TEXT[self.endpoint]

    @property
    def texts(self) -> tuple[str, ...]:
        """What was typed in words, for showing to whoever typed it."""
        return tuple(value for _, value in self.pairs if " " in value.strip())


@dataclass(frozen=True)
class Kept:
    """What was typed, and the account that typed it."""

    typed: Typed
    owner: UUID


def typed_in_request() -> Typed | None:
    """What the present request posted, or None where it is not for keeping or did not come from a page of ours."""
    if request.method != "POST" or request.endpoint not in KEEP_TEXT or not is_from_our_pages():
        return None
    pairs = tuple(
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _NEVER_KEPT and "password" not in name
    )
    return Typed(request.endpoint, request.full_path.rstrip("?"), pairs, bool(request.files)) if pairs else None


def kept_from_request(owner: UUID | None) -> Kept | None:
    """What the present request posted and who typed it, or None where either is not known."""
    typed = typed_in_request()
    return Kept(typed, owner) if typed and owner else None


def is_from_our_pages() -> bool:
    """Whether the browser says that this post came from a page of ours."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if site not in (None, "same-origin"):
        return False
    return urlsplit(origin).netloc == request.host if origin else site is not None


def seal(kept: Kept) -> str:
    """Kept text as one signed word for a hidden field."""
    typed = kept.typed
    return str(_serializer().dumps([typed.endpoint, typed.path, typed.pairs, typed.has_files, str(kept.owner)]))


def unseal(sealed: str | None) -> Kept | None:
    """Kept text from its hidden field; None where it was altered, is older than a session may be, or is not ours."""
    if not sealed or not is_from_our_pages():
        return None
    try:
        read: Any = _serializer().loads(sealed, max_age=int(ABSOLUTE_LIMIT.total_seconds()))
    except BadData:
        return None
    endpoint, path, pairs, has_files, owner = read
    if endpoint not in KEEP_TEXT:
        return None
    return Kept(Typed(endpoint, path, tuple((name, value) for name, value in pairs), has_files), UUID(owner))


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="caseaudit-kept-text-of-somebody")
