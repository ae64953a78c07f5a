"""Labelled examples for measuring the checks: read from JSON, judged by the same rules as a real case file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent, PlanAction, PlanTerms, Record
from caseaudit.checks.chronology import MISSING, NOT_CURRENT, chronology_flags
from caseaudit.checks.plans import judge_action
from caseaudit.checks.presence import child_seen, child_seen_alone
from caseaudit.checks.views import views_in
from caseaudit.checks.voice import record_flags

Labels = Mapping[str, bool | None]
_OptionalDate = Annotated[date | None, BeforeValidator(lambda value: value or None)]


@dataclass(frozen=True)
class Judgement:
    """What a check says of one example: the labels it judges, and the flag as far as it is built."""

    labels: Labels
    flag: bool


class Example(BaseModel):
    """What every labelled example has; anything else in it is left unread."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    stage: str
    child_age: float | None = None
    unborn: bool = False
    labels: dict[str, bool | None] = Field(default_factory=dict)
    flags: dict[str, bool | None] = Field(default_factory=dict)
    flag: bool

    @property
    def truth(self) -> Labels:
        """The labels somebody gave it."""
        return self.labels or self.flags


class PlanExample(Example):
    """One labelled plan action."""

    outcome: str
    action: str
    owner: str
    timescale: str
    plan_date: _OptionalDate = None
    next_review_date: _OptionalDate = None


class VoiceExample(Example):
    """One labelled record."""

    record_type: str
    communication_need: str = ""
    language: str = ""
    present: tuple[str, ...] = ()
    text: str
    not_alone_reason_recorded: bool = False


class ChronologyExample(Example):
    """One labelled chronology."""

    opened: _OptionalDate = None
    audit_date: date
    journey_events: tuple[dict[str, Any], ...] = ()
    entries: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class Measure:
    """How one check is measured: its examples, the labels it judges and does not, and which value is the finding."""

    what: str
    example: type[Example]
    judge: Callable[[Any], Judgement]
    findings: Mapping[str, bool]
    not_judged: tuple[str, ...]
    flagged: Callable[[Any], bool]
    flag_rule: str


def _judge_plan(example: PlanExample) -> Judgement:
    action = PlanAction(example.outcome, example.action, example.owner, example.timescale)
    terms = PlanTerms(example.stage, example.plan_date, example.next_review_date, example.child_age, example.unborn)
    verdict = judge_action(action, terms)
    labels = {"time_bound": verdict.deadline.is_dated, "owned": verdict.owner.is_owned}
    return Judgement(labels, verdict.is_flagged)


def _judge_voice(example: VoiceExample) -> Judgement:
    record = Record(
        record_type=example.record_type,
        stage=example.stage,
        text=example.text,
        present=example.present,
        age=example.child_age,
        is_unborn=example.unborn,
        communication_need=example.communication_need,
        language=example.language,
    )
    views = views_in(record)
    labels = {
        "child_seen": child_seen(record).verdict,
        "seen_alone": child_seen_alone(record).verdict,
        "wishes_feelings": views.is_from_child,
        "adult_reported_only": views.is_only_adults,
    }
    return Judgement(labels, any(record_flags(record)))


def _judge_chronology(example: ChronologyExample) -> Judgement:
    events = tuple(
        JourneyEvent(date.fromisoformat(event["date"]), str(event["label"]), bool(event.get("key")))
        for event in example.journey_events
    )
    fields = ("date", "source", "event", "significance", "action")
    entries = tuple(Entry(*(entry.get(field, "") for field in fields)) for entry in example.entries)
    case = CaseFile(
        stage=example.stage,
        level=example.stage,
        as_at=example.audit_date,
        age=example.child_age,
        is_unborn=example.unborn,
        opened_on=example.opened,
        journey_events=events,
        chronology=entries,
    )
    codes = {flag.code for flag in chronology_flags(case)}
    is_missing = MISSING in codes
    labels = {"missing": is_missing, "not_current": None if is_missing else NOT_CURRENT in codes}
    return Judgement(labels, bool(codes))


def _voice_flagged(example: VoiceExample) -> bool:
    truth = example.truth
    is_visit = example.record_type in {"statutory_visit", "cin_visit", "early_help_visit", "s47_enquiry"}
    calls_for_seeing = is_visit or "assessment" in example.record_type
    calls_for_alone = example.record_type == "s47_enquiry" or (
        example.record_type == "statutory_visit" and example.stage in {"cp", "lac"}
    )
    is_old_enough = example.child_age is not None and example.child_age >= 4
    return (
        truth.get("wishes_feelings") is False
        or truth.get("adult_reported_only") is True
        or (truth.get("child_seen") is False and calls_for_seeing)
        or (
            truth.get("seen_alone") is False
            and calls_for_alone
            and is_old_enough
            and not example.not_alone_reason_recorded
        )
    )


MEASURES: Mapping[str, Measure] = {
    "plans": Measure(
        what="plan actions",
        example=PlanExample,
        judge=_judge_plan,
        findings={"time_bound": False, "owned": False},
        not_judged=("specific", "measurable", "relevant", "achievable_unclear"),
        flagged=lambda example: False in (example.truth.get("time_bound"), example.truth.get("owned")),
        flag_rule="no owner or no date",
    ),
    "voice": Measure(
        what="records",
        example=VoiceExample,
        judge=_judge_voice,
        findings={"child_seen": False, "seen_alone": False, "wishes_feelings": False, "adult_reported_only": True},
        not_judged=("direct_quote", "influence_on_plan", "communication_adapted", "interpreter_independent"),
        flagged=_voice_flagged,
        flag_rule="not seen, not seen alone, or only adults' words",
    ),
    "chronology": Measure(
        what="chronologies",
        example=ChronologyExample,
        judge=_judge_chronology,
        findings={"missing": True, "not_current": True},
        not_judged=(
            "gap", "undated", "contact_log_only", "no_analysis", "no_child_impact", "missing_key_event", "disordered",
            "drift", "recorded_late",
        ),
        flagged=lambda example: True in (example.truth.get("missing"), example.truth.get("not_current")),
        flag_rule="missing or not current",
    ),
}  # fmt: skip
