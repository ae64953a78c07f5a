"""The voice of the child: whether the child was seen, seen alone, and heard in anything but adults' words."""

from collections.abc import Iterator

from caseaudit.checks.casefile import CaseFile, Record
from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.presence import child_seen, child_seen_alone, reason_not_alone
from caseaudit.checks.views import Views, views_in
from caseaudit.words import long_date

NOT_SEEN = "child_not_seen"
NOT_ALONE = "child_not_seen_alone"
ONLY_ADULTS = "only_adults_words"
OLD_ENOUGH_ALONE = 4
_CALL_FOR_SEEING = frozenset(
    {
        "statutory_visit", "s47_enquiry", "assessment", "cin_visit", "early_help_visit",
        "initial_health_assessment", "review_health_assessment",
    }
)  # fmt: skip
_GRAVE_STAGES = frozenset({"cp", "lac"})
_SEEN_SOURCE = "Working Together to Safeguard Children; Ofsted and CQC inspection of Luton 2012, paragraph 28"
_VIEWS_SOURCE = "CQC review of Bedford Borough 2015, paragraph 4.2; CQC review of Northamptonshire 2015, paragraph 4.2"
_TITLES = {
    "statutory_visit": "Visit", "s47_enquiry": "Section 47 enquiry", "assessment": "Assessment", "cin_visit": "Visit",
    "early_help_visit": "Visit", "initial_health_assessment": "Health assessment",
    "review_health_assessment": "Health assessment", "session_note": "Session note", "phone_contact": "Phone contact",
    "plan": "Plan", "review": "Review", "conference_report": "Conference report", "pathway_plan": "Pathway plan",
}  # fmt: skip


def voice_flags(case: CaseFile) -> Iterator[Flag]:
    """What every record copied from the file lacks of the child, or the auditor's own finding where none was copied."""
    if case.records is None:
        yield from _auditors_findings(case)
        return
    for record in case.records:
        yield from record_flags(record)


def record_flags(record: Record) -> Iterator[Flag]:
    """The flags of one record; one with no words in it raises none."""
    if not record.text.strip():
        return
    for flag in (_not_seen(record), _not_alone(record), _only_adults(record)):
        if flag is not None:
            yield flag


def _not_seen(record: Record) -> Flag | None:
    if record.record_type not in _CALL_FOR_SEEING:
        return None
    seen = child_seen(record)
    if seen.verdict is not False:
        return None
    is_grave = record.stage in _GRAVE_STAGES or record.record_type == "s47_enquiry"
    severity = Severity.HIGH if is_grave else Severity.MEDIUM
    reason = (
        "This record does not show that the worker saw the child."
        if seen.quote
        else "No words were found here that show the worker saw the child."
    )
    return _flag(record, NOT_SEEN, "child seen", severity, reason=reason, quote=seen.quote, source=_SEEN_SOURCE)


def _not_alone(record: Record) -> Flag | None:
    is_called_for = record.record_type == "s47_enquiry" or (
        record.record_type == "statutory_visit" and record.stage in _GRAVE_STAGES
    )
    if not is_called_for or record.age is None or record.age < OLD_ENOUGH_ALONE:
        return None
    alone = child_seen_alone(record)
    if alone.verdict is not False or reason_not_alone(record):
        return None
    reason = (
        "This record does not show that the child was seen alone, and no accepted reason for it was found."
        if alone.quote
        else "No words were found here that show the child was seen alone, or an accepted reason why not."
    )
    return _flag(
        record, NOT_ALONE, "child seen alone", Severity.MEDIUM, reason=reason, quote=alone.quote, source=_SEEN_SOURCE
    )


def _only_adults(record: Record) -> Flag | None:
    views = views_in(record)
    if views.is_from_child:
        return None
    is_grave = views.is_only_adults and record.record_type == "s47_enquiry"
    severity = Severity.HIGH if is_grave else Severity.MEDIUM
    return _flag(
        record, ONLY_ADULTS, "wishes and feelings", severity,
        reason=_why_only_adults(record, views), quote=views.quote, source=_VIEWS_SOURCE,
    )  # fmt: skip


def _why_only_adults(record: Record, views: Views) -> str:
    if record.is_unborn:
        return "Nothing was found here about what pregnancy and birth will be like for this baby."
    if views.is_only_adults:
        return "Every account of the child here comes from adults; nothing was found that the child said or showed."
    return "Nothing was found here that the child said, felt or showed."


def _flag(
    record: Record, code: str, criterion: str, severity: Severity, *, reason: str, quote: str, source: str
) -> Flag:
    title = _TITLES.get(record.record_type, "Record")
    place = f"{title} of {long_date(record.on)}" if record.on else title
    words = "\n".join((record.record_type, *record.present, record.text))
    return Flag("voice", code, criterion, severity, place, reason, quote.strip(), source, words)


def _auditors_findings(case: CaseFile) -> Iterator[Flag]:
    for code, criterion, reason, source in (
        (NOT_SEEN, "child seen", "The auditor found that the child is not seen often enough.", _SEEN_SOURCE),
        (NOT_ALONE, "child seen alone", "The auditor found that the child is not seen alone.", _SEEN_SOURCE),
        (ONLY_ADULTS, "wishes and feelings", "The auditor found no sense of the child's own view.", _VIEWS_SOURCE),
    ):
        if case.auditor_found(code):
            yield Flag("voice", code, criterion, Severity.MEDIUM, "The file", reason, "", source)
