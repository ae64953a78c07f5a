"""Flags on plan actions: their words, their severity, and what is claimed."""

from datetime import date

import pytest

from caseaudit.checks.casefile import CaseFile, PlanAction
from caseaudit.checks.flag import Severity
from caseaudit.checks.plan_findings import plan_flags

TODAY = date(2024, 6, 3)


REVIEW = date(2024, 9, 2)


def flags(*actions, **known):
    known = {"plan_on": TODAY, "next_review_on": REVIEW, **known}
    return list(plan_flags(CaseFile("cp", "child_protection", TODAY, actions=actions or None, **known)))


def test_a_good_action_raises_nothing():
    assert (
        flags(PlanAction("Ava gains weight", "Weigh Ava at Elm clinic", "HV Priya", "fortnightly until 15 July")) == []
    )


def test_an_action_that_says_nothing_raises_every_failure_and_gravely():
    raised = flags(PlanAction("Emotional wellbeing", "Therapeutic input to begin", "", "ASAP"))

    assert [flag.criterion for flag in raised] == ["owned", "time-bound", "specific", "measurable"]
    assert {flag.severity for flag in raised} == {Severity.HIGH}
    assert {flag.place for flag in raised} == {"Action 1"}
    assert raised[2].quote == "Therapeutic input"


def test_a_date_alone_missing_is_of_medium_weight_and_its_words_are_quoted():
    [flag] = flags(PlanAction("Kai is in school", "Walk Kai to the gate at 8.40", "Dad", "when things settle down"))

    assert (flag.severity, flag.quote) == (Severity.MEDIUM, "when things settle down")
    assert flag.reason == "“when things settle down” cannot be turned into a date."


def test_a_safety_action_nobody_owns_is_grave_on_its_own():
    flag = flags(PlanAction("Bo is safe", "No unsupervised contact with Mr D", "All", "until 12 July 2024"))[0]

    assert (flag.code, flag.severity) == ("action_without_owner", Severity.HIGH)


def test_a_blank_field_is_named_and_the_action_is_quoted():
    flag = flags(PlanAction("", "Hearing test", "Dr Imran", ""))[0]

    assert flag.quote == "Hearing test"
    assert "the timescale is blank" in flag.reason


def test_a_row_with_nothing_in_it_raises_nothing():
    assert flags(PlanAction(" ", "", "", "")) == []


def test_nothing_is_claimed_about_a_plan_nobody_copied():
    assert flags() == []


@pytest.mark.parametrize(
    "values, is_raised", [({"no"}, True), ({"not_recorded"}, True), ({"partly"}, False), ({"no", "yes"}, False)]
)
def test_the_auditors_answer_stands_for_a_plan_nobody_copied(values, is_raised):
    raised = flags(answers={"action_without_owner": frozenset(values)})

    assert bool(raised) is is_raised


def test_the_auditors_answer_adds_nothing_to_a_plan_that_was_read():
    good = PlanAction("Ava gains weight", "Weigh Ava at Elm clinic", "HV Priya", "by 15 July")

    assert flags(good, answers={"action_without_owner": frozenset({"no"})}) == []


@pytest.mark.parametrize("timescale", ["31.11.25", "30 February 2026", "by 31 June", "2025-11-31"])
def test_a_day_in_no_calendar_is_called_that(timescale):
    [flag] = flags(PlanAction("Kit is well", "Ring the dentist", "Mum", timescale))

    assert flag.code == "action_without_date"
    assert flag.reason == f"There is no such day as “{timescale.removeprefix('by ')}”."
