"""`caseaudit import`: read a council's files into a frame."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from caseaudit import clock
from caseaudit.commands.installation import open_installation
from caseaudit.definitions.journey import Journey
from caseaudit.errors import NotAllowed
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.frame import ReadFrame, default_name
from caseaudit.intake.queries import mappings
from caseaudit.intake.reading import read_files
from caseaudit.intake.remarks import Remark
from caseaudit.people import Role, command_line
from caseaudit.store.transaction import transaction
from caseaudit.words import count_of, long_date

_PLAIN: dict[str, Any] = {"title_justify": "left", "box": SIMPLE, "pad_edge": False, "padding": (0, 1, 0, 0)}


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    required=True,
    help="The date the lists describe, 2026-03-31.",
)
@click.option("--name", help="What to call the frame; its date if nothing is given.")
@click.option(
    "--remarks",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write every refused or doubtful cell as CSV.",
)
def command(files: tuple[Path, ...], as_at: datetime, name: str | None, remarks: Path | None) -> None:
    """Read a council's files into a frame, all of them or nothing.

    Annex A as a workbook or a CSV a list, the children in need census, the 903 return as CSV or XML, and any file whose
    columns somebody has described: each is known by what it holds, and several are put together on the child's number.
    """
    on = as_at.date()
    if on > clock.today():
        raise NotAllowed(f"Enter the date the lists describe; {long_date(on)} is still to come.")
    if remarks and not remarks.absolute().parent.is_dir():
        raise NotAllowed("There is no folder for the file of remarks. Make it, or give another name.")
    installation = open_installation()
    actor = command_line(Role.ADMINISTRATOR)
    with transaction(installation.engine, write=False) as session:
        mapped = mappings(session)
    with Console(stderr=True).status("Reading the files") as status:
        read = read_files(
            files, as_at=on, journeys=installation.definitions.journeys, mapped=mapped, tell=status.update
        )
        status.update(f"Sealing {count_of(len(read.children), 'case file')}")
        with transaction(installation.engine) as session:
            frame = seal_frame(session, read, name=name or default_name(on, read.layout), by=actor, at=clock.now())
    _show(read, installation.definitions.journey_on(on))
    _show_remarks(read.remarks)
    if remarks:
        _write(remarks, read.remarks)
    click.echo(f"Sealed “{frame.name}”, {frame.layout}: {count_of(frame.cases, 'case file')}.")
    click.echo(f"Frame {frame.id}")
    click.echo(f"SHA-256 {frame.sha256}")


def _show(read: ReadFrame, journey: Journey) -> None:
    console = Console()
    table = Table("List", title=f"Lists as at {long_date(read.as_at)}", **_PLAIN)
    for heading in ("Rows read", "Kept", "Refused", "Children", "Events", "Doubtful"):
        table.add_column(heading, justify="right")
    for found in read.lists:
        counts = (found.rows_read, found.rows_kept, found.rows_refused, found.children, found.events)
        doubtful = sum(remark.list_no == found.number and remark.is_doubtful_cell for remark in read.remarks)
        name = found.title if found.is_used else f"{found.title} (brings no child)"
        table.add_row(
            name,
            *(f"{count:,}" for count in (*counts, doubtful)),
        )
    console.print(table)
    levels = Table("Case level", title="Case files", **_PLAIN)
    levels.add_column("Children", justify="right")
    standing = [child.journey.level for child in read.children]
    for level in journey.levels:
        levels.add_row(level.title, f"{standing.count(level.key):,}")
    console.print(levels)
    misfits = sum(len(child.journey.misfits) for child in read.children)
    kept = "is" if misfits == 1 else "are"
    click.echo(f"{count_of(misfits, 'event')} did not fit a child's journey, and {kept} kept as findings.")


def _show_remarks(remarks: Sequence[Remark]) -> None:
    refused = sum(remark.is_refusal for remark in remarks)
    doubtful = sum(remark.is_doubtful_cell for remark in remarks)
    click.echo(f"{refused:,} refused, {count_of(doubtful, 'doubtful cell')}:")
    for remark in remarks:
        place = [remark.sheet or "The files", f"row {remark.row_no}" if remark.row_no else "", remark.column]
        click.echo(f"  {', '.join(part for part in place if part)}: {remark.sentence}")


def _write(path: Path, remarks: Sequence[Remark]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["List", "Sheet", "Row", "Column", "Outcome", "Kind", "What to do"])
        for remark in remarks:
            outcome = "refused" if remark.is_refusal else "doubtful"
            row = [remark.list_no, remark.sheet, remark.row_no, remark.column, outcome, remark.kind.value]
            writer.writerow([_harmless(value) for value in (*row, remark.sentence)])


def _harmless(value: object) -> str:
    # A spreadsheet would run a cell that begins like a formula, and sheet names and headings are the council's.
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
