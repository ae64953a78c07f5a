"""Whether a record shows the child seen, seen alone, and heard in anything but adults' words."""

from datetime import date

import pytest

from caseaudit.checks.casefile import CaseFile, Record
from caseaudit.checks.flag import Severity
from caseaudit.checks.presence import child_seen, child_seen_alone
from caseaudit.checks.reasons import reason_not_alone
from caseaudit.checks.views import views_in
from caseaudit.checks.voice import ADVICE, record_flags, voice_flags

IN_THE_ROOM = ("Mum", "Zara", "SW")
JUST_US = ("Zara", "SW")


def record(text, present=IN_THE_ROOM, record_type="statutory_visit", age=9.0, **known):
    return Record(record_type, known.pop("stage", "cp"), text, present=tuple(present), age=age, **known)


def codes(text, present=IN_THE_ROOM, **known):
    return [flag.code for flag in record_flags(record(text, present, **known)) if flag.code not in ADVICE]


@pytest.mark.parametrize(
    "text",
    [
        "Zara said the shouting has stopped.",
        "She told me “I hide in the bath when he’s drunk”.",
        "Zara drew her house with everyone inside and Dad on the roof.",
        "Zara would like to see her cousins at half term.",
        "Spoke to Zara after lunch. Says she is fed up of moving.",
        "Dear Zara, you told me that nights are the worst.",
        "Teacher read out Zara’s letter: “please can I stay at this school”.",
        "Zara turned her chair round and said “no thanks”.",
        "Zara pushed the taxi card away and picked the walk card.",
        "She said she was fine.",
        "Zara said Mum’s always asleep.",
        "Asked how things are at home Zara looked at Mum and said ‘all right’.",
        "Zara chatted about the school trip: the best bit was ‘seeing the seals and not having to be quiet’.",
    ],
)
def test_words_drawing_and_play_of_the_child_are_the_childs_view(text):
    assert views_in(record(text)).is_from_child


@pytest.mark.parametrize(
    "text",
    [
        "Mum says Zara is happy at school and wants to give up swimming.",
        "Carer reports that she is settled. She feels contact unsettles her.",
        "Mum said, “Zara loves her new teacher”.",
        "Dad told me that Zara told him she wants to live there.",
        "Parents described Zara’s sleep and diet in detail.",
        "TC to Mum: she says Zara was asleep and knows nothing.",
    ],
)
def test_what_adults_say_is_only_adults_words_even_with_the_child_in_the_room(text):
    views = views_in(record(text))

    assert not views.is_from_child
    assert views.is_only_adults


@pytest.mark.parametrize(
    "text",
    [
        "Wishes and feelings obtained.",
        "Zara appeared happy and well.",
        "Zara was smiling and well dressed.",
        "SEEN: yes. SEEN ALONE: yes. VIEWS: yes.",
        "Zara was asked whether she agreed and said yes.",
        "Zara said she did not know.",
        "Zara smiled and said ‘thank you’.",
        "The children would like to be happy.",
        "Her sister Jade said “we hate it”.",
    ],
)
def test_a_tick_a_look_and_a_siblings_words_are_not_the_childs_view(text):
    assert not views_in(record(text, ("Zara", "her sister Jade", "SW"))).is_from_child


@pytest.mark.parametrize(
    "text, is_heard",
    [
        ("Turned to Mum’s voice and settled when picked up. Startled when the TV was turned up.", True),
        ("Baby crawled to Dad, pulled up on his knee and laughed at the dog.", True),
        ("Baby asleep throughout. Mum said no concerns.", False),
        ("Baby was in her bouncer. She appeared well and happy. Nan said she is a dream baby.", False),
    ],
)
def test_for_a_baby_what_was_seen_is_the_voice(text, is_heard):
    assert views_in(record(text, ("Mum", "baby Zara", "SW"), age=0.5)).is_from_child is is_heard


def test_an_unborn_childs_record_must_think_of_the_baby():
    thought = record("Baby is exposed to shouting; Mum talks to the bump.", ("Mum", "SW"), age=None, is_unborn=True)
    not_thought = record("We discussed housing and benefits.", ("Ms Doe", "SW"), age=None, is_unborn=True)

    assert views_in(thought).is_from_child
    assert not views_in(not_thought).is_from_child
    assert (child_seen(thought).verdict, child_seen_alone(thought).verdict) == (None, None)


@pytest.mark.parametrize(
    "text, present, is_seen",
    [
        ("Zara was playing upstairs with her cars.", IN_THE_ROOM, True),
        ("Zara at school. Dad says all is well.", ("Dad", "SW"), False),
        ("Zara did not attend. Carer gave an update.", ("Carer", "nurse"), False),
        ("Phone call with Zara. She said she is fine.", ("SW",), False),
        ("Zara was asleep upstairs and not seen.", IN_THE_ROOM, False),
        ("Saw Zara at school in the library.", (), True),
        ("Zara showed me her bunk. Not seen on own as this was a short visit.", IN_THE_ROOM, True),
        ("Zara was out but I saw her later at Nan’s.", ("Mum", "SW"), True),
    ],
)
def test_seen_means_looked_at_by_the_worker(text, present, is_seen):
    assert child_seen(record(text, present)).verdict is is_seen


@pytest.mark.parametrize(
    "text, present, is_alone",
    [
        ("Mum updated me, then I spoke to Zara in her room on her own.", IN_THE_ROOM, True),
        ("We walked to the park. She said she likes it here.", JUST_US, True),
        ("Zara was seen with Mum.", IN_THE_ROOM, False),
        ("It was not possible to see Zara alone today.", JUST_US, False),
        ("Zara is left alone at home after school.", IN_THE_ROOM, False),
        ("Mum left the room and Zara talked about her dad.", IN_THE_ROOM, True),
        ("She wants Dad to stop saying sorry in front of people.", ("Zara", "SW", "Mum upstairs"), True),
        ("Zara chatted over a game.", ("Zara", "SW", "Mum in kitchen"), True),
        ("Zara said she is fine.", ("Zara", "SW", "carer’s son"), False),
        ("Zara said she is fine.", ("Zara", "SW", "interpreter", "teaching assistant"), True),
    ],
)
def test_alone_means_away_from_family_and_carers(text, present, is_alone):
    assert child_seen_alone(record(text, present)).verdict is is_alone


def test_a_child_under_three_need_not_be_seen_alone():
    assert child_seen_alone(record("Zara toddled to Mum.", age=2.5)).verdict is None
    assert "child_not_seen_alone" not in codes("Zara said she likes cars.", age=3.9)


@pytest.mark.parametrize(
    "text",
    [
        "Zara said she would rather stay with Mum.",
        "She asked for Mum to stay.",
        "SALT advised that Zara needs her carer with her.",
    ],
)
def test_a_recorded_reason_for_not_seeing_the_child_alone_is_good_recording(text):
    assert reason_not_alone(record(text))
    assert "child_not_seen_alone" not in codes(f"{text} Zara said school is good.")


def test_not_possible_today_is_not_a_reason():
    assert codes("Zara said school is good. Not possible to see her alone today.") == ["child_not_seen_alone"]


def test_seen_alone_is_asked_only_of_statutory_visits_and_enquiries():
    assert codes("Zara said school is good.", record_type="cin_visit", stage="cin") == []
    assert codes("Zara said school is good.", record_type="s47_enquiry", stage="cin") == ["child_not_seen_alone"]


def test_a_visit_where_the_child_was_out_raises_all_three():
    flags = list(record_flags(record("Zara was at netball. Stepdad reported that she is happier.", ("Stepdad", "SW"))))

    assert [flag.code for flag in flags] == ["child_not_seen", "child_not_seen_alone", "only_adults_words"]
    assert flags[0].severity is Severity.HIGH
    assert flags[2].quote == "Stepdad reported that she is happier."


def test_a_flag_says_where_it_stands():
    [flag] = record_flags(record("Mum says she is fine.", ("Mum", "Zara", "SW"), "cin_visit", on=date(2024, 6, 3)))

    assert flag.place == "Visit of 3 June 2024"


def test_nothing_is_claimed_about_a_record_nobody_copied():
    assert list(voice_flags(CaseFile("cp", "child_protection", date(2024, 6, 3)))) == []
    assert codes("  ") == []


def test_the_auditors_answer_stands_where_no_record_was_copied():
    answers = {"child_not_seen": frozenset({"no"}), "only_adults_words": frozenset({"yes"})}

    [flag] = voice_flags(CaseFile("cp", "child_protection", date(2024, 6, 3), answers=answers))

    assert flag.code == "child_not_seen"
