"""What a chronology that is there may be flagged for: each rule and each trap of the definition."""

from datetime import date

import pytest

from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent
from caseaudit.checks.chronology import chronology_flags
from caseaudit.checks.chronology_limits import ChronologyLimits, shipped_limits
from caseaudit.checks.flag import Severity

AUDIT = date(2024, 6, 10)
OPENED = date(2024, 1, 8)
GOOD = (
    Entry(
        "08/01/2024", "School", 'Sam had a bruise on his cheek and said "Mum threw the cup"', "Third injury since May"
    ),
    Entry("19.2.24", "Police", "Sam ran to the neighbour in his pyjamas", "Shows he knows where safe is"),
    Entry("w/c 1/4/24", "School", "Sam arriving on time, sleeping through", "First change since the plan began"),
    Entry("20 May 2024", "HV", "Sam told me mornings are quieter", "Sustained for seven weeks"),
)


def flags(entries=GOOD, stage="cp", opened=OPENED, events=(), age=6.0, limits=None):
    case = CaseFile(
        stage, stage, AUDIT, age=age, opened_on=opened, journey_events=tuple(events), chronology=tuple(entries)
    )
    return {flag.code.removeprefix("chronology_"): flag for flag in chronology_flags(case, limits)}


def with_dates(*dates):
    return [
        Entry(on, one.source, f"{one.event} ({n})", one.significance)
        for n, (on, one) in enumerate(zip(dates, GOOD, strict=False))
    ]


def with_events(*events):
    return [Entry(one.date_text, "SW", event) for one, event in zip(GOOD, events, strict=True)]


def test_a_chronology_with_meaning_and_the_child_in_it_raises_nothing():
    assert flags() == {}


def test_of_a_missing_chronology_nothing_else_is_said():
    assert set(flags([Entry("8/1/24", "SW", "see case notes")])) == {"missing"}


@pytest.mark.parametrize(
    "dates, stage, is_gap",
    [
        (("8/1/24", "5/2/24", "2/4/24", "20/5/24"), "cp", True),
        (("8/1/24", "5/2/24", "1/4/24", "20/5/24"), "cp", False),
        (("8/1/24", "5/2/24", "20/5/24"), "lac", False),
        (("2017", "9/3/2020", "8/1/24", "28/2/24"), "cin", False),
        (("8/1/24", "Jan - April 2024", "20/5/24"), "cp", False),
        (("8/1/24", "spring", "20/5/24"), "cp", True),
        (("20/5/24", "2/4/24", "5/2/24", "8/1/24"), "cp", True),
    ],
)
def test_a_silence_longer_than_the_stage_allows_is_a_gap(dates, stage, is_gap):
    assert ("gap" in flags(with_dates(*dates), stage)) is is_gap


def test_time_when_the_case_was_closed_is_no_gap():
    events = [
        JourneyEvent(date(2024, 2, 12), "closed", type="closed"),
        JourneyEvent(date(2024, 4, 29), "reopened", type="reopened"),
    ]

    assert "gap" in flags(with_dates("8/1/24", "5/2/24", "7/5/24"))
    assert "gap" not in flags(with_dates("8/1/24", "5/2/24", "7/5/24"), events=events)


def test_the_limit_for_a_baby_on_a_plan_may_be_halved_and_is_not_of_itself():
    dates = ("8/1/24", "12/2/24", "25/3/24", "20/5/24")
    halved = ChronologyLimits(shipped_limits().weeks, is_halved_for_babies=True)

    assert "gap" not in flags(with_dates(*dates), age=0.4)
    assert "gap" in flags(with_dates(*dates), age=0.4, limits=halved)
    assert "gap" not in flags(with_dates(*dates), age=6.0, limits=halved)


@pytest.mark.parametrize(
    "written, is_undated",
    [("", True), ("last week", True), ("summer", True), ("Recently", True), ("12th", False), ("c. 2015", False),
     ("Spring 2019", False), ("Sept 2023", False), ("03/09/2023", False)],
)  # fmt: skip
def test_an_entry_that_cannot_be_placed_to_a_month_is_undated(written, is_undated):
    history = Entry(written, "GP", "Sam's asthma diagnosed")
    entries = [GOOD[0], history] if written == "12th" else [history, GOOD[0]]

    found = flags([*entries, *GOOD[1:]])

    assert ("undated" in found) is is_undated
    assert not is_undated or found["undated"].severity is Severity.LOW


def test_a_list_of_contacts_says_nothing_was_learned():
    found = flags(with_events("TC to Mum", "Home visit", "Email to school re contact", "Core group held"))

    assert set(found) == {"contact_log_only", "no_analysis", "no_child_impact"}
    assert found["contact_log_only"].place == "Entries 1, 2, 3 and 4"
    assert found["contact_log_only"].quote == "TC to Mum"


def test_calls_that_each_say_what_changed_and_why_it_matters_are_no_log():
    found = flags(
        with_events(
            "TC from Nan: Sam slept there four nights, third time since Christmas because the house had no heating",
            "TC to school: Sam back in class, attendance up from 60% to 90%",
            "TC from Sam, 'can I ring my dad' – first time he has asked, shows he feels safer",
            "TC to Mum: she has left, so the risk of further violence is lower",
        )
    )

    assert found == {}


@pytest.mark.parametrize(
    "significance", ["", "N/A", "Noted", "see notes", "Within timescale", "The bruise was seen on Sam", "Impact: none",
                     "Robust multi-agency response ensured"]
)  # fmt: skip
def test_a_significance_that_is_stock_or_says_the_event_again_is_not_analysis(significance):
    entries = [Entry(one.date_text, "SW", "Sam seen with a bruise", significance) for one in GOOD]

    assert "no_analysis" in flags(entries)


@pytest.mark.parametrize(
    "significance",
    ["Third since May", "Sets him apart from his sisters", "Grandmother is protective", "Loss", "His idea"],
)
def test_a_short_significance_that_weighs_the_event_is_analysis(significance):
    first = Entry(GOOD[0].date_text, "SW", "Sam seen with a bruise", significance)
    entries = [first, *with_events(*["Plan continues"] * 4)[1:]]

    assert "no_analysis" not in flags(entries)


@pytest.mark.parametrize(
    "event",
    ["Sam crying at home time", "Attendance down to 61%", "Weight on 9th centile", "4 teeth out",
     "Mum reports Sam not sleeping", "Dad hit Sam with a belt", "He hid under the table when the phone rang"],
)  # fmt: skip
def test_what_the_child_saw_said_felt_or_missed_is_impact(event):
    assert "no_child_impact" not in flags(with_events(event, *["Plan continues"] * 3))


@pytest.mark.parametrize(
    "event",
    ["Mum crying at home time", "Dad assaulted Mum, bruising to her arm", "Mother said she was scared",
     "Baby likely to withdraw",
     "Stabbing outside the flat. Impact: none", "Voice of child obtained",
     "Nan attended A&E with chest pain"],
)  # fmt: skip
def test_what_befell_an_adult_or_may_come_is_not(event):
    assert "no_child_impact" in flags(with_events(event, *["Plan continues"] * 3))


def test_a_key_event_that_no_entry_tells_of_is_missing_and_grave_by_its_kind():
    move = JourneyEvent(date(2024, 3, 11), "moved to Nan's", True, "placement_move")
    school = JourneyEvent(date(2024, 3, 11), "new school", True, "school_move")

    assert flags(events=[move])["missing_key_event"].severity is Severity.HIGH
    assert flags(events=[school])["missing_key_event"].severity is Severity.MEDIUM
    assert "11 March 2024" in flags(events=[move])["missing_key_event"].reason


def test_newest_first_is_an_order():
    assert "disordered" not in flags(GOOD[::-1])


def test_neither_up_nor_down_is_disordered():
    found = flags([GOOD[2], GOOD[0], GOOD[1], GOOD[3]])

    assert found["disordered"].severity is Severity.LOW
    assert "8 January 2024" in found["disordered"].reason


def test_the_same_event_entered_twice_is_disordered_and_two_calls_are_not():
    again = Entry("19/2/24", "SW", "Sam ran to neighbour's in pyjamas")
    calls = [Entry("19/2/24", "SW", "TC to Mum"), Entry("19/2/24", "SW", "TC to Dad")]

    assert "disordered" in flags([*GOOD[:2], again, *GOOD[2:]])
    assert "disordered" not in flags([*GOOD[:2], *calls, *GOOD[2:]])


def test_half_of_the_entries_written_down_two_months_late_is_advice():
    late = [Entry(one.date_text, one.source, one.event, one.significance, "", date(2024, 6, 7)) for one in GOOD]

    assert set(flags(late)) == {"recorded_late"}
    assert flags(late)["recorded_late"].severity is Severity.LOW


def test_five_entries_of_half_a_year_written_on_one_day_is_advice():
    history = Entry("Oct 2023", "GP", "Sam wheezy")
    written = date(2023, 12, 1)
    sitting = [Entry(one.date_text, one.source, one.event, one.significance, "", written) for one in (history, *GOOD)]

    assert "recorded_late" in flags(sitting)
    assert "recorded_late" not in flags(sitting[1:])


def test_every_remark_reads_aloud_and_quotes_the_file():
    entries = with_events("TC to Mum", "Home dirty", "Home dirty; Mum reminded", "Home still dirty")
    text = "\n".join(entry.event for entry in entries)

    found = flags([*entries, Entry("recently", "SW", "Home visit")]).values()

    assert found
    for flag in found:
        assert flag.quote in f"{text}\nrecently"
        assert flag.reason.endswith(".")
        assert flag.source
        assert flag.place
