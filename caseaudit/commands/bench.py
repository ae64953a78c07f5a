"""`caseaudit bench`: time the hot paths side by side with their limits."""

from collections.abc import Callable, Iterator, Mapping
from os import cpu_count
from platform import machine, python_version, system

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from caseaudit.bench.figures import Figure
from caseaudit.bench.intake import ROWS, bench_intake
from caseaudit.bench.journey import CHILDREN, bench_journey
from caseaudit.bench.screen import bench_screen

_BENCHES: Mapping[str, Callable[[int, int], Iterator[Figure]]] = {
    "intake": lambda rows, children: bench_intake(rows),
    "journey": lambda rows, children: bench_journey(children),
    "screen": lambda rows, children: bench_screen(children),
}
_WIDTH = 160


@click.command("bench")
@click.argument("names", metavar="[intake|journey|screen]...", nargs=-1, type=click.Choice(list(_BENCHES)))
@click.option("--rows", type=click.IntRange(min=100), default=ROWS, show_default=True, help="Rows of the workbook.")
@click.option(
    "--children", type=click.IntRange(min=100), default=CHILDREN, show_default=True, help="Children with a journey."
)
def command(names: tuple[str, ...], rows: int, children: int) -> None:
    """Time importing, replaying and screening beside the least that could be done in their place.

    It uses no database of yours. A missed aim is printed as one and is no error: a machine that is doing other things
    takes longer over both sides of a comparison, but not always equally.
    """
    console = Console(width=max(Console().width, _WIDTH))
    waiting = Console(stderr=True)
    click.echo(f"Python {python_version()}, {system()} {machine()}, {cpu_count()} processors")
    for name in names or tuple(_BENCHES):
        with waiting.status(f"Timing {name}"):
            figures = list(_BENCHES[name](rows, children))
        table = Table(title=f"bench {name}", title_justify="left", box=SIMPLE, pad_edge=False)
        for heading in ("Figure", "Ours", "Limit or peer", "Ratio", "Aim", "Outcome"):
            table.add_column(heading, overflow="fold")
        for one in figures:
            table.add_row(one.what, one.ours, one.against, one.ratio, one.aim, one.outcome)
        console.print(table)
