"""The `caseaudit` command: every command in the order of the work, each loaded only when it is called."""

import os
import sys
from importlib import import_module

import click
from sqlalchemy.exc import OperationalError

from caseaudit import __version__
from caseaudit.errors import CaseauditError
from caseaudit.store.engine import is_busy, trouble_in_words

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
    """Run one command; what caseaudit or its database refuses becomes a sentence and exit code 1."""
    if os.name == "posix":
        os.umask(0o077)  # whatever is written names children or leads to them: for its owner alone
    try:
        commands()
    except CaseauditError as error:
        _stop(str(error))
    except OperationalError as error:
        _stop(_what_the_database_says(error))
    except UnicodeEncodeError:
        _stop(
            "Something that was typed or read holds letters that cannot be written. Nothing was kept; put them right."
        )
    except OSError:
        _stop("A file cannot be opened, read or written. Look at its name, its permissions and the room on its disk.")


def _what_the_database_says(error: OperationalError) -> str:
    if is_busy(error):
        return "The database is busy with somebody else's work. Nothing was kept; wait a minute, then try again."
    return trouble_in_words(error) or (
        "The database cannot be opened, read or written. Nothing was kept; look at its disk, its permissions and "
        "CASEAUDIT_DATABASE_URL."
    )


def _stop(sentence: str) -> None:
    click.echo(f"caseaudit: {sentence}", err=True)
    sys.exit(1)
