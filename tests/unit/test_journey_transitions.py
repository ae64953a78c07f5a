"""The 33 transitions of a child's journey: for each, a life that takes it and a life that does not.

A life reaches a transition when its last event takes a step that has the transition's number.
"""

import pytest

from caseaudit.journey.editions import compile_editions
from caseaudit.journey.guards import JOURNEY_GUARDS, Moment
from caseaudit.journey.replay import replay
from tests.lives import AS_AT, DEFINITIONS, events_in

EDITIONS = compile_editions(DEFINITIONS.journeys)
REFERRED = "2025-10-06 referral_received\n"
ACCEPTED = REFERRED + "2025-10-06 referral_accepted\n"
ENQUIRY = ACCEPTED + "2025-10-13 s47_started\n"
CONFERENCE = ENQUIRY + "2025-10-27 icpc_held\n"
PLAN = CONFERENCE + "2025-10-27 cp_plan_started\n"
HELPED = "2025-08-01 early_help_assessment_started\n2025-09-01 early_help_assessment_completed\n"
CARE = "2025-10-06 lac_started\n"
DECIDED = CARE + "2025-11-03 should_be_placed_decided\n"

TAKEN = {
    "T01": "2025-10-06 contact_received",
    "T02": "2025-10-06 contact_received\n2025-10-07 contact_closed",
    "T03": "2025-10-06 contact_received\n2025-10-08 early_help_assessment_started",
    "T04": "2025-10-06 contact_received\n2025-10-06 referral_received",
    "T05": HELPED + REFERRED + "2025-10-06 referral_accepted",
    "T06": REFERRED + "2025-10-07 referral_closed",
    "T07": ACCEPTED + "2025-10-07 assessment_started",
    "T08": ACCEPTED + "2025-10-13 strategy_discussion_held",
    "T09": ACCEPTED + "2025-10-13 strategy_discussion_held\n2025-10-13 s47_started",
    "T10": ACCEPTED + "2025-10-13 strategy_discussion_held\n2025-10-14 s47_not_needed",
    "T11": ACCEPTED + "2025-10-07 assessment_started\n2025-11-07 assessment_authorised",
    "T12": ACCEPTED + "2025-11-10 cin_plan_started",
    "T13": ENQUIRY + "2025-10-20 icpc_not_needed",
    "T14": ENQUIRY + "2025-10-27 icpc_held",
    "T15": CONFERENCE + "2025-10-27 cp_plan_started",
    "T16": CONFERENCE + "2025-10-27 cp_plan_not_made",
    "T17": PLAN + "2026-01-15 cp_review_held",
    "T18": PLAN + "2026-01-15 cp_plan_ended",
    "T19": PLAN + "2026-01-15 pre_proceedings_started",
    "T20": PLAN + "2026-01-15 pre_proceedings_started\n2026-03-16 pre_proceedings_stepped_down",
    "T21": "2026-01-15 proceedings_issued",
    "T22": "2026-01-15 lac_started legal_status=V2",
    "T23": "2026-01-15 lac_started legal_status=L2",
    "T24": CARE + "2026-01-15 legal_status_changed legal_status=C1",
    "T25": DECIDED + "2025-12-01 placement_order_made",
    "T26": CARE + "2026-01-15 lac_ceased reason=E4A",
    "T27": CARE + "2026-01-15 lac_ceased reason=E46",
    "T28": CARE + "2026-01-15 lac_ceased reason=E17",
    "T29": PLAN + "2025-11-03 lac_started legal_status=V2",
    "T30": ACCEPTED + "2026-01-15 case_closed reason=RC7",
    "T31": ACCEPTED + "2026-01-15 case_closed\n2026-02-16 referral_received",
    "T32": "2026-01-15 transferred_in",
    "T33": ACCEPTED + "2026-01-15 transferred_out",
}
NOT_TAKEN = {
    "T01": "2025-10-06 referral_received",
    "T02": REFERRED + "2025-10-07 referral_closed",
    "T03": "2025-10-06 contact_received",
    "T04": ACCEPTED + "2025-10-07 assessment_started",
    "T05": ACCEPTED,
    "T06": REFERRED + "2025-10-07 referral_accepted",
    "T07": "2025-10-06 contact_received",
    "T08": ACCEPTED + "2025-10-07 assessment_started",
    "T09": ACCEPTED + "2025-10-13 strategy_discussion_held\n2025-10-14 s47_not_needed",
    "T10": "2025-10-14 s47_not_needed",
    "T11": ACCEPTED + "2025-10-07 assessment_started",
    "T12": ACCEPTED + "2025-10-07 assessment_started",
    "T13": ACCEPTED + "2025-10-20 icpc_not_needed",
    "T14": "2025-10-27 transfer_in_conference_held",
    "T15": CONFERENCE + "2025-10-27 cp_plan_not_made",
    "T16": CONFERENCE + "2025-10-27 cp_plan_started",
    "T17": CARE + "2026-01-15 lac_review_held",
    "T18": PLAN + "2026-01-15 cp_review_held",
    "T19": "2026-01-15 proceedings_issued",
    "T20": "2026-01-15 proceedings_issued\n2026-03-16 pre_proceedings_stepped_down",
    "T21": PLAN + "2026-01-15 pre_proceedings_started",
    "T22": "2026-01-15 lac_started legal_status=C1",
    "T23": "2026-01-15 lac_started legal_status=V2",
    "T24": CARE + "2026-01-15 lac_review_held",
    "T25": CARE + "2025-12-01 permanence_order_made",
    "T26": CARE + "2026-01-15 lac_ceased reason=E45",
    "T27": CARE + "2026-01-15 lac_ceased reason=E4B",
    "T28": CARE + "2026-01-15 lac_ceased reason=E4A",
    "T29": ACCEPTED + "2025-11-03 lac_started legal_status=V2",
    "T30": PLAN + "2026-01-15 cp_plan_ended",
    "T31": "2026-02-16 referral_received",
    "T32": REFERRED + "2025-10-07 referral_accepted",
    "T33": ACCEPTED + "2026-01-15 case_closed reason=RC6",
}
EVERY = [f"T{number:02}" for number in range(1, 34)]


def refs_of_the_last_step(life):
    *before, last = events_in(life)
    return refs_of_the_step(before, last)


def refs_of_the_step(before, last):
    states = replay(before, DEFINITIONS.journeys, AS_AT).states
    edition = next((found for found in reversed(EDITIONS) if found.in_force_from <= last.on), EDITIONS[0])
    moment = Moment(last.on, AS_AT, last.codes)
    refs = set()
    for track, table in edition.tables.get(last.trigger, ()):
        ways = table.get(states[track], ())
        taken = next((way for way in ways if all(JOURNEY_GUARDS[guard](moment) for guard in way.guards)), None)
        refs |= set(taken.step.ref.split(", ")) if taken else set()
    return refs


def test_every_transition_has_both_lives():
    assert list(TAKEN) == list(NOT_TAKEN) == EVERY


@pytest.mark.parametrize("journey", DEFINITIONS.journeys, ids=lambda journey: journey.edition)
def test_every_transition_can_be_found_by_its_number(journey):
    refs = {ref for track in journey.tracks for step in track.steps for ref in step.ref.split(", ")}

    assert set(EVERY) <= refs


@pytest.mark.parametrize("number", EVERY)
def test_a_life_that_takes_it_leaves_nothing_to_remark(number):
    assert number in refs_of_the_last_step(TAKEN[number])
    assert replay(events_in(TAKEN[number]), DEFINITIONS.journeys, AS_AT).misfits == ()


@pytest.mark.parametrize("number", EVERY)
def test_a_life_that_does_not_take_it_is_somewhere_else(number):
    assert number not in refs_of_the_last_step(NOT_TAKEN[number])


PLACED = DECIDED + "2025-12-01 adoption_matched\n2025-12-08 placed_for_adoption\n"


@pytest.mark.parametrize(
    ("what_happened", "state"),
    [
        ("", "placed"),
        ("2026-01-15 lac_ceased reason=E4A", "none"),
        ("2026-01-15 adoption_order_made\n2026-01-15 lac_ceased reason=E11", "achieved"),
        ("2026-01-15 lac_ceased reason=E11", "achieved"),
        ("2026-01-15 adoption_order_made\n2026-01-15 lac_ceased reason=E11\n2026-03-02 lac_started", "none"),
        ("2026-01-15 placement_started placement=U4", "decided"),
        ("2026-01-15 placement_started placement=A5", "placed"),
        ("2026-01-15 placement_started placement=T1", "placed"),
        ("2026-01-15 placement_started", "placed"),
        ("2026-03-31 permanence_planned permanence_plan=FOSTERING", "planned"),
        ("2026-03-31 permanence_planned permanence_plan=ADOPTION", "placed"),
        ("2026-01-15 adoption_no_longer_planned\n2026-01-15 lac_ceased reason=E4A", "none"),
    ],
)
def test_nobody_is_placed_for_adoption_for_ever(what_happened, state):
    states = replay(events_in(PLACED + what_happened), DEFINITIONS.journeys, AS_AT).states

    assert states["permanence"] == state
