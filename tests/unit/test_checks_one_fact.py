"""One fact in a child's dates, one flag for the reader."""

from datetime import date

import pytest

from caseaudit.checks.combinations import TESTS
from caseaudit.checks.one_fact import SAME_BEGINNING, SAME_END, SAME_EVENT, SAME_LAPSE
from caseaudit.checks.structural import structural_flags
from tests.clocks import DEFINITIONS, clocks
from tests.lives import child_of


def flags(life, **facts):
    one = child_of(life, **facts)
    return structural_flags(one, clocks().judge(one), DEFINITIONS.combinations, {}).flags


def told(life, *codes, **facts):
    """The flags whose code begins so."""
    return [flag for flag in flags(life, **facts) if flag.code.startswith(codes)]


def test_every_code_of_the_tables_is_one_that_can_be_raised():
    rules = {rule.id for rule in DEFINITIONS.timescales.rules}
    known = {f"{rule}-{how}" for rule in rules for how in ("late", "overdue")} | TESTS.keys()

    assert {rule for one, others in SAME_END.items() for rule in (one, *others)} <= rules
    for table in (SAME_BEGINNING, SAME_EVENT, SAME_LAPSE):
        assert {code for one, others in table.items() for code in (one, *others)} <= known


def test_a_late_assessment_is_told_once_with_both_limits_it_broke():
    life = "2025-06-02 referral_received\n2025-06-03 assessment_started\n2025-10-01 assessment_authorised"

    (flag,) = told(life, "SA-")

    assert flag.code == "SA-01-late"
    assert flag.source.startswith("SA-01 and SA-03: ")


def test_an_assessment_late_by_its_own_start_alone_is_told_by_that():
    life = "2025-06-03 assessment_started\n2025-10-01 assessment_authorised"

    assert [flag.code for flag in told(life, "SA-")] == ["SA-03-late"]


def test_two_assessments_late_for_themselves_are_two_facts():
    first = "2025-05-06 referral_received\n2025-05-06 assessment_started\n2025-08-01 assessment_authorised"
    second = "2025-09-01 assessment_started\n2025-12-19 assessment_authorised"

    assert [flag.code for flag in told(f"{first}\n{second}", "SA-")] == ["SA-01-late", "SA-03-late"]


def test_a_case_closed_after_an_assessment_that_nothing_shows_is_told_once():
    life = "2025-06-02 referral_received\n2025-06-02 referral_accepted\n2025-10-01 case_closed reason=RC8"

    (flag,) = told(life, "SA-01", "closed_after_no_assessment")

    assert flag.code == "closed_after_no_assessment"
    assert flag.source.startswith("SA-01: ")


def test_police_protection_with_nothing_after_it_is_told_once():
    life = "2026-01-05 lac_started legal_status=L1\n2026-01-05 legal_status_changed legal_status=L1"

    (flag,) = told(life, "PP-01", "emergency_power_lapsed")

    assert flag.code == "emergency_power_lapsed"
    assert flag.source.startswith("PP-01: Children Act 1989")


def test_police_protection_that_ran_over_is_told_with_what_came_in_the_end():
    began = "2026-01-05 lac_started legal_status=L1\n2026-01-05 legal_status_changed legal_status=L1"

    (flag,) = told(f"{began}\n2026-01-12 legal_status_changed legal_status=C1", "PP-01", "emergency_power_lapsed")

    assert flag.code == "PP-01-late"
    assert "done on 12 January 2026" in flag.reason
    assert "eight days for the court" in flag.source


def test_a_short_break_that_is_too_long_is_told_once():
    life = "2026-01-05 short_break_started legal_status=V3\n2026-02-02 short_break_ended"

    (flag,) = told(life, "SB-01", "short_break_too_long")

    assert flag.code == "short_break_too_long"
    assert flag.source.startswith("SB-01: ")


def test_a_plan_a_day_after_its_conference_is_told_once():
    life = "2025-12-01 s47_started\n2025-12-15 icpc_held\n2025-12-16 cp_plan_started"

    assert [flag.code for flag in told(life, "ICPC-03", "plan_not_on_conference_day")] == ["plan_not_on_conference_day"]


def test_all_the_work_before_the_first_referral_is_one_flag():
    life = "2025-05-02 assessment_started\n2025-05-06 s47_started\n2025-05-06 icpc_held\n2025-05-07 referral_received"

    (flag,) = told(life, "activity_before_referral")

    assert flag.reason.endswith(
        "An assessment is dated 2 May 2025, a section 47 enquiry 6 May 2025 and an initial conference 6 May 2025; the "
        "first referral is of 7 May 2025."
    )


PLACED = """
2023-01-09 lac_started legal_status=C2
2023-01-09 placement_started placement=U6
2023-01-30 lac_review_held
2023-04-24 lac_review_held
2023-09-04 should_be_placed_decided
2023-10-02 placement_order_made
2023-10-16 lac_review_held
2023-11-06 adoption_matched
2023-12-04 placement_started placement=A5
2023-12-04 placed_for_adoption
2023-12-28 lac_review_held
2024-03-20 lac_review_held
"""


def reviews_late(life, as_at):
    return [
        (judged.rule.id, judged.due_on.isoformat(), judged.score.value)
        for judged in clocks().judge(child_of(life, as_at=as_at))
        if judged.rule.due == ("lac_review_held",) and judged.due_on and judged.score in ("late", "overdue")
    ]


def test_the_next_review_of_a_child_placed_for_adoption_is_due_by_the_rule_for_adoption_alone():
    assert reviews_late(PLACED, date(2024, 9, 20)) == []
    assert reviews_late(PLACED, date(2024, 9, 23)) == [("ADO-05c", "2024-09-20", "overdue")]


@pytest.mark.parametrize("left", ["2024-06-03 placement_started placement=U6", "2024-06-03 adoption_no_longer_planned"])
def test_once_the_child_has_left_the_adopters_reviews_are_due_by_the_rule_for_care_alone(left):
    assert reviews_late(f"{PLACED}{left}", date(2024, 9, 20)) == []
    assert reviews_late(f"{PLACED}{left}", date(2024, 9, 23)) == [("LAC-03", "2024-09-20", "overdue")]


def test_weekly_visits_to_a_child_placed_for_adoption_end_when_the_placement_does():
    reviewed = "2023-12-28 lac_review_held\n2024-03-20 lac_review_held\n"
    visited = PLACED.replace(reviewed, "2023-12-08 lac_visit\n")
    left = "2023-12-13 placement_started placement=U6"

    def weekly(life):
        found = clocks().judge(child_of(life, as_at=date(2023, 12, 29)))
        return [judged.score.value for judged in found if judged.rule.id == "ADO-06b"]

    assert weekly(visited) == ["overdue"]
    assert weekly(f"{visited}{left}") == []


def test_care_long_before_birth_is_told_once():
    life = "2010-02-24 lac_started legal_status=C2"

    found = told(life, "unborn_in_care_or_court", "activity_before_conception", born_on=date(2018, 3, 13))

    assert [flag.code for flag in found] == ["unborn_in_care_or_court"]


def test_one_short_break_over_its_own_limit_is_not_counted_again_with_itself():
    life = "2025-09-05 short_break_started legal_status=V3"

    assert [flag.words for flag in told(life, "short_break_too_long")] == [
        "The break from 5 September 2025 lasted 207 days."
    ]


def test_what_had_begun_by_a_day_is_not_said_to_have_begun_on_it():
    life = """
    2026-01-05 lac_started legal_status=L2 start=earlier
    2026-01-05 legal_status_changed legal_status=L2 start=earlier
    """

    (flag,) = told(life, "emergency_power_lapsed")

    assert "It had begun by 5 January 2026" in flag.reason
