"""How clocks start, chain, stop and are forgiven."""

from datetime import date

import pytest

from caseaudit.journey.judgement import AuthorityLimit, Score
from tests.clocks import child, clocks, clocks_with, judged, scores


def test_a_row_chains_from_the_review_that_was_held_and_not_from_the_day_it_was_due():
    reviews = ["2023-01-20", "2023-05-02", "2023-10-10", "2024-05-01"]
    one = child(("2023-01-03", "lac_started"), *((on, "lac_review_held") for on in reviews), as_at="2024-06-01")

    second, later, last = judged("LAC-02", one)[0], *judged("LAC-03", one)[:2]
    assert (second.due_on, second.actual_on, second.score) == (date(2023, 4, 20), date(2023, 5, 2), Score.LATE)
    assert (later.trigger_on, later.due_on, later.score) == (date(2023, 5, 2), date(2023, 11, 2), Score.ON_TIME)
    assert (last.trigger_on, last.due_on, last.days_over) == (date(2023, 10, 10), date(2024, 4, 10), 21)
    assert scores("LAC-03", one) == ["on_time", "late", "not_yet_due"]


def test_a_new_period_of_care_begins_the_row_of_reviews_again():
    one = child(
        ("2023-01-03", "lac_started"),
        ("2023-01-20", "lac_review_held"),
        ("2023-02-20", "lac_ceased"),
        ("2023-09-01", "lac_started"),
        ("2023-09-20", "lac_review_held"),
        ("2023-12-20", "lac_review_held"),
        as_at="2024-01-31",
    )

    assert scores("LAC-01", one) == ["on_time", "on_time"]
    assert [(clock.trigger_on, clock.score) for clock in judged("LAC-02", one)] == [(date(2023, 9, 20), Score.ON_TIME)]
    assert [(clock.trigger_on, clock.score) for clock in judged("LAC-03", one)] == [
        (date(2023, 12, 20), Score.NOT_YET_DUE)
    ]


def test_a_new_placement_starts_the_clock_of_visits_again():
    one = child(
        ("2024-01-02", "placement_started"),
        ("2024-01-05", "lac_visit"),
        ("2024-02-01", "placement_started"),
        ("2024-02-12", "lac_visit"),
        as_at="2024-03-01",
    )

    assert scores("VIS-01", one) == ["on_time", "late"]
    assert [clock.trigger_on for clock in judged("VIS-02", one)] == [date(2024, 2, 12)]


def test_a_visit_on_the_day_of_the_placement_starts_the_row():
    one = child(("2024-01-02", "placement_started"), ("2024-01-02", "lac_visit"), as_at="2024-03-01")

    assert scores("VIS-01", one) == ["on_time"]
    assert [(clock.score, clock.days_over) for clock in judged("VIS-02", one)] == [(Score.OVERDUE, 17)]


def test_the_first_year_is_that_of_the_placement():
    one = child(
        ("2023-01-02", "placement_started", {"placement": "U1"}),
        ("2024-01-01", "lac_visit"),
        ("2024-01-02", "lac_visit"),
        as_at="2024-01-10",
    )

    assert [clock.trigger_on for clock in judged("VIS-02", one)] == [date(2024, 1, 1)]
    assert [clock.trigger_on for clock in judged("VIS-03", one)] == [date(2024, 1, 2)]


@pytest.mark.parametrize(
    ("ended", "expected"),
    [("2024-03-28", []), ("2024-04-02", []), ("2024-04-03", ["late"])],
)
def test_a_review_that_fell_due_after_care_ended_is_not_late(ended, expected):
    one = child(("2024-03-01", "lac_started"), (ended, "lac_ceased"), as_at="2024-12-31")

    assert scores("LAC-01", one) == expected


def test_a_clock_that_stopped_after_it_was_missed_says_by_how_much():
    one = child(("2024-03-01", "lac_started"), ("2024-04-05", "lac_ceased"), as_at="2024-12-31")

    (clock,) = judged("LAC-01", one)

    assert (clock.score, clock.actual_on, clock.days_over) == (Score.LATE, None, 3)
    assert "None was recorded before the clock stopped on 5 April 2024." in clock.arithmetic


def test_turning_18_stops_the_clocks_of_care():
    one = child(("2024-03-01", "lac_started"), born="2006-03-20", as_at="2024-12-31")

    assert scores("LAC-01", one) == []


def test_a_plan_that_was_not_made_needs_no_review_or_core_group():
    one = child(("2024-03-01", "icpc_held"), ("2024-03-01", "cp_plan_not_made"), as_at="2024-12-31")

    assert scores("CPR-01", one) == scores("CG-01", one) == scores("ICPC-03", one) == []


def test_the_plan_starts_the_clock_of_its_review_where_no_conference_is_recorded():
    alone = child(("2024-03-01", "cp_plan_started"), ("2024-05-01", "cp_review_held"), as_at="2024-05-02")
    both = child(
        ("2024-02-28", "icpc_held"),
        ("2024-03-01", "cp_plan_started"),
        ("2024-05-01", "cp_review_held"),
        as_at="2024-05-02",
    )

    assert [clock.trigger_on for clock in judged("CPR-01", alone)] == [date(2024, 3, 1)]
    assert [clock.trigger_on for clock in judged("CPR-01", both)] == [date(2024, 2, 28)]


def test_one_review_can_answer_several_rules():
    one = child(
        ("2024-03-01", "lac_started"),
        ("2024-03-01", "placement_order_made"),
        ("2024-03-20", "lac_review_held"),
        as_at="2024-03-31",
    )

    assert scores("LAC-01", one) == ["on_time"]
    assert scores("ADO-04a", one) == ["on_time"]


def test_the_reviews_of_a_placement_for_adoption_take_the_place_of_those_of_care():
    one = child(
        ("2023-03-01", "lac_started"),
        ("2023-03-20", "lac_review_held"),
        ("2023-04-03", "placed_for_adoption"),
        ("2023-04-20", "lac_review_held"),
        as_at="2023-12-31",
    )

    assert [(clock.rule.id, clock.score) for clock in clocks().judge(one) if "lac_review_held" in clock.rule.due] == [
        ("LAC-01", Score.ON_TIME),
        ("ADO-05a", Score.ON_TIME),
        ("ADO-05b", Score.OVERDUE),
    ]


def test_an_enquiry_that_needed_no_conference_is_never_overdue():
    one = child(("2024-03-01", "s47_started"), ("2024-03-01", "icpc_not_needed"), as_at="2024-12-31")

    assert scores("ICPC-01", one) == []


def test_two_enquiries_and_one_conference_are_told_apart_as_far_as_they_can_be():
    one = child(
        ("2024-03-04", "s47_started"), ("2024-03-13", "s47_started"), ("2024-04-02", "icpc_held"), as_at="2024-12-31"
    )
    long_ago = child(
        ("2024-01-02", "s47_started"), ("2024-03-13", "s47_started"), ("2024-04-02", "icpc_held"), as_at="2024-12-31"
    )

    assert scores("ICPC-01", one) == ["cannot_tell", "on_time"]
    assert "The clock started again on 13 March 2024 before this was due" in " ".join(
        judged("ICPC-01", one)[0].arithmetic
    )
    first, second = judged("ICPC-01", long_ago)
    assert (first.score, first.actual_on, second.score) == (Score.LATE, None, Score.ON_TIME)


def test_an_accepted_referral_with_no_assessment_runs_the_clock_to_its_end():
    accepted = (("2024-03-01", "referral_received"), ("2024-03-01", "referral_accepted"))

    assert scores("SA-01", child(*accepted, as_at="2024-12-31")) == ["overdue"]
    assert scores("SA-01", child(*accepted, as_at="2024-04-01")) == ["not_yet_due"]
    assert scores("SA-01", child(*accepted, ("2024-06-28", "case_closed"), as_at="2024-12-31")) == ["late"]
    assert scores("SA-01", child(*accepted, ("2024-03-28", "case_closed"), as_at="2024-12-31")) == []


def test_an_accepted_referral_is_not_called_late_where_nothing_read_could_show_an_assessment():
    accepted = (("2024-03-01", "referral_received"), ("2024-03-01", "referral_accepted"))
    front_door = frozenset({"annex_a", "annex_a.3"})

    assert scores("SA-01", child(*accepted, as_at="2024-12-31", covered=front_door)) == ["cannot_tell"]


def test_a_referral_that_was_neither_accepted_nor_assessed_asks_for_no_assessment():
    assert scores("SA-01", child(("2024-03-01", "referral_received"), as_at="2024-12-31")) == []


@pytest.mark.parametrize("placed_on", ["2023-12-15", "2024-03-01", "2024-05-15"])
def test_a_child_placed_for_adoption_is_not_held_to_the_reviews_of_one_who_waits(placed_on):
    before = (("2023-12-01", "lac_started"), ("2023-12-10", "should_be_placed_decided"))
    placed = (placed_on, "placement_started", {"placement": "A4"}), (placed_on, "placed_for_adoption")
    order, as_at = ("2024-03-01", "placement_order_made"), "2024-12-31"

    assert scores("ADO-04a", child(*before, order, as_at=as_at)) == ["overdue"]
    assert scores("ADO-04a", child(*before, order, *placed, as_at=as_at)) == []


def test_later_reviews_of_one_who_waits_are_not_asked_for_while_a_child_placed_before_the_order_is_placed():
    placed = (("2024-01-10", "placement_started", {"placement": "A4"}), ("2024-01-10", "placed_for_adoption"))
    one = child(
        ("2023-12-01", "lac_started"),
        *placed,
        ("2024-03-01", "placement_order_made"),
        ("2024-03-20", "lac_review_held"),
        as_at="2024-12-31",
    )

    assert scores("ADO-04b", one) == []
    assert scores("ADO-05b", one) == ["overdue"]


def test_an_education_plan_is_asked_for_at_once_only_where_care_began_in_an_emergency():
    by_police = child(("2024-03-01", "lac_started", {"legal_status": "L1"}), as_at="2024-12-31")
    by_agreement = child(("2024-03-01", "lac_started", {"legal_status": "V2"}), as_at="2024-12-31")

    assert (scores("PEP-01", by_police), scores("PEP-01", by_agreement)) == (["overdue"], [])


@pytest.mark.parametrize(
    ("on", "rules"),
    [
        ("2010-03-31", {"IA-01": 7}),
        ("2010-04-01", {"IA-01": 10}),
        ("2013-04-14", {"IA-01": 10}),
        ("2013-04-15", {"SA-01": 45}),
    ],
)
def test_the_day_the_clock_started_chooses_the_rule(on, rules):
    one = child(
        (on, "referral_received"), (on, "initial_assessment_started"), (on, "assessment_started"), as_at="2014-01-31"
    )

    found = {rule: clock.limit.n for rule in ("IA-01", "SA-01") for clock in judged(rule, one)}

    assert found == rules


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2011-03-31", []), ("2011-04-01", ["overdue"])],
)
def test_nobody_is_held_to_a_rule_before_it_was_in_force(on, expected):
    assert scores("LAC-01", child((on, "lac_started"), as_at="2011-12-31")) == expected


@pytest.mark.parametrize(
    ("on", "score"),
    [
        ("2020-04-23", "overdue"),
        ("2020-04-24", "cannot_tell"),
        ("2020-09-25", "cannot_tell"),
        ("2020-09-28", "overdue"),
    ],
)
def test_a_clock_of_the_pandemic_is_not_called_missed_on_the_dates_alone(on, score):
    (clock,) = judged("LAC-01", child((on, "lac_started"), as_at="2021-03-31"))

    assert clock.score == score
    assert (score == "cannot_tell") == ("the regulations were relaxed for a time" in " ".join(clock.arithmetic))


def test_what_was_done_in_time_in_the_pandemic_was_done_in_time():
    one = child(("2020-05-01", "lac_started"), ("2020-05-20", "lac_review_held"), as_at="2021-03-31")

    assert scores("LAC-01", one) == ["on_time"]


def test_a_recorded_reason_keeps_a_long_assessment_apart_from_a_late_one():
    one = child(
        ("2024-03-01", "referral_received"),
        ("2024-03-04", "assessment_started"),
        ("2024-05-20", "assessment_authorised", {"late_reason": "Father abroad until 10 May."}),
    )

    (clock,) = judged("SA-01", one)

    assert clock.score is Score.LATE_WITH_REASON
    assert "The reason recorded: Father abroad until 10 May." in clock.arithmetic


def test_short_breaks_are_not_held_to_the_rules_of_care():
    one = child(
        ("2024-03-01", "lac_started", {"legal_status": "V4"}), ("2024-03-01", "placement_started"), as_at="2024-12-31"
    )

    assert [scores(rule, one) for rule in ("LAC-01", "IHA-01", "VIS-01", "LAC-07", "PEP-01")] == [[]] * 5


@pytest.mark.parametrize(
    ("born", "rule", "other"),
    [("2019-03-02", "RHA-01", "RHA-02"), ("2019-03-01", "RHA-02", "RHA-01")],
)
def test_the_age_on_the_day_due_chooses_the_health_review(born, rule, other):
    # Six months from 1 September 2023 is 1 March 2024: five that very day, or still four.
    one = child(("2023-08-01", "lac_started"), ("2023-09-01", "health_assessment"), born=born, as_at="2024-02-01")

    assert rule in {clock.rule.id for clock in judged(rule, one)}
    assert (other == "RHA-01") == (not judged("RHA-01", one))


def test_a_placement_that_may_last_to_18_cannot_be_judged_between_six_weeks_and_three_months():
    def visited(on):
        return child(
            ("2023-01-01", "placement_started", {"placement": "U6"}),
            ("2024-02-01", "lac_visit"),
            (on, "lac_visit"),
            as_at="2024-05-20",
        )

    found = [scores("VIS-03", visited(on))[0] for on in ("2024-03-14", "2024-03-15", "2024-05-01", "2024-05-02")]

    assert found == ["on_time", "cannot_tell", "cannot_tell", "late"]
    assert (
        "The limit is 6 weeks unless the placement is meant to last until the child is 18, and the lists do not say "
        "whether it is."
    ) in judged("VIS-03", visited("2024-05-01"))[0].arithmetic


def test_a_relinquished_baby_may_have_the_shorter_limit_and_an_older_child_has_not():
    told = (("2024-01-10", "should_be_placed_decided"), ("2024-05-10", "adoption_matched"))

    assert scores("ADO-03", child(*told, born="2023-10-01")) == ["cannot_tell"]
    assert scores("ADO-03", child(*told, born="2023-07-01")) == ["on_time"]


def test_an_education_plan_made_before_the_child_came_into_care_is_in_time():
    one = child(("2024-02-20", "pep_started"), ("2024-03-01", "lac_started"), as_at="2024-12-31")

    assert scores("PEP-02", one) == ["on_time"]


def test_a_local_rule_is_judged_by_the_authoritys_limit_and_a_national_one_never_is():
    own = AuthorityLimit(4, "weeks", "Sam Supervisor", date(2024, 1, 8))
    by = clocks_with(CIN_03=own, LAC_01=AuthorityLimit(500, "months", "Sam Supervisor", date(2024, 1, 8)))
    one = child(
        ("2024-03-01", "lac_started"),
        as_at="2024-05-01",
    )
    seen = child(("2024-03-01", "cin_started"), ("2024-03-29", "child_last_seen"), as_at="2024-04-26")

    assert scores("LAC-01", one, by) == ["overdue"]
    assert scores("CIN-03", seen, by) == ["on_time", "not_yet_due"]
    assert scores("CIN-03", seen) == []
    assert judged("CIN-03", seen, by)[0].is_local


def test_a_child_on_a_protection_plan_is_not_visited_as_a_child_in_need():
    own = AuthorityLimit(4, "weeks", "Sam Supervisor", date(2024, 1, 8))
    one = child(("2024-03-01", "cin_started"), ("2024-03-20", "cp_plan_started"), as_at="2024-12-31")

    assert scores("CIN-03", one, clocks_with(CIN_03=own)) == []


@pytest.mark.parametrize("rule", ["REF-02", "EPO-01", "SIN-03", "PLO-01", "LAC-05", "LAC-08", "PEP-03", "INS-04"])
def test_a_rule_that_was_not_verified_is_off(rule):
    one = child(
        ("2012-03-01", "referral_received"),
        ("2012-03-01", "lac_started"),
        ("2022-03-01", "lac_started", {"legal_status": "L2"}),
        ("2022-03-01", "legal_status_changed", {"legal_status": "L2"}),
        ("2022-03-01", "pre_proceedings_started"),
        ("2022-03-01", "practice_review_decided"),
        ("2022-03-01", "joint_inspection_report_published"),
    )

    assert scores(rule, one) == []
