"""Evidence as it arrives, before anybody keeps it: words as the file has them, dates where they could be read."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class EntryDraft:
    """One line of a chronology: ``date_text`` is the date as written, ``agency`` whose chronology it stands in."""

    date_text: str = ""
    source: str = ""
    event: str = ""
    significance: str = ""
    action: str = ""
    recorded_on: date | None = None
    agency: str = ""


@dataclass(frozen=True)
class ActionDraft:
    """One row of a plan."""

    outcome: str = ""
    action: str = ""
    owner: str = ""
    timescale: str = ""


class ActionWords(Protocol):
    """The four cells of an action, wherever it is kept or not yet."""

    @property
    def outcome(self) -> str:
        """What should be different."""

    @property
    def action(self) -> str:
        """What will be done."""

    @property
    def owner(self) -> str:
        """Who will do it."""

    @property
    def timescale(self) -> str:
        """By when."""


@dataclass(frozen=True)
class PlanDraft:
    """A plan with the dates its deadlines are counted from."""

    plan_on: date | None = None
    next_review_on: date | None = None
    actions: tuple[ActionDraft, ...] = ()


@dataclass(frozen=True)
class RecordDraft:
    """One record of a visit, review or assessment; ``replaces`` is the kept record it takes the place of, if any."""

    record_type: str
    on: date | None = None
    present: tuple[str, ...] = ()
    communication_need: str = ""
    language: str = ""
    text: str = ""
    replaces: UUID | None = None


# The kinds of record the checks tell apart, with the words a page shows for each.
RECORD_TYPES = {
    "statutory_visit": "Statutory visit",
    "s47_enquiry": "Section 47 enquiry",
    "assessment": "Assessment",
    "cin_visit": "Child in need visit",
    "early_help_visit": "Early help visit",
    "initial_health_assessment": "Initial health assessment",
    "review_health_assessment": "Review health assessment",
    "session_note": "Session or direct work",
    "phone_contact": "Phone call, video call or message",
    "plan": "Plan",
    "review": "Review",
    "conference_report": "Conference report",
    "pathway_plan": "Pathway plan",
}
