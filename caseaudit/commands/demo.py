"""`caseaudit demo`: the whole job on invented children, then the pages to look at it with."""

import os
import socket

import click

from caseaudit.commands.installation import Installation
from caseaudit.commands.serve import serve_pages
from caseaudit.config import Settings, read_settings
from caseaudit.definitions.library import read_definitions
from caseaudit.demo.run import demo_settings, run_demo
from caseaudit.demo.telling import sign_ins, told
from caseaudit.errors import SettingsError
from caseaudit.store.engine import open_engine

_HERE = "127.0.0.1"


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Stop after the report.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to serve.")
def command(no_serve: bool, port: int) -> None:
    """Run the whole job on invented children and show the result.

    Everything is made anew in the folder `demo` of the instance; nothing else is touched, and no setting is needed.
    """
    settings = demo_settings(read_settings(os.environ).instance / "demo")
    if not no_serve:
        _refuse_a_busy_port(port)
    outcome = run_demo(settings)
    for line in told(outcome):
        click.echo(line)
    if not no_serve:
        click.echo()
        for line in sign_ins(outcome, f"http://{_HERE}:{port}"):
            click.echo(line)
        _serve(settings, port)


def _serve(settings: Settings, port: int) -> None:
    # The server stops by itself on Ctrl-C, once the pages under way are finished.
    installation = Installation(settings, open_engine(settings.database_url), read_definitions(settings.instance))
    try:
        serve_pages(installation, host=_HERE, port=port)
    except OSError as error:
        raise _busy(port) from error


def _refuse_a_busy_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HERE, port))
        except OSError as error:
            raise _busy(port) from error


def _busy(port: int) -> SettingsError:
    return SettingsError(
        f"Port {port} of this machine is in use or not open to you. Stop what runs there, or choose another: "
        f"caseaudit demo --port {port + 1 if port < 65535 else 8000}"
    )
