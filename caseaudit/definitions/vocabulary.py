"""The closed vocabulary: the only guards and flags a definition may name, since each is written in Python."""

from collections.abc import Mapping

JOURNEY_GUARDS: frozenset[str] = frozenset(
    {
        "before_lists_begin",
        "by_agreement",
        "by_order_or_power",
        "returned_home",
        "left_by_permanence_order",
        "left_grown_up",
        "taken_over_elsewhere",
        "placed_elsewhere",
        "plan_is_not_adoption",
        "on_short_breaks",
        "by_legal_status",
        "on_the_date_of_the_lists",
        "in_lists_of_the_latest",
    }
)

LIFECYCLE_GUARDS: Mapping[str, frozenset[str]] = {
    "audit": frozenset({"is_own", "is_not_own", "is_complete", "has_verdicts"}),
    "sample": frozenset({"has_nothing_open"}),
}

FLAG_CODES: frozenset[str] = frozenset(
    {
        "chronology_missing",
        "chronology_not_current",
        "action_without_owner",
        "action_without_date",
        "child_not_seen",
        "child_not_seen_alone",
        "only_adults_words",
    }
)

COMBINATIONS: Mapping[str, frozenset[str]] = {
    "two_cp_plans": frozenset(),
    "two_cin_plans": frozenset(),
    "cin_plan_with_cp_plan": frozenset(),
    "review_before_plan": frozenset(),
    "plan_of_one_day": frozenset(),
    "conference_at_weekend": frozenset(),
    "plan_not_on_conference_day": frozenset({"days"}),
    "plan_without_conference": frozenset({"days"}),
    "plan_decided_not_recorded": frozenset({"days"}),
    "conference_without_enquiry": frozenset(),
    "enquiry_without_strategy_discussion": frozenset({"days"}),
    "plan_and_care_after_review": frozenset(),
    "need_without_plan": frozenset({"days"}),
    "activity_before_referral": frozenset(),
    "activity_after_closure": frozenset(),
    "activity_before_conception": frozenset({"days"}),
    "activity_after_no_action": frozenset({"days"}),
    "factor_none_with_others": frozenset(),
    "closed_with_work_open": frozenset(),
    "no_action_after_enquiry": frozenset(),
    "closed_after_no_assessment": frozenset(),
    "re_referral_after_no_action": frozenset({"months"}),
    "looked_after_without_legal_status": frozenset(),
    "legal_status_unknown": frozenset(),
    "placed_without_order": frozenset(),
    "order_without_decision": frozenset(),
    "short_break_reviewed": frozenset(),
    "short_break_placement": frozenset(),
    "short_break_too_long": frozenset({"days", "total_days"}),
    "permanence_order_at_18": frozenset(),
    "care_started_at_18": frozenset(),
    "looked_after_at_18": frozenset(),
    "unborn_in_care_or_court": frozenset(),
    "emergency_power_lapsed": frozenset({"court_days", "police_days"}),
    "care_order_at_home": frozenset(),
    "under_16_unregulated": frozenset({"age"}),
    "placement_with_deprivation_order": frozenset(),
    "ceased_while_missing": frozenset(),
    "missing_without_interview": frozenset({"days"}),
    "no_pathway_plan": frozenset({"months"}),
    "care_leaver_not_in_touch": frozenset(),
    "care_leaver_category_wrong": frozenset(),
    "sibling_not_assessed": frozenset(),
    "birth_not_entered": frozenset(),
    "age_out_of_range": frozenset({"age"}),
    "disability_none_with_others": frozenset(),
}
"""The combinations that are tested, each with the names of the numbers it is judged by."""
