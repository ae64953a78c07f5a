from datetime import date

import pytest

from caseaudit.definitions.library import read_definitions
from caseaudit.journey.editions import compile_editions
from caseaudit.journey.guards import Moment
from caseaudit.journey.standing import Standings

NEWEST = compile_editions(read_definitions().journeys)[-1]
AS_AT = date(2026, 3, 31)


@pytest.fixture
def standings():
    return Standings(NEWEST)


def test_children_who_come_to_the_same_states_stand_in_the_same_place(standings):
    by_referral = standings.fresh["referral_received"].to["referral_accepted"].to
    by_contact = standings.fresh["contact_received"].to["referral_received"].to["referral_accepted"].to

    assert by_referral is by_contact
    assert by_referral.level == "front_door"


def test_an_event_that_fits_and_moves_nothing_is_quiet(standings):
    cared_for = standings.fresh["lac_started"].to

    assert cared_for["lac_visit"].is_quiet
    assert not standings.fresh["lac_visit"].is_quiet


def test_an_event_that_no_journey_has_is_quiet_and_leads_nowhere(standings):
    step = standings.fresh["care_plan_made"]

    assert step.to is standings.fresh
    assert step.is_quiet


def test_an_event_of_other_years_leaves_a_doubt_and_leads_nowhere(standings):
    step = standings.fresh["core_assessment_started"]

    assert step.to is standings.fresh
    assert len(step.doubts) == 1
    assert step.doubts[0].sentence.startswith("In those years there was no such event")


def test_a_guard_is_asked_only_where_its_answer_makes_a_difference(standings):
    assert standings.fresh["lac_started"].otherwise is None
    assert standings.fresh["cp_plan_started"].guards == ("before_lists_begin",)


def test_the_first_step_whose_guards_agree_is_taken_and_the_last_has_none(standings):
    step = standings.fresh["cp_plan_started"]

    assert not step.taken(Moment(date(2025, 1, 1), AS_AT)).doubts
    assert step.taken(Moment(date(2026, 1, 1), AS_AT)).doubts


def test_ways_to_stand_are_forgotten_when_there_are_too_many_and_found_again():
    standings = Standings(NEWEST, most_kept=3)
    first = standing = standings.fresh

    for trigger in ("contact_received", "assessment_started", "s47_started", "went_missing"):
        standing = standing[trigger].to

    assert standing.states == {**first.states, "front_door": "contact", "missing": "missing"} | {
        "assessment": "open",
        "child_protection": "enquiry",
    }
    assert standings.fresh is not first
    assert standings.fresh.states == first.states
