"""The time limits of England: every rule of the field's own list, as it is there, and off where it was not verified."""

import re
from datetime import date, timedelta

import pytest
from holidays import country_holidays

from caseaudit.definitions.timescale import Force, Kind
from caseaudit.journey.working_days import WorkingDays
from tests.clocks import DEFINITIONS
from tests.conftest import SHARED

LIMITS = DEFINITIONS.timescales
DAYS = WorkingDays(DEFINITIONS.calendars["england-and-wales"])
FIELD = SHARED / "domain" / "timescales.md"
ROW = re.compile(r"^\| ([A-Z0-9]{2,5}-\d\d) \|(.*)\|\s*$", re.MULTILINE)


def told() -> dict[str, list[str]]:
    """Each row of the list, by rule."""
    rows = {rule: [cell.strip() for cell in row.split("|")] for rule, row in ROW.findall(FIELD.read_text("utf-8"))}
    return {rule: row for rule, row in rows.items() if not rule.startswith("CLK")}


def variants(rule: str):
    """The rules that hold one row: itself, or its parts a, b and c."""
    return [one for one in LIMITS.rules if one.id.rstrip("abcd") == rule]


@pytest.mark.shared
def test_every_rule_of_the_list_is_here_and_no_other():
    assert {rule.id.rstrip("abcd") for rule in LIMITS.rules} == set(told())


@pytest.mark.shared
def test_every_rule_is_as_far_verified_as_the_list_says():
    for rule, row in told().items():
        said = row[-1].split()[0]
        expected = "unverified" if "unverified" in row[-1] and said != "V" else said
        assert {one.verification for one in variants(rule)} == {expected}, rule


@pytest.mark.shared
def test_every_number_of_a_limit_that_is_on_stands_in_its_row_of_the_list():
    for rule, row in told().items():
        for one in variants(rule):
            if one.is_on and one.kind is Kind.LIMIT and one.n:
                words = " ".join(row)
                spelt = {1: "1|weekly|one", 12: "12"}.get(one.n, str(one.n))
                assert re.search(rf"\b({spelt})\b", words), f"{rule}: {one.n} is not in “{words}”"


def test_what_was_not_verified_is_off_and_what_is_local_waits_for_the_authority():
    assert not [rule.id for rule in LIMITS.rules if rule.is_on and rule.verification == "unverified"]
    assert not [rule.id for rule in LIMITS.rules if rule.is_on and rule.force is Force.LOCAL]
    assert {rule.id for rule in LIMITS.rules if rule.force is Force.LOCAL and rule.kind is Kind.LIMIT} >= {
        "SA-02",
        "CG-02",
        "CPV-01",
        "CIN-01",
        "CIN-02",
        "CIN-03",
        "PLO-03",
        "IHA-02",
    }


def test_every_rule_cites_a_source_and_says_what_it_needs():
    vague = [rule.id for rule in LIMITS.rules if len(rule.rests_on.split()) < 3 or not rule.data.strip()]

    assert vague == []


def test_rules_that_are_no_breach_are_never_judged_as_limits():
    kinds = {rule.id: rule.kind for rule in LIMITS.rules}

    assert [kinds[rule] for rule in ("REF-03", "CPP-01", "CPP-02", "IHA-01b", "DEN-01")] == [Kind.INDICATOR] * 5
    assert [kinds[rule] for rule in ("CIN-04", "CPR-03", "SA-04")] == [Kind.CHECK] * 3
    assert [kinds[rule] for rule in ("PF-04", "CL-01", "CL-11")] == [Kind.DEFINITION] * 3


def test_every_event_of_a_rule_has_words():
    named = {event for rule in LIMITS.rules for event in (*rule.triggers, *rule.due, *rule.stops, *rule.starts)}

    assert not named - LIMITS.events.keys()


def test_working_days_agree_with_a_library_of_holidays_on_every_day_from_1999_to_2028():
    oracle = country_holidays("GB", subdiv="ENG", years=range(1999, 2029))
    every = (date(1999, 1, 1) + timedelta(days=days) for days in range((date(2029, 1, 1) - date(1999, 1, 1)).days))

    wrong = [on for on in every if DAYS.is_working(on) != (on.weekday() < 5 and on not in oracle)]

    assert wrong == []


@pytest.mark.parametrize("row", [row for row in DEFINITIONS.combinations if row.rules], ids=lambda row: row.key)
def test_a_combination_that_rests_on_a_limit_says_no_other_number_than_it_does(row):
    numbers = set(re.findall(r"\b\d+ (?:working days|days|weeks|months)", row.sentence))

    assert numbers <= {rule.unit.in_words(rule.n) for rule in map(LIMITS.rule, row.rules) if rule.n}
