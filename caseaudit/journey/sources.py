"""Which events each source could show, and how far back: a silence is held only against one that could speak."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

_CARE = frozenset({"lac_started", "legal_status_changed", "placement_started", "lac_review_held", "lac_ceased"})
_ADOPTION = frozenset(
    {
        "should_be_placed_decided",
        "placement_order_made",
        "adoption_matched",
        "placed_for_adoption",
        "adoption_order_made",
        "adoption_no_longer_planned",
    }
)
_FRONT_DOOR = frozenset({"referral_received", "referral_accepted", "referral_closed"})
_ASSESSMENT = frozenset({"assessment_started", "assessment_authorised"})
_ENQUIRY = frozenset({"s47_started", "icpc_held", "icpc_not_needed"})
_NEED = frozenset({"cin_started", "cin_closed", "case_closed"})
_PLAN = frozenset({"cp_plan_started", "cp_review_held", "cp_plan_ended"})
_LEAVING = frozenset(
    {"care_leaver_eligible", "care_leaver_relevant", "care_leaver_former_relevant", "care_leaver_qualifying"}
)

SHOWS: Mapping[str, frozenset[str]] = {
    "annex_a.1": frozenset({"contact_received"}),
    "annex_a.2": frozenset({"early_help_assessment_started", "early_help_assessment_completed"}),
    "annex_a.3": _FRONT_DOOR,
    "annex_a.4": _ASSESSMENT,
    "annex_a.5": _ENQUIRY | {"cp_plan_not_made"},
    "annex_a.6": _NEED | {"child_last_seen"},
    "annex_a.7": _PLAN | {"cp_visit"},
    "annex_a.8": _CARE
    | {"lac_visit", "iro_contact", "health_assessment", "dental_check", "permanence_planned", "unaccompanied_arrived"}
    | {"short_break_started", "short_break_ended", "return_interview_offered"},
    "annex_a.9": _LEAVING | {"care_leaver_contact"},
    # The layout of 2024 added the pathway plan review.
    "annex_a.9.2024": frozenset({"pathway_plan_reviewed"}),
    "annex_a.10": _ADOPTION,
    # Of the census and the children looked after return, each element and file by the number it is kept under, since a
    # census of 2021 has no plan dates and a set of files may leave one out.
    "cin_census.101": frozenset({"born"}),
    "cin_census.102": _FRONT_DOOR | _NEED | {"transferred_in", "transfer_in_conference_held", "transferred_out"},
    "cin_census.103": _ASSESSMENT,
    "cin_census.104": frozenset({"cin_plan_started", "cin_plan_ended"}),
    "cin_census.105": _ENQUIRY,
    "cin_census.106": _PLAN - {"cp_review_held"},
    "cin_census.107": frozenset({"cp_review_held"}),
    "cin_census.108": frozenset(
        {
            "pre_proceedings_started",
            "letter_before_proceedings_sent",
            "pre_proceedings_meeting_held",
            "pre_proceedings_stepped_down",
            "proceedings_issued",
        }
    ),
    "ssda903.202": (_CARE - {"lac_review_held"})
    | {"placement_order_made", "placed_for_adoption", "adoption_order_made", "permanence_order_made"}
    | {"short_break_started", "short_break_ended", "proceedings_ended", "transferred_out"},
    "ssda903.203": frozenset({"lac_review_held"}),
    "ssda903.204": frozenset({"unaccompanied_arrived", "unaccompanied_ended"}),
    "ssda903.206": _LEAVING,
    "ssda903.207": frozenset({"should_be_placed_decided", "adoption_matched"}),
    "ssda903.208": frozenset({"should_be_placed_decided", "adoption_no_longer_planned"}),
    "ssda903.210": frozenset({"went_missing", "returned_from_missing"}),
    "ssda903.212": frozenset({"deprivation_authorised", "deprivation_ended"}),
}


_KINDS: Mapping[str, tuple[str, ...]] = {
    trigger: tuple(kind for kind, shown in SHOWS.items() if trigger in shown)
    for trigger in frozenset().union(*SHOWS.values())
}


class Reach(NamedTuple):
    """The first and the last day between which a source holds everything; None where it has no such bound."""

    begins: date | None = None
    ends: date | None = None

    def holds(self, on: date) -> bool:
        """Whether something of this day would be in the source."""
        return (self.begins is None or self.begins <= on) and (self.ends is None or on <= self.ends)


EVERYTHING = Reach()
_LEADING = ("referral_received", "s47_started", "icpc_held")


def could_show(covered: Collection[str], trigger: str) -> bool:
    """Whether any source that was read could hold this event.

    A council's own file shows the events its columns were mapped to, named "mapped." and the event. A return with none
    of its parts named is all of them, in what every layout shares.
    """
    return next(shown_by(covered, trigger), None) is not None


def shown_by(covered: Collection[str], trigger: str) -> Iterator[str]:
    """The sources among these that could hold this event."""
    if (mapped := f"mapped.{trigger}") in covered:
        yield mapped
    for kind in _KINDS.get(trigger, ()):
        if kind in covered:
            yield kind
        elif _is_whole(kind, covered):
            yield kind.split(".")[0]


def reach_of(reach: Mapping[str, Reach], name: str) -> Reach:
    """How far a source goes back, or the return it is part of; one of which nothing is said holds everything."""
    return reach.get(name) or reach.get(name.split(".")[0]) or EVERYTHING


def together(reaches: Iterable[Reach]) -> Reach:
    """The latest stretch of time that sources cover between them with no day left out.

    A return of two years goes back two years; one of last year and one of five years ago go back one.
    """
    latest_first = sorted(reaches, key=lambda one: (one.ends or date.max, one.begins or date.min), reverse=True)
    begins, ends = latest_first[0] if latest_first else EVERYTHING
    for earlier in latest_first[1:]:
        if begins is None or (earlier.ends is not None and earlier.ends < begins - timedelta(days=1)):
            break
        begins = min(begins, earlier.begins) if earlier.begins is not None else None
    return Reach(begins, ends)


def steps_begin(covered: Collection[str], reach: Mapping[str, Reach]) -> date | None:
    """The first day on which these sources could show each of what leads to help, to a conference and to a plan.

    None where they show none of it by dates of their own, or from the beginning.
    """
    begins = []
    for step in _LEADING:
        shown = [reach_of(reach, name) for name in shown_by(covered, step) if not name.startswith("mapped.")]
        if shown and (first := together(shown).begins) is not None:
            begins.append(first)
    return max(begins, default=None)


def _is_whole(kind: str, covered: Collection[str]) -> bool:
    source = kind.split(".")[0]
    is_in_every_layout = kind.count(".") == 1
    return is_in_every_layout and source in covered and not any(name.startswith(f"{source}.") for name in covered)
