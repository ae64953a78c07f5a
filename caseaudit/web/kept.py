"""Text that was posted when it could not be saved: a lapsed session, an expired token. It is carried along, never lost.

The fields travel signed in the page itself, with the account that typed them, so that nobody else saves them under
their own name; they are kept only when the browser says that the post came from one of our own pages.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from caseaudit.accounts.queries import ABSOLUTE_LIMIT

_NEVER_KEPT = ("csrf_token", "kept")


@dataclass(frozen=True)
class Kept:
    """What was typed, where it was to go, and by whom if that is known."""

    path: str
    pairs: tuple[tuple[str, str], ...]
    owner: UUID | None
    has_files: bool = False

    def may_be_saved_by(self, account_id: UUID) -> bool:
        """Whether this person typed it, as far as can be known."""
        return self.owner is None or self.owner == account_id

    @property
    def texts(self) -> tuple[str, ...]:
        """What was typed in words, for showing to whoever typed it."""
        return tuple(value for _, value in self.pairs if " " in value.strip())


def kept_from_request(owner: UUID | None) -> Kept | None:
    """What the present request posted, or None where there is nothing to keep or it came from elsewhere."""
    pairs = tuple(
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _NEVER_KEPT and "password" not in name
    )
    if request.method != "POST" or not pairs or not is_from_our_pages():
        return None
    return Kept(request.full_path.rstrip("?"), pairs, owner, has_files=bool(request.files))


def is_from_our_pages() -> bool:
    """Whether the browser says that this post came from a page of ours."""
    origin = request.headers.get("Origin")
    if origin:
        return urlsplit(origin).netloc == request.host
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def seal(kept: Kept) -> str:
    """Kept text as one signed word for a hidden field."""
    owner = str(kept.owner) if kept.owner else None
    return str(_serializer().dumps([kept.path, kept.pairs, owner, kept.has_files]))


def unseal(sealed: str | None) -> Kept | None:
    """Kept text from its hidden field; None where it was altered or is older than a session may be."""
    if not sealed:
        return None
    try:
        read: Any = _serializer().loads(sealed, max_age=int(ABSOLUTE_LIMIT.total_seconds()))
    except BadData:
        return None
    path, pairs, owner, has_files = read
    return Kept(path, tuple((name, value) for name, value in pairs), UUID(owner) if owner else None, has_files)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="caseaudit-kept-text")
