"""The rows of the table of combinations that are time limits: a life that misses one, and a life that keeps it."""

from datetime import date

import pytest

from caseaudit.checks.timeliness import timeliness_flags
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.judgement import AuthorityLimit
from tests.lives import AS_AT, DEFINITIONS, child_of

ROWS = {row.key: row for row in DEFINITIONS.combinations if row.check == "timeliness"}
# Twelve weeks is what one authority might set for its own reviews of child in need plans.
OWN = {"CIN-02": AuthorityLimit(12, "weeks", "Sam Supervisor", date(2025, 1, 6))}
CLOCKS = Clocks(DEFINITIONS.timescales, DEFINITIONS.calendars["england-and-wales"], OWN)
CONFERENCE = "2025-05-05 s47_started\n2025-05-06 icpc_held\n2025-05-06 cp_plan_started"

MISSED = {
    "plan_review_overdue": CONFERENCE,
    "need_plan_without_review": "2025-05-06 cin_started\n2025-05-06 cin_plan_started",
    "assessment_overdue": "2025-12-01 referral_received\n2025-12-01 referral_accepted\n2025-12-02 assessment_started",
    "enquiry_overdue": "2026-02-02 s47_started",
}
KEPT = {
    "plan_review_overdue": f"{CONFERENCE}\n2025-08-06 cp_review_held\n2026-02-06 cp_review_held",
    "need_plan_without_review": "2026-01-26 cin_started\n2026-01-26 cin_plan_started\n2026-03-02 cin_review_held",
    "assessment_overdue": "2026-03-02 referral_received\n2026-03-02 referral_accepted\n2026-03-03 assessment_started",
    "enquiry_overdue": "2026-03-23 s47_started",
}


def overdue_in(life: str) -> set[str]:
    flags = timeliness_flags(CLOCKS.judge(child_of(life)), AS_AT)
    return {flag.source.split(":")[0] for flag in flags if flag.criterion == "overdue"}


@pytest.mark.parametrize("key", ROWS)
def test_a_row_names_rules_that_there_are(key):
    assert all(DEFINITIONS.timescales.rule(rule) for rule in ROWS[key].rules)


@pytest.mark.parametrize("key", ROWS)
def test_a_life_that_misses_the_limit_is_flagged_by_one_of_its_rules(key):
    assert overdue_in(MISSED[key]) & set(ROWS[key].rules)


@pytest.mark.parametrize("key", ROWS)
def test_a_life_that_keeps_it_is_not(key):
    assert not overdue_in(KEPT[key]) & set(ROWS[key].rules)
