"""Whatever cannot be done, turned into a page in one place."""

from flask import Flask, g, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from caseaudit.errors import CaseauditError, EditedMeanwhile, NotAllowed, NotFound, RefusedFile
from caseaudit.web.access import NeedsSignIn, WrongRole
from caseaudit.web.busy import busy, disk_trouble
from caseaudit.web.kept import Kept, kept_from_request, unseal
from caseaudit.web.render import FieldError, render
from caseaudit.web.sign_in import SignInForm, continue_page, sign_in_page
from caseaudit.web.signed_in import last_owner
from caseaudit.words import in_words

Page = tuple[str, int] | Response

_REFUSALS: dict[type[CaseauditError], tuple[int, str]] = {
    NotFound: (404, "Page not found"),
    NotAllowed: (409, "You cannot do this"),
    EditedMeanwhile: (409, "Somebody else saved first"),
    RefusedFile: (422, "The file cannot be read"),
}
_SENTENCES: dict[int, tuple[str, str]] = {
    400: ("The request was not understood", "Go back, reload the page and try again."),
    403: ("You cannot see this page", "It is for somebody in another role."),
    404: (
        "Page not found",
        "If you typed the address, check it is correct. Otherwise start again from the start page.",
    ),
    405: ("Page not found", "This address only takes a form sent from one of our pages."),
    409: ("Somebody else saved first", "Go back, reload the page and look at what has changed."),
    413: ("That is too large", "A file may hold up to 25 MB, and the text of one page up to 1 MB. Nothing was saved."),
}
_BROKEN = (
    "Sorry, there is a problem with caseaudit",
    "Nothing was half saved. Go back and try again; if it happens again, tell whoever looks after caseaudit "
    "and give them this reference:",
)


def turn_refusals_into_pages(app: Flask) -> None:
    """Register a page for every refusal."""
    for kind in _REFUSALS:
        app.register_error_handler(kind, _refused)
    app.register_error_handler(NeedsSignIn, _needs_sign_in)
    app.register_error_handler(WrongRole, _wrong_role)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(OSError, disk_trouble)
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(HTTPException, _failed)


def _refused(refusal: CaseauditError) -> Page:
    status, title = next(found for kind, found in _REFUSALS.items() if isinstance(refusal, kind))
    return _page(status, title, str(refusal))


def _needs_sign_in(_: NeedsSignIn) -> Page:
    if request.method == "GET":
        onward = request.full_path.rstrip("?")
        return redirect(url_for("sign_in.ask", next=onward if onward != "/" else None))
    return _sign_in_again(kept_from_request(last_owner()))


def _wrong_role(wrong: WrongRole) -> Page:
    roles = in_words(sorted(role.value for role in wrong.roles), last="or")
    return _page(403, "You cannot see this page", f"It is for somebody who signs in as {roles}.")


def _expired(_: CSRFError) -> Page:
    if request.endpoint == "sign_in.sign_in":
        form = SignInForm()
        again = FieldError("Enter your password again, because this page had been open too long", "password")
        form.password.errors = [again.text]
        return sign_in_page(form, [again], kept=unseal(form.kept.data)), 400
    if request.endpoint == "sign_in.sign_out":
        return redirect("/")
    kept = kept_from_request(g.account.id if g.account else last_owner())
    if g.account is None:
        return _sign_in_again(kept)
    if kept is None:
        return _page(
            400, "This page had been open too long", "Nothing was saved. Go back, reload the page and try again."
        )
    return continue_page(kept.typed), 400


def _sign_in_again(kept: Kept | None) -> Page:
    return sign_in_page(SignInForm(formdata=None, data={"next": "/"}), kept=kept, is_unsaved=kept is None), 403


def _wrong_host(_: SecurityError) -> Page:
    # No page: addresses in it would be made from the name that is not trusted.
    sentence = "caseaudit does not answer to this host name. CASEAUDIT_TRUSTED_HOSTS lists those it answers to.\n"
    return Response(sentence, 400, mimetype="text/plain")


def _failed(error: HTTPException) -> Page:
    status = error.code or 500
    if status < 400:
        return error.get_response()  # a redirect to the right form of the address
    if status >= 500:
        title, sentence = _BROKEN
        return _page(status, title, sentence, reference=g.get("reference"))
    title, sentence = _SENTENCES.get(status, _SENTENCES[400])
    return _page(status, title, sentence)


def _page(status: int, title: str, sentence: str, reference: str | None = None) -> Page:
    return render("errors/refusal.html", title=title, sentence=sentence, reference=reference), status
