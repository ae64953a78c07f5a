"""The actions an auditor writes for a child: kept whole, judged when kept, never written over, sealed in the end."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from caseaudit.auditing.actions import MOST_ACTIONS, judge_actions, mark_of_actions
from caseaudit.auditing.changes import keep_actions
from caseaudit.auditing.queries import actions_of
from caseaudit.casefiles.drafts import ActionDraft
from caseaudit.definitions.library import Definitions
from caseaudit.errors import EditedMeanwhile, NotAllowed
from caseaudit.reporting.written_actions import written_actions
from caseaudit.store.history import history_of
from tests.factories import NOON, add_people
from tests.reading import LATER, asked, me
from tests.rounds import accepted, audited, person

VAGUE = ActionDraft("Ava is well", "Therapy to begin", "", "ASAP")
CLEAR = ActionDraft("Ava sleeps through", "Ms Hart to see Ava weekly", "Ms Hart", "by 1 June 2026")


@pytest.fixture
def case(session: Session, definitions: Definitions):
    add_people(session)
    return asked(session, definitions)


@pytest.fixture
def keep(session: Session, definitions: Definitions, case):
    def keep(*actions, by=None, at=NOON, seen=None):
        keep_actions(
            session, case.audit, actions, definitions=definitions, by=by or me(session), at=at, seen=seen
        )  # fmt: skip
        return [(row.action, row.remarks) for row in actions_of(session, case.audit.id)]

    return keep


def test_actions_are_kept_in_their_order_with_how_often_the_check_remarked(keep):
    (vague, remarks), (clear, none) = keep(VAGUE, CLEAR)

    assert (vague, clear) == ("Therapy to begin", "Ms Hart to see Ava weekly")
    assert remarks >= 2
    assert none == 0


def test_times_are_counted_from_the_day_the_actions_are_written(session, definitions, case):
    within = ActionDraft("Ava sleeps", "Ms Hart to see Ava", "Ms Hart", "by 1 March 2026")

    judged = judge_actions(session, case.audit, [within], definitions=definitions, at=NOON)

    assert "already passed" in judged.rows[0][0].reason


def test_an_empty_row_between_others_is_passed_over_and_the_rest_keep_their_places(session, definitions, case):
    judged = judge_actions(
        session, case.audit, [ActionDraft(), VAGUE, ActionDraft(), CLEAR], definitions=definitions, at=NOON
    )

    assert [any(not flag.is_advice for flag in row) for row in judged.rows] == [False, True, False, False]
    assert judged.remarked == 1


def test_saving_the_same_again_changes_nothing(session, case, keep):
    keep(VAGUE)
    keep(VAGUE, at=LATER)

    assert [row.kept_at for row in actions_of(session, case.audit.id)] == [NOON]
    assert [step.trigger for step in history_of(session, case.audit.id)].count("keep_actions") == 1


def test_history_remembers_how_many_and_never_the_words(session, case, keep):
    keep(VAGUE, CLEAR)

    note = next(step.note for step in history_of(session, case.audit.id) if step.trigger == "keep_actions")
    assert note == "2 actions"


def test_a_second_tab_never_writes_over_the_first(session, case, keep):
    seen = mark_of_actions(session, case.audit.id)
    keep(CLEAR, seen=seen)

    with pytest.raises(EditedMeanwhile):
        keep(VAGUE, seen=seen)
    assert [row.action for row in actions_of(session, case.audit.id)] == [CLEAR.action]


def test_only_its_own_auditor_writes_them_and_not_without_end(session, case, keep):
    with pytest.raises(NotAllowed):
        keep(CLEAR, by=person(session, "auditor2@test"))
    with pytest.raises(NotAllowed, match="actions or fewer"):
        keep(*[CLEAR] * (MOST_ACTIONS + 1))


def test_they_are_closed_when_submitted_and_sealed_when_accepted(session, definitions, case, keep):
    keep(VAGUE, CLEAR)
    audited(session, definitions, [case])
    with pytest.raises(NotAllowed):
        keep(CLEAR)
    accepted(session, definitions, [case])

    for attempt in ("update audit_action set action = 'x'", "delete from audit_action"):
        with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
            session.execute(text(attempt))


def test_the_actions_of_accepted_audits_are_counted(session, definitions, case, keep):
    keep(VAGUE, CLEAR)
    assert written_actions(session, case.sample_id).actions == 0
    audited(session, definitions, [case])
    accepted(session, definitions, [case])

    found = written_actions(session, case.sample_id)

    assert (found.actions, found.case_files, found.remarked) == (2, 1, 1)
    assert found.sentence.startswith("Auditors wrote 2 actions for the children of 1 case file.")
