"""Returning and accepting audits, on both databases."""

import pytest
from sqlmodel import Session

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.changes import answer, submit
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.moderation.changes import accept, return_to_auditor
from caseaudit.moderation.queries import comments_on, readings_of, waiting
from caseaudit.people import Actor, Role
from caseaudit.store.history import history_of
from tests.factories import NOON, add_people
from tests.frames import Child
from tests.reading import LATER, asked, handed_over, me, supervisor


@pytest.fixture
def case(session: Session, definitions: Definitions):
    add_people(session)
    return handed_over(session, definitions)


@pytest.fixture
def send_back(session: Session, definitions: Definitions, case):
    def send_back(comment="", questions=None, *, by=None, audit=None):
        return_to_auditor(
            session, audit or case.audit, comment=comment, questions=questions or {},
            definitions=definitions, by=by or supervisor(session), at=LATER,
        )  # fmt: skip

    return send_back


@pytest.fixture
def take(session: Session, definitions: Definitions, case):
    def take(*, by=None, audit=None):
        accept(
            session,
            audit or case.audit,
            comment="Thank you.",
            definitions=definitions,
            by=by or supervisor(session),
            at=LATER,
        )

    return take


def test_a_submitted_audit_waits(session, case):
    assert [one.audit.id for one in waiting(session)] == [case.audit.id]


def test_an_audit_goes_back_with_comments_on_the_whole_and_on_questions(session, case, send_back):
    send_back("Two things.", {"history-used": "Which history?", "plan-reviewed": "  "})

    said = comments_on(session, case.audit.id)
    assert said is not None
    assert case.audit.status == "returned"
    assert (said.moderation.decision, said.moderation.comment) == ("returned", "Two things.")
    assert said.questions == {"history-used": "Which history?"}
    assert not waiting(session)


@pytest.mark.parametrize(("comment", "questions"), [("", {}), ("  \n", {"history-used": " "})])
def test_an_audit_never_goes_back_without_a_word(case, send_back, comment, questions):
    with pytest.raises(NotAllowed, match="Enter a comment"):
        send_back(comment, questions)
    assert case.audit.status == "submitted"


def test_a_comment_on_a_question_of_another_tool_is_refused(case, send_back):
    with pytest.raises(NotAllowed, match="does not ask"):
        send_back("", {"no-such-question": "Hm."})
    assert case.audit.status == "submitted"


def test_a_returned_audit_is_changed_submitted_again_and_accepted(session, definitions, case, send_back, take):
    send_back("Look again.")
    answer(
        session, case.audit, {"history-used": AnswerDraft("no", "None on file.", revision=1)},
        definitions=definitions, by=me(session), at=LATER,
    )  # fmt: skip
    submit(session, case.audit, definitions=definitions, by=me(session), at=LATER)
    take()

    assert (case.audit.status, case.audit.sealed_at) == ("sealed", LATER)
    assert [reading.moderation.decision for reading in readings_of(session, case.audit.id)] == ["returned", "accepted"]
    assert [step.trigger for step in history_of(session, case.audit.id)][-4:] == [
        "submit", "return_to_auditor", "submit", "accept",
    ]  # fmt: skip


def test_nobody_moderates_their_own_audit(session, case, send_back, take):
    me_as_supervisor = Actor(me(session).id, Role.SUPERVISOR)
    with pytest.raises(NotAllowed, match="needs someone else to have done the audit"):
        take(by=me_as_supervisor)
    with pytest.raises(NotAllowed, match="needs someone else to have done the audit"):
        send_back("Hm.", by=me_as_supervisor)

    assert (case.audit.status, case.audit.sealed_at) == ("submitted", None)
    assert not readings_of(session, case.audit.id)


def test_an_auditor_moderates_nothing(session, case, take):
    with pytest.raises(NotAllowed):
        take(by=me(session))
    assert case.audit.status == "submitted"


def test_only_a_submitted_audit_is_moderated(session, definitions, take, send_back):
    other = asked(session, definitions)
    with pytest.raises(NotAllowed, match="not started"):
        take(audit=other.audit)
    with pytest.raises(NotAllowed, match="not started"):
        send_back("Hm.", audit=other.audit)


def test_an_accepted_audit_is_accepted_once_and_never_goes_back(case, take, send_back):
    take()

    with pytest.raises(NotAllowed, match="accepted"):
        take()
    with pytest.raises(NotAllowed, match="accepted"):
        send_back("One more thing.")
    assert case.audit.sealed_at == LATER


def test_audits_wait_in_the_order_they_were_submitted(session, definitions, case):
    second = handed_over(session, definitions, child=Child("ref-78", level="closed"))
    second.audit.submitted_at = NOON
    case.audit.submitted_at = LATER

    assert [one.audit.id for one in waiting(session)] == [second.audit.id, case.audit.id]
