"""Accounts: who may sign in, letting somebody in, closing an account, and one's own password."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, request
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from caseaudit.accounts import changes, queries
from caseaudit.clock import now
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.people import Role
from caseaudit.store.transaction import transaction
from caseaudit.web.access import everyone, role
from caseaudit.web.installed import installed
from caseaudit.web.render import FieldError, errors_of, refuse, render

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")

ROLES = {
    Role.AUDITOR: ("Auditor", "Reads the case files allocated to them and answers the audit tool."),
    Role.SUPERVISOR: ("Supervisor", "Draws samples, allocates them, moderates audits and reads the findings."),
    Role.ADMINISTRATOR: ("Administrator", "Imports a council’s lists and looks after accounts."),
}
_GOOD_ONES = "At least 12 characters. Three random words are good."


class NewAccountForm(FlaskForm):
    """Somebody to let in."""

    name = StringField(
        "Full name", [DataRequired("Enter a full name"), Length(max=200, message="Enter a shorter name")]
    )
    email = StringField("Email address", [DataRequired("Enter an email address")])
    role = RadioField(
        "Role",
        [DataRequired("Select a role")],
        choices=[SelectChoice(key.value, title) for key, (title, _) in ROLES.items()],
        validate_choice=True,
    )
    team = StringField(
        "Team (optional)",
        [Length(max=200, message="Enter a shorter team name")],
        description="As the lists name it. An auditor is never given a case file of their own team.",
    )
    password = PasswordField("First password", [DataRequired("Enter a first password")], description=_GOOD_ONES)


class OwnPasswordForm(FlaskForm):
    """A change of one's own password."""

    current = PasswordField("Current password", [DataRequired("Enter your current password")])
    new = PasswordField("New password", [DataRequired("Enter a new password")], description=_GOOD_ONES)


class ResetForm(FlaskForm):
    """A new password for somebody who forgot theirs."""

    new = PasswordField("New password", [DataRequired("Enter a new password")], description=_GOOD_ONES)


@blueprint.get("")
@role("administrator")
def index() -> str:
    """Everybody who may sign in or once could."""
    with transaction(installed().engine, write=False) as session:
        accounts = queries.accounts(session)
    return render("accounts/index.html", title="Accounts", accounts=accounts, roles=ROLES)


@blueprint.get("/new")
@role("administrator")
def new() -> str:
    """The form for letting somebody in."""
    return _new_page(NewAccountForm(formdata=None))


@blueprint.post("/new")
@role("administrator")
def add() -> str | Response:
    """Let somebody in."""
    form = NewAccountForm()
    if not form.validate():
        return _new_page(form, errors_of(form))
    try:
        with transaction(installed().engine) as session:
            changes.add_account(
                session,
                email=form.email.data,
                name=form.name.data,
                role=Role(form.role.data),
                team=form.team.data,
                password=form.password.data,
                by=g.actor,
                at=now(),
            )
    except NotAllowed as refusal:
        field = form.password if "password" in str(refusal) else form.email
        return _new_page(form, refuse(field, str(refusal)))
    flash(f"{form.name.data} can sign in now.")
    return redirect("/accounts")


@blueprint.get("/<uuid:account_id>/close")
@role("administrator")
def confirm_close(account_id: UUID) -> str:
    """Ask before an account is closed."""
    with transaction(installed().engine, write=False) as session:
        account = queries.account(session, account_id)
    if account is None:
        raise NotFound("There is no such account.")
    return render(
        "accounts/close.html", title=f"Close the account of {account.name}", back="/accounts", closing=account
    )


@blueprint.post("/<uuid:account_id>/close")
@role("administrator")
def close(account_id: UUID) -> Response:
    """Close an account and end its sessions."""
    with transaction(installed().engine) as session:
        changes.close_account(session, account_id, by=g.actor, at=now())
    flash("The account is closed.")
    return redirect("/accounts")


@blueprint.get("/<uuid:account_id>/password")
@role("administrator")
def new_password(account_id: UUID) -> str:
    """The form for giving somebody a new password."""
    return _reset_page(account_id, ResetForm(formdata=None))


@blueprint.post("/<uuid:account_id>/password")
@role("administrator")
def reset_password(account_id: UUID) -> str | Response:
    """Give somebody a new password and end their sessions."""
    form = ResetForm()
    if not form.validate():
        return _reset_page(account_id, form, errors_of(form))
    try:
        with transaction(installed().engine) as session:
            changes.reset_password(session, account_id, new=form.new.data, by=g.actor, at=now())
    except NotAllowed as refusal:
        return _reset_page(account_id, form, refuse(form.new, str(refusal)))
    flash("The password is reset. Tell it to nobody but its owner, who can change it after signing in.")
    return redirect("/accounts")


@blueprint.get("/own")
@everyone
def own() -> str:
    """One's own account."""
    return _own_page(OwnPasswordForm(formdata=None))


@blueprint.post("/own")
@everyone
def change_password() -> str | Response:
    """Change one's own password."""
    form = OwnPasswordForm()
    if not form.validate():
        return _own_page(form, errors_of(form))
    refusal = None
    with transaction(installed().engine) as session:
        try:
            changes.change_password(
                session,
                g.account.id,
                current=form.current.data,
                new=form.new.data,
                keeping=current_user.sign_in_id,
                address=request.remote_addr or "",
                by=g.actor,
                at=now(),
            )
        except NotAllowed as refused:  # caught in here, so that the failure is counted
            refusal = str(refused)
    if refusal:
        field = form.current if refusal == changes.WRONG_CURRENT else form.new
        return _own_page(form, refuse(field, refusal))
    flash("Your password is changed. You were signed out everywhere else.")
    return redirect("/accounts/own")


def _new_page(form: NewAccountForm, errors: tuple[FieldError, ...] = ()) -> str:
    hints = {key.value: hint for key, (_, hint) in ROLES.items()}
    return render("accounts/new.html", title="Add an account", back="/accounts", errors=errors, form=form, hints=hints)


def _reset_page(account_id: UUID, form: ResetForm, errors: tuple[FieldError, ...] = ()) -> str:
    with transaction(installed().engine, write=False) as session:
        owner = queries.account(session, account_id)
    if owner is None:
        raise NotFound("There is no such account.")
    title = f"Reset the password of {owner.name}"
    return render("accounts/password.html", title=title, back="/accounts", errors=errors, form=form)


def _own_page(form: OwnPasswordForm, errors: tuple[FieldError, ...] = ()) -> str:
    return render("accounts/own.html", title="Your account", errors=errors, form=form, roles=ROLES)
