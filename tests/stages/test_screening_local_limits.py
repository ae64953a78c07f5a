"""Local time limits: who may set one, what holds now, and what held before."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from caseaudit.definitions.timescale import Unit
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.journey.child import Child
from caseaudit.journey.judgement import Score
from caseaudit.journey.replay import Event
from caseaudit.screening.local_limits import (
    changes_of_limit,
    local_limits,
    set_local_limit,
    withdraw_local_limit,
)
from caseaudit.screening.structure import screener
from caseaudit.store.history import history_of
from tests.factories import NOON, add_people

WHY = "Visiting policy, page 4"
VISITED = Child(
    as_at=date(2026, 3, 31),
    born_on=date(2016, 1, 1),
    events=(Event(date(2026, 2, 2), "cp_plan_started"), Event(date(2026, 3, 2), "cp_visit")),
)


@pytest.fixture
def people(session):
    return add_people(session)


@pytest.fixture
def limit(session, definitions, people):
    def set_it(rule="CPV-01", *, n=10, unit=Unit.WORKING_DAYS, note=WHY, who="supervisor@test", at=NOON):
        return set_local_limit(session, definitions.timescales, rule, n=n, unit=unit, note=note, by=people[who], at=at)

    return set_it


def test_a_local_limit_holds_with_the_name_and_the_day_of_whoever_set_it(session: Session, limit):
    row = limit()

    (held,) = local_limits(session).values()
    assert (held.n, held.unit, held.set_by, held.set_on) == (10, "working_days", "Sam Supervisor", NOON.date())
    assert [(step.subject, step.trigger, step.note) for step in history_of(session, row.id)] == [
        ("local_limit", "set", "CPV-01")
    ]


def test_the_latest_limit_holds_and_every_earlier_one_is_kept(session: Session, limit):
    limit()
    limit(n=4, unit=Unit.WEEKS, note="New policy", who="administrator@test", at=NOON + timedelta(days=1))

    assert local_limits(session)["CPV-01"].n == 4
    assert [(change.limit, change.note, change.set_by) for change in changes_of_limit(session, "CPV-01")] == [
        ("4 weeks", "New policy", "Ann Administrator"),
        ("10 working days", WHY, "Sam Supervisor"),
    ]


def test_a_limit_given_up_is_judged_by_no_more_and_stays_in_the_history(session: Session, definitions, people, limit):
    limit()
    withdraw_local_limit(
        session,
        definitions.timescales,
        "CPV-01",
        note="No policy now",
        by=people["supervisor@test"],
        at=NOON + timedelta(hours=1),
    )

    assert "CPV-01" not in local_limits(session)
    assert [change.limit for change in changes_of_limit(session, "CPV-01")] == [None, "10 working days"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"rule": "LAC-01"}, "it is national"),
        ({"rule": "CPP-01"}, "it is national"),
        ({"rule": "PF-04"}, "nothing is judged by it"),
        ({"n": 0}, "a number from 1 to 999"),
        ({"n": 1000}, "a number from 1 to 999"),
        ({"unit": Unit.SCHOOL_DAYS}, "select hours"),
        ({"note": "  "}, "Enter where the limit comes from"),
        ({"who": "auditor@test"}, "Only a supervisor or an administrator"),
    ],
)
def test_a_limit_that_is_not_the_authoritys_to_set_is_refused(session: Session, limit, changes, refusal):
    with pytest.raises(NotAllowed, match=refusal):
        limit(**changes)

    assert not local_limits(session)


def test_what_was_set_can_neither_be_changed_nor_taken_out_of_the_history(session: Session, limit):
    limit()

    for attempt in ("update local_limit set n = 99", "delete from local_limit"):
        with pytest.raises(DBAPIError, match="sealed and cannot change"), session.begin_nested():
            session.connection().execute(text(attempt))

    assert local_limits(session)["CPV-01"].n == 10


def test_a_rule_nobody_knows_is_not_found(limit):
    with pytest.raises(NotFound):
        limit("XXX-01")


def test_a_limit_that_is_not_set_cannot_be_given_up(session: Session, definitions, people):
    with pytest.raises(NotAllowed, match="none is set"):
        withdraw_local_limit(session, definitions.timescales, "CPV-01", note=WHY, by=people["supervisor@test"], at=NOON)


def test_a_local_rule_is_judged_once_its_limit_is_set_and_says_whose_it_is(session: Session, definitions, limit):
    before = [judged for judged in screener(session, definitions)(VISITED).judgements if judged.rule.id == "CPV-01"]
    limit()

    first, latest = (
        judged for judged in screener(session, definitions)(VISITED).judgements if judged.rule.id == "CPV-01"
    )
    assert before == []
    assert (first.score, first.due_on, first.actual_on, first.days_over) == (
        Score.LATE,
        date(2026, 2, 16),
        date(2026, 3, 2),
        10,
    )
    assert (latest.score, latest.due_on, latest.days_over) == (Score.OVERDUE, date(2026, 3, 16), 11)
    assert first.is_local
    assert first.arithmetic[-1] == (
        "This limit is this authority’s own, set by Sam Supervisor on 1 April 2026; no national limit exists."
    )
