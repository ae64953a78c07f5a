"""The voice of the child: whether the child was seen, seen alone, heard in their own way, and counted for anything."""

from collections.abc import Iterator
from typing import NamedTuple

from caseaudit.checks.casefile import CaseFile, Record
from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.voice_labels import GRAVE_STAGES, OLD_ENOUGH_ALONE, VoiceVerdict, judge_record
from caseaudit.words import long_date

NOT_SEEN = "child_not_seen"
NOT_ALONE = "child_not_seen_alone"
ONLY_ADULTS = "only_adults_words"
NO_VIEWS = "no_wishes_and_feelings"
NOT_INDEPENDENT = "interpreter_not_independent"
NOT_ADAPTED = "communication_not_adapted"
NO_INFLUENCE = "views_without_influence"
NO_QUOTE = "no_words_of_the_child"
ADVICE = frozenset({NO_QUOTE})
_SEEN_SOURCE = "Working Together to Safeguard Children; Ofsted and CQC inspection of Luton 2012, paragraph 28"
_VIEWS_SOURCE = "CQC review of Bedford Borough 2015, paragraph 4.2; CQC review of Northamptonshire 2015, paragraph 4.2"
_HEARD_SOURCE = "Working Together to Safeguard Children; Children Act 1989, sections 17(4A), 20(6), 22(4) and 47(5A)"
_TITLES = {
    "statutory_visit": "Visit", "s47_enquiry": "Section 47 enquiry", "assessment": "Assessment", "cin_visit": "Visit",
    "early_help_visit": "Visit", "initial_health_assessment": "Health assessment",
    "review_health_assessment": "Health assessment", "session_note": "Session note", "phone_contact": "Phone contact",
    "plan": "Plan", "review": "Review", "conference_report": "Conference report", "pathway_plan": "Pathway plan",
}  # fmt: skip


class _Remark(NamedTuple):
    code: str
    criterion: str
    severity: Severity
    reason: str
    quote: str
    source: str


def voice_flags(case: CaseFile) -> Iterator[Flag]:
    """What every record copied from the file lacks of the child, or the auditor's own finding where none was copied."""
    if case.records is None:
        yield from _auditors_findings(case)
        return
    for record in case.records:
        yield from record_flags(record)


def record_flags(record: Record) -> Iterator[Flag]:
    """The flags of one record, and then the advice on it; one with no words in it raises none."""
    if record.text.strip():
        yield from remarks_on(judge_record(record))


def remarks_on(verdict: VoiceVerdict) -> Iterator[Flag]:
    """The flags of one judged record, and then the advice on it."""
    for remark in (*_on_presence(verdict), *_on_views(verdict), *_on_means(verdict), *_on_use(verdict)):
        yield _flag(verdict.record, remark)


def _on_presence(verdict: VoiceVerdict) -> Iterator[_Remark]:
    record, seen, alone = verdict.record, verdict.seen, verdict.alone
    if verdict.should_have_seen:
        is_grave = record.stage in GRAVE_STAGES or record.record_type == "s47_enquiry"
        reason = (
            "This record does not show that the worker saw the child."
            if seen.quote
            else "No words were found here that show the worker saw the child."
        )
        severity = Severity.HIGH if is_grave else Severity.MEDIUM
        yield _Remark(NOT_SEEN, "child seen", severity, reason, seen.quote, _SEEN_SOURCE)
    if verdict.should_have_seen_alone:
        reason = (
            "This record does not show that the child was seen alone, and no accepted reason for it was found."
            if alone.quote
            else "No words were found here that show the child was seen alone, or an accepted reason why not."
        )
        yield _Remark(NOT_ALONE, "child seen alone", Severity.MEDIUM, reason, alone.quote, _SEEN_SOURCE)


def _on_views(verdict: VoiceVerdict) -> Iterator[_Remark]:
    record, views = verdict.record, verdict.views
    if views.is_from_child:
        return
    if views.is_only_adults:
        severity = Severity.HIGH if record.record_type == "s47_enquiry" else Severity.MEDIUM
        reason = "Every account of the child here comes from adults; nothing was found that the child said or showed."
        yield _Remark(ONLY_ADULTS, "adult-reported only", severity, reason, views.quote, _VIEWS_SOURCE)
        return
    if record.is_unborn:
        reason = "Nothing was found here about what pregnancy and birth will be like for this baby."
    elif views.tick:
        reason = "These words claim the child's views, and nothing was found here that the child said, felt or showed."
    else:
        reason = "Nothing was found here that the child said, felt or showed."
    yield _Remark(NO_VIEWS, "wishes and feelings", Severity.MEDIUM, reason, views.tick, _VIEWS_SOURCE)


def _on_means(verdict: VoiceVerdict) -> Iterator[_Remark]:
    record, interpreted = verdict.record, verdict.interpreted
    if interpreted.verdict is False:
        is_grave = interpreted.is_by_kin and (record.record_type == "s47_enquiry" or record.stage == "cp")
        severity = Severity.HIGH if is_grave else Severity.MEDIUM
        yield _Remark(
            NOT_INDEPENDENT, "independent interpreter", severity, _why_not_independent(verdict), interpreted.quote,
            _HEARD_SOURCE,
        )  # fmt: skip
    if verdict.should_have_adapted:
        reason = "This child is known to need another way of communicating, and no fitting method was found here."
        yield _Remark(
            NOT_ADAPTED, "communication adapted", Severity.MEDIUM, reason, verdict.adapted.need_quote, _HEARD_SOURCE
        )


def _why_not_independent(verdict: VoiceVerdict) -> str:
    if verdict.interpreted.is_by_kin:
        return "Somebody close to the child interpreted, so the child could not speak freely."
    if verdict.interpreted.quote:
        return "This does not show an interpreter with no tie to the family or to the case."
    return "This child speaks another language, and no interpreter was found in this record."


def _on_use(verdict: VoiceVerdict) -> Iterator[_Remark]:
    record, influence = verdict.record, verdict.influence
    if verdict.should_have_counted:
        severity = Severity.LOW if verdict.views.is_from_child else Severity.MEDIUM
        reason = (
            "The child's view is here, and no decision, action or explained refusal tied to it was found."
            if verdict.views.is_from_child
            else "This record decides about the child, and nothing was found here that the child's view changed."
        )
        quote = influence.quote or (verdict.views.quote if verdict.views.is_from_child else "")
        yield _Remark(NO_INFLUENCE, "influence on the plan", severity, reason, quote, _HEARD_SOURCE)
    is_old_enough = record.age is not None and record.age >= OLD_ENOUGH_ALONE
    if verdict.direct_quote is False and verdict.views.is_from_child and is_old_enough:
        reason = "As advice only: no words of the child's own were found in this record, and they are worth having."
        yield _Remark(NO_QUOTE, "direct quote", Severity.LOW, reason, verdict.views.quote, _VIEWS_SOURCE)


def _flag(record: Record, remark: _Remark) -> Flag:
    title = _TITLES.get(record.record_type, "Record")
    place = f"{title} of {long_date(record.on)}" if record.on else title
    words = "\n".join((record.record_type, *record.present, record.text))
    return Flag(
        "voice", remark.code, remark.criterion, remark.severity, place, remark.reason, remark.quote.strip(),
        remark.source, words,
    )  # fmt: skip


def _auditors_findings(case: CaseFile) -> Iterator[Flag]:
    for code, criterion, reason, source in (
        (NOT_SEEN, "child seen", "The auditor found that the child is not seen often enough.", _SEEN_SOURCE),
        (NOT_ALONE, "child seen alone", "The auditor found that the child is not seen alone.", _SEEN_SOURCE),
        (ONLY_ADULTS, "wishes and feelings", "The auditor found no sense of the child's own view.", _VIEWS_SOURCE),
    ):
        if case.auditor_found(code):
            yield Flag("voice", code, criterion, Severity.MEDIUM, "The file", reason, "", source)
