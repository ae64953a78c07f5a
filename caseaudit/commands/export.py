"""`caseaudit export SAMPLE`: write a sample or its findings as CSV, a workbook or a manifest."""

from pathlib import Path

import click

from caseaudit.commands.chosen import chosen_sample
from caseaudit.commands.installation import open_installation
from caseaudit.reporting.export import export_file
from caseaudit.store.transaction import transaction

_FORMATS = {"csv": "sample.csv", "xlsx": "sample.xlsx", "manifest": "manifest.json", "findings": "findings.csv"}


@click.command("export")
@click.argument("sample")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
@click.option("--format", "kind", type=click.Choice([*_FORMATS, "all"]), default="all", show_default=True)
@click.option(
    "--with-identifiers", is_flag=True, help="Add child reference, team and worker: for people who open the files."
)
def command(sample: str, folder: Path, kind: str, with_identifiers: bool) -> None:
    """Write SAMPLE (its id, or "latest") into a folder, by pseudonym."""
    installation = open_installation()
    with transaction(installation.engine, write=False) as session:
        sample_id = chosen_sample(session, sample)
        folder.mkdir(parents=True, exist_ok=True)
        for file in _FORMATS.values() if kind == "all" else [_FORMATS[kind]]:
            content = export_file(session, sample_id, file, installation.definitions, with_identifiers=with_identifiers)
            (folder / file).write_bytes(content)
            click.echo(folder / file)
