"""Three verdicts on a flag, their revisions and history, and advice that holds nothing back, on both databases."""

from datetime import date

import pytest
from sqlmodel import Session

from caseaudit.auditing.changes import answer, judge_flag, keep_plan, keep_record, submit
from caseaudit.auditing.judging import JudgedMeanwhile
from caseaudit.auditing.queries import judged_flags, unjudged, verdicts_of
from caseaudit.casefiles.drafts import ActionDraft, PlanDraft, RecordDraft
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.store.history import history_of
from tests.factories import NOON, add_people
from tests.reading import LATER, asked, me
from tests.rounds import all_good

VAGUE = PlanDraft(date(2026, 3, 1), None, (ActionDraft("Emotional wellbeing", "Therapy to begin", "", "ASAP"),))
OLD_TERM = PlanDraft(
    date(2026, 3, 1),
    None,
    (ActionDraft("Ava is off the at risk register", "Ms Hart to see Ava weekly", "Ms Hart", "by 1 May 2026"),),
)


@pytest.fixture
def case(session: Session, definitions: Definitions):
    add_people(session)
    return asked(session, definitions)


@pytest.fixture
def keep(session: Session, definitions: Definitions, case):
    def keep(plan):
        keep_plan(session, case.audit, plan, definitions=definitions, by=me(session), at=NOON)
        return [judged.flag for judged in judged_flags(session, case.audit)]

    return keep


@pytest.fixture
def judge(session: Session, definitions: Definitions, case):
    def judge(flag, decision, reason="", *, revision=0, at=NOON, is_of_group=False):
        judge_flag(
            session, case.audit, flag.id, decision=decision, reason=reason, revision=revision,
            is_of_group=is_of_group, definitions=definitions, by=me(session), at=at,
        )  # fmt: skip
        return verdicts_of(session, case.audit.id)[flag.id]

    return judge


def answered(session, definitions, case):
    tool = definitions.tool(case.audit.tool, case.audit.edition)
    answers = {question.id: all_good(question, case) for question in case.questions(tool)}
    answer(session, case.audit, answers, definitions=definitions, by=me(session), at=NOON)


def test_not_enough_on_file_is_a_verdict_that_needs_no_reason_and_may_have_one(session, case, keep, judge):
    first, *others = keep(VAGUE)

    assert judge(first, "not_enough").reason == ""
    for other in others:
        assert judge(other, "not_enough", "The plan’s second page is missing.").reason.startswith("The plan")
    assert not unjudged(session, case.audit)


def test_a_verdict_looked_at_is_replaced_and_its_revision_goes_up(keep, judge):
    flag = keep(VAGUE)[0]
    assert judge(flag, "confirmed").revision == 1

    assert judge(flag, "overridden", "The letter dates it.", revision=1, at=LATER).revision == 2


def test_a_verdict_given_elsewhere_meanwhile_never_silently_gives_way(session, case, keep, judge):
    flag = keep(VAGUE)[0]
    judge(flag, "confirmed")

    with pytest.raises(JudgedMeanwhile) as met:
        judge(flag, "overridden", "The letter dates it.", at=LATER)

    assert (met.value.theirs.decision, met.value.theirs.revision, met.value.saved_at) == ("confirmed", 1, NOON)
    assert met.value.yours.reason == "The letter dates it."
    assert verdicts_of(session, case.audit.id)[flag.id].decision == "confirmed"


def test_the_same_verdict_from_two_tabs_is_no_conflict_and_stays_as_it_was(session, case, keep, judge):
    flag = keep(VAGUE)[0]
    verdict = judge(flag, "confirmed")

    judge(flag, "confirmed", at=LATER)

    assert (verdict.revision, verdict.at) == (1, NOON)
    assert len(history_of(session, verdict.id)) == 1


def test_a_verdict_given_with_others_says_so_until_the_flag_is_judged_again_on_its_own(session, keep, judge):
    flag = keep(VAGUE)[0]
    together = judge(flag, "overridden", "Dated in the letter.", is_of_group=True)
    assert together.is_of_group
    assert judge(flag, "overridden", "Dated in the letter.", revision=1).is_of_group, "nothing was said anew"

    assert not judge(flag, "confirmed", revision=1, at=LATER).is_of_group
    assert [(step.from_state, step.to_state) for step in history_of(session, together.id)] == [
        (None, "overridden"),
        ("overridden", "confirmed"),
    ]


def test_history_remembers_who_decided_what_and_never_the_words(session, keep, judge):
    flag = keep(VAGUE)[0]
    judge(flag, "confirmed")
    verdict = judge(flag, "overridden", "Ava’s letter dates it.", revision=1, at=LATER)

    steps = history_of(session, verdict.id)

    assert [(step.from_state, step.to_state, step.by_id) for step in steps] == [
        (None, "confirmed", me(session).id),
        ("confirmed", "overridden", me(session).id),
    ]
    assert {step.note for step in steps} == {""}


def test_advice_may_be_judged_and_holds_nothing_back(session, definitions, case, keep, judge):
    (flag,) = (flag for flag in keep(OLD_TERM) if flag.check == "terms")
    assert flag.is_advice
    assert flag not in unjudged(session, case.audit)
    answered(session, definitions, case)
    judge(flag, "confirmed")
    for other in unjudged(session, case.audit):
        judge(other, "confirmed")

    submit(session, case.audit, definitions=definitions, by=me(session), at=NOON)

    assert case.audit.status == "submitted"


def test_advice_nobody_judged_does_not_stop_submission(session, definitions, case, keep, judge):
    keep(OLD_TERM)
    answered(session, definitions, case)
    for other in unjudged(session, case.audit):
        judge(other, "confirmed")

    submit(session, case.audit, definitions=definitions, by=me(session), at=NOON)

    assert case.audit.status == "submitted"
    with pytest.raises(NotAllowed):
        keep_record(
            session, case.audit, RecordDraft("statutory_visit", text="Seen."),
            definitions=definitions, by=me(session), at=NOON,
        )  # fmt: skip
