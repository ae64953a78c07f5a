"""Drift in a chronology: nothing moves, or something is done each time."""

from datetime import date

import pytest

from caseaudit.checks.casefile import CaseFile, Entry
from caseaudit.checks.chronology import chronology_flags
from caseaudit.checks.flag import Severity

DATES = ("15/1/24", "19/2/24", "25/3/24", "29/4/24", "3/6/24")


def drift(*events, stage="cin"):
    entries = [Entry(on, "SW", event) for on, event in zip(DATES, events, strict=False)]
    case = CaseFile(stage, stage, date(2024, 6, 10), age=8.0, opened_on=date(2023, 11, 6), chronology=tuple(entries))
    return next((flag for flag in chronology_flags(case) if flag.code == "chronology_drift"), None)


@pytest.mark.parametrize(
    "events",
    [
        ("School nurse to refer to continence clinic", "Referral to be chased", "Referral to be chased again"),
        ("Home dirty", "Plan continues; home dirty", "Home dirty, mother reminded"),
        ("CAMHS referral agreed", "Visit", "Leah low", "CAMHS referral not yet sent"),
        ("Core group cancelled, no SW", "Visit", "Core group postponed"),
        ("DNA x1 audiology", "DNA audiology", "DNA again, letter sent"),
        ("Attendance 61%", "Attendance 58%, Mum advised", "Attendance still below 60%"),
        ("Passport app to be done", "T/C carers re passport", "Carers emailed about passport"),
        ("Visited, not in", "Visited, not in, text sent", "Visit, no reply at door"),
        ("Imms not given", "Reminded re imms", "Imms outstanding"),
        ("Play therapy recommended", "Asked about play therapy, told it is in hand", "Play therapy form still in tray"),
        ("Police called, shouting", "Police attended argument", "Neighbour reports row. Parents given advice"),
    ],
)
def test_the_same_thing_three_times_with_nothing_done_is_drift(events):
    assert drift(*events) is not None


@pytest.mark.parametrize(
    "events",
    [
        ("Continence referral to be made", "Not sent; SW made the referral herself that day", "Clinic: alarm given"),
        ("Missing overnight", "Missing again; strategy meeting, curfew set", "Missing; moved to aunt's"),
        ("Home dirty", "Home dirty; skip delivered, family worker started", "Home dirty in one room"),
        ("Attendance 98%", "Attendance 97%", "Attendance 99%, star of the week"),
        ("Core group cancelled", "Core group held", "Plan continues"),
        ("Glasses to be collected", "SW collected glasses with Mum", "Wearing glasses, reading up a level"),
        ("Mother tested positive", "Positive again; PLO letter", "Negative test"),
        ("TC to Mum", "TC to Mum, no reply", "TC to Mum, no reply"),
        ("Plan continues", "Plan continues", "Plan continues"),
    ],
)  # fmt: skip
def test_repetition_with_a_change_each_time_is_not(events):
    assert drift(*events) is None


def test_drift_on_a_protection_plan_is_grave_and_names_its_entries():
    flag = drift("Home dirty", "Home dirty", "Home dirty, mother reminded", stage="cp")

    assert flag is not None
    assert flag.severity is Severity.HIGH
    assert (flag.place, flag.quote) == ("Entries 1, 2 and 3", "Home dirty, mother reminded")
