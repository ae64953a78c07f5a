"""From the rows of Annex A's lists to dated events, named as the journey names them.

The lists hold no plan, conference or visit as such, only dates: a row is evidence that something happened on a day and
never a link between two things. Nothing is inferred here beyond what a column says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from caseaudit.intake.happened import UNKNOWN_START, ReadEvent, code_of, detail_of, shared
from caseaudit.intake.rows import ReadRow
from caseaudit.journey.care_codes import SHORT_BREAKS
from caseaudit.journey.replay import Event

CARE = 8

_Told = tuple[date, str, str]

# Columns that say only that a thing happened on their date: the trigger, and another column that describes it.
_DATED: Mapping[int, tuple[tuple[str, str, str], ...]] = {
    1: (("contact_on", "contact_received", "contact_source"),),
    2: (
        ("early_help_started_on", "early_help_assessment_started", "early_help_by"),
        ("early_help_completed_on", "early_help_assessment_completed", "early_help_by"),
    ),
    4: (
        ("assessment_started_on", "assessment_started", ""),
        ("assessment_authorised_on", "assessment_authorised", ""),
    ),
    7: (
        ("plan_started_on", "cp_plan_started", "first_category"),
        ("review_conference_on", "cp_review_held", ""),
        ("plan_ended_on", "cp_plan_ended", ""),
    ),
    8: (
        ("care_started_on", "lac_started", "care_need"),
        ("legal_status_on", "legal_status_changed", "legal_status"),
        ("placement_on", "placement_started", "placement_type"),
        ("care_review_on", "lac_review_held", ""),
        ("care_visit_on", "lac_visit", ""),
        ("iro_contact_on", "iro_contact", ""),
        ("health_assessment_on", "health_assessment", ""),
        ("dental_check_on", "dental_check", ""),
        ("care_ceased_on", "lac_ceased", "ceased_reason"),
    ),
    9: (
        ("pathway_review_on", "pathway_plan_reviewed", ""),
        ("leaver_contact_on", "care_leaver_contact", ""),
    ),
    10: (
        ("adoption_decision_on", "should_be_placed_decided", ""),
        ("placement_order_on", "placement_order_made", ""),
        ("matched_on", "adoption_matched", ""),
        ("placed_on", "placed_for_adoption", ""),
        ("adoption_order_on", "adoption_order_made", ""),
        ("adoption_reversed_on", "adoption_no_longer_planned", "adoption_reversed_reason"),
    ),
}
# What is coded about an event beyond its words: the name a check knows it by, and the column that has it.
_CODED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "contact_received": (("referral_source", "contact_source"),),
    "referral_received": (("referral_source", "referral_source"),),
    "icpc_held": (("plan_made", "plan_made"),),
    "cin_started": (("need", "primary_need"),),
    "cin_closed": (("reason", "closure_reason"),),
    "case_closed": (("reason", "closure_reason"),),
    "cp_plan_started": (("category", "first_category"), ("latest_category", "latest_category")),
    "cp_visit": (("seen_alone", "seen_alone"),),
    "lac_started": (
        ("need", "care_need"),
        ("permanence_plan", "permanence_plan"),
        ("return_interview", "return_interview_offered"),
    ),
    "short_break_started": (
        ("need", "care_need"),
        ("legal_status", "legal_status"),
        ("placement", "placement_type"),
        ("provider", "placement_provider"),
    ),
    "short_break_ended": (("reason", "ceased_reason"),),
    "legal_status_changed": (("legal_status", "legal_status"),),
    "placement_started": (("placement", "placement_type"), ("provider", "placement_provider")),
    "lac_ceased": (("reason", "ceased_reason"),),
    "permanence_planned": (("permanence_plan", "permanence_plan"),),
    "adoption_no_longer_planned": (("reason", "adoption_reversed_reason"),),
    "care_leaver_eligible": (("in_touch", "in_touch"),),
    "care_leaver_relevant": (("in_touch", "in_touch"),),
    "care_leaver_former_relevant": (("in_touch", "in_touch"),),
    "care_leaver_qualifying": (("in_touch", "in_touch"),),
}
# Counts the lists give where they do not give what was counted; each is of this authority alone.
_COUNTED: Mapping[str, str] = {
    "referral_received": "referrals_in_year",
    "cp_plan_started": "earlier_plans",
    "placement_started": "placements_in_year",
    "lac_started": "missing_episodes",
}
_ENTITLEMENTS = frozenset(trigger for trigger in _CODED if trigger.startswith("care_leaver_"))
# Short breaks are care in law, and stand on a track of their own.
_ON_SHORT_BREAKS: Mapping[str, str] = {
    "lac_started": "short_break_started",
    "legal_status_changed": "",
    "placement_started": "",
    "lac_ceased": "short_break_ended",
}


def annex_a_events(rows: Sequence[ReadRow], as_at: date) -> Iterator[ReadEvent]:
    """What one child's rows of Annex A say happened."""
    is_only_assessed = _has_open_assessment(rows)
    for row in rows:
        if row.list_no == 6 and is_only_assessed and row.codes.get("case_status") == ("ASSESSMENT",):
            continue
        breaks = row.list_no == CARE and bool(SHORT_BREAKS & set(row.codes.get("legal_status", ())))
        for on, told, detail in _events_of(row, as_at):
            trigger = _ON_SHORT_BREAKS.get(told, told) if breaks else told
            if trigger:
                codes = _codes(row, trigger) | ({"legal_status": code_of(row, "legal_status")} if breaks else {})
                yield ReadEvent(Event(on, trigger, detail, shared(codes)), row)


def _events_of(row: ReadRow, as_at: date) -> Iterator[_Told]:
    for key, trigger, about in _DATED.get(row.list_no, ()):
        if key in row.dates:
            yield (row.dates[key], trigger, detail_of(row, about))
    if row.list_no in _MORE:
        yield from _MORE[row.list_no](row, as_at)


def _referral(row: ReadRow, as_at: date) -> Iterator[_Told]:
    on = row.dates.get("referral_on")
    if on is None:
        return
    yield (on, "referral_received", detail_of(row, "referral_source"))
    if row.has("no_further_action", "Y"):
        yield (on, "referral_closed", "No further action; the list has no date of its own for the decision")
    elif row.has("no_further_action", "N"):
        yield (on, "referral_accepted", "The list has no date of its own for the decision")


def _enquiry(row: ReadRow, as_at: date) -> Iterator[_Told]:
    started_on, conference_on = row.dates.get("s47_started_on"), row.dates.get("conference_on")
    if started_on:
        yield (started_on, "s47_started", "")
        if row.has("conference_not_needed", "Y") and conference_on is None:
            yield (started_on, "icpc_not_needed", "The list has no date for the end of the enquiry; its start is used")
    if conference_on:
        yield (conference_on, "icpc_held", "")
        if row.has("plan_made", "N"):
            yield (conference_on, "cp_plan_not_made", "")


def _need(row: ReadRow, as_at: date) -> Iterator[_Told]:
    if "need_started_on" in row.dates:
        yield (row.dates["need_started_on"], "cin_started", detail_of(row, "primary_need"))
    if "last_seen_on" in row.dates:
        yield (row.dates["last_seen_on"], "child_last_seen", "")
    if "need_closed_on" in row.dates:
        why = detail_of(row, "closure_reason")
        yield (row.dates["need_closed_on"], "cin_closed", why)
        yield (row.dates["need_closed_on"], "case_closed", why)


def _care(row: ReadRow, as_at: date) -> Iterator[_Told]:
    if row.has("uasc", "Y") and "care_started_on" in row.dates:
        on = row.dates["care_started_on"]
        yield (on, "unaccompanied_arrived", "The list has no date of arrival; the start of care is used")
    if row.has("return_interview_offered", "Y"):
        yield (as_at, "return_interview_offered", "Of the last time missing, as at the date of the lists")
    if "permanence_plan" in row.codes and "care_started_on" in row.dates and "care_ceased_on" not in row.dates:
        yield (as_at, "permanence_planned", "As at the date of the lists, which do not say since when")


def _plan_visit(row: ReadRow, as_at: date) -> Iterator[_Told]:
    if "statutory_visit_on" in row.dates:
        alone = row.codes.get("seen_alone", ("",))[0]
        words = {"Y": "Child seen alone", "N": "Child not seen alone"}
        yield (row.dates["statutory_visit_on"], "cp_visit", words.get(alone, ""))


def _entitlement(row: ReadRow, as_at: date) -> Iterator[_Told]:
    for code in row.codes.get("eligibility", ()):
        yield (as_at, f"care_leaver_{code.lower()}", "As at the date of the lists, which do not say since when")


_MORE: Mapping[int, Callable[[ReadRow, date], Iterator[_Told]]] = {
    3: _referral,
    5: _enquiry,
    6: _need,
    7: _plan_visit,
    8: _care,
    9: _entitlement,
}


def _codes(row: ReadRow, trigger: str) -> dict[str, str]:
    found = {name: code for name, key in _CODED.get(trigger, ()) if (code := code_of(row, key))}
    count = _COUNTED.get(trigger)
    if count and row.raw.get(count, "").isdecimal():
        found[count] = row.raw[count]
    if trigger == "lac_started" and row.dates.get("legal_status_on") == row.dates["care_started_on"]:
        # The list holds the status of today: it is the one care began with only where both began together.
        status = code_of(row, "legal_status")
        found |= {"legal_status": status} if status else {}
    if trigger in _ENTITLEMENTS:
        found |= UNKNOWN_START
    return found | {"source_list": str(row.list_no)}


def _has_open_assessment(rows: Iterable[ReadRow]) -> bool:
    # List 6 gives a start date to every child with an episode open, those still only being assessed included.
    return any(
        row.list_no == 4 and "assessment_started_on" in row.dates and "assessment_authorised_on" not in row.dates
        for row in rows
    )
