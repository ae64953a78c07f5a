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
