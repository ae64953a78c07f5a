"""Imprecise and outdated terms: found where they stand, left alone where they were right or mean something else."""

from datetime import date

import pytest

from caseaudit.checks.casefile import CaseFile, Entry, PlanAction, Record
from caseaudit.checks.terms import Passage, read_terms, shipped_terms, term_flags, terms_in
from caseaudit.errors import DefinitionError

LATELY = date(2024, 5, 1)
A_TERM = """
[[terms]]
key = "register"
says = ["at risk register"]
now = "subject to a child protection plan"
why = "It was given up."
source = "Guidance"
"""


def found_in(text, on=LATELY):
    return [(term.key, quote) for term, quote, _ in terms_in(Passage("Record 1", text, on))]


@pytest.mark.parametrize(
    "key, words", [(term.key, words) for term in shipped_terms() for words in term.says], ids=lambda value: value
)
def test_every_way_of_saying_a_term_is_found_as_it_was_written(key, words):
    written = words.upper().replace(" ", "-", 1)

    assert found_in(f"Health visitor notes {written} today") == [(key, written)]


@pytest.mark.parametrize("term", [term for term in shipped_terms() if term.given_up_on], ids=lambda term: term.key)
def test_a_term_was_right_until_the_day_it_was_given_up(term):
    last_day = date.fromordinal(term.given_up_on.toordinal() - 1)

    assert found_in(f"Noted {term.says[0]} again", term.given_up_on) == [(term.key, term.says[0])]
    assert found_in(f"Noted {term.says[0]} again", last_day) == []


@pytest.mark.parametrize(
    "text",
    [
        "He was on the at risk register in 1999, as a baby.",
        'Mum told me "they put us on the at risk register" and cried.',
        "Bram is on a CP plan under the category of neglect.",
        "She is on child protection planning meetings duty.",
        "Worker has done level 3 child protection training.",
        "Fire added to the Trust's risk register.",
        "Dad is in police custody.",
        "Read the published serious case review on Child T.",
        "He is looked after, accommodated under section 20.",
        "An interim care order was made under section 38.",
    ],
)
def test_words_that_are_right_or_mean_something_else_are_left_alone(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text, key",
    [
        ("LAC under voluntary care since May", "voluntary-care"),
        ("Known CP level 3 family", "level-of-protection"),
        ("child remains on the at risk register", "register"),
        ("A section 20 order is in place", "voluntary-care"),
        ("Sibling is on CP in another area", "on-child-protection"),
    ],
)
def test_terms_that_hide_the_status_of_a_child_are_found(text, key):
    assert [found for found, _ in found_in(text)] == [key]


def test_a_term_is_said_once_for_each_passage_with_the_term_to_use_now():
    text = "On the at risk register. Still on the at risk register."
    record = Record("cin_visit", "cin", text, on=LATELY)
    entries = (Entry("3.5.24", "HV", "Child on at risk register"), Entry("1999", "HV", "Child on at risk register"))
    action = PlanAction(outcome="Off the at risk register", action="See the dentist")
    case = CaseFile("cin", "child_in_need", LATELY, records=(record,), chronology=entries, actions=(action,))

    flags = list(term_flags(case))

    assert [(flag.place, flag.quote) for flag in flags] == [
        ("Record 1", "at risk register"),
        ("Entry 1", "at risk register"),
        ("Action 1", "at risk register"),
    ]
    assert all("Say instead: subject to a child protection plan." in flag.reason for flag in flags)


def test_a_list_of_terms_with_a_fault_is_refused_with_its_key():
    with pytest.raises(DefinitionError, match=r"own\.toml: terms\.0\.sayz: Extra inputs"):
        read_terms(A_TERM + 'sayz = ["x"]', "own.toml")
