"""What was copied from a case file, in a line."""

from collections.abc import Callable, Mapping

from caseaudit.casefiles.drafts import RECORD_TYPES
from caseaudit.casefiles.queries import Evidence, Record
from caseaudit.words import count_of, long_date


def evidence_in_words(kind: str, evidence: Evidence) -> str:
    """What was copied of one kind; nothing where nothing was."""
    return _WORDS[kind](evidence)


def _chronology_in_words(evidence: Evidence) -> str:
    return count_of(len(evidence.chronology), "entry", "entries") if evidence.chronology else ""


def _plan_in_words(evidence: Evidence) -> str:
    if evidence.plan is None:
        return ""
    dated = f", dated {long_date(evidence.plan.plan_on)}" if evidence.plan.plan_on else ""
    return f"{count_of(len(evidence.actions), 'action')}{dated}"


def _records_in_words(evidence: Evidence) -> str:
    return "; ".join(_record_in_words(record) for record in evidence.records)


def _record_in_words(record: Record) -> str:
    title = RECORD_TYPES.get(record.record_type, "record").lower()
    return f"{title} on {long_date(record.on)}" if record.on else f"{title}, not dated"


_WORDS: Mapping[str, Callable[[Evidence], str]] = {
    "chronology": _chronology_in_words,
    "plan": _plan_in_words,
    "record": _records_in_words,
}
