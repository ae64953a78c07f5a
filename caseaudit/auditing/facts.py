"""What the steps of an audit's life depend on, and the guards that ask."""

from collections.abc import Mapping
from dataclasses import dataclass

from caseaudit.machine import Guard


@dataclass(frozen=True)
class Facts:
    """What is known about an audit and the person when a step is tried."""

    is_own: bool
    unanswered: int = 0
    unjudged: int = 0


GUARDS: Mapping[str, Guard[Facts]] = {
    "is_own": lambda facts: facts.is_own,
    "is_not_own": lambda facts: not facts.is_own,
    "is_complete": lambda facts: facts.unanswered == 0,
    "has_verdicts": lambda facts: facts.unjudged == 0,
}
