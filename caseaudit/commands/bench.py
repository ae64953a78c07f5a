"""`caseaudit bench`: time the hot paths side by side with their limits."""

from collections.abc import Callable, Iterator, Mapping
from os import cpu_count
from platform import machine, python_version, system

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from caseaudit.bench.checks import ABOUT_CHECKS, ACTIONS_A_SECOND, SECONDS, bench_checks
from caseaudit.bench.figures import Figure
from caseaudit.bench.intake import ABOUT_INTAKE, ROWS, bench_intake
from caseaudit.bench.journey import ABOUT_JOURNEY, CHILDREN, bench_journey
from caseaudit.bench.screen import ABOUT_SCREEN, bench_screen

_BENCHES: Mapping[str, tuple[str, Callable[[int, int], Iterator[Figure]]]] = {
    "intake": (ABOUT_INTAKE, lambda rows, children: bench_intake(rows)),
    "journey": (ABOUT_JOURNEY, lambda rows, children: bench_journey(children)),
    "screen": (ABOUT_SCREEN, lambda rows, children: bench_screen(children)),
    "checks": (ABOUT_CHECKS, lambda rows, children: bench_checks(min(rows, ACTIONS_A_SECOND * SECONDS))),
}
_WIDTH = 160
_HEADINGS = ("Measured", "Caseaudit", "Beside it", "Compared", "Aim", "Outcome")


@click.command("bench")
@click.argument("names", metavar="[intake|journey|screen|checks]...", nargs=-1, type=click.Choice(list(_BENCHES)))
@click.option("--rows", type=click.IntRange(min=100), default=ROWS, show_default=True, help="Rows of the workbook.")
@click.option(
    "--children", type=click.IntRange(min=100), default=CHILDREN, show_default=True, help="Children with a journey."
)
def command(names: tuple[str, ...], rows: int, children: int) -> None:
    """Time importing, replaying, screening and the checks beside the least that could be done, or a stated limit.

    It uses no database of yours. A missed aim is printed as one and is no error: a machine that is doing other things
    takes longer over both sides of a comparison, but not always equally.
    """
    console = Console(width=max(Console().width, _WIDTH))
    waiting = Console(stderr=True)
    click.echo(f"Python {python_version()}, {system()} {machine()}, {cpu_count()} processors")
    for name in names or tuple(_BENCHES):
        about, bench = _BENCHES[name]
        console.print(f"\nbench {name}\n{about}", highlight=False)
        with waiting.status(f"Timing {name}"):
            figures = list(bench(rows, children))
        table = Table(box=SIMPLE, pad_edge=False)
        for heading in _HEADINGS:
            table.add_column(heading, overflow="fold")
        for one in figures:
            table.add_row(one.what, one.ours, one.against, one.ratio, one.aim, one.outcome)
        console.print(table)
