"""The 33 transitions, each reached from a file as councils hold them, and nearly reached from another.

A council's own file stands for a return only where no return holds what happened.
"""

import pytest

from caseaudit.journey.child import Child
from caseaudit.journey.holdings import HOLDS
from tests.told import Files, annex, child_in, cin, in_care, own, read
from tests.unit.test_journey_transitions import EDITIONS, EVERY, NOT_TAKEN, TAKEN, refs_of_the_step

YES, NO = "a) Yes", "b) No"
CONTACT = annex(1, contact_on="2025-10-06")
HELPED = annex(2, early_help_started_on="2025-10-01", early_help_completed_on="2025-11-03")
REFERRED = annex(3, referral_on="2025-11-10", no_further_action=NO)
TURNED_AWAY = annex(3, referral_on="2025-11-10", no_further_action=YES)
ENQUIRY = annex(5, s47_started_on="2025-11-10")
CONFERENCE = annex(5, s47_started_on="2025-11-10", conference_on="2025-11-24", plan_made=YES)
NO_PLAN = annex(5, s47_started_on="2025-11-10", conference_on="2025-11-24", plan_made=NO)
PLAN = annex(7, plan_started_on="2025-11-24", statutory_visit_on=None)
AT_COURT = "<CourtAppDate>2025-12-01</CourtAppDate>"
STEPPED_DOWN = "<StepDecisionDate>2025-11-03</StepDecisionDate><PPOutcome>{}</PPOutcome>"
STARTED_CARE = {"care_started_on": "2025-12-01", "legal_status_on": None, "placement_on": None}
CARE = annex(8, **STARTED_CARE)


def before_court(inner: str = "", *, started: bool = True) -> Files:
    begun = "<PPStartDate>2025-06-02</PPStartDate>" if started else ""
    return cin(f"<PreProceedingsandFGDM>{begun}{inner}</PreProceedingsandFGDM>")


def closed(why: str) -> Files:
    return cin(f"<CINclosureDate>2025-09-01</CINclosureDate><ReasonForClosure>{why}</ReasonForClosure>")


def left_care(reason: str) -> Files:
    return in_care({"DEC": "2026-01-05", "REC": reason})


PAIRS: dict[str, tuple[Files, Files]] = {
    "T01": (CONTACT, REFERRED),
    "T02": (own(TAKEN["T02"]), own(NOT_TAKEN["T02"])),
    "T03": (CONTACT + HELPED, CONTACT),
    "T04": (CONTACT + REFERRED, CONTACT),
    "T05": (HELPED + REFERRED, HELPED + TURNED_AWAY),
    "T06": (TURNED_AWAY, REFERRED),
    "T07": (REFERRED, TURNED_AWAY),
    "T08": (REFERRED + ENQUIRY, REFERRED),
    "T09": (REFERRED + ENQUIRY, own(NOT_TAKEN["T09"])),
    "T10": (own(TAKEN["T10"]), own(NOT_TAKEN["T10"])),
    "T11": (
        REFERRED + annex(4, assessment_started_on="2025-11-11", assessment_authorised_on="2025-12-22"),
        REFERRED + annex(4, assessment_started_on="2025-11-11"),
    ),
    "T12": (annex(6, need_started_on="2025-11-10"), annex(6, need_started_on=None)),
    "T13": (annex(5, s47_started_on="2025-11-10", conference_not_needed=YES), ENQUIRY),
    "T14": (CONFERENCE, ENQUIRY),
    "T15": (CONFERENCE + PLAN, NO_PLAN),
    "T16": (NO_PLAN, CONFERENCE),
    "T17": (
        CONFERENCE + annex(7, plan_started_on="2025-11-24", review_conference_on="2026-02-16"),
        CONFERENCE + PLAN,
    ),
    "T18": (CONFERENCE + annex(7, plan_started_on="2025-11-24", plan_ended_on="2026-02-16"), CONFERENCE + PLAN),
    "T19": (before_court(), before_court(AT_COURT, started=False)),
    "T20": (
        before_court(STEPPED_DOWN.format("Step down")),
        before_court(STEPPED_DOWN.format("Issue care proceedings")),
    ),
    "T21": (before_court(AT_COURT), before_court()),
    "T22": (in_care({"LS": "V2"}), in_care({"LS": "C1"})),
    "T23": (in_care({"LS": "L2"}), in_care({"LS": "V2"})),
    "T24": (annex(8, **STARTED_CARE | {"legal_status_on": "2026-01-12"}), CARE),
    "T25": (CARE + annex(10, adoption_decision_on="2026-01-12"), CARE),
    "T26": (left_care("E4A"), left_care("E45")),
    "T27": (left_care("E46"), left_care("E4B")),
    "T28": (left_care("E17"), left_care("E4A")),
    "T29": (CONFERENCE + PLAN + CARE, CONFERENCE + CARE),
    "T30": (closed("RC7"), PLAN),
    "T31": (
        annex(6, need_started_on="2025-04-01", need_closed_on="2025-10-06", closure_reason="RC7") + REFERRED,
        REFERRED,
    ),
    "T32": (cin("<DateOfInitialCPC>2025-04-10</DateOfInitialCPC>"), cin()),
    "T33": (closed("RC5"), closed("RC7")),
}


def refs_reached(child: Child) -> set[str]:
    rank = EDITIONS[-1].rank
    events = sorted(child.events, key=lambda event: (event.on, rank[event.trigger]))
    return {ref for place, event in enumerate(events) for ref in refs_of_the_step(events[:place], event)}


def test_every_transition_has_a_file_that_reaches_it_and_one_that_nearly_does():
    assert list(PAIRS) == EVERY


@pytest.mark.parametrize("number", PAIRS)
def test_a_transition_is_reached_from_imported_data(tmp_path, number):
    reached, _ = PAIRS[number]

    child = child_in(read(tmp_path, reached))

    assert number in refs_reached(child)


@pytest.mark.parametrize("number", PAIRS)
def test_data_without_it_do_not_reach_it(tmp_path, number):
    _, missed = PAIRS[number]

    child = child_in(read(tmp_path, missed))

    assert child.events or number == "T12"
    assert number not in refs_reached(child)


@pytest.mark.parametrize("number", PAIRS)
def test_a_return_tells_of_no_event_that_it_is_not_said_to_show(tmp_path, number):
    frame = read(tmp_path, PAIRS[number][0])
    sources = {found.number: f"{found.source}.{found.number}" for found in frame.lists if found.source != "mapped"}

    told = {(sources.get(found.row.list_no), found.event.trigger) for one in frame.children for found in one.events}
    shown = {(source.removesuffix(".2024"), trigger) for source, events in HOLDS.items() for trigger in events}
    assert {one for one in told if one[0]} <= shown
