"""Signing in and out, and the way back to whatever was being done when a session lapsed."""

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired

from caseaudit.accounts import changes
from caseaudit.accounts.queries import account as account_of
from caseaudit.clock import now
from caseaudit.errors import NotAllowed
from caseaudit.store.transaction import transaction
from caseaudit.web.access import public
from caseaudit.web.installed import installed
from caseaudit.web.kept import Kept, Typed, seal, unseal
from caseaudit.web.render import FieldError, errors_of, render
from caseaudit.web.signed_in import begin, end

blueprint = Blueprint("sign_in", __name__)


class SignInForm(FlaskForm):
    """Who is signing in, and where they were going."""

    email = StringField("Email address", [DataRequired("Enter your email address")])
    password = PasswordField("Password", [DataRequired("Enter your password")])
    next = HiddenField()
    kept = HiddenField()


@blueprint.get("/sign-in")
@public
def ask() -> str | Response:
    """The sign-in page, or the page asked for where somebody is signed in already."""
    onward = local_path(request.args.get("next"))
    if g.account:
        return redirect(onward)
    return sign_in_page(SignInForm(formdata=None, data={"next": onward}))


@blueprint.post("/sign-in")
@public
def sign_in() -> str | Response:
    """Open a session, then go where the person was going."""
    form = SignInForm()
    kept = unseal(form.kept.data)
    if not form.validate():
        return sign_in_page(form, errors_of(form), kept=kept)
    refusal = None
    with transaction(installed().engine) as session:
        try:
            opened = changes.sign_in(session, form.email.data, form.password.data, request.remote_addr or "", now())
            account = account_of(session, opened.account_id)
        except NotAllowed as refused:  # caught in here, so that the failure is counted
            refusal = str(refused)
    if refusal:
        return sign_in_page(form, [FieldError(refusal, "email")], kept=kept)
    begin(opened.id, account)
    if kept and kept.owner == account.id:
        return continue_page(kept.typed)
    return redirect(local_path(form.next.data))


@blueprint.post("/sign-out")
@public
def sign_out() -> Response:
    """End the session here and on the server."""
    ended = end()
    if ended:
        with transaction(installed().engine) as session:
            changes.sign_out(session, ended, now())
    return redirect("/sign-in")


def sign_in_page(form: SignInForm, errors: object = (), *, kept: Kept | None = None, is_unsaved: bool = False) -> str:
    """The sign-in form; with ``kept`` it says that what was typed is safe, and else where nothing was saved."""
    form.kept.data = seal(kept) if kept else ""  # never what was posted as it stands
    return render(
        "sign_in/sign_in.html",
        title="Sign in again" if kept else "Sign in",
        errors=errors,
        form=form,
        is_again=kept is not None,
        is_unsaved=is_unsaved,
    )


def continue_page(typed: Typed, *, why: str = "") -> str:
    """What was typed before and could not be saved, with why if it was just now, and one button that saves it."""
    title = "Your work is not saved yet" if why else "Save what you typed"
    return render("sign_in/continue.html", title=title, typed=typed, why=why)


def local_path(asked: str | None) -> str:
    """The path asked for where it is one of ours, otherwise the start page."""
    path = asked or "/"
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not parts.scheme and not parts.netloc and path.isprintable()
    return path if is_ours and not path.startswith(("//", "/\\")) and "\\" not in path else "/"
