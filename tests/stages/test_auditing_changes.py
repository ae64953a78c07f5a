"""Answering, judging flags and submitting, on both databases."""

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from caseaudit.auditing.answering import AnswerDraft, AnsweredMeanwhile
from caseaudit.auditing.changes import answer, start, submit
from caseaudit.auditing.queries import answers_of, audit_for, audits_of
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.people import Actor, Role
from caseaudit.store.history import history_of
from tests.factories import NOON, add_people
from tests.frames import Child
from tests.reading import LATER, again, asked, handed_over, me, supervisor
from tests.rounds import accepted, all_good, audited, person


@pytest.fixture
def case(session: Session, definitions: Definitions):
    add_people(session)
    return asked(session, definitions)


@pytest.fixture
def say(session: Session, definitions: Definitions, case):
    def say(answers, *, by=None, at=NOON):
        answer(session, case.audit, answers, definitions=definitions, by=by or me(session), at=at)

    return say


def test_the_first_answer_starts_the_audit(session, case, say):
    say({"history-used": AnswerDraft("partly", "Noted twice.")})

    assert (case.audit.status, case.audit.started_at) == ("in_progress", NOON)
    kept = answers_of(session, case.audit.id)["history-used"]
    assert (kept.value, kept.note, kept.revision, kept.answered_by) == ("partly", "Noted twice.", 1, me(session).id)
    assert [step.trigger for step in history_of(session, case.audit.id)] == ["start"]


def test_an_answer_saved_again_unchanged_stays_at_its_revision(session, case, say):
    say({"history-used": AnswerDraft("no")})
    say({"history-used": AnswerDraft("no", revision=0)}, at=LATER)

    kept = answers_of(session, case.audit.id)["history-used"]
    assert (kept.revision, kept.answered_at) == (1, NOON)


def test_an_answer_over_a_newer_one_keeps_both_and_saves_the_others(session, case, say):
    say({"history-used": AnswerDraft("no", "First tab.")})
    say({"history-used": AnswerDraft("yes", "Second tab.", revision=1)}, at=LATER)

    with pytest.raises(AnsweredMeanwhile) as raised:
        say({"history-used": AnswerDraft("partly", "Stale tab.", revision=1), "plan-dates": AnswerDraft("yes")})

    (conflict,) = raised.value.conflicts
    assert (conflict.theirs.note, conflict.theirs.revision, conflict.saved_at) == ("Second tab.", 2, LATER)
    assert conflict.yours.note == "Stale tab."
    kept = answers_of(session, case.audit.id)
    assert kept["history-used"].note == "Second tab."
    assert kept["plan-dates"].value == "yes"


def test_two_people_who_say_the_same_do_not_disagree(session, case, say):
    say({"history-used": AnswerDraft("no")})
    say({"history-used": AnswerDraft("yes", revision=1)})
    say({"history-used": AnswerDraft("yes", revision=1)})

    assert answers_of(session, case.audit.id)["history-used"].revision == 2


def test_an_answer_can_be_taken_back(session, case, say):
    say({"history-used": AnswerDraft("no", "Wrong file.")})
    say({"history-used": AnswerDraft(None, "", revision=1)})

    assert answers_of(session, case.audit.id)["history-used"].value is None


@pytest.mark.parametrize(
    "answers", [{"history-used": AnswerDraft("excellent")}, {"overall-grade": AnswerDraft("adequate")}]
)
def test_a_choice_that_is_not_listed_is_refused_and_nothing_of_the_page_is_kept(session, case, say, answers):
    with pytest.raises(NotAllowed, match="Select one of the answers listed"):
        say({"plan-dates": AnswerDraft("yes"), **answers})

    assert not answers_of(session, case.audit.id)


@pytest.mark.parametrize("question", ["pathway-plan", "no-such-question"])
def test_a_question_not_asked_of_this_child_cannot_be_answered(say, question):
    with pytest.raises(NotAllowed, match="not asked of this child"):
        say({question: AnswerDraft("yes")})


def test_an_unborn_child_is_not_asked_whether_they_were_seen(session, definitions, case):
    tool = definitions.tool(case.audit.tool, case.audit.edition)
    unborn = asked(session, definitions, child=Child("u", level="child_protection", born_on=None, is_unborn=True))

    assert "child-seen" in {question.id for question in case.questions(tool)}
    assert "child-seen" not in {question.id for question in unborn.questions(tool)}
    assert "child-seen" not in {one.question.id for one in unborn.unanswered(tool)}


def test_nobody_but_the_auditor_writes_in_an_audit(session, case, say):
    mine = me(session)
    for other in (person(session, "auditor2@test"), supervisor(session), Actor(mine.id, Role.SUPERVISOR)):
        with pytest.raises(NotAllowed):
            say({"history-used": AnswerDraft("yes")}, by=other)

    assert case.audit.status == "allocated"
    assert not answers_of(session, case.audit.id)


def test_nobody_sees_another_auditors_audit(session, case):
    assert audit_for(session, case.audit.id, me(session)).audit is case.audit
    assert audit_for(session, case.audit.id, supervisor(session)).audit is case.audit
    for other in ("auditor2@test", "administrator@test"):
        with pytest.raises(NotFound):
            audit_for(session, case.audit.id, person(session, other))
    assert not audits_of(session, person(session, "auditor2@test").id)


def test_only_the_auditor_starts_an_audit(session, definitions, case):
    with pytest.raises(NotAllowed, match="belongs to another auditor"):
        start(session, case.audit, definitions=definitions, by=person(session, "auditor2@test"), at=NOON)


def test_an_audit_is_submitted_only_when_complete(session, definitions, case, say):
    tool = definitions.tool(case.audit.tool, case.audit.edition)
    answers = {question.id: all_good(question, case) for question in case.questions(tool)}
    last = answers.pop("history-used")
    say(answers)
    with pytest.raises(NotAllowed, match="some questions that apply to this child are not answered"):
        submit(session, case.audit, definitions=definitions, by=me(session), at=NOON)

    say({"history-used": last})
    submit(session, case.audit, definitions=definitions, by=me(session), at=LATER)

    assert (case.audit.status, case.audit.submitted_at) == ("submitted", LATER)


def test_nobody_submits_for_another(session, definitions, case, say):
    tool = definitions.tool(case.audit.tool, case.audit.edition)
    say({question.id: all_good(question, case) for question in case.questions(tool)})

    with pytest.raises(NotAllowed, match="belongs to another auditor"):
        submit(session, case.audit, definitions=definitions, by=person(session, "auditor2@test"), at=NOON)


def test_a_submitted_audit_cannot_be_changed(session, definitions, case, say):
    audited(session, definitions, [case])

    with pytest.raises(NotAllowed, match="You cannot change an audit that is submitted"):
        say({"history-used": AnswerDraft("no", revision=1)})


def test_the_database_itself_refuses_to_change_an_accepted_audit(session, definitions):
    add_people(session)
    one = handed_over(session, definitions)
    accepted(session, definitions, [one])
    sealed = again(session, one)
    with pytest.raises(NotAllowed, match="You cannot change an audit that is accepted"):
        answer(
            session,
            sealed.audit,
            {"history-used": AnswerDraft("no", revision=1)},
            definitions=definitions,
            by=me(session),
            at=LATER,
        )

    sealed.answers["history-used"].value = "no"
    session.add(sealed.answers["history-used"])
    with pytest.raises(DBAPIError, match="sealed"):
        session.flush()
