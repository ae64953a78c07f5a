"""Every row of the table of combinations: a life that reaches it and a life that does not."""

from dataclasses import replace
from datetime import date

import pytest

from caseaudit.checks.combinations import TESTS, cannot_tell, combination_flags
from caseaudit.checks.drift import drift_flags
from caseaudit.checks.flag import Severity
from caseaudit.definitions.vocabulary import COMBINATIONS
from tests.lives import DEFINITIONS, child_of

TABLE = {row.key: row for row in DEFINITIONS.combinations}
TEEN = {"born_on": date(2009, 1, 10)}
UNBORN = {"born_on": None, "is_unborn": True}
SIBLING = child_of("2026-01-05 icpc_held\n2026-01-05 cp_plan_started")

REACHED = {
    "two_cp_plans": ("2025-01-06 cp_plan_started\n2025-05-06 cp_plan_started\n2025-09-01 cp_plan_ended", {}),
    "two_cin_plans": ("2025-01-06 cin_plan_started\n2025-05-06 cin_plan_started", {}),
    "cin_plan_with_cp_plan": ("2025-01-06 cin_plan_started\n2025-05-06 cp_plan_started", {}),
    "review_before_plan": ("2025-05-06 cp_review_held\n2025-05-06 cp_plan_started", {}),
    "plan_of_one_day": ("2025-05-06 cp_plan_started\n2025-05-06 cp_plan_ended", {}),
    "conference_at_weekend": ("2025-05-03 icpc_held", {}),
    "plan_not_on_conference_day": ("2025-05-06 icpc_held\n2025-05-07 cp_plan_started", {}),
    "plan_without_conference": ("2025-05-06 cp_plan_started", {}),
    "plan_decided_not_recorded": ("2025-05-06 icpc_held plan_made=Y", {}),
    "conference_without_enquiry": ("2025-05-06 icpc_held", {}),
    "enquiry_without_strategy_discussion": ("2025-05-06 s47_started", {}),
    "plan_and_care_after_review": (
        "2025-05-06 cp_plan_started\n2025-06-02 lac_started\n2025-06-27 lac_review_held",
        {},
    ),
    "need_without_plan": (
        "2025-05-06 cin_started\n2025-05-06 assessment_started\n2025-06-06 assessment_authorised",
        {},
    ),
    "activity_before_referral": ("2025-05-06 s47_started\n2025-05-07 referral_received", {}),
    "activity_after_closure": (
        "2025-01-06 referral_received\n2025-01-06 referral_accepted\n2025-03-06 case_closed\n2025-03-07 s47_started",
        {},
    ),
    "activity_before_conception": ("2014-08-24 referral_received", {}),
    "activity_after_no_action": (
        "2025-05-06 referral_received\n2025-05-06 referral_closed\n2025-05-08 assessment_started",
        {},
    ),
    "factor_none_with_others": ("2025-05-06 assessment_authorised factors=21,3A", {}),
    "closed_with_work_open": (
        "2025-01-06 referral_received\n2025-01-06 referral_accepted\n2025-01-07 assessment_started\n"
        "2025-03-06 case_closed",
        {},
    ),
    "no_action_after_enquiry": (
        "2025-01-06 referral_received\n2025-01-08 s47_started\n2025-03-06 case_closed reason=RC8",
        {},
    ),
    "closed_after_no_assessment": ("2025-01-06 referral_received\n2025-03-06 case_closed reason=RC9", {}),
    "re_referral_after_no_action": (
        "2025-01-06 referral_received\n2025-01-06 referral_closed\n2026-01-06 referral_received",
        {},
    ),
    "looked_after_without_legal_status": ("2025-01-06 lac_started", {}),
    "legal_status_unknown": ("2025-01-06 lac_started legal_status=Q9", {}),
    "placed_without_order": (
        "2025-01-06 lac_started legal_status=C2\n2025-06-06 placement_started placement=A5",
        {},
    ),
    "order_without_decision": (
        "2025-01-06 placement_order_made\n2025-01-07 should_be_placed_decided",
        {},
    ),
    "short_break_reviewed": (
        "2025-01-06 short_break_started\n2025-01-09 lac_review_held\n2025-01-12 short_break_ended",
        {},
    ),
    "short_break_placement": (
        "2025-01-06 lac_started legal_status=V4\n2025-01-06 placement_started placement=U4",
        {},
    ),
    "short_break_too_long": (
        "2025-05-01 short_break_started legal_status=V3\n2025-05-19 short_break_ended",
        {},
    ),
    "permanence_order_at_18": (
        "2021-01-10 lac_started\n2025-01-10 lac_ceased reason=E45",
        {"born_on": date(2007, 1, 10)},
    ),
    "care_started_at_18": ("2025-01-10 lac_started", {"born_on": date(2007, 1, 10)}),
    "looked_after_at_18": ("2024-01-10 lac_started", {"born_on": date(2008, 3, 31)}),
    "unborn_in_care_or_court": ("2026-03-02 proceedings_issued", UNBORN | {"expected_on": date(2026, 6, 1)}),
    "emergency_power_lapsed": (
        "2025-05-06 lac_started legal_status=L1\n2025-05-10 legal_status_changed legal_status=V2",
        {},
    ),
    "care_order_at_home": ("2025-01-06 lac_started legal_status=C2\n2025-01-06 placement_started placement=P1", {}),
    "under_16_unregulated": ("2025-01-09 lac_started\n2025-01-09 placement_started placement=H5", TEEN),
    "placement_with_deprivation_order": (
        "2025-01-09 lac_started\n2025-01-09 placement_started placement=K1\n2025-02-03 deprivation_authorised",
        {},
    ),
    "ceased_while_missing": (
        "2025-01-09 lac_started\n2025-02-03 went_missing\n2025-02-05 lac_ceased reason=E4A",
        {},
    ),
    "missing_without_interview": ("2025-02-03 went_missing\n2025-02-05 returned_from_missing", {}),
    "no_pathway_plan": ("2024-06-03 lac_started", TEEN),
    "care_leaver_not_in_touch": ("2026-03-31 care_leaver_relevant in_touch=NO", TEEN),
    "care_leaver_category_wrong": ("2026-03-31 care_leaver_eligible", {"born_on": date(2007, 1, 10)}),
    "sibling_not_assessed": ("2026-01-05 contact_received", {"household": (SIBLING,)}),
    "birth_not_entered": ("", UNBORN | {"expected_on": date(2026, 3, 30)}),
    "age_out_of_range": ("2025-01-06 cin_started", {"born_on": date(2000, 3, 31)}),
    "disability_none_with_others": ("", {"disability": "NONE,LD"}),
    "plan_open_two_years": ("2024-03-31 cp_plan_started", {}),
    "repeat_plan": ("2024-03-31 cp_plan_started\n2025-03-03 cp_plan_ended\n2025-09-01 cp_plan_started", {}),
    "contacts_without_action": (
        "2025-10-01 contact_received\n2025-12-01 contact_received\n2026-02-02 contact_received",
        {},
    ),
    "long_section_20": ("2025-06-02 lac_started legal_status=V2", {}),
    "three_placements": (
        "2025-06-02 lac_started\n2025-06-02 placement_started\n2025-09-01 placement_started\n"
        "2026-01-05 placement_started",
        {},
    ),
}
NOT_REACHED = {
    "two_cp_plans": ("2025-01-06 cp_plan_started\n2025-05-06 cp_plan_ended\n2025-05-06 cp_plan_started", {}),
    "two_cin_plans": ("2025-01-06 cin_plan_started\n2025-05-06 cin_plan_ended\n2025-05-06 cin_plan_started", {}),
    "cin_plan_with_cp_plan": ("2025-01-06 cin_plan_started\n2025-05-06 cin_plan_ended\n2025-05-06 cp_plan_started", {}),
    "review_before_plan": ("2025-05-06 cp_plan_started\n2025-05-07 cp_review_held", {}),
    "plan_of_one_day": ("2025-05-06 cp_plan_started\n2025-05-07 cp_plan_ended", {}),
    "conference_at_weekend": ("2025-05-02 icpc_held", {}),
    "plan_not_on_conference_day": ("2025-05-06 icpc_held\n2025-05-06 cp_plan_started", {}),
    "plan_without_conference": ("2025-05-06 transfer_in_conference_held\n2025-05-06 cp_plan_started", {}),
    "plan_decided_not_recorded": ("2025-05-06 icpc_held plan_made=Y\n2025-05-20 cp_plan_started", {}),
    "conference_without_enquiry": ("2025-05-05 s47_started\n2025-05-06 icpc_held", {}),
    "enquiry_without_strategy_discussion": ("2025-05-01 strategy_discussion_held\n2025-05-06 s47_started", {}),
    "plan_and_care_after_review": (
        "2025-05-06 cp_plan_started\n2025-06-02 lac_started\n2025-06-26 cp_plan_ended\n2025-06-27 lac_review_held",
        {},
    ),
    "need_without_plan": (
        "2025-05-06 cin_started\n2025-05-06 assessment_started\n2025-06-06 assessment_authorised\n"
        "2025-06-10 cin_plan_started",
        {},
    ),
    "activity_before_referral": ("2025-05-07 s47_started\n2025-05-07 referral_received", {}),
    "activity_after_closure": (
        "2025-01-06 referral_received\n2025-03-06 case_closed\n2025-03-07 referral_received\n2025-03-07 s47_started",
        {},
    ),
    "activity_before_conception": ("2014-08-25 referral_received", {}),
    "activity_after_no_action": (
        "2025-05-06 referral_received\n2025-05-06 referral_closed\n2025-05-07 referral_received\n"
        "2025-05-08 assessment_started",
        {},
    ),
    "factor_none_with_others": ("2025-05-06 assessment_authorised factors=21", {}),
    "closed_with_work_open": (
        "2025-01-06 referral_received\n2025-01-07 assessment_started\n2025-03-06 assessment_authorised\n"
        "2025-03-06 case_closed",
        {},
    ),
    "no_action_after_enquiry": (
        "2025-01-06 referral_received\n2025-01-08 s47_started\n2025-03-06 case_closed reason=RC7",
        {},
    ),
    "closed_after_no_assessment": (
        "2025-01-06 referral_received\n2025-01-07 assessment_started\n2025-03-06 case_closed reason=RC9",
        {},
    ),
    "re_referral_after_no_action": (
        "2025-01-06 referral_received\n2025-01-06 referral_closed\n2026-01-07 referral_received",
        {},
    ),
    "looked_after_without_legal_status": ("2025-01-06 lac_started legal_status=V2", {}),
    "legal_status_unknown": ("2025-01-06 lac_started legal_status=V2", {}),
    "placed_without_order": (
        "2025-01-06 lac_started legal_status=E1\n2025-06-06 placement_started placement=A5",
        {},
    ),
    "order_without_decision": ("2025-01-06 should_be_placed_decided\n2025-01-06 placement_order_made", {}),
    "short_break_reviewed": (
        "2025-01-06 short_break_started\n2025-01-12 short_break_ended\n2025-01-12 lac_review_held",
        {},
    ),
    "short_break_placement": (
        "2025-01-06 lac_started legal_status=V4\n2025-01-06 placement_started placement=U6",
        {},
    ),
    "short_break_too_long": (
        "2025-05-01 short_break_started legal_status=V3\n2025-05-18 short_break_ended",
        {},
    ),
    "permanence_order_at_18": (
        "2021-01-10 lac_started\n2025-01-09 lac_ceased reason=E45",
        {"born_on": date(2007, 1, 10)},
    ),
    "care_started_at_18": ("2025-01-09 lac_started", {"born_on": date(2007, 1, 10)}),
    "looked_after_at_18": ("2024-01-10 lac_started", {"born_on": date(2008, 4, 1)}),
    "unborn_in_care_or_court": ("2026-03-02 pre_proceedings_started", UNBORN | {"expected_on": date(2026, 6, 1)}),
    "emergency_power_lapsed": (
        "2025-05-06 lac_started legal_status=L1\n2025-05-09 legal_status_changed legal_status=V2",
        {},
    ),
    "care_order_at_home": ("2025-01-06 lac_started legal_status=C2\n2025-01-06 placement_started placement=U6", {}),
    "under_16_unregulated": ("2025-01-10 lac_started\n2025-01-10 placement_started placement=H5", TEEN),
    "placement_with_deprivation_order": (
        "2025-01-09 lac_started\n2025-01-09 placement_started placement=K2\n2025-02-03 deprivation_authorised",
        {},
    ),
    "ceased_while_missing": ("2025-01-09 lac_started\n2025-02-03 went_missing\n2025-02-05 lac_ceased reason=E8", {}),
    "missing_without_interview": (
        "2025-02-03 went_missing\n2025-02-05 returned_from_missing\n2025-02-07 return_interview_offered",
        {},
    ),
    "no_pathway_plan": ("2024-06-03 lac_started\n2025-04-01 pathway_plan_reviewed", TEEN),
    "care_leaver_not_in_touch": ("2026-03-31 care_leaver_relevant in_touch=NO\n2026-01-05 care_leaver_contact", TEEN),
    "care_leaver_category_wrong": ("2026-03-31 care_leaver_former_relevant", {"born_on": date(2007, 1, 10)}),
    "sibling_not_assessed": ("2026-01-05 assessment_started", {"household": (SIBLING,)}),
    "birth_not_entered": ("", UNBORN | {"expected_on": date(2026, 3, 31)}),
    "age_out_of_range": ("2025-01-06 cin_started", {"born_on": date(2000, 4, 1)}),
    "disability_none_with_others": ("", {"disability": "NONE"}),
    "plan_open_two_years": ("2024-04-01 cp_plan_started", {}),
    "repeat_plan": ("2025-09-01 cp_plan_started", {}),
    "contacts_without_action": (
        "2025-10-01 contact_received\n2025-12-01 contact_received\n2025-12-01 referral_received\n"
        "2026-02-02 contact_received",
        {},
    ),
    "long_section_20": ("2025-06-02 lac_started legal_status=V2 permanence_plan=A", {}),
    "three_placements": ("2025-06-02 lac_started\n2025-06-02 placement_started\n2025-09-01 placement_started", {}),
}
TESTED_HERE = sorted(REACHED)


def codes_of(child):
    return {flag.code for flag in [*combination_flags(child, DEFINITIONS.combinations), *drift_flags(child)]}


@pytest.mark.parametrize("key", TESTED_HERE)
def test_a_life_that_shows_the_combination_is_flagged(key):
    life, facts = REACHED[key]

    assert key in codes_of(child_of(life, **facts))


@pytest.mark.parametrize("key", TESTED_HERE)
def test_a_life_that_does_not_show_it_is_left_alone(key):
    life, facts = NOT_REACHED[key]

    assert key not in codes_of(child_of(life, **facts))


def test_every_row_of_the_table_has_both_lives_is_known_as_fine_or_is_judged_by_the_clocks():
    elsewhere = {key for key, row in TABLE.items() if row.severity == "ok" or row.check == "timeliness"}

    assert set(REACHED) == set(NOT_REACHED) == set(TABLE) - elsewhere


def test_every_combination_a_table_may_name_is_written():
    assert set(TESTS) == set(COMBINATIONS)


@pytest.mark.parametrize("key", [key for key, row in TABLE.items() if row.needs])
def test_a_source_that_could_not_show_it_says_nothing(key):
    life, facts = REACHED[key]
    silent = replace(child_of(life, **facts), covered=frozenset({"annex_a.2"}))

    assert list(combination_flags(silent, DEFINITIONS.combinations)) == [] or key not in codes_of(silent)
    assert TABLE[key] in list(cannot_tell(silent, DEFINITIONS.combinations))


@pytest.mark.parametrize(
    "life",
    [
        "2025-05-06 icpc_held\n2025-05-06 cp_plan_started\n2025-06-02 lac_started legal_status=V2",
        "2025-05-05 s47_started\n2025-05-06 icpc_held\n2025-05-06 cp_plan_started\n2025-06-02 pre_proceedings_started",
    ],
    ids=["plan and care", "plan and pre-proceedings"],
)
def test_what_is_lawful_and_usual_is_never_remarked_on(life):
    assert not codes_of(child_of(life)) & {key for key, row in TABLE.items() if row.severity == "ok"}


def test_a_flag_says_what_cannot_be_with_its_dates_and_where_the_rule_stands():
    life, facts = REACHED["plan_of_one_day"]
    titles = {track.key: track.title for track in DEFINITIONS.journeys[-1].tracks}

    (flag,) = (f for f in combination_flags(child_of(life, **facts), [TABLE["plan_of_one_day"]], titles))

    assert flag.check == "combination"
    assert (flag.criterion, flag.severity, flag.place) == ("X", Severity.HIGH, "Child protection")
    assert flag.reason == "A child protection plan started and ended on the same day. That day is 6 May 2025."
    assert flag.source == "DfE children in need census rule 8840."


def test_a_plan_from_before_the_lists_begin_is_not_blamed_for_having_no_conference():
    child = child_of("2025-05-06 cp_plan_started", lists_begin=date(2025, 9, 30))

    assert "plan_without_conference" not in codes_of(child)


def test_a_conference_before_birth_needs_no_enquiry():
    child = child_of("2025-05-06 icpc_held", born_on=date(2025, 7, 1))

    assert "conference_without_enquiry" not in codes_of(child)


def test_breaks_that_come_to_more_than_75_days_in_a_year_are_found_though_each_is_short():
    life = "\n".join(
        f"2025-{month:02}-01 short_break_started\n2025-{month:02}-17 short_break_ended" for month in (5, 6, 7, 8, 9)
    )

    (flag,) = combination_flags(child_of(life), [TABLE["short_break_too_long"]])

    assert "came to 80 days" in flag.reason


def test_a_placement_is_not_judged_by_a_law_that_came_after_the_date_of_the_lists():
    life = "2020-01-09 lac_started\n2020-01-09 placement_started placement=H5"

    before_the_law = child_of(life, born_on=date(2007, 1, 10), as_at=date(2021, 3, 31))
    after_it = child_of(life, born_on=date(2007, 1, 10), as_at=date(2021, 9, 30))

    assert "under_16_unregulated" not in codes_of(before_the_law)
    assert "under_16_unregulated" in codes_of(after_it)


def test_the_census_holds_whole_episodes_though_it_begins_in_april():
    life, facts = REACHED["activity_before_referral"]
    begins = date(2025, 4, 1)

    in_the_census = child_of(life, **facts, lists_begin=begins)
    in_the_lists = replace(in_the_census, covered=frozenset({"annex_a"}))

    assert "activity_before_referral" in codes_of(in_the_census)
    assert "activity_before_referral" not in codes_of(in_the_lists)
