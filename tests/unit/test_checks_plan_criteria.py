"""Each criterion of a plan action, and each trap, by the definitions the checks are held to."""

from datetime import date

import pytest

from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.flag import Severity
from caseaudit.checks.plans import judge_action

PLANNED = date(2025, 5, 12)
TERMS = PlanTerms("cp", PLANNED, date(2025, 8, 4), 9.0)


def labels(action, outcome="Remi is safe at home", owner="Mum", timescale="by 2 June 2025", **known):
    terms = PlanTerms(**{**vars(TERMS), **known})
    return judge_action(PlanAction(outcome, action, owner, timescale), terms).labels


def failing(*given, **known):
    found = labels(*given, **known)
    return {name for name, is_met in found.items() if not is_met} - {"achievable_unclear"}


@pytest.mark.parametrize(
    "action",
    [
        "Mum to ring Dr Shah about Remi's nightmares and tell the SW what was said",
        "Health visitor to show both parents how to make up feeds and watch each of them do one",
        "Fit a stair gate at the top and bottom of the stairs",
        "Complete the Freedom Programme at Alder House",
        "Shoes. Size 3. Dad. Saturday 8th.",
        "Ref to SALT sent, copy to HV",
        "Refferal to CAHMS sent with the SDQ",
    ],
)
def test_an_exact_act_upon_a_definite_thing_is_specific_and_measurable(action):
    found = labels(action)

    assert (found["specific"], found["measurable"]) == (True, True)


@pytest.mark.parametrize(
    "action",
    [
        "Support Mum with routines and boundaries",
        "Engage with services",
        "Liaise with appropriate agencies",
        "Address the issues in the relationship",
        "Explore options",
        "Therapy",
        "Direct work",
        "Health needs to be met",
        "A holistic, trauma-informed package will be embedded around the family",
        "Support at 100%",
        "Suport famly with rutines",
        "WORK WITH PARENTS TO IMPROVE PARENTING",
    ],
)
def test_words_that_fix_nothing_are_neither_specific_nor_measurable(action):
    found = labels(action)

    assert (found["specific"], found["measurable"]) == (False, False)


@pytest.mark.parametrize(
    "outcome, action, is_measurable",
    [
        ("Remi is on the 25th centile", "HV to monitor weight, expected to stay on 25th centile", True),
        ("Remi attends school", "School to monitor attendance", False),
    ],
)
def test_monitoring_is_measured_by_what_is_expected(outcome, action, is_measurable):
    assert labels(action, outcome)["measurable"] is is_measurable


def test_a_change_that_is_counted_is_measurable_and_not_specific():
    assert failing("Panic attacks to come down from six a week to two") == {"specific"}


def test_talk_about_something_is_specific_and_cannot_be_ticked_off():
    assert failing("Health visitor to talk to Mum about smoking in the car") == {"measurable"}


def test_going_on_with_something_exact_is_fine():
    assert failing("Continue 10 minutes of reading at bedtime every day, log checked on 4 July") == set()


def test_a_prohibition_can_be_smart():
    action = "No unsupervised contact with Mr D until the risk assessment on 12 June; Mum and SW"

    assert failing(action, owner="Mum and SW", timescale="until 12 June") == set()


@pytest.mark.parametrize(
    "outcome",
    [
        "Jay is safe at home", "Imms: booster outstanding", "Remi eats lunch", "No hitting", "Squint", "I have a flat",
        "Remi's asthma", "Sleep (gets 5 hours, wants 9)",
    ],
)  # fmt: skip
def test_a_short_outcome_that_names_a_difference_or_a_need_is_enough(outcome):
    assert failing("Mum to ring Dr Shah on Monday and write down what he says", outcome) == set()


@pytest.mark.parametrize(
    "outcome",
    ["", "Education", "Money", "Discharge", "Engagement with services", "Plan to be followed", "Birth plan", "N/A"],
)
def test_a_blank_outcome_a_heading_or_what_services_do_is_not(outcome):
    assert failing("Complete housing form", outcome) == {"relevant"}


@pytest.mark.parametrize("action", ["May to see Jay at school on 3 June", "May Ellis to ring the school each Monday"])
def test_somebody_called_may_is_not_a_word_that_leaves_things_open(action):
    assert failing(action) == set()


def test_an_action_that_leads_nowhere_near_its_outcome_is_not_relevant():
    assert failing("Mum to attend first-aid training", "Remi does not look after her brothers") == {"relevant"}


def test_a_need_named_anywhere_in_the_row_is_enough():
    assert failing("Book the dentist because of the two decayed teeth", "Dental") == set()


@pytest.mark.parametrize(
    "timescale", ["review in 6 weeks", "6/52", "Saturday 7 June", "by next core group", "by end of Summer 2"]
)
def test_the_traps_of_time_are_known(timescale):
    assert failing("Fit a stair gate at the top of the stairs", timescale=timescale) == set()


def test_the_next_core_group_is_a_deadline_only_when_its_date_is_known():
    action = "Fit a stair gate at the top of the stairs"

    assert failing(action, timescale="by next core group", next_review_on=None) == {"time_bound"}


@pytest.mark.parametrize(
    "owner, is_owned",
    [
        ("Mum", True),
        ("All professionals", False),
        ("School", False),
        ("Ms Bell (class teacher)", True),
        ("SALT", False),
    ],
)
def test_the_traps_of_owners_are_known(owner, is_owned):
    found = labels("Stair gate to be fitted at the top of the stairs", owner=owner)

    assert found["owned"] is is_owned


@pytest.mark.parametrize(
    "row, fails, severity",
    [
        (("Emotional wellbeing", "Therapeutic input to begin", "", "ASAP"),
         {"specific", "measurable", "time_bound", "owned"}, Severity.HIGH),
        (("Ava gains weight along the 9th centile",
          "HV Priya to weigh Ava at clinic every two weeks and tell SW the same day if she drops a centile line",
          "HV", "from 3 June to core group 15 July"), set(), Severity.LOW),
        (("Kai attends school", "School to monitor attendance", "School", "ongoing"),
         {"measurable", "time_bound", "owned"}, Severity.HIGH),
        (("", "Mum to ring the dentist and book both boys in", "Mum", "by 21/6/25"), {"relevant"}, Severity.LOW),
        (("Zeb is not left with adults who have been drinking",
          "Dad will not drink in the 12 hours before or during Saturday contact; Nan to check at handover and text SW",
          "Dad and Nan", "each Saturday until review 9 Nov"), set(), Severity.LOW),
    ],
)  # fmt: skip
def test_the_worked_examples_come_out_as_they_are_written(row, fails, severity):
    verdict = judge_action(PlanAction(*row), TERMS)
    found = {name for name, is_met in verdict.labels.items() if not is_met} - {"achievable_unclear"}

    assert (found, verdict.severity, verdict.is_flagged) == (fails, severity, bool(fails))


@pytest.mark.parametrize(
    "stage, row, severity",
    [
        ("cin", ("Jo sleeps", "Support with sleep", "HV", "by 2 June 2025"), Severity.MEDIUM),
        ("lac", ("Jo sleeps", "Support with sleep", "HV", "by 2 June 2025"), Severity.HIGH),
        ("cin", ("Jo sleeps", "Bring the sleep chart to Elm clinic", "Health", "soon"), Severity.HIGH),
        ("cin", ("Jo is safe", "No unsupervised contact with Mr D", "All", "until 2 June 2025"), Severity.HIGH),
        ("cin", ("Jo sleeps", "Sleep chart filled in each morning", "Mum", "soon"), Severity.MEDIUM),
    ],
)
def test_severity_follows_the_stage_and_what_fails_together(stage, row, severity):
    assert judge_action(PlanAction(*row), PlanTerms(stage, PLANNED, None, 9.0)).severity is severity
