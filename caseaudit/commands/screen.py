"""`caseaudit screen FRAME`: run every check of the journey over a frame."""

from collections.abc import Sequence

import click
from rich.console import Console
from rich.progress import Progress

from caseaudit.clock import now
from caseaudit.commands.chosen import chosen_frame
from caseaudit.commands.installation import Installation, open_installation
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.intake.queries import Frame
from caseaudit.intake.queries import frame as frame_of
from caseaudit.people import Actor, Role, command_line
from caseaudit.screening.frame import FrameScreened, screen_frame
from caseaudit.screening.queries import FlagCount, flag_counts
from caseaudit.screening.words import GROUPS, title_of
from caseaudit.store.transaction import transaction
from caseaudit.words import count_of, long_date


@click.command("screen")
@click.argument("frame")
def command(frame: str) -> None:
    """Run every check of the journey over FRAME: its id, or "latest".

    Prints how many children each check flagged, by case level. Screening again by the same rules changes no flag.
    """
    installation = open_installation()
    with transaction(installation.engine, write=False) as session:
        chosen = frame_of(session, chosen_frame(session, frame))
    if chosen is None:
        raise NotFound("There is no such frame.")
    found = screened(installation, chosen, command_line(Role.SUPERVISOR))
    with transaction(installation.engine, write=False) as session:
        counts = flag_counts(session, chosen.id)
    click.echo(f"Screened “{chosen.name}”, lists as at {long_date(chosen.as_at)}.")
    _show(counts, installation.definitions)
    click.echo(
        f"{found.children_flagged:,} of {count_of(found.children, 'child', 'children')} flagged. "
        f"{count_of(found.standing, 'flag')}: {found.raised:,} raised now, {found.withdrawn:,} withdrawn."
    )


def screened(installation: Installation, frame: Frame, by: Actor) -> FrameScreened:
    """Screen a frame and say on the way how far it has come."""
    with (
        Progress(transient=True, console=Console(stderr=True)) as progress,
        transaction(installation.engine) as session,
    ):
        task = progress.add_task("Screening", total=frame.cases)
        return screen_frame(
            session,
            frame.id,
            definitions=installation.definitions,
            by=by,
            at=now(),
            progress=lambda children: progress.update(task, completed=children),
        )


def _show(counts: Sequence[FlagCount], definitions: Definitions) -> None:
    levels = definitions.journeys[-1].levels
    children = {(one.group, one.code, one.level): one.children for one in counts}
    for group, words in GROUPS.items():
        codes = sorted({one.code for one in counts if one.group == group})
        if codes:
            click.echo(f"\n{words}")
        for code in codes:
            numbers = {level.title.lower(): children.get((group, code, level.key), 0) for level in levels}
            at_levels = ", ".join(f"{title} {number:,}" for title, number in numbers.items() if number)
            click.echo(f"{sum(numbers.values()):>7,}  {title_of(code, definitions)} ({at_levels})")
    click.echo()
