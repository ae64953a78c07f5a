"""What is only advice on a plan action, and what shows when a plan is read as a whole."""

from datetime import date

import pytest

from caseaudit.checks.achievable import Doubt
from caseaudit.checks.casefile import CaseFile, PlanAction, PlanTerms
from caseaudit.checks.flag import Severity
from caseaudit.checks.plan_findings import judge_plan, plan_flags
from caseaudit.checks.plans import judge_action

PLANNED, REVIEW = date(2025, 5, 12), date(2025, 8, 4)
GOOD = PlanAction("Remi is safe at home", "Fit a stair gate at the top of the stairs", "Mum", "by 2 June 2025")
TASK = PlanAction("Housing", "Complete the housing form and post it", "Mum", "by 2 June 2025")


def doubt(action, owner="Mum", timescale="by 2 June 2025", outcome="Remi is well", age=9.0):
    verdict = judge_action(PlanAction(outcome, action, owner, timescale), PlanTerms("cp", PLANNED, REVIEW, age))
    return verdict.doubt and verdict.doubt.doubt


def plan(*actions, **known):
    known = {"plan_on": PLANNED, "next_review_on": REVIEW, **known}
    return CaseFile("cp", "child_protection", PLANNED, actions=actions, **known)


def findings(*actions, **known):
    return {flag.criterion: flag for flag in plan_flags(plan(*actions, **known)) if flag.place == "The plan"}


@pytest.mark.parametrize(
    "action, expected",
    [
        ("No further incidents of self-harm", Doubt.ABSOLUTE),
        ("Dad will never shout at Remi", Doubt.ABSOLUTE),
        ("Respite at Larch House two nights a month; funding is not agreed", Doubt.NOT_AGREED),
        ("Mum to see the GP about her drinking; she has refused to go", Doubt.REFUSED),
        ("CAMHS assessment, waiting list nine months", Doubt.WAITING),
        ("CAMHS assessment, waiting list two weeks", None),
        ("Sign for the flat in Bell Street; the landlord hasn't agreed yet", Doubt.NOT_AGREED),
        ("Start at Hope House if the council funds it", Doubt.NOT_AGREED),
        ("Funding permitting, two half days at nursery", Doubt.NOT_AGREED),
        ("Family meeting at Nan's, but Mum and Dad won't be in one room", Doubt.REFUSED),
        ("Dad won't drink before Saturday contact", None),
        ("Send form SEND35 about the refused school place", None),
        ("Dad to pay off the £900 from his £84 a week", Doubt.TOO_SHORT),
        ("Dad to pay off the £60 from his £84 a week", None),
        ("Bring three months bank statements to the housing office", None),
        ("Put Remi on the waiting list for swimming", None),
        ("Dad to finish the 26 week programme at Beech Road", Doubt.TOO_SHORT),
        ("If Remi refuses the inhaler, Mum to ring the asthma nurse", None),
        ("Blood test: Remi has never had one", None),
        ("Fit a stair gate at the top of the stairs", None),
    ],
)
def test_a_row_may_say_itself_why_it_cannot_be_done(action, expected):
    assert doubt(action) is expected


@pytest.mark.parametrize(
    "owner, age, expected",
    [("Remi", 5.0, Doubt.TOO_YOUNG), ("Remi", 12.0, None), ("Remi and Mum", 5.0, None), ("Mum", 5.0, None)],
)
def test_a_child_under_eight_cannot_answer_alone_for_medicine(owner, age, expected):
    assert doubt("Remi to take the brown inhaler", owner, outcome="Remi's asthma is controlled", age=age) is expected


def test_a_child_is_not_to_answer_for_a_brother():
    assert doubt("Remi to be responsible for keeping his brother away from the road", "Remi", age=15.0) is Doubt.BURDEN


def test_a_doubt_is_advice_and_never_raises_the_flag():
    action = PlanAction(
        "Remi's asthma is controlled", "Remi (5) to take one puff of the brown inhaler", "Remi", "daily from 1 June"
    )
    verdict = judge_action(action, PlanTerms("cp", PLANNED, REVIEW, 5.0))
    [flag] = plan_flags(plan(action, age=5.0))

    assert (verdict.is_flagged, verdict.labels["achievable_unclear"]) == (False, True)
    assert (flag.code, flag.severity) == ("action_doubtful", Severity.LOW)


def test_an_owner_asked_only_to_see_that_others_act_is_advised_on():
    action = PlanAction("Remi's teeth are treated", "SW to ensure that Mum books Park Dental", "SW", "by 2 June 2025")
    flags = {flag.code: flag.quote for flag in plan_flags(plan(action))}

    assert flags["action_relies_on_others"] == "ensure that Mum books"


def test_a_vague_timescale_beside_a_date_in_the_action_is_advised_on():
    action = PlanAction("Remi is safe at home", "Fit a stair gate on the stairs by 2 June 2025", "Mum", "ongoing")
    [flag] = plan_flags(plan(action))

    assert (flag.code, flag.quote) == ("action_dates_differ", "ongoing")


def test_the_shares_of_a_plan_are_counted_over_the_rows_that_say_anything():
    nobody = PlanAction("Remi is well", "Support", "All", "ongoing")
    judged = judge_plan(plan(GOOD, nobody, PlanAction(), TASK))

    assert (len(judged.actions), judged.flagged, judged.without_owner, judged.without_purpose) == (3, 2, 1, 1)


def test_a_plan_of_tasks_is_called_a_list_of_tasks_from_one_half():
    assert "task list" in findings(TASK, GOOD)
    assert "task list" not in findings(TASK, GOOD, GOOD)


@pytest.mark.parametrize(
    "timescale, review, is_raised",
    [("by 2 June 2025", None, True), ("by 2 June 2025", REVIEW, False), ("reviewed on 2 June 2025", None, False)],
)
def test_a_plan_that_nobody_will_look_at_again_is_called_that(timescale, review, is_raised):
    action = PlanAction("Remi is safe at home", "Fit a stair gate at the top of the stairs", "Mum", timescale)

    assert ("no follow-up mechanism" in findings(action, next_review_on=review)) is is_raised


@pytest.mark.parametrize("is_signed, is_raised", [(False, True), (True, False), (None, False)])
def test_a_plan_is_called_unsigned_only_where_that_is_known(is_signed, is_raised):
    assert ("not signed" in findings(GOOD, is_plan_signed=is_signed)) is is_raised


def test_a_plan_made_up_of_what_the_child_must_do_is_advised_on():
    bed = PlanAction("Remi sleeps", "Remi to put his phone in the kitchen at 9.30", "Remi", "until 2 June 2025")
    run = PlanAction("Remi is fit", "Remi to go to Park Run", "Remi", "Saturdays until 2 June 2025")

    assert "responsibility shifted to child" in findings(bed, run, age=15.0)
    assert "responsibility shifted to child" not in findings(bed, GOOD, age=15.0)


def test_an_empty_plan_is_said_nothing_of():
    assert list(plan_flags(plan())) == []
