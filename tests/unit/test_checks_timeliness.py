"""Missed time limits as flags, from journeys judged by the rules as they are."""

from collections.abc import Sequence
from datetime import date

import pytest

from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.timeliness import timeliness_flags
from caseaudit.definitions.library import Definitions
from caseaudit.journey.child import ANNEX_A, Child
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.replay import Event, replay
from caseaudit.journey.sources import Reach

AS_AT = date(2026, 3, 31)


@pytest.fixture(scope="module")
def clocks(definitions: Definitions) -> Clocks:
    return Clocks(definitions.timescales, definitions.calendars["england-and-wales"])


@pytest.fixture
def flags_of(definitions: Definitions, clocks: Clocks):
    def flags(*events: Event) -> Sequence[Flag]:
        child = Child(
            as_at=AS_AT,
            born_on=date(2015, 6, 1),
            events=events,
            journey=replay(events, definitions.journeys, AS_AT),
            reach={ANNEX_A: Reach(date(2025, 9, 30))},
            covered=frozenset({ANNEX_A, *(f"annex_a.{number}" for number in range(1, 12))}),
        )
        return list(timeliness_flags(clocks.judge(child), AS_AT))

    return flags


# Forty-five working days from 2 December 2025, over Christmas, Boxing Day and New Year's Day, end on 6 February 2026.
STARTED = (Event(date(2025, 12, 1), "referral_received"), Event(date(2025, 12, 2), "assessment_started"))
LIMIT_ENDS = date(2026, 2, 5)


def on_assessment(flags: Sequence[Flag]) -> Sequence[Flag]:
    return [flag for flag in flags if flag.code.startswith("SA-01")]


def test_an_assessment_finished_on_its_last_day_is_no_flag(flags_of):
    assert on_assessment(flags_of(*STARTED, Event(LIMIT_ENDS, "assessment_authorised"))) == []


def test_an_assessment_finished_a_working_day_late_is_flagged_late_with_its_dates(flags_of):
    (flag,) = on_assessment(flags_of(*STARTED, Event(date(2026, 2, 6), "assessment_authorised")))

    assert (flag.code, flag.criterion, flag.severity) == ("SA-01-late", "late", Severity.MEDIUM)
    assert "due by 5 February 2026, done on 6 February 2026, 1 working day over" in flag.reason


def test_an_assessment_due_long_ago_and_finished_this_year_is_flagged_late(flags_of):
    began = Event(date(2025, 1, 6), "referral_received"), Event(date(2025, 1, 7), "assessment_started")

    (flag,) = on_assessment(flags_of(*began, Event(date(2026, 3, 2), "assessment_authorised")))

    assert "due by 10 March 2025, done on 2 March 2026" in flag.reason


def test_an_assessment_that_is_not_finished_is_overdue(flags_of):
    (flag,) = on_assessment(flags_of(*STARTED))

    assert (flag.code, flag.criterion) == ("SA-01-overdue", "overdue")
    assert flag.reason.endswith("days over.")
    assert flag.source.startswith("SA-01: ")


def test_an_assessment_that_is_not_due_yet_is_no_flag(flags_of):
    assert on_assessment(flags_of(Event(date(2026, 3, 2), "assessment_started"))) == []
