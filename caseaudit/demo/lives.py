"""What happened to each invented child, from which the lists take what falls in their window."""

from dataclasses import dataclass, field
from datetime import date

from caseaudit.demo.children import Child


@dataclass(frozen=True)
class Contact:
    """Somebody told the council something."""

    on: date
    source: str


@dataclass(frozen=True)
class EarlyHelp:
    """An early help assessment, finished or not."""

    started_on: date
    finished_on: date | None
    organisation: str


@dataclass(frozen=True)
class Referral:
    """A contact that became a referral."""

    on: date
    source: str
    is_no_further_action: bool


@dataclass(frozen=True)
class Assessment:
    """A single assessment; without ``authorised_on`` it is still open."""

    started_on: date
    authorised_on: date | None
    is_child_seen: bool = True
    needs_support: bool | None = None


@dataclass(frozen=True)
class Enquiry:
    """A section 47 enquiry and what it led to; with neither a conference nor a decision it is still open."""

    on: date
    is_conference_unnecessary: bool | None
    conference_on: date | None = None
    made_plan: bool | None = None


@dataclass(frozen=True)
class Need:
    """An episode of need, with the case status of the day."""

    started_on: date
    code: str
    seen_on: date | None
    status: str
    closed_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class ProtectionPlan:
    """One child protection plan."""

    started_on: date
    category: str
    latest_category: str
    visited_on: date | None
    is_seen_alone: bool
    reviewed_on: date | None
    ended_on: date | None = None
    is_emergency: bool = False
    previous: int = 0


@dataclass(frozen=True)
class Care:
    """One period of being looked after, as it stands or stood at its end."""

    started_on: date
    need: str
    status: str
    status_on: date
    placement: str
    provider: str
    placed_on: date
    permanence: str
    reviewed_on: date | None
    visited_on: date | None
    reviewer_on: date | None
    health_on: date | None
    dental_on: date | None
    placements: int = 1
    missing: int = 0
    is_out_of_area: bool = False
    is_alone_in_country: bool = False
    ceased_on: date | None = None
    ceased_because: str = ""


@dataclass(frozen=True)
class LeavingCare:
    """What a young person leaving care is entitled to, and how they are."""

    category: str
    reviewed_on: date | None
    in_touch: str
    contacted_on: date | None
    home: str
    is_home_suitable: bool
    activity: str
    was_alone_in_country: bool = False


@dataclass(frozen=True)
class Adoption:
    """The way to adoption, as far as it went."""

    decided_on: date
    ordered_on: date | None = None
    matched_on: date | None = None
    placed_on: date | None = None
    adopted_on: date | None = None
    reversed_on: date | None = None


@dataclass
class Life:
    """Everything the council knows of one child."""

    child: Child
    team: str
    worker: str
    contacts: list[Contact] = field(default_factory=list)
    early_help: list[EarlyHelp] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    need: Need | None = None
    plans: list[ProtectionPlan] = field(default_factory=list)
    care: Care | None = None
    leaving: LeavingCare | None = None
    adoption: Adoption | None = None
