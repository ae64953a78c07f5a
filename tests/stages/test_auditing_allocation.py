"""Asking auditors to read case files and setting one aside, on both databases."""

import pytest
from sqlmodel import Session

from caseaudit.accounts.changes import close_account
from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.changes import allocate, answer, eliminate
from caseaudit.auditing.queries import audits_in, audits_of
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.people import Role, command_line
from caseaudit.sampling.eliminations import ELIMINATION_CODES
from caseaudit.sampling.queries import cases_of
from caseaudit.store.history import history_of
from tests.factories import NOON, add_people
from tests.frames import children, frame_of
from tests.reading import LATER, me, supervisor
from tests.rounds import accepted, audited, drawn, person

CODE = next(iter(ELIMINATION_CODES))


@pytest.fixture
def sample(session: Session, definitions: Definitions):
    add_people(session)
    return drawn(session, definitions, frame_of(session, children(4, team="East team")), size=2)


@pytest.fixture
def ask(session: Session, definitions: Definitions, sample):
    def ask(who, at=NOON):
        share = {case.id: who.id for case in cases_of(session, sample.id) if not case.is_eliminated}
        allocate(session, sample.id, share, definitions=definitions, by=supervisor(session), at=at)

    return ask


def test_each_allocated_case_becomes_an_audit_with_the_tool_of_the_sample(session, sample, ask):
    ask(me(session))

    found = audits_of(session, me(session).id)
    assert [one.audit.status for one in found] == ["allocated", "allocated"]
    assert {(one.audit.tool, one.audit.edition, one.audit.tool_sha256) for one in found} == {
        (sample.tool, sample.edition, sample.tool_sha256)
    }


def test_an_audit_not_started_can_be_given_to_somebody_else(session, ask):
    ask(me(session))
    ask(person(session, "auditor2@test"), at=LATER)

    assert not audits_of(session, me(session).id)
    assert {one.audit.allocated_at for one in audits_of(session, person(session, "auditor2@test").id)} == {LATER}


def test_an_audit_once_started_stays_with_its_auditor(session, definitions, ask):
    ask(me(session))
    one = audits_of(session, me(session).id)[0]
    answer(session, one.audit, {"history-used": AnswerDraft("yes")}, definitions=definitions, by=me(session), at=NOON)

    with pytest.raises(NotAllowed, match="once its audit has been started"):
        ask(person(session, "auditor2@test"))


def test_setting_a_case_aside_withdraws_its_audit_and_brings_the_next(session, definitions, sample, ask):
    ask(me(session))
    one = audits_of(session, me(session).id)[0]
    replacement = eliminate(
        session,
        one.audit.sampled_case_id,
        code=CODE,
        note="",
        definitions=definitions,
        by=supervisor(session),
        at=LATER,
    )

    assert one.audit.status == "withdrawn"
    assert one.audit.id not in {mine.audit.id for mine in audits_of(session, me(session).id)}
    assert replacement is not None
    assert replacement.replaces_id == one.audit.sampled_case_id
    assert history_of(session, one.audit.id)[-1].note == CODE
    assert len(audits_in(session, sample.id)) == 2


def test_a_withdrawn_audit_cannot_be_answered(session, definitions, ask):
    ask(me(session))
    one = audits_of(session, me(session).id)[0]
    eliminate(
        session, one.audit.sampled_case_id, code=CODE, note="", definitions=definitions, by=supervisor(session), at=NOON
    )

    with pytest.raises(NotAllowed, match="You cannot change an audit that is withdrawn"):
        answer(
            session, one.audit, {"history-used": AnswerDraft("no")}, definitions=definitions, by=me(session), at=NOON
        )


def test_an_auditor_sets_nothing_aside(session, definitions, ask):
    ask(me(session))
    one = audits_of(session, me(session).id)[0]

    with pytest.raises(NotAllowed):
        eliminate(
            session, one.audit.sampled_case_id, code=CODE, note="", definitions=definitions, by=me(session), at=NOON
        )
    assert one.audit.status == "allocated"


def test_an_accepted_audit_cannot_be_set_aside(session, definitions, ask):
    ask(me(session))
    one = audits_of(session, me(session).id)[0]
    audited(session, definitions, [one])
    accepted(session, definitions, [one])

    with pytest.raises(NotAllowed):
        eliminate(
            session,
            one.audit.sampled_case_id,
            code=CODE,
            note="",
            definitions=definitions,
            by=supervisor(session),
            at=NOON,
        )
    assert one.audit.status == "sealed"


def test_a_sample_that_is_not_there_cannot_be_allocated(session, definitions):
    add_people(session)

    with pytest.raises(NotFound):
        allocate(session, me(session).id, {}, definitions=definitions, by=supervisor(session), at=NOON)


def test_an_audit_left_behind_by_a_closed_account_goes_on_with_somebody_else(session, definitions, ask):
    ask(me(session))
    one = audits_of(session, me(session).id)[0]
    answer(session, one.audit, {"history-used": AnswerDraft("yes")}, definitions=definitions, by=me(session), at=NOON)
    close_account(session, one.audit.auditor_id, by=command_line(Role.ADMINISTRATOR), at=NOON)

    ask(person(session, "auditor2@test"))

    taken_over = next(
        other for other in audits_of(session, person(session, "auditor2@test").id) if other.audit.id == one.audit.id
    )
    assert taken_over.audit.status == "in_progress"
    assert taken_over.answers["history-used"].value == "yes"
    assert [step.trigger for step in history_of(session, one.audit.id)][-1] == "hand_over"
