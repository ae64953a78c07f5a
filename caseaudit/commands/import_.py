"""`caseaudit import`: read a council's files into a frame."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from caseaudit import clock
from caseaudit.commands.installation import Installation, open_installation
from caseaudit.commands.new_files import new_file, refuse_unless_new
from caseaudit.commands.remarks import remark_lines, remarks_file
from caseaudit.commands.screen import screened
from caseaudit.definitions.journey import Journey
from caseaudit.errors import NotAllowed
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.drawn_up import doubt_about_date, doubt_about_whole
from caseaudit.intake.frame import ReadFrame, default_name
from caseaudit.intake.queries import Frame, mappings
from caseaudit.intake.reading import read_files
from caseaudit.people import Role, command_line
from caseaudit.store.transaction import transaction
from caseaudit.words import count_of, long_date

EARLIEST = date(1990, 1, 1)
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
    help="Also write every refused or doubtful cell as CSV, in a file not there yet.",
)
@click.option("--confirm-date", is_flag=True, help="The date is right, though the dates in the lists do not agree.")
@click.option("--confirm-whole", is_flag=True, help="The files are whole, though the last row of one breaks off.")
def command(
    files: tuple[Path, ...],
    as_at: datetime,
    name: str | None,
    remarks: Path | None,
    confirm_date: bool,
    confirm_whole: bool,
) -> None:
    """Read a council's files into a frame, all of them or nothing, and screen every child in it.

    Annex A as a workbook or a CSV a list, the children in need census, the 903 return as CSV or XML, and any file whose
    columns somebody has described: each is known by what it holds, and several are put together on the child's number.
    """
    on = as_at.date()
    if on > clock.today():
        raise NotAllowed(f"Enter the date the lists describe; {long_date(on)} is still to come.")
    if on < EARLIEST:
        raise NotAllowed(f"Enter the date the lists describe; no lists are as old as {long_date(on)}.")
    if remarks:
        refuse_unless_new(remarks)
    installation = open_installation()
    if len(files) > 1:
        # To whoever typed them and to nobody else: what is kept and logged of a file is its number.
        for number, path in enumerate(files, start=1):
            click.echo(f"File {number} is {path.name}", err=True)
    read, frame = _taken_in(installation, files, on, name, remarks, is_sure=confirm_date, is_whole=confirm_whole)
    _show(read, installation.definitions.journey_on(on))
    with transaction(installation.engine, write=False) as session:
        for line in remark_lines(session, frame.id):
            click.echo(line)
    found = screened(installation, frame, command_line(Role.ADMINISTRATOR))
    click.echo(f"Sealed “{frame.name}”, {frame.layout}: {count_of(frame.cases, 'case file')}.")
    click.echo(
        f"Screened: {found.children_flagged:,} of {count_of(found.children, 'child', 'children')} flagged, "
        f"{count_of(found.standing, 'flag')}; `caseaudit screen latest` counts them by flag and case level."
    )
    click.echo(f"Frame {frame.id}")
    click.echo(f"SHA-256 {frame.sha256}")


def _taken_in(
    installation: Installation,
    files: tuple[Path, ...],
    on: date,
    name: str | None,
    remarks: Path | None,
    *,
    is_sure: bool,
    is_whole: bool,
) -> tuple[ReadFrame, Frame]:
    with transaction(installation.engine, write=False) as session:
        mapped = mappings(session)
    with Console(stderr=True).status("Reading the files") as status:
        read = read_files(
            files, as_at=on, journeys=installation.definitions.journeys, mapped=mapped, tell=status.update
        )
        _refuse_doubtful(read, is_sure=is_sure, is_whole=is_whole)
        status.update(f"Sealing {count_of(len(read.children), 'case file')}")
        with _remarks_kept(remarks, read), transaction(installation.engine) as session:
            frame = seal_frame(
                session,
                read,
                name=name or default_name(on, read.layout),
                by=command_line(Role.ADMINISTRATOR),
                at=clock.now(),
            )
    return read, frame


def _remarks_kept(path: Path | None, read: ReadFrame) -> AbstractContextManager[None]:
    # Before the frame is sealed, since it cannot be taken back where the remarks cannot be kept.
    return new_file(path, remarks_file(read.remarks)) if path else nullcontext()


def _refuse_doubtful(read: ReadFrame, *, is_sure: bool, is_whole: bool) -> None:
    if not is_whole and (cut := doubt_about_whole(read)):
        raise NotAllowed(
            f"{cut} Nothing was kept, for a frame cannot be taken back. Ask for the file again, or add --confirm-whole "
            "if it is whole."
        )
    if not is_sure and (doubt := doubt_about_date(read, clock.today())):
        raise NotAllowed(
            f"{doubt} Nothing was kept, for a frame cannot be taken back. Give the date the lists describe, "
            "or add --confirm-date if it is right."
        )


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
