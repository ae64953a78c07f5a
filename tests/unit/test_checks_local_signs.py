"""The signs of drift that an authority looks for once it has set a length for them."""

from datetime import date

import pytest

from caseaudit.checks.local_signs import LOOKED_FOR, LocalSigns
from caseaudit.definitions.timescale import Force, Kind
from caseaudit.journey.judgement import AuthorityLimit
from caseaudit.journey.working_days import WorkingDays
from tests.lives import DEFINITIONS, child_of

DAYS = WorkingDays(DEFINITIONS.calendars["england-and-wales"])
SET_ON = date(2026, 1, 5)


def signs(rule, n, unit, life, **facts):
    local = {rule: AuthorityLimit(n, unit, "Sam", SET_ON)} if rule else {}
    return list(LocalSigns(DEFINITIONS.timescales, DAYS, local).of(child_of(life, **facts)))


def test_every_local_indicator_can_be_looked_for():
    local = {
        rule.id for rule in DEFINITIONS.timescales.rules if rule.kind is Kind.INDICATOR and rule.force is Force.LOCAL
    }

    assert local == LOOKED_FOR
    assert all(DEFINITIONS.timescales.rule(rule).takes_a_local_limit for rule in local)


PROTECTED = "2025-01-06 cp_plan_started\n2025-06-30 cp_plan_ended\n"
MISSING = "2025-11-03 went_missing\n2025-11-10 went_missing\n"


@pytest.mark.parametrize(
    ("rule", "length", "life", "score"),
    [
        ("CPP-03", (3, "months"), f"{PROTECTED}2025-07-01 cin_plan_started\n2025-09-29 cin_plan_ended", "late"),
        ("CPP-03", (3, "months"), f"{PROTECTED}2025-07-01 cin_plan_started\n2025-09-30 cin_plan_ended", "on_time"),
        ("CPP-03", (12, "months"), PROTECTED, "not_yet_due"),
        ("CPP-03", (3, "months"), f"{PROTECTED}2025-07-30 lac_started\n2025-08-01 cin_closed", None),
        ("CIN-05", (6, "months"), "2025-09-29 cin_plan_started", "overdue"),
        ("CIN-05", (6, "months"), "2025-10-01 cin_plan_started", "not_yet_due"),
        ("CIN-05", (6, "months"), "2025-01-06 cin_plan_started\n2025-12-01 cin_review_held", "not_yet_due"),
        ("CIN-05", (6, "months"), "2025-01-06 cin_plan_started\n2026-01-05 cin_plan_ended", None),
        ("MIS-02", (30, "calendar_days"), f"{MISSING}2025-12-03 went_missing", "late"),
        ("MIS-02", (30, "calendar_days"), f"{MISSING}2025-12-04 went_missing", None),
        (
            "MIS-02",
            (30, "calendar_days"),
            f"{MISSING}2025-12-03 went_missing\n2025-12-08 strategy_discussion_held",
            "on_time",
        ),
        ("S20-01", (6, "months"), "2025-09-29 lac_started legal_status=V2", "overdue"),
        ("S20-01", (6, "months"), "2025-10-01 lac_started legal_status=V2", "not_yet_due"),
        ("S20-01", (6, "months"), "2025-01-06 lac_started legal_status=V2\n2025-03-03 legal_planning_held", "on_time"),
        ("S20-01", (6, "months"), "2025-01-06 lac_started legal_status=C2", None),
    ],
)
def test_a_sign_shows_itself_past_the_length_the_authority_set_and_not_at_it(rule, length, life, score):
    found = signs(rule, *length, life)

    assert [sign.score for sign in found] == ([score] if score else [])
    assert [bool(sign.reason) for sign in found] == [one.score in ("late", "overdue") for one in found]


def test_until_the_authority_sets_a_length_nothing_is_looked_for():
    assert signs(None, 0, "", "2025-01-06 cin_plan_started") == []


def test_lists_with_no_plans_in_need_cannot_tell_how_long_help_went_on():
    (sign,) = signs("CPP-03", 3, "months", PROTECTED, covered=frozenset({"annex_a", "annex_a.7"}))

    assert sign.score == "cannot_tell"


def test_a_sign_is_a_flag_of_drift_that_says_whose_length_it_is():
    (sign,) = signs("CIN-05", 6, "months", "2025-01-06 cin_plan_started")

    flag = sign.flag()

    assert (flag.check, flag.code) == ("drift", "CIN-05-sign")
    assert flag.reason == (
        "The child in need plan that began on 6 January 2025 is open and no review is recorded: over 6 months."
    )
    assert flag.source.startswith("CIN-05, by this authority’s own limit: ")
