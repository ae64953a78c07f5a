"""Which events each part of each source holds, and how much of them: the one place where it is said.

A part is a list of Annex A, an element of the census, a file of the children looked after return; it is named as the
frame keeps it, by its source and number, since a census of 2021 has no plan dates and a set of files may leave one out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Holding(Enum):
    """How a part holds an event."""

    EVERY = "each one since the part begins"
    LATEST = "only the latest"
    EVER = "each one that a clock could wait for, whatever its age"
    UNDATED = "that it happened, on the day of something else, so that it is no date to judge by"


@dataclass(frozen=True, slots=True)
class _Part:
    every: str = ""
    latest: str = ""
    ever: str = ""
    undated: str = ""

    def held(self) -> Mapping[str, Holding]:
        told = ((self.every, Holding.EVERY), (self.latest, Holding.LATEST), (self.ever, Holding.EVER))
        return {
            event: holding for events, holding in (*told, (self.undated, Holding.UNDATED)) for event in events.split()
        }


_LEAVING = "care_leaver_eligible care_leaver_relevant care_leaver_former_relevant care_leaver_qualifying"

_PARTS: Mapping[str, _Part] = {
    "annex_a.1": _Part(every="contact_received"),
    "annex_a.2": _Part(every="early_help_assessment_started", ever="early_help_assessment_completed"),
    "annex_a.3": _Part(every="referral_received", undated="referral_accepted referral_closed"),
    "annex_a.4": _Part(every="assessment_started", ever="assessment_authorised"),
    "annex_a.5": _Part(every="s47_started", ever="icpc_held", undated="icpc_not_needed cp_plan_not_made"),
    "annex_a.6": _Part(latest="child_last_seen", ever="cin_started cin_closed case_closed"),
    "annex_a.7": _Part(latest="cp_review_held cp_visit", ever="cp_plan_started cp_plan_ended"),
    "annex_a.8": _Part(
        latest="legal_status_changed placement_started lac_review_held lac_visit iro_contact health_assessment "
        "dental_check short_break_started",
        ever="lac_started lac_ceased short_break_ended",
        undated="return_interview_offered permanence_planned unaccompanied_arrived",
    ),
    "annex_a.9": _Part(latest="care_leaver_contact", undated=_LEAVING),
    # The layout of 2024 added the pathway plan review.
    "annex_a.9.2024": _Part(latest="pathway_plan_reviewed"),
    "annex_a.10": _Part(
        ever="should_be_placed_decided placement_order_made adoption_matched placed_for_adoption adoption_order_made "
        "adoption_no_longer_planned"
    ),
    "cin_census.101": _Part(ever="born"),
    "cin_census.102": _Part(
        every="referral_received",
        ever="case_closed cin_closed transferred_out transfer_in_conference_held",
        undated="referral_accepted referral_closed transferred_in cin_started",
    ),
    "cin_census.103": _Part(every="assessment_started", ever="assessment_authorised"),
    "cin_census.104": _Part(ever="cin_plan_started cin_plan_ended"),
    "cin_census.105": _Part(every="s47_started", ever="icpc_held", undated="icpc_not_needed"),
    "cin_census.106": _Part(ever="cp_plan_started cp_plan_ended"),
    "cin_census.107": _Part(every="cp_review_held"),
    "cin_census.108": _Part(
        every="pre_proceedings_started",
        ever="letter_before_proceedings_sent pre_proceedings_meeting_held pre_proceedings_stepped_down "
        "proceedings_issued",
    ),
    "ssda903.202": _Part(
        every="placement_started short_break_started",
        ever="lac_started legal_status_changed lac_ceased placement_order_made placed_for_adoption "
        "adoption_order_made permanence_order_made short_break_ended proceedings_ended transferred_out",
    ),
    "ssda903.203": _Part(every="lac_review_held"),
    "ssda903.204": _Part(every="unaccompanied_arrived", ever="unaccompanied_ended"),
    "ssda903.206": _Part(undated="care_leaver_listed"),
    "ssda903.207": _Part(ever="should_be_placed_decided adoption_matched"),
    "ssda903.208": _Part(ever="should_be_placed_decided adoption_no_longer_planned"),
    "ssda903.210": _Part(every="went_missing", ever="returned_from_missing"),
    "ssda903.212": _Part(every="deprivation_authorised", ever="deprivation_ended"),
}

CODES_OF_NONE = frozenset({"placement_regulation"})
"""The codes that a time limit asks for and no part of any source gives, nor a column of a council's own file."""

HOLDS: Mapping[str, Mapping[str, Holding]] = {name: part.held() for name, part in _PARTS.items()}
