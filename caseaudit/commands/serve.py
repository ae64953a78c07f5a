"""`caseaudit serve`: run the web application for real, on waitress."""

import os
from socket import AddressFamily, create_server, socket

import click
from waitress import serve

from caseaudit.accounts.queries import count_accounts
from caseaudit.app import MEGABYTE, create_app
from caseaudit.commands.installation import Installation, open_installation
from caseaudit.config import read_settings
from caseaudit.errors import SettingsError
from caseaudit.store.transaction import transaction

# Beyond what any page takes, so that a file too large is refused on a page and not by the server in its own words.
_LARGEST_BODY = 100 * MEGABYTE


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests served at once.")
def command(host: str, port: int, threads: int) -> None:
    """Run the web application."""
    read_settings(os.environ).required_secret_key()  # before a database is made for nothing
    installation = open_installation()
    click.echo(f"Serving on http://{host}:{port}. Ctrl-C to stop.")
    for advice in _advice(installation):
        click.echo(advice)
    serve_pages(installation, host=host, port=port, threads=threads)


def serve_pages(installation: Installation, *, host: str, port: int, threads: int = 8) -> None:
    """Serve the pages of an installation until stopped; raises SettingsError where the port cannot be had."""
    app = create_app(installation.settings, installation.definitions)
    with _listening(host, port) as listening:
        serve(
            app,
            sockets=[listening],
            threads=threads,
            ident="caseaudit",
            max_request_body_size=_LARGEST_BODY,
            **_behind_a_proxy(installation),
        )


def _listening(host: str, port: int) -> socket:
    family = AddressFamily.AF_INET6 if ":" in host else AddressFamily.AF_INET
    try:
        return create_server((host, port), family=family)
    except OSError as taken:
        raise SettingsError(f"Cannot listen on {host}:{port} ({taken.strerror}); choose another --port.") from taken


def _behind_a_proxy(installation: Installation) -> dict[str, object]:
    if not installation.settings.is_https:
        return {}
    # HTTPS ends at a proxy on this machine, which says whom it speaks for.
    return {
        "url_scheme": "https",
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def _advice(installation: Installation) -> list[str]:
    settings = installation.settings
    advice = []
    if settings.is_https:
        advice.append("Pages expect HTTPS from a proxy in front; set CASEAUDIT_HTTPS=no to try them without one.")
    if not settings.trusted_hosts:
        advice.append("Pages answer only to localhost; name other hosts in CASEAUDIT_TRUSTED_HOSTS.")
    with transaction(installation.engine, write=False) as session:
        if count_accounts(session) == 0:
            advice.append("Nobody can sign in yet: add the first administrator with `caseaudit user add`.")
    return advice
