"""Every check of a child's whole journey: what the lists show before a case file is opened.

These are facts with a reason to look, not remarks on anybody's words: no auditor is asked to judge them.
"""

from collections.abc import Iterator

from caseaudit.checks.drift import CHECK as DRIFT
from caseaudit.checks.drift import drift_flags
from caseaudit.checks.flag import Flag
from caseaudit.checks.identity import CHECK as IDENTITY
from caseaudit.checks.identity import identity_flags
from caseaudit.journey.child import Child

STRUCTURAL_CHECKS: tuple[str, ...] = ("timeliness", "combination", DRIFT, IDENTITY)


def structural_flags(child: Child) -> tuple[Flag, ...]:
    """Every flag a child's journey gives cause for, check by check."""
    return tuple(_every(child))


def _every(child: Child) -> Iterator[Flag]:
    yield from drift_flags(child)
    yield from identity_flags(child)
