"""`caseaudit sample FRAME`: draw case files from a frame."""

from uuid import UUID

import click
from sqlmodel import Session

from caseaudit.clock import now
from caseaudit.commands.chosen import chosen_frame
from caseaudit.commands.installation import Installation, open_installation
from caseaudit.definitions.tool import Tool
from caseaudit.errors import NotFound
from caseaudit.intake.queries import frame as frame_of
from caseaudit.people import Role, command_line
from caseaudit.sampling.changes import draw_sample
from caseaudit.sampling.design import SIMPLE_RANDOM, STRATIFIED
from caseaudit.sampling.queries import cases_of, design_of_sample, sample
from caseaudit.store.transaction import transaction
from caseaudit.words import count_of


def _print_tools(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        for tool in open_installation().definitions.tools:
            click.echo(f"{tool.key:<16}  {tool.edition}  {tool.title}")
            click.echo(f"{'':<16}  for {_levels(tool)}")
        context.exit()


def _levels(tool: Tool) -> str:
    return ", ".join(tool.levels) or "every case level"


@click.command("sample")
@click.argument("frame")
@click.option("--size", type=int, required=True, help="How many case files to draw.")
@click.option("--method", type=click.Choice([STRATIFIED, SIMPLE_RANDOM]), default=STRATIFIED, show_default=True)
@click.option("--seed", help="Draw with this seed instead of one made now; the sample then says so.")
@click.option("--tool", "tool_key", default="core-case-file", show_default=True, help="The audit tool to read with.")
@click.option(
    "--tools",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_tools,
    help="List the audit tools and the case levels each is for, and draw nothing.",
)
@click.option("--edition", help="The edition of the tool; the newest, if not given.")
@click.option("--name", help="What to call the sample.")
def command(
    frame: str, size: int, method: str, seed: str | None, tool_key: str, edition: str | None, name: str | None
) -> None:
    """Draw case files from FRAME: its id, or "latest".

    Prints the case files in drawn order, by pseudonym. The same frame, size, method and seed give the same table on any
    database.
    """
    installation = open_installation()
    tool = _tool(installation, tool_key, edition)
    with transaction(installation.engine) as session:
        frame_id = chosen_frame(session, frame)
        drawn = draw_sample(
            session,
            frame_id=frame_id,
            name=name or f"{size} drawn on {now():%Y-%m-%d}",
            method=method,
            size=size,
            seed=seed,
            tool=tool,
            tool_sha256=installation.definitions.tool_sha256(tool),
            by=command_line(Role.SUPERVISOR),
            at=now(),
        )
        click.echo(_table(session, drawn.id))
        unasked = sum(not tool.questions_for(case.level, case.age) for case in cases_of(session, drawn.id))
    if unasked:
        click.echo(
            f"{tool.title} is for {_levels(tool)}: it asks nothing about {count_of(unasked, 'case file')} drawn."
            " Set those aside as not in scope; the next in drawn order takes the place of each.",
            err=True,
        )
    # The id differs from one database to the next, and the table must not.
    click.echo(f"Kept as {drawn.id}. Export it with: caseaudit export {drawn.id} --to FOLDER", err=True)


def _tool(installation: Installation, key: str, edition: str | None) -> Tool:
    definitions = installation.definitions
    return definitions.tool(key, edition) if edition else definitions.latest_tool(key)


def _table(session: Session, sample_id: UUID) -> str:
    drawn = sample(session, sample_id)
    frame = frame_of(session, drawn.frame_id) if drawn else None
    if drawn is None or frame is None:
        raise NotFound("There is no such sample.")
    lines = [f"Frame  {frame.sha256}", f"Seed   {drawn.seed}", *design_of_sample(drawn).sentences(), ""]
    lines += [f"{'Order':>5}  {'Case key':<32}  Case level"]
    lines += [f"{case.position:>5}  {case.case_key}  {case.level}" for case in cases_of(session, sample_id)]
    return "\n".join(lines)
