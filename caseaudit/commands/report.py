"""`caseaudit report SAMPLE`: write the report on a sample."""

from pathlib import Path

import click

from caseaudit.clock import now
from caseaudit.commands.chosen import chosen_sample
from caseaudit.commands.installation import open_installation
from caseaudit.commands.new_files import new_file
from caseaudit.reporting.report import report_on
from caseaudit.store.transaction import transaction


@click.command("report")
@click.argument("sample")
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The HTML file.")
def command(sample: str, file: Path) -> None:
    """Write the findings of SAMPLE (its id, or "latest") as one HTML page that needs no other file."""
    installation = open_installation()
    with transaction(installation.engine, write=False) as session:
        page = report_on(
            session,
            chosen_sample(session, sample),
            installation.definitions,
            authority=installation.settings.authority_name,
            written_at=now(),
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    with new_file(file, page.encode()):
        click.echo(file)
