"""Who answers for a plan action."""

import pytest

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.owners import Ownership, owner_of


def ownership(owner, action="Book the dentist"):
    return owner_of(PlanAction("Kit is well", action, owner, "")).ownership


@pytest.mark.parametrize(
    "owner",
    [
        "Mum",
        "Step-dad",
        "Nan",
        "Ms Khan",
        "Mrs. O’Brien",
        "Danielle",
        "sarah",
        "S. Okoro",
        "Tyler (YP)",
        "Jo (HV)",
        "foster carer",
        "SW",
        "IRO",
        "Team Manager",
        "Head of Year",
        "School nurse",
        "CAMHS nurse Fay",
        "Barnardo's worker Tim",
        "Early Help worker",
        "Housing officer",
        "Ms P. Adeyemi, SENCo, Hill Top",
        "Mum to chase CAMHS duty line",
        "Mum and Dad",
        "parents",
        "SW & HV",
        "Maternal grandparents",
        "Mum / SW",
        "Sarah Jones, social worker",
        "School (Mrs Hill)",
        "CAMHS – Dr Roy",
        "SW (lead), HV, School, Mum",
        "HV, school nurse, GP – led by HV",
        "Mr Osei to lead with nursery, GP and SW",
        "Nursery, GP and SW, with Mr Osei as lead",
        "Chidi Okafor (YOT)",
    ],
)
def test_a_person_or_a_role_one_person_holds_or_two_together_own_an_action(owner):
    assert ownership(owner) is Ownership.PERSON


@pytest.mark.parametrize(
    "owner, kind",
    [
        ("School", Ownership.BODY),
        ("CAMHS", Ownership.BODY),
        ("Children’s Services", Ownership.BODY),
        ("School nursing", Ownership.BODY),
        ("Travel training team", Ownership.BODY),
        ("Hill Top Primary School", Ownership.BODY),
        ("GP surgery", Ownership.BODY),
        ("All", Ownership.EVERYBODY),
        ("all professionals", Ownership.EVERYBODY),
        ("The core group", Ownership.EVERYBODY),
        ("Wider family", Ownership.EVERYBODY),
        ("we", Ownership.EVERYBODY),
        ("Everyone involved", Ownership.EVERYBODY),
        ("SW/HV/School/Mum", Ownership.CROWD),
        ("Mum, Dad, Nan and SW", Ownership.CROWD),
        ("TBC", Ownership.NOBODY),
        ("allocated worker once identified", Ownership.NOBODY),
        ("N/A", Ownership.NOBODY),
        ("?", Ownership.NOBODY),
        ("Worker TBC", Ownership.NOBODY),
        ("", Ownership.BLANK),
        ("   ", Ownership.BLANK),
    ],
)
def test_a_body_everybody_a_crowd_or_nobody_does_not(owner, kind):
    assert ownership(owner) is kind


@pytest.mark.parametrize(
    "action",
    [
        "Referral to be made by HV",
        "Mum to ring the dentist",
        "I (Ellie) will cook on Thursdays",
        "Danielle to ring the GP",
        "Health visitor repeats the screen",
        "Dad will move out",
        "Ms Bell (class teacher) to ring home",
        "Shoes. Size 3. Dad.",
    ],
)
def test_with_the_owner_blank_whoever_the_words_say_will_do_it_answers(action):
    assert ownership("", action) is Ownership.PERSON


@pytest.mark.parametrize(
    "action",
    [
        "Referral to be made",
        "Sister’s social worker to be contacted",
        "Mum to be supported with routines",
        "We will review this",
        "Attendance to improve",
        "Plan will continue",
        "Therapy to begin",
        "I will ring the school",
        "Dentist",
    ],
)
def test_a_passive_or_a_thing_or_an_unknown_writer_is_nobody(action):
    assert ownership("", action) is Ownership.BLANK


def test_a_named_person_in_the_words_answers_where_the_column_names_a_body():
    assert ownership("School", "Ms Bell (class teacher) to ring home each Friday") is Ownership.PERSON
    assert ownership("School", "School to monitor attendance") is Ownership.BODY


def test_the_owner_column_answers_though_the_words_name_somebody_else():
    owner = owner_of(PlanAction("", "Mum to ring the dentist", "SW", ""))

    assert (owner.ownership, owner.quote) == (Ownership.PERSON, "SW")


def test_a_list_of_three_in_the_words_is_a_crowd_too():
    assert ownership("", "SW, HV and school nurse to meet about feeding") is Ownership.CROWD


@pytest.mark.parametrize("owner", ["Diabetes psychology", "Youthworks", "Speech & Language", "Learning Support"])
def test_a_department_nobody_listed_is_still_a_body(owner):
    assert ownership(owner) is Ownership.BODY


def test_support_put_round_somebody_does_not_make_them_the_owner():
    assert ownership("Early Help", "Support to be put around Mum to build resilience") is Ownership.BODY
