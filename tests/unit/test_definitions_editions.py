from datetime import date

import pytest

from caseaudit.definitions.calendar import HolidayCalendar
from caseaudit.definitions.editions import (
    calendar_addition_complaints,
    in_time,
    journey_line_complaints,
    repeated_editions,
)
from caseaudit.definitions.journey import Journey


def journey(edition, begins, ends=None, *, key="england", states=("none", "open"), carried_over=None):
    track = {
        "key": "need",
        "title": "Need",
        "initial": "none",
        "states": [{"name": name, "title": name, "meaning": "How it is."} for name in states],
        "steps": [],
        "carried_over": carried_over or {},
    }
    return Journey.model_validate(
        {
            "key": key,
            "edition": edition,
            "title": "Journey",
            "in_force_from": begins,
            "in_force_to": ends,
            "rests_on": "A source.",
            "same_day_order": [],
            "triggers": {},
            "tracks": [track],
            "levels": [{"key": "closed", "title": "Closed"}],
        }
    )


OLD = journey("2006-04", date(2006, 4, 1), date(2013, 4, 14))
NEW = journey("2013-04", date(2013, 4, 15))


def complaints(*journeys):
    return list(journey_line_complaints([(f"{each.edition}.toml", each) for each in journeys]))


def test_editions_that_follow_each_other_day_by_day_are_in_order():
    assert complaints(NEW, OLD) == []


@pytest.mark.parametrize("begins", [date(2013, 4, 14), date(2013, 4, 16), date(2010, 1, 1)])
def test_editions_neither_overlap_nor_leave_a_gap(begins):
    assert complaints(OLD, journey("2013-04", begins)) == [
        ("2013-04.toml", ("in_force_from", "Edition 2006-04 is in force to 2013-04-14: begin the day after."))
    ]


def test_two_editions_never_begin_on_one_day():
    other = journey("2013-05", NEW.in_force_from)

    assert complaints(NEW, other) == [
        ("2013-05.toml", ("in_force_from", "Edition 2013-04 is in force from the same day."))
    ]


def test_an_edition_without_an_end_lasts_until_the_next_begins():
    later = journey("2030-01", date(2030, 1, 1))

    assert complaints(OLD, NEW, later) == []
    assert [each.in_force_to for each in in_time([later, OLD, NEW])] == [date(2013, 4, 14), date(2029, 12, 31), None]


def test_there_is_one_journey():
    other = journey("2013-04", date(2013, 4, 15), key="scotland")

    assert ("2013-04.toml", ("key", "Every edition is of one journey, “england”.")) in complaints(OLD, other)


def test_no_state_of_an_earlier_edition_is_left_behind():
    renamed = journey("2013-04", date(2013, 4, 15), states=("none", "under_way"))
    carried = journey("2013-04", date(2013, 4, 15), states=("none", "under_way"), carried_over={"open": "under_way"})

    assert complaints(OLD, renamed) == [
        ("2013-04.toml", ("tracks.0.carried_over", "Say where “open” of edition 2006-04 is now."))
    ]
    assert complaints(OLD, carried) == []


def test_the_file_that_comes_second_is_the_one_to_change():
    found = list(repeated_editions([("first.toml", OLD), ("second.toml", OLD)], ["key", "edition"]))

    assert found == [
        ("second.toml", ("edition", "first.toml already has this; add another, none can be overridden.")),
    ]


@pytest.mark.parametrize(
    ("adds_to", "begins", "key"),
    [
        ("unheard-of", date(2026, 1, 1), "adds_to"),
        ("england", date(2027, 1, 2), "valid_from"),
        ("england", date(2027, 1, 1), None),
    ],
)
def test_a_calendar_that_adds_to_another_leaves_no_years_out(adds_to, begins, key):
    whole = HolidayCalendar(
        key="england",
        title="England",
        valid_from=date(2020, 1, 1),
        valid_to=date(2026, 12, 31),
        rests_on="An act.",
        holidays=(),
    )
    addition = whole.model_copy(update={"key": "more", "adds_to": adds_to, "valid_from": begins})

    found = list(calendar_addition_complaints([("whole.toml", whole), ("more.toml", addition)]))

    assert [complaint[0] for _, complaint in found] == ([key] if key else [])
