"""`caseaudit export SAMPLE`: write a sample or its findings as CSV, a workbook or a manifest."""

from pathlib import Path

import click

from caseaudit.clock import now
from caseaudit.commands.chosen import chosen_sample
from caseaudit.commands.installation import open_installation
from caseaudit.errors import NotAllowed
from caseaudit.people import Role, command_line
from caseaudit.reporting.export import NAMING_CHILDREN, export_file, export_with_identifiers
from caseaudit.store.transaction import transaction

_FORMATS = {"csv": "sample.csv", "xlsx": "sample.xlsx", "manifest": "manifest.json", "findings": "findings.csv"}


@click.command("export")
@click.argument("sample")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
@click.option("--format", "kind", type=click.Choice([*_FORMATS, "all"]), default="all", show_default=True)
@click.option(
    "--with-identifiers", is_flag=True, help="Add child reference, team and worker: for people who open the files."
)
@click.option("--reason", default="", help="Why identifiers are needed: kept in the history of the sample.")
def command(sample: str, folder: Path, kind: str, with_identifiers: bool, reason: str) -> None:
    """Write SAMPLE (its id, or "latest") into a folder, by pseudonym."""
    if with_identifiers and not reason.strip():
        raise NotAllowed("Enter with --reason why identifiers are needed; it is kept in the history of the sample.")
    installation = open_installation()
    chosen = tuple(_FORMATS.values()) if kind == "all" else (_FORMATS[kind],)
    with transaction(installation.engine, write=with_identifiers) as session:
        sample_id = chosen_sample(session, sample)
        contents = {
            file: export_with_identifiers(
                session,
                sample_id,
                file,
                installation.definitions,
                reason=reason,
                by=command_line(Role.ADMINISTRATOR),
                at=now(),
            )
            if with_identifiers and file in NAMING_CHILDREN
            else export_file(session, sample_id, file, installation.definitions)
            for file in chosen
        }
    # Written only now, so that no file leaves without its line of history.
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in contents.items():
        (folder / file).write_bytes(content)
        click.echo(folder / file)
