"""No text hangs a check, breaks one, or makes it quote what is not there."""

from datetime import date
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseaudit.checks.casefile import CaseFile, Entry, PlanAction, Record
from caseaudit.checks.every import raise_flags
from caseaudit.checks.wordlists import word_list, word_map

TODAY = date(2024, 6, 3)
SIZE = 20_000
HOSTILE = {
    "one long word": "a" * SIZE,
    "spaces": " " * SIZE + "x",
    "digits": "1" * SIZE,
    "slashes": "1/" * (SIZE // 2),
    "dates": "3/6 " * (SIZE // 4),
    "rhythms": "every " * (SIZE // 6),
    "lists": "SW, " * (SIZE // 4),
    "names": "Aa Bb, " * (SIZE // 7),
    "brackets": "(" * SIZE,
    "quotation marks": '"a" ' * (SIZE // 4),
    "sayings": "Mum said he said " * (SIZE // 17),
    "denials": "seen alone not " * (SIZE // 15),
    "to be": "Mum to be " * (SIZE // 10),
    "chains": "by the end of " * (SIZE // 14),
    "from right to left": "אמא אמרה " * (SIZE // 9),
}


def case_of(text, present=("Leo", "Mum", "SW")):
    return CaseFile(
        stage="cp",
        level="child_protection",
        as_at=TODAY,
        opened_on=date(2020, 1, 1),
        chronology=(Entry(text, text, text, text, text),),
        actions=(PlanAction(text, text, text, text), PlanAction("", text, "", "")),
        plan_on=TODAY,
        records=(Record("statutory_visit", "cp", text, present=tuple(present), age=9.0),),
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_long_nonsense_is_read_in_good_time(kind):
    started = monotonic()

    raise_flags(case_of(HOSTILE[kind], present=(HOSTILE[kind],)))

    assert monotonic() - started < 10


def _evidence(case):
    fields = [field for entry in case.chronology for field in vars(entry).values() if isinstance(field, str)]
    fields += [field for action in case.actions for field in action.fields]
    return "\n".join(fields + [record.text for record in case.records])


_SOME_WORDS = 'Mum Leo he said by 3/6 ASAP “ ” . All within 6 weeks of alone not seen May , ’s " 🙂 6/52 weekly TBC'
_WORDS = st.sampled_from(_SOME_WORDS.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_a_quote_is_always_word_for_word_what_the_file_says(text):
    case = case_of(text)

    flags = raise_flags(case)

    assert all(flag.quote in _evidence(case) for flag in flags)
    assert all(flag.reason.endswith(".") and flag.reason.count("\n") == 0 for flag in flags)
    assert flags == raise_flags(case)


@pytest.mark.parametrize(
    "name",
    [
        "times",
        "people",
        "voice_people",
        "voice_views",
        "voice_presence",
        "voice_plans",
        "voice_methods",
        "voice_names",
        "voice_grammar",
        "chronology",
        "child",
        "contacts",
        "meaning",
        "standstill",
        "event_kinds",
        "event_types",
        "joining",
        "said_in_passing",
    ],
)
def test_every_list_of_words_reads_and_holds_each_word_once(name):
    for words in word_list(name).values():
        assert words
        assert len(words) == len(set(words))


def test_every_key_event_has_words():
    assert all(word_map("key_events").values())
