"""A save that found the database held by somebody else: said plainly, with what was typed ready to be sent again."""

from flask import current_app, request
from flask_wtf.csrf import validate_csrf
from sqlalchemy.exc import OperationalError
from wtforms.validators import ValidationError

from caseaudit.store.engine import is_busy
from caseaudit.web.kept import Typed, typed_in_request, unseal
from caseaudit.web.render import FieldError, render
from caseaudit.web.sign_in import SignInForm, continue_page, sign_in_page

_TITLE = "caseaudit is busy"
_SENTENCE = (
    "Somebody else is saving a large piece of work, such as an import. Nothing of yours was half saved. "
    "Wait a minute, then go back and try again."
)

_SEALING = (
    "The frame is being kept, and nobody can look into it meanwhile. This page looks again by itself every few seconds."
)


def busy(error: OperationalError) -> tuple[str, int, dict[str, str]]:
    """A page that asks to try again; an error of the database of any other kind is raised again."""
    if not is_busy(error):
        raise error
    if request.endpoint == "imports.reading":
        # The import itself holds the database for as long as it seals.
        page = render("errors/refusal.html", title="Importing the files", sentence=_SEALING)
        return page, 503, {"Retry-After": "3", "Refresh": "3"}
    current_app.logger.warning("The database was busy at %s %s", request.method, request.endpoint)
    return _page(), 503, {"Retry-After": "60"}


def _page() -> str:
    if request.endpoint == "sign_in.sign_in" and request.method == "POST":
        form = SignInForm()
        return sign_in_page(
            form, [FieldError(f"{_TITLE}: wait a minute, then try again", "email")], kept=unseal(form.kept.data)
        )
    typed = _typed()
    return (
        continue_page(typed, is_busy=True) if typed else render("errors/refusal.html", title=_TITLE, sentence=_SENTENCE)
    )


def _typed() -> Typed | None:
    # Whose session it is may not have been asked yet, but the token shows that the post is that session's own.
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return None
    return typed_in_request()
