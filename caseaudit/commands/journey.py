"""`caseaudit journey`: write a child's journey to a file, and replay one from a file."""

from pathlib import Path

import click

from caseaudit.commands.chosen import chosen_frame
from caseaudit.commands.installation import open_installation
from caseaudit.commands.new_files import new_file, refuse_unless_new
from caseaudit.definitions.journey import Journey
from caseaudit.errors import NotAllowed, NotFound, RefusedFile
from caseaudit.intake.queries import cases_keyed
from caseaudit.journey.exchange import ToldJourney, read_csv, read_json
from caseaudit.journey.replay import JourneySoFar
from caseaudit.screening.told import journey_file
from caseaudit.store.transaction import transaction
from caseaudit.words import count_of, long_date, since

_FILES = {".csv": "journey.csv", ".json": "journey.json"}
_LARGEST = 10 << 20


@click.group("journey")
def command() -> None:
    """Write a child's journey to a file, or replay one from a file."""


@command.command("export")
@click.argument("case_key")
@click.option("--frame", default="latest", show_default=True, help="The frame: its id, or latest.")
@click.option(
    "--to", "path", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A file, .csv or .json."
)
def export(case_key: str, frame: str, path: Path) -> None:
    """Write the journey of CASE_KEY, a child's pseudonym or how it begins; a file already there is kept."""
    kind = _FILES.get(path.suffix.lower())
    if kind is None:
        raise NotAllowed("End the name of the file in .csv or .json.")
    refuse_unless_new(path)
    installation = open_installation()
    with transaction(installation.engine, write=False) as session:
        found = cases_keyed(session, chosen_frame(session, frame), case_key)
        if not case_key or len(found) != 1:
            few = "No case file of the frame has" if not found else "More than one case file of the frame has"
            raise NotFound(f"{few} a pseudonym that begins like this. Give the whole of it, as on the case page.")
        content = journey_file(session, found[0].id, kind, installation.definitions.journeys)
    with new_file(path, content):
        click.echo(path)


@command.command("replay")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def replay(path: Path) -> None:
    """Read a journey from FILE and show where its events take the child. Nothing is kept."""
    definitions = open_installation().definitions
    told = _read(path)
    _show(told, told.replayed(definitions.journeys), definitions.journey_on(told.as_at))
    known = {trigger for journey in definitions.journeys for trigger in journey.triggers}
    strange = told.not_known(known | definitions.timescales.events.keys())
    if strange:
        have = count_of(len(strange), "event has a name", "events have names")
        click.echo(
            f"{have} that no journey and no time limit knows, and nothing was made of them. Put the names right and "
            "replay again."
        )
    for one in strange:
        click.echo(f"  {one}")


def _read(path: Path) -> ToldJourney:
    if path.exists() and not path.is_file():
        raise RefusedFile("That is no file that can be read to its end. Give the name of a file.")
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise RefusedFile("The file cannot be opened. Check its name and that you may read it.") from error
    if len(content) > _LARGEST:
        raise RefusedFile("The file is larger than 10 MB, far more than one child's journey.")
    return read_json(content) if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) else read_csv(content)


def _show(told: ToldJourney, journey: JourneySoFar, edition: Journey) -> None:
    click.echo(f"Case {told.case_key}, lists as at {long_date(told.as_at)}: {count_of(len(told.events), 'event')}.")
    click.echo(f"Case level: {edition.level_title(journey.level)}")
    current = {stay.track: stay for stay in journey.stays if stay.ended_on is None}
    for track in edition.tracks:
        if track.key in current:
            stay = current[track.key]
            click.echo(f"  {track.title}: {stay.title}, {since(stay.started_on, told.as_at)}")
    _show_the_past(journey, edition)
    for misfit in journey.misfits:
        click.echo(f"  {long_date(misfit.on)}: {misfit.sentence}")


def _show_the_past(journey: JourneySoFar, edition: Journey) -> None:
    titles = {track.key: track.title for track in edition.tracks}
    past = sorted((stay for stay in journey.stays if stay.ended_on), key=lambda stay: (stay.started_on, stay.track))
    if past:
        click.echo("Before that")
    for stay in past:
        until = long_date(stay.ended_on) if stay.ended_on else ""
        click.echo(f"  {titles.get(stay.track, stay.track)}: {stay.title}, {long_date(stay.started_on)} to {until}")
