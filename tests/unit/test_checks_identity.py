"""Missing identity data: flagged where the lists would have it, and not where a blank is right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from caseaudit.checks.identity import identity_flags
from caseaudit.journey.child import ANNEX_A, SSDA903, Child
from caseaudit.journey.replay import JourneySoFar

WHOLE = Child(
    as_at=date(2026, 3, 31),
    born_on=date(2015, 6, 1),
    sex="Female",
    ethnicity="WBRI",
    disability="No",
    team="North team",
    journey=JourneySoFar({}, (), (), "child_in_need"),
    covered=frozenset({ANNEX_A}),
)


def codes(child: Child) -> Sequence[str]:
    return [flag.code for flag in identity_flags(child)]


def test_a_child_whose_lists_say_everything_has_no_flag():
    assert codes(WHOLE) == []


@pytest.mark.parametrize(
    ("gap", "code"),
    [
        ({"born_on": None}, "birth_date_missing"),
        ({"ethnicity": None}, "ethnicity_missing"),
        ({"ethnicity": "NOBT"}, "ethnicity_missing"),
        ({"sex": None}, "sex_missing"),
        ({"sex": "Not stated"}, "sex_missing"),
        ({"disability": None}, "disability_missing"),
        ({"team": None}, "team_missing"),
    ],
)
def test_each_gap_is_flagged_by_itself(gap, code):
    assert codes(replace(WHOLE, **gap)) == [code]


@pytest.mark.parametrize("recorded", [{"ethnicity": "REFU"}, {"sex": "Neither"}, {"disability": "Yes"}])
def test_an_answer_that_was_refused_or_is_neither_is_an_answer(recorded):
    assert codes(replace(WHOLE, **recorded)) == []


def test_an_unborn_child_has_no_identity_data_yet_but_has_a_team():
    unborn = replace(WHOLE, is_unborn=True, born_on=None, sex=None, ethnicity="NOBT", disability=None)

    assert codes(unborn) == []
    assert codes(replace(unborn, team=None)) == ["team_missing"]


def test_disability_and_team_are_not_asked_before_there_is_an_assessment():
    contact = replace(WHOLE, disability=None, team=None, journey=JourneySoFar({}, (), (), "front_door"))

    assert codes(contact) == []


def test_a_return_that_has_no_column_for_it_leaves_nothing_out():
    assert codes(replace(WHOLE, disability=None, team=None, covered=frozenset({SSDA903}))) == []
