"""The `caseaudit` command: every command in the order of the work, each loaded only when it is called."""

import sys
from importlib import import_module

import click

from caseaudit import __version__
from caseaudit.errors import CaseauditError

_COMMANDS = {
    "demo": "demo",
    "import": "import_",
    "sample": "sample",
    "report": "report",
    "export": "export",
    "journey": "journey",
    "evaluate": "evaluate",
    "bench": "bench",
    "serve": "serve",
    "check": "check",
    "screen": "screen",
    "docs": "docs",
    "db": "db",
    "user": "user",
}


class _InTheOrderOfTheWork(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"caseaudit.commands.{_COMMANDS[cmd_name]}").command
        return command if isinstance(command, click.Command) else None


@click.group(cls=_InTheOrderOfTheWork, no_args_is_help=True)
@click.version_option(__version__, package_name="caseaudit")
def commands() -> None:
    """Audit children's case files, from a council's lists to findings."""


def main() -> None:
    """Run one command; what caseaudit refuses becomes a sentence and exit code 1."""
    try:
        commands()
    except CaseauditError as error:
        click.echo(f"caseaudit: {error}", err=True)
        sys.exit(1)
