from datetime import date, timedelta

import pytest

from caseaudit.definitions.library import read_definitions
from caseaudit.journey.guards import lists_begin
from caseaudit.journey.replay import Event, replay

DEFINITIONS = read_definitions()
JOURNEYS = DEFINITIONS.journeys
AS_AT = date(2021, 3, 16)
BEFORE_THE_LISTS = date(2020, 9, 15)


def day(days_before: int) -> date:
    return AS_AT - timedelta(days_before)


def lived(*events: tuple[int | date, str], as_at: date = AS_AT):
    dated = [Event(when if isinstance(when, date) else day(when), trigger) for when, trigger in events]
    return replay(dated, JOURNEYS, as_at)


def sentences(journey) -> list[str]:
    return [misfit.sentence for misfit in journey.misfits]


def test_a_child_with_no_events_is_closed():
    journey = lived()

    assert journey.level == "closed"
    assert journey.stays == journey.misfits == ()
    assert set(journey.states.values()) == {"none"}


def test_the_usual_way_from_contact_to_plan_leaves_nothing_to_remark():
    journey = lived(
        (100, "contact_received"),
        (100, "referral_received"),
        (100, "referral_accepted"),
        (99, "assessment_started"),
        (90, "s47_started"),
        (75, "icpc_held"),
        (75, "cp_plan_started"),
        (60, "assessment_authorised"),
        (20, "cp_visit"),
        (5, "cp_review_held"),
    )

    assert journey.misfits == ()
    assert journey.level == "child_protection"
    assert journey.states["assessment"] == "authorised"


def test_contact_strategy_discussion_and_police_protection_in_one_day_are_in_order():
    journey = lived(
        (3, "lac_started"), (3, "legal_status_changed"), (3, "s47_started"), (3, "referral_accepted"),
        (3, "placement_started"), (3, "referral_received"), (3, "contact_received"), (3, "assessment_started"),
    )  # fmt: skip

    assert journey.misfits == ()
    assert journey.level == "looked_after"


@pytest.mark.parametrize(
    ("triggers", "level"),
    [
        (["lac_started", "cp_plan_started", "cin_started", "care_leaver_eligible"], "looked_after"),
        (["cp_plan_started", "cin_started", "care_leaver_relevant"], "child_protection"),
        (["cin_started", "care_leaver_former_relevant"], "care_leaver"),
        (["cin_started", "assessment_started", "s47_started"], "child_in_need"),
        (["assessment_started", "early_help_assessment_started"], "open_assessment"),
        (["s47_started", "referral_received"], "open_assessment"),
        (["early_help_assessment_completed", "referral_received"], "early_help"),
        (["referral_received"], "front_door"),
        (["referral_received", "referral_closed"], "closed"),
        (["cin_started", "cin_closed", "case_closed"], "closed"),
    ],
)
def test_the_highest_open_track_gives_the_level(triggers, level):
    assert lived(*((300, trigger) for trigger in triggers)).level == level


def test_a_plan_from_before_the_lists_needs_no_conference():
    journey = lived((BEFORE_THE_LISTS, "cp_plan_started"))

    assert journey.misfits == ()
    assert journey.level == "child_protection"


def test_a_plan_inside_the_lists_with_no_conference_is_a_finding_and_still_a_plan():
    journey = lived((lists_begin(AS_AT), "cp_plan_started"))

    (misfit,) = journey.misfits
    assert (misfit.track, misfit.state) == ("child_protection", "none")
    assert "no initial conference in the lists" in misfit.sentence
    assert journey.level == "child_protection"


def test_a_repeat_plan_follows_a_plan_that_ended():
    journey = lived(
        (BEFORE_THE_LISTS, "cp_plan_started"), (100, "cp_plan_ended"),
        (40, "s47_started"), (30, "icpc_held"), (30, "cp_plan_started"),
    )  # fmt: skip

    assert journey.misfits == ()
    assert [stay.state for stay in journey.stays] == ["plan", "ended", "enquiry", "conference", "plan"]


def test_an_enquiry_about_a_child_on_a_plan_leaves_the_plan_alone():
    journey = lived((400, "cp_plan_started"), (20, "s47_started"), (20, "icpc_not_needed"))

    assert journey.misfits == ()
    assert journey.states["child_protection"] == "plan"


def test_a_child_can_be_looked_after_on_a_plan_and_in_need_at_once():
    journey = lived((400, "cin_started"), (300, "cp_plan_started"), (200, "lac_started"))

    assert journey.misfits == ()
    assert {stay.track for stay in journey.stays if stay.ended_on is None} == {
        "front_door",
        "child_in_need",
        "child_protection",
        "looked_after",
    }


def test_a_second_period_of_care_is_in_order_and_an_overlapping_one_is_not():
    again = lived((400, "lac_started"), (100, "lac_ceased"), (10, "lac_started"))
    twice = lived((400, "lac_started"), (10, "lac_started"))

    assert again.misfits == ()
    assert sentences(twice) == ["A period of care began while the child was already looked after."]


def test_a_plan_that_ends_and_another_that_starts_on_one_day_leave_the_child_on_a_plan():
    journey = lived((400, "cp_plan_started"), (300, "cp_plan_started"), (300, "cp_plan_ended"))

    assert journey.misfits == ()
    assert journey.states["child_protection"] == "plan"


def test_a_referral_on_the_day_the_case_closed_is_a_re_referral():
    journey = lived(
        (90, "referral_received"), (90, "referral_accepted"),
        (30, "referral_received"), (30, "case_closed"),
    )  # fmt: skip

    assert journey.misfits == ()
    assert journey.states["front_door"] == "referral"


def test_a_referral_on_an_open_case_is_a_finding():
    journey = lived((90, "referral_received"), (90, "referral_accepted"), (30, "referral_received"))

    (sentence,) = sentences(journey)
    assert "New information on an open case is not a new referral" in sentence


def test_a_referral_about_a_child_in_need_since_before_the_lists_is_one_on_an_open_case():
    journey = lived((400, "cin_started"), (30, "referral_received"), (30, "referral_closed"))

    (misfit,) = journey.misfits
    assert (misfit.track, misfit.state, misfit.trigger) == ("front_door", "accepted", "referral_received")
    assert journey.level == "child_in_need"


def test_a_visit_from_before_the_plan_is_a_finding_and_moves_nothing():
    journey = lived((40, "s47_started"), (35, "cp_visit"), (30, "icpc_held"), (30, "cp_plan_started"))

    assert sentences(journey) == ["A visit is dated before any child protection plan that was read."]
    assert journey.states["child_protection"] == "plan"


@pytest.mark.parametrize(
    ("trigger", "start"),
    [
        ("lac_review_held", "lac_started"),
        ("lac_visit", "lac_started"),
        ("health_assessment", "lac_started"),
        ("cp_review_held", "cp_plan_started"),
        ("cp_visit", "cp_plan_started"),
    ],
)
def test_only_a_list_of_the_latest_says_that_what_began_after_its_date_has_none(trigger, start):
    def found(list_no: str) -> str:
        before = Event(day(40), trigger, codes={"source_list": list_no})
        sentence, *_ = sentences(replay([before, Event(day(30), start)], JOURNEYS, AS_AT, day(35)))
        return sentence

    assert found("8").endswith(" that began later has none recorded.")
    assert found("203").endswith(" that was read.")
    assert found("") == found("203")


def test_an_event_with_no_place_to_go_changes_nothing_and_says_so():
    journey = lived((10, "cp_plan_not_made"))

    (misfit,) = journey.misfits
    assert misfit.sentence == (
        "“Conference decided against a child protection plan” does not follow from “No enquiry or plan” "
        "(child protection), so it changed nothing."
    )
    assert set(journey.states.values()) == {"none"}


def test_an_event_after_the_date_of_the_lists_changes_nothing():
    journey = lived((-1, "lac_started"))

    assert sentences(journey) == ["This is dated after the date of the lists."]
    assert journey.level == "closed"


def test_a_pathway_plan_reviewed_before_the_date_of_the_list_is_in_order():
    assert lived((60, "pathway_plan_reviewed"), (0, "care_leaver_former_relevant")).misfits == ()


def test_step_up_ends_early_help():
    journey = lived(
        (90, "early_help_assessment_started"), (80, "early_help_assessment_completed"),
        (30, "referral_received"), (30, "referral_accepted"), (5, "case_closed"),
    )  # fmt: skip

    assert journey.misfits == ()
    assert journey.level == "closed"


def test_each_event_is_read_by_the_edition_of_its_day():
    journey = lived(
        (date(2012, 5, 1), "initial_assessment_started"),
        (date(2012, 5, 9), "initial_assessment_completed"),
        (date(2012, 5, 9), "assessment_started"),
        (date(2020, 5, 9), "core_assessment_started"),
    )

    assert [misfit.track for misfit in journey.misfits] == ["assessment", "assessment"]
    assert all(sentence.startswith("In those years there was no such event") for sentence in sentences(journey))


def test_an_assessment_open_in_april_2013_is_carried_over_and_can_be_authorised():
    journey = lived((date(2013, 4, 1), "core_assessment_started"), (date(2013, 5, 1), "assessment_authorised"))

    assert journey.misfits == ()
    (under_way, authorised) = journey.stays
    assert (under_way.title, under_way.started_on) == ("Assessment under way", date(2013, 4, 1))
    assert authorised.state == "authorised"


def test_care_that_began_before_every_edition_is_read_by_the_oldest():
    journey = lived((date(2004, 2, 1), "lac_started"))

    assert journey.misfits == ()
    assert journey.stays[0].started_on == date(2004, 2, 1)


def test_a_stay_says_from_when_to_when_and_whether_help_was_under_way():
    journey = lived((100, "cin_started"), (10, "cin_closed"))

    under_way, closed = journey.stays
    assert (under_way.started_on, under_way.ended_on, under_way.is_open) == (day(100), day(10), True)
    assert (closed.started_on, closed.ended_on, closed.is_open) == (day(10), None, False)
