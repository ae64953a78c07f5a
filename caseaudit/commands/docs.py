"""`caseaudit docs`: write the pages of docs/ that come from the data, or say which are stale."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from caseaudit.commands.journey_documents import FOLDER, journey_documents
from caseaudit.commands.tool_documents import tool_documents
from caseaudit.definitions.library import read_definitions, shipped_folder
from caseaudit.words import count_of


@click.command("docs")
@click.option("--check", "is_checking", is_flag=True, help="Write nothing; fail if a page is not what the data say.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into; docs/ of this checkout unless told otherwise.",
)
def command(is_checking: bool, into: Path | None) -> None:
    """Redraw the diagrams of the journey and the pages about it and about the audit tools."""
    into = into or shipped_folder() / "docs"
    if not into.is_dir():
        raise click.UsageError("This is not a checkout with a docs folder. Say where to write with --into FOLDER.")
    definitions = read_definitions()
    pages = {**journey_documents(definitions), **tool_documents(definitions)}
    stale = tuple(_stale(pages, into))
    if is_checking:
        for name in stale:
            click.echo(f"{name}: not what the data say")
        if stale:
            click.echo("Run caseaudit docs and keep what it writes.")
            sys.exit(1)
        click.echo(f"{count_of(len(pages), 'page')}, all as the data say.")
        return
    for name in stale:
        _write(into / name, pages.get(name))
    click.echo(f"{count_of(len(stale), 'page')} of {len(pages)} written again.")


def _stale(pages: Mapping[str, str], into: Path) -> Iterator[str]:
    for name, text in pages.items():
        if not (into / name).is_file() or _read(into / name) != text:
            yield name
    for path in sorted((into / FOLDER).glob("*")):
        name = f"{FOLDER}/{path.name}"
        if name not in pages:
            yield name


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
