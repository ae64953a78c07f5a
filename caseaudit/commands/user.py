"""`caseaudit user add`: let somebody in from the server's command line, as for the first administrator."""

import sys

import click

from caseaudit.accounts.changes import add_account, reset_password
from caseaudit.accounts.queries import accounts
from caseaudit.clock import now
from caseaudit.commands.installation import open_installation
from caseaudit.errors import NotFound
from caseaudit.people import Role, command_line
from caseaudit.store.transaction import transaction


@click.group("user")
def command() -> None:
    """Let someone in."""


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Their full name.")
@click.option(
    "--role", "role_name", required=True, type=click.Choice([role.value for role in Role]), help="What they do."
)
@click.option("--team", default=None, help="Their team, as the lists name it.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def add(email: str, name: str, role_name: str, team: str | None, password_stdin: bool) -> None:
    """Add an account for EMAIL; asks for the first password."""
    installation = open_installation()
    password = _password(password_stdin)
    role = Role(role_name)
    by = command_line(Role.ADMINISTRATOR)
    with transaction(installation.engine) as session:
        add_account(session, email=email, name=name, role=role, team=team, password=password, by=by, at=now())
    click.echo(f"{email.strip().lower()} can sign in as {role.value}.")


@command.command("reset")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def reset(email: str, password_stdin: bool) -> None:
    """Give EMAIL a new password and end their sessions."""
    installation = open_installation()
    password = _password(password_stdin)
    with transaction(installation.engine) as session:
        found = next((a for a in accounts(session) if a.email == email.strip().lower()), None)
        if found is None:
            raise NotFound("Nobody has an account with this email address.")
        reset_password(session, found.id, new=password, by=command_line(Role.ADMINISTRATOR), at=now())
    click.echo("The password is reset.")


def _password(is_piped: bool) -> str:
    if is_piped:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
