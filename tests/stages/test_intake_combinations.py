"""Every row of the table of combinations, reached from a file as councils hold them and nearly reached from another.

A council's own file stands for a return only where no return holds what the row is about.
"""

from datetime import date

import pytest

from caseaudit.checks.combinations import combination_flags
from caseaudit.checks.drift import drift_flags
from caseaudit.checks.timeliness import timeliness_flags
from caseaudit.intake.changes import seal_frame
from caseaudit.journey.child import Child
from caseaudit.people import Role, command_line
from caseaudit.screening.children import batches_of_children, child_of
from tests.factories import NOON
from tests.lives import AS_AT, DEFINITIONS
from tests.returns import IDENTIFIERS
from tests.told import Files, annex, child_in, cin, in_care, own, read
from tests.unit.test_checks_combinations import NOT_REACHED, REACHED, TABLE
from tests.unit.test_checks_combinations_by_clocks import CLOCKS, KEPT, MISSED

TEEN, GROWN_UP = date(2009, 1, 10), date(2007, 1, 10)
YES, NO = "a) Yes", "b) No"


def element(name: str, *inner: str, **dates: str) -> str:
    return f"<{name}>{''.join(inner)}{''.join(f'<{key}>{on}</{key}>' for key, on in dates.items())}</{name}>"


def cp_plan(start: str, end: str = "", review: str = "") -> str:
    reviewed = element("Reviews", CPPreviewDate=review) if review else ""
    ended = {"CPPendDate": end} if end else {}
    return element("ChildProtectionPlans", reviewed, CPPstartDate=start, **ended)


def cin_plan(start: str, end: str = "") -> str:
    return element("CINPlanDates", CINPlanStartDate=start, **({"CINPlanEndDate": end} if end else {}))


def enquiry(start: str, conference: str = "") -> str:
    held = {"DateOfInitialCPC": conference} if conference else {}
    return element("Section47", S47ActualStartDate=start, **held)


def assessed(start: str, authorised: str = "", *factors: str) -> str:
    found = element("FactorsIdentifiedAtAssessment", *(element("AssessmentFactors", factor) for factor in factors))
    done = {"AssessmentAuthorisationDate": authorised} if authorised else {}
    return element("Assessments", found if factors else "", AssessmentActualStartDate=start, **done)


def closed(on: str, why: str) -> str:
    return element("CINclosureDate", on) + element("ReasonForClosure", why)


def born(on: str) -> str:
    return IDENTIFIERS.replace("2015-06-01", on)


def expected(on: str) -> str:
    return element("ExpectedPersonBirthDate", on)


def disabled(*codes: str) -> str:
    return element("Disabilities", *(element("Disability", code) for code in codes))


def contacts(*days: str) -> Files:
    return annex(1, *({"contact_on": on} for on in days))


def leaver(born_on: date, **cells: object) -> Files:
    return annex(9, born_on=born_on, **{"pathway_review_on": None, "leaver_contact_on": None} | cells)


def plan_and_care(**care: object) -> Files:
    return annex(7, plan_started_on="2025-11-24") + annex(
        8, **{"care_started_on": "2025-12-01", "legal_status_on": "2025-12-01", "placement_on": "2025-12-01"} | care
    )


def moved(*days: str) -> Files:
    first, *others = days
    chain = [{"DECOM": first, "DEC": others[0], "REC": "X1"}]
    for at, on in enumerate(others):
        last = at + 1 == len(others)
        chain.append({"DECOM": on, "RNE": "P"} | ({} if last else {"DEC": others[at + 1], "REC": "X1"}))
    return in_care(*chain)


LISTED_CARE = {"care_started_on": "2025-06-02", "legal_status_on": "2025-06-02", "placement_on": "2025-06-02"}
LONG_IN_CARE = LISTED_CARE | {"care_started_on": "2024-06-03"}
CONFERENCE = annex(5, s47_started_on="2025-10-06", conference_on="2025-10-20", plan_made=YES)
PLAN = annex(7, plan_started_on="2025-10-20")
ANOTHER_ON_A_PLAN = annex(7, child="2", plan_started_on="2025-10-20")
REFERRED = {"referral_on": "2025-12-01", "no_further_action": NO}
PP = element("PreProceedingsandFGDM", PPStartDate="2025-07-01")
EMERGENCY = {"LS": "L1", "REC": "X1"}
SIBLING = "2026-01-05 icpc_held\n2026-01-05 cp_plan_started"

PAIRS: dict[str, tuple[Files, Files]] = {
    "two_cp_plans": (
        cin(cp_plan("2025-05-06", "2025-09-01"), cp_plan("2025-06-02")),
        cin(cp_plan("2025-05-06", "2025-09-01"), cp_plan("2025-09-01")),
    ),
    "two_cin_plans": (
        cin(cin_plan("2025-05-06"), cin_plan("2025-06-02")),
        cin(cin_plan("2025-05-06", "2025-06-02"), cin_plan("2025-06-02")),
    ),
    "cin_plan_with_cp_plan": (
        cin(cin_plan("2025-05-06"), cp_plan("2025-06-02")),
        cin(cin_plan("2025-05-06", "2025-06-02"), cp_plan("2025-06-02")),
    ),
    "review_before_plan": (
        cin(cp_plan("2025-05-06", review="2025-05-06")),
        cin(cp_plan("2025-05-06", review="2025-05-07")),
    ),
    "plan_of_one_day": (cin(cp_plan("2025-05-06", "2025-05-06")), cin(cp_plan("2025-05-06", "2025-05-07"))),
    "conference_at_weekend": (cin(enquiry("2025-04-28", "2025-05-03")), cin(enquiry("2025-04-28", "2025-05-02"))),
    "plan_not_on_conference_day": (
        cin(enquiry("2025-04-28", "2025-05-06"), cp_plan("2025-05-07")),
        cin(enquiry("2025-04-28", "2025-05-06"), cp_plan("2025-05-06")),
    ),
    "plan_without_conference": (
        cin(enquiry("2025-04-28"), cp_plan("2025-05-06")),
        cin(enquiry("2025-04-28", "2025-05-06"), cp_plan("2025-05-06")),
    ),
    "plan_decided_not_recorded": (CONFERENCE + ANOTHER_ON_A_PLAN, CONFERENCE + PLAN),
    "conference_without_enquiry": (annex(5, s47_started_on=None, conference_on="2025-10-20"), CONFERENCE),
    "enquiry_without_strategy_discussion": (
        own(REACHED["enquiry_without_strategy_discussion"][0]) + own("2025-04-01 strategy_discussion_held", ref="2"),
        own(NOT_REACHED["enquiry_without_strategy_discussion"][0]),
    ),
    "plan_review_overdue": (
        CONFERENCE + PLAN,
        CONFERENCE + annex(7, plan_started_on="2025-10-20", review_conference_on="2026-01-20"),
    ),
    "plan_open_two_years": (annex(7, plan_started_on="2024-03-31"), annex(7, plan_started_on="2024-04-01")),
    "repeat_plan": (annex(7, plan_started_on="2025-10-20", earlier_plans=1), PLAN),
    "plan_and_care": (plan_and_care(), PLAN),
    "plan_and_care_after_review": (
        plan_and_care(care_review_on="2025-12-22"),
        plan_and_care(care_review_on="2025-11-30"),
    ),
    "plan_and_pre_proceedings": (cin(cp_plan("2025-05-06"), PP), cin(PP)),
    "need_without_plan": (
        cin(assessed("2025-04-03", "2025-05-06"), beside=cin_plan("2025-05-06")),
        cin(assessed("2025-04-03", "2025-05-06"), cin_plan("2025-05-13")),
    ),
    "need_plan_without_review": (
        own(MISSED["need_plan_without_review"]) + own("2025-04-01 cin_review_held", ref="2"),
        own(KEPT["need_plan_without_review"]),
    ),
    "activity_before_referral": (
        cin(enquiry("2025-05-06"), on="2025-05-07"),
        cin(enquiry("2025-05-07"), on="2025-05-07"),
    ),
    "activity_after_closure": (
        cin(closed("2025-06-02", "RC7"), enquiry("2025-06-03")),
        cin(closed("2025-06-03", "RC7"), enquiry("2025-06-03")),
    ),
    "activity_before_conception": (
        cin(on="2024-08-24", identifiers=born("2025-06-01")),
        cin(on="2024-08-25", identifiers=born("2025-06-01")),
    ),
    "activity_after_no_action": (cin(assessed("2025-04-08"), nfa="1"), cin(assessed("2025-04-08"), nfa="0")),
    "factor_none_with_others": (
        cin(assessed("2025-04-03", "2025-05-06", "21", "3A")),
        cin(assessed("2025-04-03", "2025-05-06", "21")),
    ),
    "assessment_overdue": (
        annex(3, **REFERRED) + annex(4, assessment_started_on="2025-12-02"),
        annex(3, **REFERRED | {"referral_on": "2026-03-02"}) + annex(4, assessment_started_on="2026-03-03"),
    ),
    "enquiry_overdue": (annex(5, s47_started_on="2026-02-02"), annex(5, s47_started_on="2026-03-23")),
    "closed_with_work_open": (
        cin(assessed("2025-04-03"), closed("2025-06-02", "RC7")),
        cin(assessed("2025-04-03", "2025-06-02"), closed("2025-06-02", "RC7")),
    ),
    "no_action_after_enquiry": (
        cin(enquiry("2025-04-08"), closed("2025-06-02", "RC8")),
        cin(enquiry("2025-04-08"), closed("2025-06-02", "RC7")),
    ),
    "closed_after_no_assessment": (
        cin(closed("2025-06-02", "RC9"), beside=assessed("2025-04-03")),
        cin(closed("2025-06-02", "RC9"), assessed("2025-04-03", "2025-06-02")),
    ),
    "re_referral_after_no_action": (
        annex(3, {"referral_on": "2025-10-06", "no_further_action": YES}, REFERRED),
        annex(3, {"referral_on": "2025-10-06", "no_further_action": NO}, REFERRED),
    ),
    "contacts_without_action": (
        contacts("2025-10-01", "2025-12-01", "2026-02-02") + annex(3, child="2", **REFERRED),
        contacts("2025-10-01", "2025-12-01", "2026-02-02") + annex(3, **REFERRED),
    ),
    "looked_after_without_legal_status": (in_care({"LS": ""}), in_care({"LS": "C2"})),
    "legal_status_unknown": (in_care({"LS": "Q9"}), in_care({"LS": "C2"})),
    "placed_without_order": (in_care({"LS": "C2", "PLACE": "A5"}), in_care({"LS": "E1", "PLACE": "A5"})),
    "order_without_decision": (
        in_care({"LS": "E1"}, placed=[{"DATE_PLACED": "02/05/2025"}]),
        in_care({"LS": "E1"}, placed=[{"DATE_PLACED": "01/05/2025"}]),
    ),
    "short_break_reviewed": (
        in_care({"LS": "V4"}, reviews=[{"REVIEW": "01/07/2025", "REVIEW_CODE": "PN1"}]),
        in_care({"LS": "V2"}, reviews=[{"REVIEW": "01/07/2025", "REVIEW_CODE": "PN1"}]),
    ),
    "short_break_placement": (in_care({"LS": "V4", "PLACE": "U4"}), in_care({"LS": "V4", "PLACE": "U6"})),
    "short_break_too_long": (
        in_care({"LS": "V3", "DEC": "2025-05-19", "REC": "E4A"}),
        in_care({"LS": "V3", "DEC": "2025-05-18", "REC": "E4A"}),
    ),
    "permanence_order_at_18": (
        in_care({"DECOM": "2022-05-03", "DEC": "2025-01-10", "REC": "E45"}, born_on=GROWN_UP),
        in_care({"DECOM": "2022-05-03", "DEC": "2025-01-09", "REC": "E45"}, born_on=GROWN_UP),
    ),
    "care_started_at_18": (
        in_care({"DECOM": "2025-01-10"}, born_on=GROWN_UP),
        in_care({"DECOM": "2025-01-09"}, born_on=GROWN_UP),
    ),
    "looked_after_at_18": (
        in_care({"DECOM": "2024-01-10"}, born_on=GROWN_UP),
        in_care({"DECOM": "2024-01-10", "DEC": "2025-01-10", "REC": "E7"}, born_on=GROWN_UP),
    ),
    "unborn_in_care_or_court": (
        cin(PP.replace("</Pre", "<CourtAppDate>2026-02-02</CourtAppDate></Pre"), identifiers=expected("2026-06-01")),
        cin(PP, identifiers=expected("2026-06-01")),
    ),
    "long_section_20": (
        annex(8, legal_status="V2", **LISTED_CARE),
        annex(8, legal_status="V2", permanence_plan="a) Return to family", **LISTED_CARE),
    ),
    "emergency_power_lapsed": (
        in_care(EMERGENCY | {"DEC": "2025-05-05"}, {"DECOM": "2025-05-05", "LS": "V2", "RNE": "L"}),
        in_care(EMERGENCY | {"DEC": "2025-05-04"}, {"DECOM": "2025-05-04", "LS": "V2", "RNE": "L"}),
    ),
    "care_order_at_home": (in_care({"LS": "C2", "PLACE": "P1"}), in_care({"LS": "V2", "PLACE": "P1"})),
    "under_16_unregulated": (
        in_care({"DECOM": "2025-01-09", "PLACE": "H5"}, born_on=TEEN),
        in_care({"DECOM": "2025-01-10", "PLACE": "H5"}, born_on=TEEN),
    ),
    "placement_with_deprivation_order": (
        in_care({"PLACE": "K1"}, dolo=[{"DOLO_START": "02/06/2025"}]),
        in_care({"PLACE": "K2"}, dolo=[{"DOLO_START": "02/06/2025"}]),
    ),
    "three_placements": (moved("2025-06-02", "2025-09-01", "2026-01-05"), moved("2025-06-02", "2025-09-01")),
    "ceased_while_missing": (
        in_care({"DEC": "2026-01-05", "REC": "E4A"}, missing=[{"MISSING": "M", "MIS_START": "02/01/2026"}]),
        in_care({"DEC": "2026-01-05", "REC": "E8"}, missing=[{"MISSING": "M", "MIS_START": "02/01/2026"}]),
    ),
    "missing_without_interview": (
        annex(8, missing_episodes=2, return_interview_offered=NO, **LISTED_CARE),
        annex(8, missing_episodes=2, return_interview_offered=YES, **LISTED_CARE),
    ),
    "no_pathway_plan": (
        annex(8, born_on=TEEN, **LONG_IN_CARE) + leaver(TEEN, eligibility="Eligible"),
        annex(8, born_on=TEEN, **LONG_IN_CARE)
        + leaver(TEEN, eligibility="Eligible", pathway_review_on="2026-01-05"),
    ),
    "care_leaver_not_in_touch": (
        leaver(GROWN_UP, in_touch=NO),
        leaver(GROWN_UP, in_touch=NO, leaver_contact_on="2026-01-05"),
    ),
    "care_leaver_category_wrong": (
        leaver(GROWN_UP, eligibility="Eligible"),
        leaver(GROWN_UP, eligibility="Former relevant"),
    ),
    "sibling_not_assessed": (
        own("2026-01-05 contact_received", family="F1") + own(SIBLING, ref="2", family="F1")
        + own("2026-01-05 assessment_started", ref="3"),
        own("2026-01-05 contact_received", family="F2") + own(SIBLING, ref="2", family="F1")
        + own("2026-01-05 assessment_started", ref="3"),
    ),
    "birth_not_entered": (cin(identifiers=expected("2026-03-30")), cin(identifiers=expected("2026-04-20"))),
    "age_out_of_range": (
        annex(6, need_started_on="2025-10-06", born_on=date(2000, 3, 31)),
        annex(6, need_started_on="2025-10-06", born_on=date(2000, 4, 1)),
    ),
    "disability_none_with_others": (cin(more=disabled("NONE", "LD")), cin(more=disabled("NONE"))),
}  # fmt: skip
# Lawful and usual, so never remarked on: where they are reached, the child is in both of these states at once.
IN_BOTH = {
    "plan_and_care": {("child_protection", "plan"), ("looked_after", "looked_after")},
    "plan_and_pre_proceedings": {("child_protection", "plan"), ("proceedings", "pre_proceedings")},
}


def reached_by(child: Child) -> set[str]:
    flags = [*combination_flags(child, DEFINITIONS.combinations), *drift_flags(child)]
    overdue = {
        flag.source.split(":")[0]
        for flag in timeliness_flags(CLOCKS.judge(child), AS_AT)
        if flag.criterion == "overdue"
    }
    by_clocks = {key for key, row in TABLE.items() if row.check == "timeliness" and overdue & set(row.rules)}
    usual = {key for key, states in IN_BOTH.items() if states <= set(child.journey.states.items())}
    return {flag.code for flag in flags} | by_clocks | usual


def test_every_row_of_the_table_has_a_file_that_reaches_it_and_one_that_nearly_does():
    assert set(PAIRS) == set(TABLE)
    assert set(IN_BOTH) == {key for key, row in TABLE.items() if row.severity == "ok"}


@pytest.mark.parametrize("key", PAIRS)
def test_a_combination_is_reached_from_imported_data(tmp_path, key):
    reached, _ = PAIRS[key]

    assert key in reached_by(child_in(read(tmp_path, reached)))


@pytest.mark.parametrize("key", PAIRS)
def test_data_without_it_do_not_reach_it(tmp_path, key):
    _, missed = PAIRS[key]

    assert key not in reached_by(child_in(read(tmp_path, missed)))


@pytest.mark.parametrize("key", IN_BOTH)
def test_what_is_lawful_and_usual_raises_no_flag_of_its_own(tmp_path, key):
    reached, _ = PAIRS[key]

    child = child_in(read(tmp_path, reached))

    assert key not in {flag.code for flag in combination_flags(child, DEFINITIONS.combinations)}


@pytest.mark.parametrize("key", ["sibling_not_assessed", "no_pathway_plan", "unborn_in_care_or_court"])
def test_a_child_is_seen_here_as_screening_sees_them(session, tmp_path, key):
    frame = read(tmp_path, PAIRS[key][0])
    sealed = seal_frame(session, frame, name=key, by=command_line(Role.SUPERVISOR), at=NOON)

    (batch,) = batches_of_children(session, sealed.id, DEFINITIONS.journeys)

    case, screened = next(found for found in batch if found[0].child_ref == "1")
    seen = child_in(frame)
    assert (screened.covered, screened.reach) == (seen.covered, seen.reach)
    assert {child.events for child in screened.household} == {child.events for child in seen.household}
    assert reached_by(screened) == reached_by(child_of(session, case.id, DEFINITIONS.journeys)) == reached_by(seen)
