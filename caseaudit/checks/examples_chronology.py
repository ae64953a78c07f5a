"""Labelled chronologies, judged by the same rules as a real chronology."""

from datetime import date
from typing import Any

from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent
from caseaudit.checks.chronology import MISSING, NOT_CURRENT, chronology_flags
from caseaudit.checks.measuring import Example, Judgement, Measure, OptionalDate


class ChronologyExample(Example):
    """One labelled chronology."""

    opened: OptionalDate = None
    audit_date: date
    journey_events: tuple[dict[str, Any], ...] = ()
    entries: tuple[dict[str, str], ...] = ()


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


CHRONOLOGY = Measure(
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
)  # fmt: skip
