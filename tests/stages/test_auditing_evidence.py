"""Evidence copied beside an audit, the flags that follow it, and the verdicts on them, on both databases."""

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import Session

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.changes import allocate, answer, judge_flag, keep_chronology, keep_plan, keep_record, submit
from caseaudit.auditing.evidence import fingerprint
from caseaudit.auditing.queries import audits_in, judged_flags, unjudged, verdicts_of
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft, RecordDraft
from caseaudit.casefiles.queries import evidence_of
from caseaudit.definitions.library import Definitions
from caseaudit.errors import EditedMeanwhile, NotAllowed, NotFound
from caseaudit.intake.tables import Frame
from caseaudit.sampling.queries import cases_of
from tests.factories import NOON, add_people
from tests.reading import LATER, asked, handed_over, me, supervisor
from tests.rounds import accepted, all_good, audited, drawn, person

REVIEW = date(2026, 7, 1)
VAGUE = PlanDraft(date(2026, 3, 1), REVIEW, (ActionDraft("Ava is well", "Dental check to be booked", "", "ASAP"),))
CLEAR = PlanDraft(
    date(2026, 3, 1),
    REVIEW,
    (ActionDraft("Ava is well", "Ms Hart to book the dentist for Ava", "Ms Hart", "by 1 May 2026"),),
)


@pytest.fixture
def case(session: Session, definitions: Definitions):
    add_people(session)
    return asked(session, definitions)


@pytest.fixture
def plan(session: Session, definitions: Definitions, case):
    def plan(draft, **more):
        keep_plan(session, case.audit, draft, definitions=definitions, by=me(session), at=NOON, **more)

    return plan


@pytest.fixture
def judge(session: Session, definitions: Definitions, case):
    def judge(flag_id, decision, reason="", *, revision=0, by=None, at=NOON):
        judge_flag(
            session, case.audit, flag_id, decision=decision, reason=reason, revision=revision,
            definitions=definitions, by=by or me(session), at=at,
        )  # fmt: skip

    return judge


def codes(session, case):
    return sorted(judged.flag.code for judged in judged_flags(session, case.audit))


def test_evidence_raises_flags_and_starts_the_audit(session, case, plan):
    plan(VAGUE)

    assert case.audit.status == "in_progress"
    assert codes(session, case) == ["action_without_date", "action_without_owner"]
    assert len(unjudged(session, case.audit)) == 2


def test_flags_go_when_their_words_go_and_their_verdicts_stay_without_counting(session, case, plan, judge):
    plan(VAGUE)
    flag = judged_flags(session, case.audit)[0].flag
    judge(flag.id, "confirmed")
    plan(CLEAR)

    assert codes(session, case) == []
    assert set(verdicts_of(session, case.audit.id)) == {flag.id}
    with pytest.raises(NotFound):
        judge(flag.id, "overridden", "It went.")


def test_a_flag_that_comes_back_with_the_same_words_has_its_verdict_again(session, case, plan, judge):
    plan(VAGUE)
    flag = judged_flags(session, case.audit)[0].flag
    judge(flag.id, "confirmed")
    plan(CLEAR)
    plan(VAGUE)

    back = next(judged for judged in judged_flags(session, case.audit) if judged.flag.id == flag.id)
    assert back.verdict is not None
    assert back.verdict.decision == "confirmed"


def test_an_override_needs_a_reason_and_a_confirmation_does_not(session, case, plan, judge):
    plan(VAGUE)
    first, second = (judged.flag.id for judged in judged_flags(session, case.audit))
    with pytest.raises(NotAllowed, match="Enter why you override the flag"):
        judge(first, "overridden", "  ")
    with pytest.raises(NotAllowed, match="Select whether you confirm or override"):
        judge(first, "ignored")

    judge(first, "overridden", "The letter of 3 March names her.")
    judge(second, "confirmed")
    judge(first, "confirmed", revision=1, at=LATER)

    kept = verdicts_of(session, case.audit.id)
    assert {(verdict.decision, verdict.at) for verdict in kept.values()} == {("confirmed", LATER), ("confirmed", NOON)}


def test_a_flag_of_another_case_file_cannot_be_judged(judge):
    with pytest.raises(NotFound):
        judge(uuid4(), "confirmed")


def test_nobody_judges_the_flags_of_another_auditor(session, case, plan, judge):
    plan(VAGUE)

    with pytest.raises(NotAllowed):
        judge(judged_flags(session, case.audit)[0].flag.id, "confirmed", by=person(session, "auditor2@test"))
    assert not verdicts_of(session, case.audit.id)


def test_a_new_flag_holds_submission_until_it_is_judged(session, definitions, case, plan, judge):
    tool = definitions.tool(case.audit.tool, case.audit.edition)
    answers = {question.id: all_good(question, case) for question in case.questions(tool)}
    answer(session, case.audit, answers, definitions=definitions, by=me(session), at=NOON)
    plan(VAGUE)
    with pytest.raises(NotAllowed, match="some flags have no verdict"):
        submit(session, case.audit, definitions=definitions, by=me(session), at=NOON)

    for flag in unjudged(session, case.audit):
        judge(flag.id, "confirmed")
    submit(session, case.audit, definitions=definitions, by=me(session), at=NOON)

    assert case.audit.status == "submitted"


def test_answers_raise_flags_as_well(session, definitions, case):
    answer(
        session, case.audit, {"chronology-present": AnswerDraft("no")},
        definitions=definitions, by=me(session), at=NOON,
    )  # fmt: skip

    assert codes(session, case) == ["chronology_missing"]


def test_chronology_and_record_are_kept_word_for_word(session, definitions, case):
    entries = (EntryDraft("3.9.25", "School", "Not collected", "Waited an hour", "Logged"),)
    record = RecordDraft("statutory_visit", date(2026, 3, 2), ("Mum", "Leo"), "", "", "Seen with Mum.")
    keep_chronology(session, case.audit, entries, definitions=definitions, by=me(session), at=NOON)
    keep_record(session, case.audit, record, definitions=definitions, by=me(session), at=NOON)

    evidence = evidence_of(session, case.audit.case_id)
    assert [(row.date_text, row.event) for row in evidence.chronology] == [("3.9.25", "Not collected")]
    assert [(row.present, row.text) for row in evidence.records] == [(["Mum", "Leo"], "Seen with Mum.")]


def test_evidence_changed_in_another_tab_is_not_overwritten(session, case, plan):
    seen = fingerprint(session, case.audit.case_id, "plan")
    plan(VAGUE, seen=seen)
    with pytest.raises(EditedMeanwhile, match="changed in another tab"):
        plan(CLEAR, seen=seen)
    assert evidence_of(session, case.audit.case_id).actions[0].timescale == "ASAP"

    plan(CLEAR, seen=fingerprint(session, case.audit.case_id, "plan"))

    assert evidence_of(session, case.audit.case_id).actions[0].owner == "Ms Hart"


def test_nobody_else_copies_evidence_into_an_audit(session, definitions, case):
    for other in (person(session, "auditor2@test"), supervisor(session)):
        with pytest.raises(NotAllowed):
            keep_plan(session, case.audit, VAGUE, definitions=definitions, by=other, at=NOON)
    assert evidence_of(session, case.audit.case_id).is_empty


def read_again(session, definitions, case):
    """A second audit of the same case file, for another sample."""
    sample = drawn(session, definitions, session.get_one(Frame, case.case.frame_id), size=1)
    share = {one.id: me(session).id for one in cases_of(session, sample.id)}
    allocate(session, sample.id, share, definitions=definitions, by=supervisor(session), at=LATER)
    return audits_in(session, sample.id)[0]


@pytest.mark.parametrize("reached", ["in_progress", "submitted", "sealed"])
def test_what_an_audit_was_judged_on_stays_when_the_file_is_read_again(session, definitions, case, plan, reached):
    plan(VAGUE)
    if reached != "in_progress":
        audited(session, definitions, [case])
    if reached == "sealed":
        accepted(session, definitions, [case])
    second = read_again(session, definitions, case)

    with pytest.raises(NotAllowed, match="another audit of the case file rests on it"):
        keep_plan(session, second.audit, CLEAR, definitions=definitions, by=me(session), at=LATER)
    answer(
        session, second.audit, {"chronology-present": AnswerDraft("no")},
        definitions=definitions, by=me(session), at=LATER,
    )  # fmt: skip
    assert codes(session, case) == ["action_without_date", "action_without_owner"]


def test_nothing_is_accepted_while_a_flag_has_no_verdict(session, definitions, case, plan):
    plan(VAGUE)
    audited(session, definitions, [case])
    session.delete(next(iter(verdicts_of(session, case.audit.id).values())))
    session.flush()

    with pytest.raises(NotAllowed, match="some flags have no verdict"):
        accepted(session, definitions, [case])
    assert case.audit.status == "submitted"


def test_a_submitted_audit_takes_no_more_evidence(session, definitions):
    add_people(session)
    one = handed_over(session, definitions)

    with pytest.raises(NotAllowed, match="You cannot change an audit that is submitted"):
        keep_plan(session, one.audit, VAGUE, definitions=definitions, by=me(session), at=LATER)


def test_when_an_audit_was_started_is_kept_whatever_starts_it(session, definitions, case, plan):
    plan(VAGUE)

    session.expire(case.audit)
    assert case.audit.started_at == NOON
