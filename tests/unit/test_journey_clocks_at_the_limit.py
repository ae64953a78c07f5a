"""Every time limit that is on, at the limit, one day before and one day after, by last days worked out by hand."""

from datetime import date, timedelta

import pytest

from caseaudit.definitions.timescale import Kind, Unit
from caseaudit.journey.judgement import Score
from caseaudit.journey.working_days import WorkingDays
from tests.clocks import DEFINITIONS, HOURS, OR_LATER, OTHER_DAYS, SAME_DAY, WORKING_DAYS, Case

DAY = timedelta(days=1)
DAYS = WorkingDays(DEFINITIONS.calendars["england-and-wales"])
ON = [rule for rule in DEFINITIONS.timescales.rules if rule.is_on and rule.kind is Kind.LIMIT]
DATED = WORKING_DAYS + OTHER_DAYS


def name(case: Case) -> str:
    return f"{case.rule} from {case.start[0]}"


def when(case: Case, days: int = 0) -> str:
    return (date.fromisoformat(case.due_on) + days * DAY).isoformat()


def test_every_limit_that_is_on_is_tried_in_each_of_its_eras():
    tried = {
        (case.rule, rule.n)
        for case in (*DATED, *HOURS, *OR_LATER, *SAME_DAY)
        for rule in ON
        if rule.id == case.rule and rule.is_in_force(date.fromisoformat(case.start[0]))
    }

    assert {(rule.id, rule.n) for rule in ON} - tried == set()


@pytest.mark.parametrize("case", (*DATED, *HOURS, *OR_LATER), ids=name)
def test_every_limit_is_tried_with_a_bank_holiday_in_the_way(case: Case):
    # It puts off a limit in working days. Days, weeks, months and hours are counted across it.
    assert DAYS.holidays(date.fromisoformat(case.start[0]), date.fromisoformat(case.due_on))


def test_the_limits_in_working_days_are_those_tried_as_such():
    assert {rule.id for rule in ON if rule.unit is Unit.WORKING_DAYS} == {case.rule for case in WORKING_DAYS}


@pytest.mark.parametrize("case", DATED, ids=name)
def test_on_the_last_day_it_is_on_time(case: Case):
    judged = case.judged((when(case), case.due))

    assert (judged.score, judged.due_on.isoformat(), judged.days_over) == (Score.ON_TIME, case.due_on, 0)


@pytest.mark.parametrize("case", DATED, ids=name)
def test_one_day_before_it_is_on_time(case: Case):
    judged = case.judged((when(case, -1), case.due))

    assert (judged.score, judged.actual_on.isoformat()) == (Score.ON_TIME, when(case, -1))


@pytest.mark.parametrize("case", DATED, ids=name)
def test_one_day_after_it_is_late_by_one_day(case: Case):
    judged = case.judged((when(case, 1), case.due))

    assert (judged.score, judged.due_on.isoformat(), judged.days_over) == (Score.LATE, case.due_on, 1)


@pytest.mark.parametrize("case", [case for case in DATED if case.rule != "ICPC-02"], ids=name)
def test_with_nothing_done_it_is_not_yet_due_on_the_last_day_and_overdue_the_day_after(case: Case):
    assert case.judged(as_at=when(case)).score is Score.NOT_YET_DUE
    after = case.judged(as_at=when(case, 1))

    assert (after.score, after.days_over, after.actual_on) == (Score.OVERDUE, 1, None)


@pytest.mark.parametrize("case", HOURS, ids=name)
def test_hours_counted_in_dates_are_met_not_met_or_cannot_be_told(case: Case):
    met, unsure, missed = (case.judged((when(case, days), case.due)) for days in (-1, 0, 1))

    assert [met.score, unsure.score, missed.score] == [Score.ON_TIME, Score.CANNOT_TELL, Score.LATE]
    assert {judged.due_on.isoformat() for judged in (met, unsure, missed)} == {case.due_on}
    assert "With dates and no times, it cannot be told whether 72 hours had passed." in unsure.arithmetic


@pytest.mark.parametrize("case", HOURS, ids=name)
def test_hours_are_not_yet_over_then_uncertain_then_overdue_with_nothing_done(case: Case):
    found = [case.judged(as_at=when(case, days)).score for days in (-1, 0, 1)]

    assert found == [Score.NOT_YET_DUE, Score.CANNOT_TELL, Score.OVERDUE]


@pytest.mark.parametrize("case", OR_LATER, ids=name)
def test_where_a_later_day_may_be_due_it_is_on_time_up_to_the_last_day_and_cannot_be_told_after_it(case: Case):
    met = [case.judged((when(case, days), case.due)).score for days in (-1, 0, 1)]
    unmet = [case.judged(as_at=when(case, days)).score for days in (0, 1)]

    assert met == [Score.ON_TIME, Score.ON_TIME, Score.CANNOT_TELL]
    assert unmet == [Score.NOT_YET_DUE, Score.CANNOT_TELL]


@pytest.mark.parametrize("case", SAME_DAY, ids=name)
def test_the_same_day_is_on_time_the_next_is_late_and_never_is_not_judged(case: Case):
    assert case.judged((when(case), case.due)).score is Score.ON_TIME
    assert case.judged((when(case, 1), case.due)).score is Score.LATE
    assert case.judged() is None
