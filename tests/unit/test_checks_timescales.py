"""When a plan action is due: every row of the table of times, and what only looks like a time."""

from datetime import date

import pytest

from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.timescales import Timing, deadline_of

MADE_ON = date(2024, 5, 13)
REVIEW_ON = date(2024, 8, 5)


def timing(timescale, action="Dad to do it", *, review=REVIEW_ON, is_unborn=False, outcome="", made=MADE_ON):
    terms = PlanTerms("cp", made, review, None if is_unborn else 9.0, is_unborn)
    return deadline_of(PlanAction(outcome, action, "Dad", timescale), terms)


@pytest.mark.parametrize(
    "timescale",
    [
        "by 21/06/24",
        "Thurs 27 June",
        "w/c 10/6",
        "w/c 17.6",
        "21st",
        "by 7th August",
        "12.8.24",
        "by 12.08.24",
        "Tuesdays from 19.06.24 to 30.07.24",
        "due 3/7",
        "16 June 2024 at the latest",
        "this Thursday",
        "by the end of the month",
        "a week today",
        "tomorrow",
        "this evening",
        "the next six Tuesdays",
        "by end of July",
        "in November",
        "Nov 24",
        "mid-June",
        "by close of play Wednesday",
        "by the 24th",
        "by end of summer term",
        "this half term",
        "by Xmas",
        "Boxing Day",
        "third Friday in June",
        "end of key stage 1",
        "last week of the Easter holidays",
        "by start of Year 7",
        "before the school holidays",
        "within 8 weeks",
        "4/52",
        "3/12",
        "in 15 working days",
        "review in 10 weeks",
        "within 48 hrs",
        "today",
        "6wks",
        "x8 weeks",
        "4-6 weeks",
        "one fortnight",
        "within a month",
        "three calendar months",
        "fortnightly from 10 June",
        "weekly until 14/8",
        "8 weekly sessions starting w/c 9/9",
        "daily, reviewed 12/7",
        "within 48 hours of any missing episode",
        "within 7 days of discharge",
        "by her 16th birthday",
        "before he turns 18",
        "ongoing, review 6/52",
    ],
)
def test_words_that_can_be_turned_into_a_date_are_a_deadline(timescale):
    assert timing(timescale).is_dated


@pytest.mark.parametrize(
    "timescale, kind",
    [
        ("", Timing.BLANK),
        ("ASAP", Timing.VAGUE),
        ("ongoing", Timing.VAGUE),
        ("with immediate effect", Timing.VAGUE),
        ("throughout the plan", Timing.VAGUE),
        ("TBC", Timing.VAGUE),
        ("n/a", Timing.VAGUE),
        ("in due course", Timing.VAGUE),
        ("over the summer", Timing.SEASON),
        ("in the new year", Timing.SEASON),
        ("fortnightly", Timing.FREQUENCY),
        ("every 4 weeks", Timing.FREQUENCY),
        ("6-monthly", Timing.FREQUENCY),
        ("twice a week", Timing.FREQUENCY),
        ("alternate Saturdays", Timing.FREQUENCY),
        ("Mon-Fri", Timing.FREQUENCY),
        ("from 10 June", Timing.START),
        ("starting next week", Timing.START),
        ("from September", Timing.START),
        ("within 3 weeks of the referral being accepted", Timing.CONDITIONAL),
        ("within 3 weeks of funding being agreed", Timing.CONDITIONAL),
        ("within 10 days of a worker being allocated", Timing.CONDITIONAL),
        ("by 12/4/24", Timing.EXPIRED),
        ("by 12th April", Timing.EXPIRED),
        ("since February", Timing.HISTORY),
        ("before discharge", Timing.OTHER),
        ("at his next appointment", Timing.OTHER),
        ("when Dad feels able", Timing.OTHER),
        ("6.30pm", Timing.OTHER),
    ],
)
def test_words_that_cannot_be_turned_into_a_date_are_not_and_say_why(timescale, kind):
    assert timing(timescale).timing is kind


@pytest.mark.parametrize("meeting", ["by next core group", "next TAF", "at RCPC", "by the second review", "LAC review"])
def test_a_meeting_is_a_deadline_only_when_its_date_is_known(meeting):
    assert timing(meeting).by == REVIEW_ON
    assert timing(meeting, review=None).timing is Timing.MEETING


def test_before_birth_needs_the_date_the_baby_is_due():
    assert not timing("before birth", is_unborn=True).is_dated
    assert timing("before birth (EDD 4/9/24)", is_unborn=True).is_dated
    assert timing("before birth", is_unborn=True, outcome="Baby comes home safely (EDD 4 September)").is_dated
    assert timing("by 34 weeks' gestation", is_unborn=True).is_dated


@pytest.mark.parametrize(
    "action",
    [
        "Mum may attend court",
        "May Oduya to ring Mum",
        "Dad to march him to school",
        "Mum sat with the worker",
        "1:1 time with Kai",
        "Support to be there 24/7",
        "Section 47 actions to be finished",
        "Year 9 options form",
        "Team 2 to call",
        "6 sessions of play",
        "Eat 3/4 of each meal",
        "Ring 020 7946 0958",
        "Friday club with Nan",
        "No contact since 4/2/24",
        "Visits as agreed 12 March",
        "10-minute reading at bedtime",
        "Dr May to review",
        "June to ring the school",
        "Absent twice in one week",
        "Mood 2/10 or lower",
        "Dad may be told at April's meeting",
    ],
)
def test_date_words_that_are_not_dates_are_left_alone(action):
    assert timing("", action).timing in {Timing.BLANK, Timing.FREQUENCY}


@pytest.mark.parametrize(
    "action",
    [
        "Shoes. Size 3. Dad. Saturday 18th.",
        "Report to panel on 12 June",
        "SW to write within 10 working days",
        "Seen w/c 20/5",
    ],
)
def test_a_date_in_the_action_counts_where_the_timescale_is_silent(action):
    assert timing("", action).is_dated
    assert timing("ongoing", action).is_dated


def test_the_timescale_is_quoted_before_anything_else_the_row_says():
    found = deadline_of(PlanAction("", "Weekly visits since 4/2/24", "Dad", "ASAP"), PlanTerms("cp", MADE_ON))

    assert (found.timing, found.quote) == (Timing.VAGUE, "ASAP")


def test_a_start_and_a_rhythm_in_two_columns_make_a_schedule():
    assert timing("from 10 June", "Weekly reading with Miss Adeyemi").is_dated
    assert not timing("from 10 June", "Reading with Miss Adeyemi").is_dated


def test_without_the_plans_own_date_nothing_is_said_to_have_expired():
    assert timing("by 12/4/19", made=None).is_dated


def test_a_deadline_on_a_bank_holiday_is_still_a_deadline():
    assert timing("Monday 27 May 2024").by == date(2024, 5, 27)
