"""A save that found the database held by somebody else: said plainly, with what was typed ready to be sent again."""

from errno import EDQUOT, EFBIG, ENOSPC, EROFS

from flask import current_app, request
from flask_wtf.csrf import validate_csrf
from sqlalchemy.exc import OperationalError
from wtforms.validators import ValidationError

from caseaudit.store.engine import is_busy, trouble_in_words
from caseaudit.web.kept import KEEP_TEXT, Typed, typed_in_request, unseal
from caseaudit.web.render import FieldError, render
from caseaudit.web.sign_in import SignInForm, continue_page, sign_in_page

_TITLE = "caseaudit is busy"
_SOMEBODY = "Somebody else is saving a large piece of work, such as an import."
_SENTENCE = f"{_SOMEBODY} Nothing of yours was half saved. Wait a minute, then go back and try again."

_SEALING = (
    "The frame is being kept, and nobody can look into it meanwhile. This page looks again by itself every few seconds."
)


_NO_WRITING = (ENOSPC, EDQUOT, EFBIG, EROFS)
_NO_ROOM = "caseaudit cannot keep anything"
_DISK = (
    "The disk that files wait on is full or cannot be written. Nothing was kept; tell whoever looks after caseaudit, "
    "then try again."
)


def busy(error: OperationalError) -> tuple[str, int, dict[str, str]]:
    """A page that asks to try again; an error of the database of a kind nobody here can mend is raised again."""
    trouble = trouble_in_words(error)
    if trouble:
        current_app.logger.error("The database could not be written at %s %s", request.method, request.endpoint)
        return _without_room(trouble)
    if not is_busy(error):
        raise error
    if request.endpoint == "imports.reading":
        # The import itself holds the database for as long as it seals.
        page = render("errors/refusal.html", title="Importing the files", sentence=_SEALING)
        return page, 503, {"Retry-After": "3", "Refresh": "3"}
    current_app.logger.warning("The database was busy at %s %s", request.method, request.endpoint)
    return _page(), 503, {"Retry-After": "60"}


def in_words(error: OperationalError) -> str:
    """What kept a piece of work from being saved, for the page it was asked for on; raised again if nobody can tell."""
    sentence = trouble_in_words(error) or (_SENTENCE if is_busy(error) else None)
    if sentence is None:
        raise error
    return sentence


def disk_trouble(error: OSError) -> tuple[str, int, dict[str, str]]:
    """A page that says that the disk has no room; any other trouble of the system is raised again."""
    if error.errno not in _NO_WRITING:
        raise error
    current_app.logger.error("A file could not be written at %s %s", request.method, request.endpoint)
    return _without_room(_DISK)


def _without_room(sentence: str) -> tuple[str, int, dict[str, str]]:
    typed = _typed() if request.endpoint in KEEP_TEXT else None
    if typed:
        return continue_page(typed, why=sentence), 503, {}
    return render("errors/refusal.html", title=_NO_ROOM, sentence=sentence), 503, {}


def _page() -> str:
    if request.endpoint == "sign_in.sign_in" and request.method == "POST":
        form = SignInForm()
        return sign_in_page(
            form, [FieldError(f"{_TITLE}: wait a minute, then try again", "email")], kept=unseal(form.kept.data)
        )
    typed = _typed()
    return (
        continue_page(typed, why=_SOMEBODY)
        if typed
        else render("errors/refusal.html", title=_TITLE, sentence=_SENTENCE)
    )


def _typed() -> Typed | None:
    # Whose session it is may not have been asked yet, but the token shows that the post is that session's own.
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return None
    return typed_in_request()
