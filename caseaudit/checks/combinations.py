"""What goes on at once in a child's life held to the table of combinations in workflows/concurrency."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from caseaudit.checks import combinations_care, combinations_front_door, combinations_people, combinations_plans
from caseaudit.checks.flag import Flag, Severity
from caseaudit.definitions.concurrency import Combination
from caseaudit.definitions.vocabulary import COMBINATIONS
from caseaudit.journey.child import Child

CHECK = "combination"
_MODULES = (combinations_plans, combinations_front_door, combinations_care, combinations_people)
TESTS: Mapping[str, Callable[[Child, Combination], Iterator[str]]] = {
    key: getattr(module, key) for module in _MODULES for key in COMBINATIONS if hasattr(module, key)
}
"""Each test by the key of its row; it gives a sentence of dates for each time it finds the combination."""

_SEVERITIES = {"X": Severity.HIGH, "R": Severity.HIGH, "A": Severity.MEDIUM}


def combination_flags(
    child: Child, table: Iterable[Combination], track_titles: Mapping[str, str] | None = None
) -> Iterator[Flag]:
    """A flag for each combination of the table that the child's dates and codes show.

    The criterion of a flag is the row's own letter: X cannot be, R is likely a serious gap, A needs explaining.
    ``track_titles`` gives the place its words.
    """
    for row in table:
        if row.key not in TESTS or not child.source_has(*row.needs):
            continue
        for detail in dict.fromkeys(TESTS[row.key](child, row)):
            yield Flag(
                check=CHECK,
                code=row.key,
                criterion=row.severity,
                severity=_SEVERITIES[row.severity],
                place=(track_titles or {}).get(row.track, row.track),
                reason=f"{row.sentence} {detail}",
                quote="",
                source=row.rests_on,
                words=detail,
                fact=detail,
            )


def cannot_tell(child: Child, table: Iterable[Combination]) -> Iterator[Combination]:
    """The combinations that no source read for this child could show."""
    return (row for row in table if row.key in TESTS and not child.source_has(*row.needs))
