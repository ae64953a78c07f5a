"""What became of one clock: when it started, when it was due, what happened, and the sentences that say so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseaudit.definitions.timescale import Timescale
from caseaudit.journey.limits import Limit


class Score(StrEnum):
    """How a clock came out; late with a recorded reason is kept apart, since it need not be poor practice."""

    ON_TIME = "on_time"
    LATE = "late"
    LATE_WITH_REASON = "late_with_reason"
    NOT_YET_DUE = "not_yet_due"
    OVERDUE = "overdue"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class AuthorityLimit:
    """The length one authority has set for a local rule, and the words for who set it and when."""

    n: int
    unit: str
    set_by: str
    set_on: date


@dataclass(frozen=True)
class Judgement:
    """One clock of one child.

    ``due_on`` is None where no day could be counted, ``actual_on`` where nothing happened. ``days_over`` counts what
    the limit counts: working days over a limit in working days, calendar days over any other. ``is_unheld`` says that
    no source that was read could show what is due. ``arithmetic`` can be read aloud from first sentence to last.
    """

    rule: Timescale
    trigger: str
    trigger_on: date
    due_on: date | None
    actual: str | None
    actual_on: date | None
    as_at: date
    score: Score
    days_over: int
    limit: Limit
    local: AuthorityLimit | None
    is_unheld: bool
    words: Callable[["Judgement"], tuple[str, ...]] = field(repr=False, compare=False)
    remarks: tuple[str, ...] = ()

    @property
    def force(self) -> str:
        """On whose authority the limit stands: REG, SG, NG or LOC."""
        return self.rule.force.value

    @property
    def verification(self) -> str:
        """How far the number was verified."""
        return self.rule.verification

    @property
    def is_local(self) -> bool:
        """Whether the limit is this authority's own."""
        return self.local is not None

    @property
    def arithmetic(self) -> tuple[str, ...]:
        """The sentences from the day the clock started to the law it rests on."""
        return self.words(self)
