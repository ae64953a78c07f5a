"""Labelled chronologies, judged by the same rules as a real chronology."""

from datetime import date
from typing import Any

from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent
from caseaudit.checks.chronology import chronology_flags
from caseaudit.checks.chronology_remarks import (
    ADVICE,
    CONTACT_LOG,
    DISORDERED,
    DRIFT,
    GAP,
    MISSING,
    MISSING_KEY_EVENT,
    NO_ANALYSIS,
    NO_CHILD_IMPACT,
    NOT_CURRENT,
    RECORDED_LATE,
    UNDATED,
)
from caseaudit.checks.measuring import Example, Judgement, Measure, OptionalDate


class ChronologyExample(Example):
    """One labelled chronology."""

    opened: OptionalDate = None
    audit_date: date
    journey_events: tuple[dict[str, Any], ...] = ()
    entries: tuple[dict[str, str], ...] = ()


_CODES = {
    "missing": MISSING,
    "not_current": NOT_CURRENT,
    "gap": GAP,
    "undated": UNDATED,
    "contact_log_only": CONTACT_LOG,
    "no_analysis": NO_ANALYSIS,
    "no_child_impact": NO_CHILD_IMPACT,
    "missing_key_event": MISSING_KEY_EVENT,
    "disordered": DISORDERED,
    "drift": DRIFT,
    "recorded_late": RECORDED_LATE,
}


def _judge_chronology(example: ChronologyExample) -> Judgement:
    case = CaseFile(
        stage=example.stage,
        level=example.stage,
        as_at=example.audit_date,
        age=example.child_age,
        is_unborn=example.unborn,
        opened_on=example.opened,
        journey_events=tuple(_event(event) for event in example.journey_events),
        chronology=tuple(_entry(entry) for entry in example.entries),
    )
    codes = {flag.code for flag in chronology_flags(case)}
    labels = {label: code in codes for label, code in _CODES.items()}
    if labels["missing"]:
        return Judgement({label: True if label == "missing" else None for label in _CODES}, flag=True)
    return Judgement(labels, flag=bool(codes - ADVICE))


def _event(event: dict[str, Any]) -> JourneyEvent:
    return JourneyEvent(
        date.fromisoformat(event["date"]), str(event["label"]), bool(event.get("key")), str(event.get("type", ""))
    )


def _entry(entry: dict[str, str]) -> Entry:
    recorded = entry.get("recorded_at")
    return Entry(
        date_text=entry.get("date", ""),
        source=entry.get("source", ""),
        event=entry.get("event", ""),
        significance=entry.get("significance", ""),
        action=entry.get("action", ""),
        recorded_at=date.fromisoformat(recorded) if recorded else None,
    )


CHRONOLOGY = Measure(
    what="chronologies",
    example=ChronologyExample,
    judge=_judge_chronology,
    findings=dict.fromkeys(_CODES, True),
    not_judged=(),
    flagged=lambda example: example.flag,
    flag_rule="any but recorded late",
)
