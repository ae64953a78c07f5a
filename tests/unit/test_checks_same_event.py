"""Whether two accounts tell of one event."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.checks.casefile import Entry, JourneyEvent
from caseaudit.checks.entry_dates import place_entries
from caseaudit.checks.same_event import is_same, listed, tells_of, told_by

AUDIT = date(2024, 6, 10)


def told(on, event, source="SW"):
    entry = Entry(on, source, event)
    return told_by(entry, place_entries([entry], by=AUDIT)[0])


@pytest.mark.parametrize(
    "on, words, kind, title",
    [
        ("2/2/24", "ICPC: plan made for neglect", "icpc", "initial conference"),
        ("30/01/2024", "Inital child protection conferance, unanimous", "icpc", "initial conference"),
        ("4.2.24", "Moved to Nan's with two bin bags", "placement_move", "placement with grandmother"),
        ("Jan 2024", "Moved in with his aunt", "placement_started", "a placement move"),
        ("29/1/24", "Bruise under left eye noticed at register", "injury", "black eye seen at nursery"),
        ("1 Feb 2024", "Police picked her up in Leeds after two nights", "", "found in Leeds by police"),
    ],
)
def test_an_entry_in_other_words_and_a_few_days_out_tells_of_the_event(on, words, kind, title):
    assert tells_of(told(on, words), listed(JourneyEvent(date(2024, 1, 30), title, True, kind)))


@pytest.mark.parametrize(
    "on, words, source",
    [
        ("30/01/2024", "Dentist, two fillings", "Nan"),
        ("20/2/24", "Initial conference held", "SW"),
        ("2/2/24", "Review conference: plan continues", "Chair"),
        ("23/1/24", "ICPC cancelled, no chair", "SW"),
        ("2024", "Initial conference", "SW"),
    ],
)
def test_an_entry_of_something_else_or_too_far_off_does_not(on, words, source):
    event = listed(JourneyEvent(date(2024, 1, 30), "initial conference", True, "icpc"))

    assert not tells_of(told(on, words, source), event)


@pytest.mark.parametrize(
    "one, other",
    [
        (("26/2/24", "Admitted two nights; scared of the mask"), ("26/2/24", "Noor admitted, asthma, two nights")),
        (("26/2/24", "ICPC held"), ("26/2/24", "Initial conference: plan for neglect")),
        (("5/3/24", "Home visit"), ("5/3/24", "Home visit")),
        (("4/3/24", "Leo excluded 3 days for hitting a pupil"), ("5/3/24", "Excluded 3 days, Leo hitting pupil")),
    ],
)  # fmt: skip
def test_the_same_event_entered_twice_is_found(one, other):
    assert is_same(told(*one), told(*other))
    assert is_same(told(*other), told(*one))


@pytest.mark.parametrize(
    "one, other",
    [
        (("26/2/24", "TC to Mum"), ("26/2/24", "TC to school")),
        (("26/2/24", "TC to Mum"), ("26/2/24", "TC to Mum")),
        (("26/2/24", "Admitted for two nights"), ("26/2/24", "Family worker allocated from the ward")),
        (("26/2/24", "Home dirty; mother reminded"), ("18/3/24", "Home dirty; mother reminded")),
        (("last week", "Leo excluded for three days"), ("last week", "Leo excluded for three days")),
    ],
)
def test_two_events_are_not_called_one(one, other):
    assert not is_same(told(*one), told(*other))


@given(st.text(max_size=120), st.text(max_size=120))
def test_whether_two_are_the_same_does_not_depend_on_which_comes_first(one, other):
    first, second = told("3/3/24", one), told("4/3/24", other)

    assert is_same(first, second) == is_same(second, first)
