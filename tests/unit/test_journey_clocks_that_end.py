"""What ends a clock, or shows that it was met, where no list gives the day: nobody is overdue for ever."""

import pytest

from tests.clocks import ANNEX_A, child, clocks, judged, scores

RETURN = frozenset({"ssda903", "ssda903.202", "cin_census", "cin_census.108"})
ISSUED = ("2023-06-01", "proceedings_issued")


def test_a_child_placed_for_adoption_had_been_matched_by_then():
    decided = ("2025-02-02", "should_be_placed_decided")

    assert scores("ADO-03", child(decided, ("2025-06-02", "placed_for_adoption"))) == ["on_time"]
    assert scores("ADO-03", child(decided, ("2025-08-02", "placed_for_adoption"))) == ["on_time"]
    (after,) = judged("ADO-03", child(decided, ("2025-08-03", "placed_for_adoption")))
    assert (after.score, after.days_over) == ("cannot_tell", 0)
    assert "What happened on 3 August 2025 shows that it had been done by then" in " ".join(after.arithmetic)
    late = (decided, ("2025-08-03", "adoption_matched"), ("2025-08-10", "placed_for_adoption"))
    assert scores("ADO-03", child(*late)) == ["late"]


@pytest.mark.parametrize("ended", ["adoption_order_made", "adoption_no_longer_planned", "lac_ceased"])
def test_a_match_is_not_asked_for_once_adoption_is_made_or_given_up_or_care_ends(ended):
    decided = ("2025-02-02", "should_be_placed_decided")

    assert scores("ADO-03", child(decided, ("2025-08-02", ended))) == []
    assert [one.days_over for one in judged("ADO-03", child(decided, ("2025-08-04", ended)))] == [2]


def test_a_review_dated_after_the_plan_ended_starts_no_clock():
    plan = ("2023-09-01", "cp_plan_started"), ("2023-11-01", "cp_review_held"), ("2024-04-20", "cp_plan_ended")

    found = judged("CPR-02", child(*plan, ("2024-04-22", "cp_review_held")))

    assert [one.trigger_on.isoformat() for one in found if one.score != "on_time"] == []
    assert judged("CPR-02", child(("2023-09-01", "cp_plan_started"), ("2023-11-01", "cp_review_held")))


@pytest.mark.parametrize("ended", ["cp_plan_ended", "transferred_out"])
def test_no_first_review_is_asked_for_once_the_plan_ended_or_the_child_moved(ended):
    plan = ("2024-03-01", "icpc_held"), ("2024-03-01", "cp_plan_started")

    assert scores("CPR-01", child(*plan, ("2024-06-01", ended))) == []
    assert [one.days_over for one in judged("CPR-01", child(*plan, ("2024-06-03", ended)))] == [2]


FOSTERED = ("2024-02-01", "private_fostering_notified")


@pytest.mark.parametrize(
    ("rule", "visits", "due_on"),
    [("PF-01", (), "2024-02-12"), ("PF-02", ("2024-02-05",), "2024-03-18"), ("PF-03", ("2025-02-03",), "2025-04-28")],
)
def test_private_fostering_ends_at_16_or_at_18_where_the_child_is_disabled(rule, visits, due_on):
    told = (FOSTERED, *((on, "private_fostering_visit") for on in visits))
    born_for = {age: f"{int(due_on[:4]) - age}{due_on[4:]}" for age in (16, 17, 18)}

    assert scores(rule, child(*told, born=born_for[16])) == []
    assert scores(rule, child(*told, born=born_for[17])) == []
    assert scores(rule, child(*told, born=born_for[17], disability="No")) == []
    assert scores(rule, child(*told, born=born_for[17], disability="Yes")) == ["late"]
    assert scores(rule, child(*told, born=born_for[18], disability="Yes")) == []


@pytest.mark.parametrize("ended", ["private_fostering_ended", "lac_started"])
@pytest.mark.parametrize(
    ("rule", "visits", "due_on"),
    [("PF-01", (), "2024-02-12"), ("PF-02", ("2024-02-05",), "2024-03-18"), ("PF-03", ("2025-02-03",), "2025-04-28")],
)
def test_no_visit_is_asked_for_once_the_arrangement_ended_or_care_began(rule, visits, due_on, ended):
    told = (FOSTERED, *((on, "private_fostering_visit") for on in visits))

    assert scores(rule, child(*told, born="2014-01-01")) == ["overdue"]
    assert scores(rule, child(*told, (due_on, ended), born="2014-01-01")) == []


@pytest.mark.parametrize(
    ("offered_on", "score"),
    [
        ("2024-03-29", "cannot_tell"),
        ("2024-03-31", "cannot_tell"),
        ("2024-04-01", "late"),
        ("2026-06-30", "cannot_tell"),
    ],
)
def test_an_interview_offered_in_time_and_not_taken_up_is_no_breach(offered_on, score):
    back = ("2024-03-28", "returned_from_missing")

    (clock,) = judged("MIS-01", child(back, (offered_on, "return_interview_offered")))

    assert (clock.score, clock.days_over) == (score, 1 if score == "late" else 0)


def test_an_offer_after_the_next_time_missing_is_not_for_this_one():
    one = child(
        ("2024-03-01", "returned_from_missing"),
        ("2024-03-20", "returned_from_missing"),
        ("2024-03-21", "return_interview_offered"),
    )

    first, second = judged("MIS-01", one)
    assert (first.score, first.days_over, second.score) == ("late", 16, "cannot_tell")


def test_no_interview_is_asked_of_a_grown_up():
    back = ("2024-03-28", "returned_from_missing")

    assert scores("MIS-01", child(back, born="2006-03-31")) == []
    assert scores("MIS-01", child(back, born="2006-04-02")) == ["late"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("care_leaver_eligible", ["overdue"]),
        ("care_leaver_former_relevant", ["overdue"]),
        ("care_leaver_qualifying", []),
    ],
)
def test_a_pathway_plan_is_reviewed_for_those_entitled_to_one(listed, expected):
    one = child(("2025-09-01", "pathway_plan_reviewed"), ("2026-06-30", listed), born="2004-01-01")

    assert scores("CL-06", one) == expected


def test_the_dates_show_who_is_entitled_where_no_list_does_or_another_category_is_listed():
    in_care = ("2019-01-01", "lac_started"), ("2022-01-01", "lac_ceased", {"reason": "E7"})
    reviewed = ("2025-09-01", "pathway_plan_reviewed")
    qualifying = ("2026-06-30", "care_leaver_qualifying")
    briefly = ("2021-11-01", "lac_started"), ("2021-12-01", "lac_ceased")

    assert scores("CL-06", child(*in_care, reviewed, born="2004-01-01")) == ["overdue"]
    assert scores("CL-06", child(*in_care, reviewed, qualifying, born="2004-01-01")) == ["overdue"]
    assert scores("CL-06", child(*briefly, reviewed, born="2004-01-01")) == []


@pytest.mark.parametrize(
    "ended", ["lac_ceased", "placement_order_made", "permanence_order_made", "adoption_order_made"]
)
def test_a_final_order_or_the_end_of_care_shows_that_proceedings_had_ended(ended):
    assert scores("PLO-02", child(ISSUED, ("2023-11-30", ended), covered=RETURN)) == ["on_time"]
    assert scores("PLO-02", child(ISSUED, ("2023-12-01", ended), covered=RETURN)) == ["cannot_tell"]


def test_proceedings_still_open_are_told_only_of_a_child_under_an_interim_order():
    under = ("2023-06-01", "legal_status_changed", {"legal_status": "C1"})
    by_agreement = ("2023-06-01", "legal_status_changed", {"legal_status": "V2"})

    assert scores("PLO-02", child(ISSUED, under, covered=RETURN)) == ["overdue"]
    assert scores("PLO-02", child(ISSUED, by_agreement, covered=RETURN)) == ["cannot_tell"]
    assert scores("PLO-02", child(ISSUED, covered=RETURN)) == ["cannot_tell"]
    assert scores("PLO-02", child(ISSUED, covered=RETURN | {"mapped.proceedings_ended"})) == ["overdue"]


def test_proceedings_here_end_at_18_or_when_another_council_takes_over():
    under = ("2023-06-01", "legal_status_changed", {"legal_status": "C1"})
    taken_over = ("2023-11-30", "transferred_out"), ("2023-11-30", "lac_ceased")

    assert scores("PLO-02", child(ISSUED, under, born="2005-11-30", covered=RETURN)) == []
    assert scores("PLO-02", child(ISSUED, under, *taken_over, covered=RETURN)) == []


def test_health_is_not_reviewed_after_care_ended():
    told = ("2023-07-01", "lac_started"), ("2023-08-31", "health_assessment")

    assert scores("RHA-01", child(*told, ("2024-02-29", "lac_ceased"), born="2022-01-01")) == []
    assert scores("RHA-02", child(*told, ("2024-08-31", "lac_ceased"), born="2012-01-01")) == []


@pytest.mark.parametrize(
    ("rule", "first_day", "the_day_before", "trigger"),
    [
        ("SIN-01", "2018-06-29", "2018-06-28", "serious_incident_known"),
        ("MIS-01", "2014-01-01", "2013-12-31", "returned_from_missing"),
    ],
)
def test_a_rule_begins_on_the_day_it_came_into_force(rule, first_day, the_day_before, trigger):
    assert scores(rule, child((the_day_before, trigger))) == []
    assert scores(rule, child((first_day, trigger))) == ["overdue"]


IN_CARE = ("2024-05-01", "lac_started", {"legal_status": "C2"})
ASSESSMENTS = frozenset({"ssda903", "ssda903.202", "mapped.leaving_care_assessment_completed"})


@pytest.mark.parametrize(
    ("covered", "as_at", "score"),
    [
        (ASSESSMENTS, "2025-04-10", "not_yet_due"),
        (ASSESSMENTS, "2025-04-11", "overdue"),
        (frozenset({"ssda903", "ssda903.202"}), "2025-04-11", "cannot_tell"),
    ],
)
def test_the_needs_assessment_is_counted_from_the_day_the_dates_make_a_child_eligible(covered, as_at, score):
    (clock,) = judged("CL-02", child(IN_CARE, born="2009-01-10", as_at=as_at, covered=covered))

    assert (clock.trigger_on.isoformat(), clock.due_on.isoformat()) == ("2025-01-10", "2025-04-10")
    assert clock.score == score


def test_a_child_not_eligible_by_the_dates_or_who_left_care_in_time_is_asked_for_no_needs_assessment():
    listed = ("2026-06-30", "care_leaver_eligible")

    assert scores("CL-02", child(IN_CARE, born="2009-01-10", as_at="2025-01-09")) == []
    assert scores("CL-02", child(IN_CARE, ("2025-04-10", "lac_ceased"), born="2009-01-10")) == []
    assert scores("CL-02", child(IN_CARE, ("2025-04-12", "lac_ceased"), born="2009-01-10")) == ["late"]
    assert scores("CL-02", child(listed, born="2009-01-10", covered=frozenset({"annex_a", "annex_a.9"}))) == []


def test_a_day_of_eligibility_that_the_council_gives_is_taken_before_the_dates():
    told = ("2025-02-10", "care_leaver_eligible")

    found = judged("CL-02", child(IN_CARE, told, born="2009-01-10", as_at="2025-03-01"))

    assert [clock.trigger_on.isoformat() for clock in found] == ["2025-02-10"]


def test_an_interim_order_made_while_the_child_is_with_a_parent_starts_the_visits_of_one():
    with_parent = ("2024-01-08", "placement_started", {"placement": "P1", "legal_status": "V2"})
    order = ("2024-02-12", "legal_status_changed", {"legal_status": "C1"})
    reviewed = ("2024-02-01", "lac_review_held")

    first = judged("VIS-05a", child(with_parent, order, as_at="2024-03-01"))
    assert [(clock.trigger_on.isoformat(), clock.days_over) for clock in first] == [("2024-02-12", 11)]
    assert judged("VIS-05b", child(with_parent, order, as_at="2024-03-01")) == []
    later = judged("VIS-05b", child(with_parent, reviewed, order, as_at="2024-03-15"))
    assert [(clock.trigger_on.isoformat(), clock.days_over) for clock in later] == [("2024-02-12", 4)]
    assert judged("VIS-05a", child(with_parent, reviewed, order, as_at="2024-03-15")) == []


@pytest.mark.parametrize("rule", ["VIS-04a", "VIS-04b", "VIS-05c", "VIS-05d"])
def test_a_rule_that_asks_for_a_code_of_no_source_is_named_as_one_that_needs_it(rule):
    read = child(covered=ANNEX_A | {"mapped.lac_visit", "mapped.lac_review_held"})

    assert clocks().unseen(read)[rule] == ("placement_regulation",)


def test_a_rule_by_entitlement_needs_what_the_day_follows_from_and_what_is_due():
    assert clocks().unseen(child(covered=ANNEX_A))["CL-02"] == ("leaving_care_assessment_completed",)
    assert "CL-02" not in clocks().unseen(child(covered=ASSESSMENTS))


def test_a_review_on_the_last_day_for_the_first_was_the_first_and_one_a_day_later_may_not_be():
    def listed(on):
        snapshot = frozenset({"annex_a", "annex_a.8"})
        return child(("2025-03-03", "lac_started"), (on, "lac_review_held"), as_at="2025-12-31", covered=snapshot)

    assert (scores("LAC-02", listed("2025-03-31")), scores("LAC-03", listed("2025-03-31"))) == (["overdue"], [])
    assert (scores("LAC-02", listed("2025-04-01")), scores("LAC-03", listed("2025-04-01"))) == ([], ["overdue"])


def test_an_education_plan_of_care_that_ended_as_it_began_again_still_counts_and_of_care_that_ended_before_does_not():
    told = ("2024-02-01", "lac_started"), ("2024-02-20", "pep_started"), ("2024-03-15", "lac_started")

    assert scores("PEP-02", child(*told, ("2024-03-15", "lac_ceased"))) == ["on_time", "on_time"]
    assert scores("PEP-02", child(*told, ("2024-03-14", "lac_ceased"))) == ["on_time", "overdue"]


@pytest.mark.parametrize(("again_on", "score"), [("2024-04-17", "cannot_tell"), ("2024-04-18", "late")])
def test_an_enquiry_begun_again_by_the_day_due_leaves_open_which_of_the_two_was_answered(again_on, score):
    told = ("2024-03-25", "s47_started"), (again_on, "s47_started"), ("2024-04-19", "icpc_held")

    assert scores("ICPC-01", child(*told, as_at="2024-12-31"))[0] == score
