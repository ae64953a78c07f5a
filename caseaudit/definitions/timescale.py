"""Time limits along the child's journey: what starts a clock, what stops it, how long it runs, on whose authority."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from caseaudit.definitions.shape import Shape

CODE_KINDS: Mapping[str, str] = {
    "legal_status": "legal status",
    "placement": "placement type",
    "provider": "placement provider",
    "category": "category of abuse",
    "placement_regulation": "placement under regulation",
}
"""The codes of an event that a rule may ask about, in words."""


class Unit(StrEnum):
    """What a limit is counted in."""

    SAME_DAY = "same_day"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    SCHOOL_DAYS = "school_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    def in_words(self, n: int) -> str:
        """A length of time as a reader says it: 20 working days, 1 week, the same day."""
        if self is Unit.SAME_DAY:
            return "the same day"
        noun = "days" if self is Unit.CALENDAR_DAYS else self.value.replace("_", " ")
        return f"{n} {noun[:-1] if n == 1 else noun}"


class Force(StrEnum):
    """On whose authority a rule stands."""

    REGULATION = "REG"
    STATUTORY_GUIDANCE = "SG"
    NATIONAL_GUIDANCE = "NG"
    LOCAL = "LOC"


class Kind(StrEnum):
    """What a rule is for; only a limit is judged met or missed."""

    LIMIT = "limit"
    INDICATOR = "indicator"
    CHECK = "check"
    DEFINITION = "definition"
    EXPECTATION = "expectation"


class AppliesIf(Shape):
    """When a rule is for this child: every condition that is given must hold.

    Ages are in full years on the day that ``age_on`` names. ``codes`` must be those in force on the day the clock
    starts, ``not_codes`` must not be; a code the lists do not hold fails the first and passes the second. The two
    ``spell`` conditions are the time since the latest of the rule's ``starts``. ``entitled_as`` are categories of care
    leavers, as listed or by the dates; a child of whom neither is known passes.
    """

    min_age: int | None = None
    under_age: int | None = None
    entitled_as: tuple[str, ...] = ()
    age_on: Literal["trigger", "due"] = "trigger"
    codes: dict[str, tuple[str, ...]] = {}
    not_codes: dict[str, tuple[str, ...]] = {}
    not_in_state: tuple[str, ...] = ()
    spell_under_months: int | None = None
    spell_from_months: int | None = None
    is_unborn: bool | None = None


class Shorter(Shape):
    """A shorter limit that may apply instead, where the lists cannot say; between the two nothing can be told."""

    n: int
    unit: Unit
    when: str
    not_codes: dict[str, tuple[str, ...]] = {}
    under_age_months: int | None = None


class Timescale(Shape):
    """One rule.

    Each of ``triggers`` starts a clock of its own; one of ``or_else`` does where no trigger came before it. A rule on
    the basis of the previous event chains from each event that happened, the first, or the later ones, and never from a
    schedule. A clock that one of ``stops`` ends before the day due was never missed. One with
    ``while_in`` runs while the child is in one of these states; one with ``unless_in`` is not asked of a child who is
    in one of those on the day due. What is due had happened by the day of one of ``implied_by``; after one of
    ``excused_by`` its absence says nothing. The returns show what is due only of a child under one of the codes of
    ``shown_while``. A clock ``is_by_entitlement`` where it starts on the day from which the dates of birth and care
    entitle a child, unless a list gives a day. ``or_later`` says when a later day may be due, which
    the lists cannot tell.
    """

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,4}-\d{2}[a-z]?$")
    title: str
    stage: str
    kind: Kind = Kind.LIMIT
    triggers: tuple[str, ...] = ()
    or_else: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    n: int | None = Field(default=None, ge=0)
    unit: Unit | None = None
    basis: Literal["trigger", "previous"] = "trigger"
    occurrence: Literal["every", "first", "later"] = "every"
    follows: str | None = None
    is_inclusive: bool = False
    in_force_from: date | None = None
    in_force_to: date | None = None
    applies_if: AppliesIf = AppliesIf()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    while_in: tuple[str, ...] = ()
    unless_in: tuple[str, ...] = ()
    stops_at_age: int | None = None
    stops_at_age_if_disabled: int | None = None
    only_if: tuple[str, ...] = ()
    implied_by: tuple[str, ...] = ()
    excused_by: tuple[str, ...] = ()
    shown_while: dict[str, tuple[str, ...]] = {}
    or_later: str | None = None
    is_by_entitlement: bool = False
    is_optional: bool = False
    is_met_before: bool = False
    shorter: Shorter | None = None
    suggested: str | None = None
    force: Force
    verification: Literal["V", "S", "L", "unverified"]
    is_on: bool
    data: str
    guidance: str | None = None
    rests_on: str

    def __hash__(self) -> int:
        return hash((self.id, self.in_force_from))

    @property
    def takes_a_local_limit(self) -> bool:
        """Whether an authority sets the length itself; a national limit is nobody's to set."""
        return self.kind in (Kind.LIMIT, Kind.INDICATOR) and self.force is Force.LOCAL

    def is_in_force(self, on: date) -> bool:
        """Whether a clock that starts on this day is of this rule's years."""
        return (self.in_force_from is None or self.in_force_from <= on) and (
            self.in_force_to is None or on <= self.in_force_to
        )


class Stage(Shape):
    """A part of the journey that rules are listed under."""

    key: str
    title: str
    is_before_birth: bool = False


class Relaxation(Shape):
    """A time in which some rules were relaxed, so that a clock started in it is never judged missed."""

    title: str
    from_on: date
    to_on: date
    rules: tuple[str, ...]
    meaning: str
    rests_on: str


class Timescales(Shape):
    """Every rule of one country, with the events that no journey has."""

    key: str
    edition: str = Field(pattern=r"^\d{4}-\d{2}$")
    title: str
    rests_on: str
    stages: tuple[Stage, ...] = Field(min_length=1)
    events: dict[str, str]
    relaxations: tuple[Relaxation, ...] = ()
    rules: tuple[Timescale, ...] = Field(min_length=1)

    def __hash__(self) -> int:
        return hash((self.key, self.edition))

    def rule(self, rule_id: str) -> Timescale | None:
        """The rule of this id, the latest where its length has changed over the years."""
        return next((rule for rule in reversed(self.rules) if rule.id == rule_id), None)

    def stage(self, key: str) -> Stage | None:
        """The stage of this key, if there is one."""
        return next((stage for stage in self.stages if stage.key == key), None)
