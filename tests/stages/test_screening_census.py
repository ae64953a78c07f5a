"""What a census tells of one episode from both sides is held together, whenever in the episode it was."""

from pathlib import Path

from caseaudit.checks.combinations import combination_flags
from caseaudit.checks.drift import drift_flags
from caseaudit.journey.child import Child
from tests.lives import DEFINITIONS
from tests.stages.test_intake_combinations import assessed, closed, cp_plan, enquiry
from tests.told import child_in, cin, read


def codes(child: Child) -> set[str]:
    return {flag.code for flag in combination_flags(child, DEFINITIONS.combinations)}


def test_work_that_ends_after_the_closure_was_open_at_it_and_went_on_after_it(tmp_path: Path):
    plan = cp_plan("2025-05-20", "2025-09-15")

    late = child_in(read(tmp_path, cin(closed("2025-09-01", "RC7"), assessed("2025-04-10", "2025-09-20"), plan)))

    assert {"closed_with_work_open", "activity_after_closure"} <= codes(late)


def test_work_that_ends_by_the_closure_is_neither(tmp_path: Path):
    plan = cp_plan("2025-05-20", "2025-09-01")

    whole = child_in(read(tmp_path, cin(closed("2025-09-01", "RC7"), assessed("2025-04-10", "2025-05-15"), plan)))

    assert not {"closed_with_work_open", "activity_after_closure"} & codes(whole)


def test_a_plan_of_an_earlier_year_that_began_long_before_its_first_conference_had_none(tmp_path: Path):
    def began(on: str) -> Child:
        return child_in(read(tmp_path, cin(enquiry("2025-01-20", "2025-02-03"), cp_plan(on), on="2024-04-02")))

    assert "plan_without_conference" in codes(began("2024-10-01"))
    assert "plan_without_conference" not in codes(began("2025-02-03"))


def test_a_count_of_earlier_plans_makes_a_plan_a_repeat_one_of_this_authority(tmp_path: Path):
    def counted(number: int) -> list[str]:
        plan = cp_plan("2025-06-02").replace("</Ch", f"<NumberOfPreviousCPP>{number}</NumberOfPreviousCPP></Ch")
        flags = drift_flags(child_in(read(tmp_path, cin(plan))))
        return [flag.reason for flag in flags if flag.code == "repeat_plan"]

    assert counted(0) == []
    (reason,) = counted(2)
    assert "the lists count 2 earlier plans, and only plans of this authority are counted" in reason
