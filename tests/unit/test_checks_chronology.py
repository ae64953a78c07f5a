"""Whether a chronology is there, and whether it is up to date."""

from datetime import date

import pytest

from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent
from caseaudit.checks.chronology import chronology_flags
from caseaudit.checks.flag import Severity
from caseaudit.checks.placeholders import is_placeholder

AUDIT = date(2024, 6, 10)
LONG_OPEN = date(2023, 11, 6)
HERE = {"chronology_missing", "chronology_not_current"}


def flags(*dates, stage="cp", opened=LONG_OPEN, events=(), entries=None, answers=None):
    made = (
        entries
        if entries is not None
        else tuple(
            Entry(on, "School", f"Leah told her teacher she was scared of {on}", "Fear since the move") for on in dates
        )
    )
    case = CaseFile(
        stage, stage, AUDIT, opened_on=opened, journey_events=events, chronology=made, answers=answers or {}
    )
    return [flag for flag in chronology_flags(case) if flag.code in HERE]


def codes(*dates, **known):
    return [flag.code for flag in flags(*dates, **known)]


def test_a_current_chronology_raises_nothing():
    assert codes("8/1/24", "4 March 2024", "27.5.24") == []


def test_no_entries_at_all_is_missing_and_grave_for_a_child_on_a_plan():
    [flag] = flags()

    assert (flag.code, flag.severity, flag.quote) == ("chronology_missing", Severity.HIGH, "")


def test_nothing_is_claimed_about_a_chronology_nobody_copied():
    case = CaseFile("cp", "child_protection", AUDIT, opened_on=LONG_OPEN)

    assert list(chronology_flags(case)) == []


@pytest.mark.parametrize(
    "words",
    [
        "See case notes",
        "Chronology to be completed by SW",
        "to follow",
        "N/A",
        "…",
        "Chronology updated.",
        "see LiquidLogic",
    ],
)
def test_a_placeholder_is_not_an_entry(words):
    assert is_placeholder(Entry("3/6/24", "SW", words))
    assert codes(entries=(Entry("3/6/24", "SW", words),)) == ["chronology_missing"]


@pytest.mark.parametrize(
    "words", ["See-saw accident, Leah broke her wrist", "Mum in progress note said she drank", "Police called"]
)
def test_an_entry_that_only_begins_like_a_placeholder_is_an_entry(words):
    assert not is_placeholder(Entry("3/6/24", "SW", words))


def test_two_entries_are_too_few_only_once_the_case_has_been_open_for_three_months():
    assert codes("8/1/24", "27/5/24") == ["chronology_missing"]
    assert codes("13/5/24", "27/5/24", opened=date(2024, 4, 29)) == []
    assert codes("13/5/24", "27/5/24", opened=None) == []


@pytest.mark.parametrize(
    "stage, newest, is_current",
    [
        ("cp", "16/4/24", True),
        ("cp", "14/4/24", False),
        ("cin", "12/3/24", True),
        ("cin", "10/3/24", False),
        ("lac", "12/12/23", True),
    ],
)
def test_how_old_the_newest_entry_may_be_depends_on_the_stage(stage, newest, is_current):
    assert (codes("6/11/23", "8/11/23", newest, stage=stage) == []) is is_current


def test_the_newest_entry_is_quoted_wherever_it_stands():
    entries = (
        Entry("2/3/24", "GP", "Burn seen"),
        Entry("8/1/24", "School", "Late"),
        Entry("Sept 2023", "HV", "Weight"),
    )

    [flag] = flags(entries=entries)

    assert (flag.code, flag.quote, flag.place) == ("chronology_not_current", "Burn seen", "Entry of 2/3/24")
    assert "2 March 2024" in flag.reason


def test_a_key_event_later_than_the_newest_entry_makes_it_out_of_date():
    conference = JourneyEvent(date(2024, 5, 20), "a child protection review conference", is_key=True)

    [flag] = flags("8/1/24", "4/3/24", "29/4/24", events=(conference,))

    assert "a child protection review conference on 20 May 2024" in flag.reason


def test_a_key_event_of_the_last_fortnight_and_an_everyday_one_do_not():
    events = (JourneyEvent(date(2024, 5, 28), "a move", is_key=True), JourneyEvent(date(2024, 5, 20), "a visit"))

    assert codes("8/1/24", "4/3/24", "29/4/24", events=events) == []


@pytest.mark.parametrize("closed_on, is_current", [(date(2024, 3, 25), True), (date(2024, 6, 3), False)])
def test_a_case_that_closed_is_held_to_the_day_it_closed(closed_on, is_current):
    closing = JourneyEvent(closed_on, "closed", type="closed")

    assert (codes("8/1/24", "4/2/24", "4/3/24", events=(closing,)) == []) is is_current


def test_a_closed_stage_has_no_limit():
    assert codes("8/1/20", "4/3/20", "29/4/20", stage="closed") == []


def test_entries_with_no_readable_date_are_not_called_old():
    assert codes("recently", "last week", "summer") == []


def test_the_auditor_may_say_there_is_none():
    case = CaseFile("cin", "child_in_need", AUDIT, answers={"chronology_missing": frozenset({"not_recorded"})})

    [flag] = chronology_flags(case)

    assert (flag.code, flag.reason) == ("chronology_missing", "The auditor found no chronology on file.")


@pytest.mark.parametrize("late", ["20/6/24", "1 July 2024"])
def test_an_entry_dated_after_the_lists_is_the_newest_and_is_current(late):
    assert codes("8/1/24", "4/3/24", late) == []


def test_entries_whose_date_cannot_be_read_are_said():
    [flag] = flags("8/1/24", "4/3/24", "last week", "tbc", "9/1/24")

    assert flag.reason.startswith("The newest entry is dated 4 March 2024")
    assert flag.reason.endswith(" 2 entries have no date that could be read.")
