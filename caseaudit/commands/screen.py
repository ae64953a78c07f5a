"""`caseaudit screen FRAME`: run every check of the journey over a frame."""

from collections.abc import Mapping, Sequence

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
from caseaudit.screening.queries import FlagCount, flag_counts, screening_of
from caseaudit.screening.tally import RuleTally, facts_by_flag, tallies, totals_in_words, unflagged_in_words
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
        screening = screening_of(session, chosen.id)
        limits = tallies(session, chosen.id, screening, installation.definitions) if screening else ()
        facts = facts_by_flag(screening) if screening else {}
    click.echo(f"Screened “{chosen.name}”, lists as at {long_date(chosen.as_at)}.")
    _show(counts, facts, installation.definitions)
    _show_limits(limits)
    told = f" that tell {count_of(found.facts, 'fact')}" if found.facts != found.standing else ""
    click.echo(
        f"{found.children_flagged:,} of {count_of(found.children, 'child', 'children')} flagged. "
        f"{count_of(found.standing, 'flag')}{told}: {found.raised:,} raised now, {found.withdrawn:,} withdrawn."
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


def _show(counts: Sequence[FlagCount], facts: Mapping[str, int], definitions: Definitions) -> None:
    levels = definitions.journeys[-1].levels
    children = {(one.group, one.code, one.level): one.children for one in counts}
    for group, words in GROUPS.items():
        codes = sorted({one.code for one in counts if one.group == group})
        if codes:
            click.echo(f"\n{words}")
        for code in codes:
            numbers = {level.title.lower(): children.get((group, code, level.key), 0) for level in levels}
            at_levels = ", ".join(f"{title} {number:,}" for title, number in numbers.items() if number)
            number = sum(numbers.values())
            often = f", {facts[code]:,} times" if facts.get(code, number) != number else ""
            click.echo(f"{number:>7,}  {title_of(code, definitions)} ({at_levels}){often}")
    click.echo()


def _show_limits(limits: Sequence[RuleTally]) -> None:
    unseen = [one for one in limits if one.needs]
    seen = [one for one in limits if not one.needs]
    click.echo(f"{count_of(len(limits), 'time limit is', 'time limits are')} on. These lists can show {len(seen):,}.")
    click.echo(f"Clocks that ran: {totals_in_words(limits) or 'none'}.")
    if unflagged := unflagged_in_words(limits):
        click.echo(f"Of those missed, these raise no flag of their own: {unflagged}.")
    for one in seen:
        if one.scores:
            unflagged = unflagged_in_words([one])
            no_flag = f" (no flag of its own: {unflagged})" if unflagged else ""
            click.echo(f"{one.judged:>7,}  {one.rule_id}: {totals_in_words([one])}{no_flag}")
    if unseen:
        click.echo(f"\nThe other {len(unseen):,}, and the dates they need that no list has")
    for one in unseen:
        click.echo(f"{'':>7}  {one.rule_id} needs: {'; '.join(one.needs)}")
    click.echo()
