"""What is wrong in a file of time limits is named by key."""

import pytest

from caseaudit.definitions.sentences import unfinished
from caseaudit.definitions.timescale import Timescales, Unit
from caseaudit.definitions.timescale_consistency import timescale_complaints

TRIGGERS = {"started", "held", "ended"}
PLACES = {"need.open"}
RULE = {
    "id": "AAA-01",
    "title": "Held within 5 working days of the start",
    "stage": "front",
    "triggers": ["started"],
    "due": ["held"],
    "n": 5,
    "unit": "working_days",
    "force": "SG",
    "verification": "V",
    "is_on": True,
    "data": "Dates.",
    "rests_on": "A source.",
}


def limits(*rules, **changes) -> Timescales:
    whole = {
        "key": "england",
        "edition": "2026-11",
        "title": "Limits",
        "rests_on": "A source.",
        "stages": [{"key": "front", "title": "Front"}],
        "events": {},
        "rules": [{**RULE, **rule} for rule in rules or ({},)],
    }
    return Timescales.model_validate({**whole, **changes})


def found(*rules, **changes) -> list[tuple[str, str]]:
    return list(timescale_complaints(limits(*rules, **changes), TRIGGERS, PLACES))


def test_a_sound_file_leaves_nothing_to_complain_of():
    assert found() == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"stage": "back"}, ("rules.0.stage", "“back” is not one of the stages.")),
        ({"follows": "BBB-01"}, ("rules.0.follows", "There is no rule “BBB-01”.")),
        ({"triggers": ["lost"]}, ("rules.0.triggers", "“lost” is not an event of a journey or of this file.")),
        ({"stops": ["lost"]}, ("rules.0.stops", "“lost” is not an event of a journey or of this file.")),
        (
            {"n": 6},
            ("rules.0.title", "Say “6 working days” in the title, so that a reader can hold n to it."),
        ),
        ({"n": None}, ("rules.0.n", "Say how long; only a local rule leaves it to the authority.")),
        ({"unit": None}, ("rules.0.kind", "A limit names its triggers, what is due and its unit.")),
        ({"due": []}, ("rules.0.kind", "A limit names its triggers, what is due and its unit.")),
        (
            {"force": "LOC", "is_on": False},
            ("rules.0.n", "A local rule has no length until an authority sets one; write it under suggested."),
        ),
        (
            {"force": "LOC", "n": None, "is_on": True},
            ("rules.0.is_on", "A local rule is off until an authority sets its limit."),
        ),
        ({"verification": "unverified"}, ("rules.0.is_on", "A rule that was not verified is off.")),
        ({"is_inclusive": True}, ("rules.0.is_inclusive", "Only calendar days are counted from the first day itself.")),
        (
            {"basis": "previous"},
            ("rules.0.basis", "On the basis of the previous event, what is due is also a trigger."),
        ),
        (
            {"occurrence": "first"},
            ("rules.0.occurrence", "Only on the basis of the previous event, within something that starts."),
        ),
        (
            {"applies_if": {"spell_under_months": 12}},
            ("rules.0.starts", "Say what the months are counted from."),
        ),
        (
            {"applies_if": {"codes": {"shoe_size": ["9"]}}},
            ("rules.0.applies_if.codes", "“shoe_size” is not a kind of code the product knows."),
        ),
        (
            {"applies_if": {"not_in_state": ["need.shut"]}},
            ("rules.0.applies_if.not_in_state", "“need.shut” is not a track and state of a journey."),
        ),
        (
            {"applies_if": {"min_age": 5, "under_age": 5}},
            ("rules.0.applies_if.under_age", "This is not above min_age, so nobody is of that age."),
        ),
        (
            {"in_force_from": "2020-01-01", "in_force_to": "2019-12-31"},
            ("rules.0.in_force_to", "This is before in_force_from."),
        ),
    ],
)
def test_a_rule_that_does_not_hold_together_is_named_by_key(change, expected):
    assert expected in found(change)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"events": {"held": "Held"}}, ("events.held", "A journey has this event already; take it away here.")),
        ({"events": {"sat": "Sat"}}, ("events.sat", "No rule names this event.")),
        (
            {
                "relaxations": [
                    {
                        "title": "R",
                        "from_on": "2020-02-01",
                        "to_on": "2020-01-01",
                        "rules": ["BBB-01"],
                        "meaning": "It was.",
                        "rests_on": "A source.",
                    }
                ]
            },
            ("relaxations.0.rules", "“BBB-01” is not a rule of this file."),
        ),
    ],
)
def test_what_stands_beside_the_rules_names_only_what_exists(changes, expected):
    assert expected in found(**changes)


def test_one_rule_may_change_its_length_from_one_year_to_the_next_and_not_within_it():
    earlier = {"in_force_to": "2010-03-31"}

    assert found(earlier, {"in_force_from": "2010-04-01"}) == []
    assert found(earlier, {"in_force_from": "2010-03-31"}) == [
        ("rules.1.id", "An earlier rule “AAA-01” is in force in the same years.")
    ]


def test_the_words_of_a_rule_are_held_to_be_finished():
    assert list(unfinished(limits({"guidance": "No end"}))) == [
        ("rules.0.guidance", "End this sentence with a full stop or a question mark.")
    ]


@pytest.mark.parametrize(
    ("n", "unit", "words"),
    [
        (1, Unit.WORKING_DAYS, "1 working day"),
        (20, Unit.WORKING_DAYS, "20 working days"),
        (1, Unit.WEEKS, "1 week"),
        (28, Unit.CALENDAR_DAYS, "28 days"),
        (72, Unit.HOURS, "72 hours"),
        (0, Unit.SAME_DAY, "the same day"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(n, unit, words):
    assert unit.in_words(n) == words
