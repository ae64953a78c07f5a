"""A case file as the checks read it: what was copied from the file, and what the council's lists say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseaudit.definitions.tool import Tool

FINDS_FAULT = frozenset({"no", "not_recorded"})


@dataclass(frozen=True)
class JourneyEvent:
    """A dated fact from the lists; a key one is of a kind a chronology must hold, and ``type`` names the kind."""

    on: date
    title: str
    is_key: bool = False
    type: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of a chronology; ``date_text`` is the date as it was written, ``recorded_at`` when it was put down."""

    date_text: str = ""
    source: str = ""
    event: str = ""
    significance: str = ""
    action: str = ""
    recorded_at: date | None = None


@dataclass(frozen=True)
class PlanAction:
    """One row of a plan."""

    outcome: str = ""
    action: str = ""
    owner: str = ""
    timescale: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything the row says, the deadline column first."""
        return (self.timescale, self.action, self.owner, self.outcome)


@dataclass(frozen=True)
class PlanTerms:
    """What a plan's deadlines are counted from, and whose plan it is."""

    stage: str
    plan_on: date | None = None
    next_review_on: date | None = None
    age: float | None = None
    is_unborn: bool = False


@dataclass(frozen=True)
class Record:
    """One record of a visit, review or assessment; ``age`` is the child's on that day, None if unborn or not known."""

    record_type: str
    stage: str
    text: str
    on: date | None = None
    present: tuple[str, ...] = ()
    age: float | None = None
    is_unborn: bool = False
    communication_need: str = ""
    language: str = ""


@dataclass(frozen=True)
class CaseFile:
    """Everything the checks may read of one child's case file.

    Evidence that nobody copied is None, and nothing is claimed about it. ``answers`` holds, by flag code, what the
    auditor answered to the questions that bear on that flag.
    """

    stage: str
    level: str
    as_at: date
    age: float | None = None
    is_unborn: bool = False
    opened_on: date | None = None
    journey_events: tuple[JourneyEvent, ...] = ()
    chronology: tuple[Entry, ...] | None = None
    actions: tuple[PlanAction, ...] | None = None
    plan_on: date | None = None
    next_review_on: date | None = None
    is_plan_signed: bool | None = None
    records: tuple[Record, ...] | None = None
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def plan_terms(self) -> PlanTerms:
        """What the plan's deadlines are counted from."""
        return PlanTerms(self.stage, self.plan_on, self.next_review_on, self.age, self.is_unborn)

    def auditor_found(self, code: str) -> bool:
        """Whether the auditor's answers alone say this is wrong: some find fault and none says yes or partly."""
        values = self.answers.get(code, frozenset())
        return bool(values & FINDS_FAULT) and not values & {"yes", "partly"}


def answers_by_flag(tool: Tool, values: Mapping[str, str | None]) -> dict[str, frozenset[str]]:
    """What was answered to the questions that bear on each flag, from answers by question id."""
    found: dict[str, set[str]] = {}
    for question in tool.questions:
        value = values.get(question.id)
        for code in question.flags:
            if value:
                found.setdefault(code, set()).add(value)
    return {code: frozenset(given) for code, given in found.items()}
