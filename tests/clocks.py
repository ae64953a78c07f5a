"""Children for tests of time limits, and each limit's last day worked out by hand.

The bank holidays in the way: Good Friday and Easter Monday of 2009 (10 and 13 April), 2012 (6 and 9 April) and 2024 (29
March and 1 April), 7 May 2012, 6 May 2024, and those of the summer of 2023.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from caseaudit.definitions.library import read_definitions
from caseaudit.journey.child import Child
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.judgement import AuthorityLimit, Judgement
from caseaudit.journey.replay import Event, replay
from caseaudit.journey.sources import Reach

DEFINITIONS = read_definitions()
ANNEX_A = frozenset({"annex_a", *(f"annex_a.{number}" for number in range(1, 11))})
MUCH_LATER = date(2026, 6, 30)
Told = tuple[str, str] | tuple[str, str, Mapping[str, str]]


@cache
def clocks() -> Clocks:
    """The rules that are on, with no local limit set."""
    return Clocks(DEFINITIONS.timescales, DEFINITIONS.calendars["england-and-wales"])


def clocks_with(**limits: AuthorityLimit) -> Clocks:
    """The rules with local limits: ``clocks_with(CPV_01=AuthorityLimit(...))``."""
    local = {rule.replace("_", "-"): limit for rule, limit in limits.items()}
    return Clocks(DEFINITIONS.timescales, DEFINITIONS.calendars["england-and-wales"], local)


def child(
    *events: Told,
    as_at: str | date = MUCH_LATER,
    born: str | None = "2010-01-01",
    lists_begin: date | None = None,
    **more,
) -> Child:
    """A child to whom these things happened, each told by its date, its trigger and any codes.

    Every source that was read goes back to ``lists_begin``, where it is given.
    """
    if lists_begin is not None:
        more["reach"] = dict.fromkeys(more.get("covered") or ("lists",), Reach(lists_begin))
    happened = tuple(
        Event(date.fromisoformat(on), trigger, codes=codes[0] if codes else {}) for on, trigger, *codes in events
    )
    on = as_at if isinstance(as_at, date) else date.fromisoformat(as_at)
    more.setdefault("journey", replay(happened, DEFINITIONS.journeys, on))
    return Child(as_at=on, born_on=date.fromisoformat(born) if born else None, events=happened, **more)


def judged(rule: str, one: Child, by: Clocks | None = None) -> list[Judgement]:
    """What became of the clocks of one rule."""
    return [judgement for judgement in (by or clocks()).judge(one) if judgement.rule.id == rule]


def scores(rule: str, one: Child, by: Clocks | None = None) -> list[str]:
    """How the clocks of one rule came out, the earliest first."""
    return [judgement.score.value for judgement in judged(rule, one, by)]


@dataclass(frozen=True)
class Case:
    """A clock: what came before it, the event that starts it, the event due, and its last day by hand."""

    rule: str
    start: Told
    due: str
    due_on: str
    before: tuple[Told, ...] = ()
    born: str = "2010-01-01"

    def child(self, *more: Told, as_at: str | date = MUCH_LATER) -> Child:
        """The child of this clock, with whatever else happened."""
        return child(*self.before, self.start, *more, as_at=as_at, born=self.born)

    def judged(self, *more: Told, as_at: str | date = MUCH_LATER) -> Judgement | None:
        """What became of this very clock."""
        found = judged(self.rule, self.child(*more, as_at=as_at))
        return next((one for one in found if one.trigger_on.isoformat() == self.start[0]), None)


_C1, _C2 = {"legal_status": "C1", "placement": "P1"}, {"legal_status": "C2"}

WORKING_DAYS = (
    Case("REF-01", ("2024-03-28", "referral_received"), "referral_accepted", "2024-04-02"),
    Case(
        "IA-01",
        ("2009-04-02", "referral_received"),
        "initial_assessment_completed",
        "2009-04-15",
        (("2009-04-02", "initial_assessment_started"),),
        born="2001-01-01",
    ),
    Case(
        "IA-01",
        ("2012-04-02", "referral_received"),
        "initial_assessment_completed",
        "2012-04-18",
        (("2012-04-02", "initial_assessment_started"),),
    ),
    Case(
        "CA-01",
        ("2012-04-02", "initial_assessment_completed"),
        "core_assessment_completed",
        "2012-05-24",
        (("2012-04-02", "core_assessment_started"),),
    ),
    Case(
        "SA-01",
        ("2024-03-01", "referral_received"),
        "assessment_authorised",
        "2024-05-08",
        (("2024-03-04", "assessment_started"),),
    ),
    Case("SA-03", ("2024-03-01", "assessment_started"), "assessment_authorised", "2024-05-08"),
    Case("ICPC-01", ("2024-03-25", "s47_started"), "icpc_held", "2024-04-17"),
    Case("ICPC-02", ("2024-03-25", "transferred_in"), "transfer_in_conference_held", "2024-04-17"),
    Case("CG-01", ("2024-03-25", "icpc_held"), "core_group_held", "2024-04-10", (("2024-03-25", "cp_plan_started"),)),
    Case("SIN-01", ("2024-03-26", "serious_incident_known"), "panel_notified", "2024-04-04"),
    Case("SIN-02", ("2024-03-25", "panel_notified"), "rapid_review_completed", "2024-04-17"),
    Case("LADO-01", ("2024-03-28", "allegation_made"), "designated_officer_told", "2024-04-02"),
    Case("PF-01", ("2024-03-26", "private_fostering_notified"), "private_fostering_visit", "2024-04-08"),
    Case("LAC-01", ("2024-03-01", "lac_started"), "lac_review_held", "2024-04-02"),
    Case("LAC-07", ("2024-03-26", "placement_started"), "placement_notified", "2024-04-04"),
    Case("IHA-01", ("2024-03-01", "lac_started"), "health_assessment", "2024-04-02"),
    Case("PEP-01", ("2024-03-25", "lac_started", {"legal_status": "L1"}), "pep_started", "2024-04-10"),
    Case("PEP-02", ("2024-03-01", "lac_started"), "pep_started", "2024-04-02"),
    Case("ADO-02a", ("2024-03-26", "panel_minutes_final"), "agency_decision_made", "2024-04-08"),
    Case("ADO-02b", ("2024-03-28", "agency_decision_made"), "agency_decision_told", "2024-04-03"),
    Case("ADO-02c", ("2024-03-26", "agency_decision_made"), "agency_decision_written", "2024-04-04"),
    Case("CL-10", ("2024-03-28", "bed_and_breakfast_started"), "bed_and_breakfast_ended", "2024-04-03"),
    Case("INS-01", ("2024-03-01", "cqc_report_received"), "cqc_action_plan_sent", "2024-04-02"),
    Case("INS-03", ("2023-05-09", "ofsted_report_published"), "ofsted_action_plan_sent", "2023-08-16"),
)

OTHER_DAYS = (
    Case("CPR-01", ("2023-11-30", "icpc_held"), "cp_review_held", "2024-02-29", (("2023-11-30", "cp_plan_started"),)),
    Case(
        "CPR-02",
        ("2023-08-31", "cp_review_held"),
        "cp_review_held",
        "2024-02-29",
        (("2023-06-01", "cp_plan_started"),),
    ),
    Case(
        "PF-02",
        ("2024-03-01", "private_fostering_visit"),
        "private_fostering_visit",
        "2024-04-12",
        (("2024-02-20", "private_fostering_notified"),),
    ),
    Case(
        "PF-03",
        ("2024-03-01", "private_fostering_visit"),
        "private_fostering_visit",
        "2024-05-24",
        (("2023-02-01", "private_fostering_notified"),),
    ),
    Case("PLO-02", ("2024-03-01", "proceedings_issued"), "proceedings_ended", "2024-08-30"),
    Case(
        "LAC-02",
        ("2023-11-30", "lac_review_held"),
        "lac_review_held",
        "2024-02-29",
        (("2023-11-01", "lac_started"),),
    ),
    Case(
        "LAC-03",
        ("2023-08-31", "lac_review_held"),
        "lac_review_held",
        "2024-02-29",
        (("2023-05-01", "lac_started"), ("2023-05-20", "lac_review_held")),
    ),
    Case("VIS-01", ("2024-03-28", "placement_started"), "lac_visit", "2024-04-04"),
    Case("VIS-02", ("2024-03-05", "lac_visit"), "lac_visit", "2024-04-16", (("2024-03-01", "placement_started"),)),
    Case(
        "VIS-03",
        ("2024-01-31", "lac_visit"),
        "lac_visit",
        "2024-04-30",
        (("2023-01-01", "placement_started", {"placement": "U1"}),),
    ),
    Case("VIS-04a", ("2024-03-28", "placement_started", {"placement_regulation": "19"}), "lac_visit", "2024-04-04"),
    Case(
        "VIS-04b",
        ("2024-02-20", "lac_review_held"),
        "lac_visit",
        "2024-04-02",
        (("2024-02-01", "placement_started", {"placement_regulation": "19"}),),
    ),
    Case("VIS-05a", ("2024-03-28", "placement_started", _C1), "lac_visit", "2024-04-04"),
    Case(
        "VIS-05b",
        ("2024-03-20", "lac_review_held"),
        "lac_visit",
        "2024-04-17",
        (("2024-03-01", "placement_started", _C1),),
    ),
    Case("VIS-05c", ("2024-03-28", "placement_started", {"placement_regulation": "24"}), "lac_visit", "2024-04-04"),
    Case(
        "VIS-05d",
        ("2024-03-20", "lac_review_held"),
        "lac_visit",
        "2024-04-17",
        (("2024-03-01", "placement_started", {"placement_regulation": "24"}),),
    ),
    Case(
        "VIS-06a",
        ("2024-03-28", "legal_status_changed", _C2),
        "lac_visit",
        "2024-04-04",
        (("2024-01-01", "placement_started", {"placement": "P1"}),),
    ),
    Case(
        "VIS-06b",
        ("2024-03-05", "lac_visit"),
        "lac_visit",
        "2024-04-16",
        (("2024-01-01", "placement_started", {"placement": "P1"}), ("2024-03-01", "legal_status_changed", _C2)),
    ),
    Case("SB-01", ("2024-03-20", "short_break_started", {"legal_status": "V3"}), "short_break_ended", "2024-04-06"),
    Case(
        "RHA-01",
        ("2023-08-31", "health_assessment"),
        "health_assessment",
        "2024-02-29",
        (("2023-07-01", "lac_started"),),
        born="2022-01-01",
    ),
    Case(
        "RHA-02",
        ("2024-02-29", "health_assessment"),
        "health_assessment",
        "2025-02-28",
        (("2024-02-01", "lac_started"),),
    ),
    Case("ADO-01", ("2024-03-01", "permanence_report_completed"), "adoption_panel_held", "2024-04-12"),
    Case("ADO-03", ("2023-08-31", "should_be_placed_decided"), "adoption_matched", "2024-02-29"),
    Case("ADO-04a", ("2023-11-30", "placement_order_made"), "lac_review_held", "2024-02-29"),
    Case(
        "ADO-04b",
        ("2023-08-31", "lac_review_held"),
        "lac_review_held",
        "2024-02-29",
        (("2023-08-01", "placement_order_made"),),
    ),
    Case("ADO-05a", ("2024-03-20", "placed_for_adoption"), "lac_review_held", "2024-04-17"),
    Case(
        "ADO-05b",
        ("2023-11-30", "lac_review_held"),
        "lac_review_held",
        "2024-02-29",
        (("2023-11-01", "placed_for_adoption"),),
    ),
    Case(
        "ADO-05c",
        ("2023-08-31", "lac_review_held"),
        "lac_review_held",
        "2024-02-29",
        (("2023-05-01", "placed_for_adoption"), ("2023-05-20", "lac_review_held")),
    ),
    Case("ADO-06a", ("2024-03-28", "placed_for_adoption"), "lac_visit", "2024-04-04"),
    Case("ADO-06b", ("2024-03-27", "lac_visit"), "lac_visit", "2024-04-03", (("2024-03-20", "placed_for_adoption"),)),
    Case("CL-02", ("2023-11-30", "care_leaver_eligible"), "leaving_care_assessment_completed", "2024-02-29"),
    Case("CL-04", ("2023-11-30", "care_leaver_relevant"), "leaving_care_assessment_completed", "2024-02-29"),
    Case("CL-05", ("2023-11-30", "education_return_told"), "leaving_care_assessment_completed", "2024-02-29"),
    Case("CL-06", ("2023-08-31", "pathway_plan_reviewed"), "pathway_plan_reviewed", "2024-02-29", born="2004-01-01"),
    Case("CL-07b", ("2023-11-30", "leaver_accommodation_reviewed"), "leaver_accommodation_reviewed", "2024-02-29"),
    Case("CL-08a", ("2024-03-28", "leaver_accommodated"), "adviser_visit", "2024-04-04"),
    Case(
        "CL-08b",
        ("2023-12-31", "adviser_visit"),
        "adviser_visit",
        "2024-02-29",
        (("2023-12-01", "leaver_accommodated"),),
    ),
)

HOURS = (
    Case("PP-01", ("2024-03-28", "legal_status_changed", {"legal_status": "L1"}), "lac_ceased", "2024-03-31"),
    Case("MIS-01", ("2024-03-28", "returned_from_missing"), "return_interview_held", "2024-03-31"),
)

OR_LATER = (Case("EDU-01", ("2024-03-28", "left_school"), "cp_file_transferred", "2024-04-02"),)

SAME_DAY = (Case("ICPC-03", ("2024-04-17", "icpc_held"), "cp_plan_started", "2024-04-17"),)
