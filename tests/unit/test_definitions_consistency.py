from datetime import date

import pytest

from caseaudit.definitions.calendar import Holiday, HolidayCalendar
from caseaudit.definitions.consistency import (
    calendar_complaints,
    journey_complaints,
    lifecycle_complaints,
    tool_complaints,
)
from caseaudit.definitions.journey import Journey
from caseaudit.definitions.lifecycle import Lifecycle
from caseaudit.definitions.sentences import unfinished
from caseaudit.definitions.tool import Tool

STATE = {"title": "State", "meaning": "How it is."}


def lifecycle(**changes):
    whole = {
        "name": "sample",
        "title": "Sample",
        "initial": "drawn",
        "states": [{"name": "drawn", **STATE}, {"name": "closed", **STATE}],
        "steps": [
            {"trigger": "close", "label": "Close", "from": ["drawn"], "to": "closed", "roles": ["supervisor"]},
        ],
    }
    return Lifecycle.model_validate({**whole, **changes})


def step(trigger, source, to=None, **more):
    return {
        "ref": "T01",
        "trigger": trigger,
        "title": "Step",
        "from": [source],
        "to": to,
        "direction": "up",
        "rests_on": "A source.",
        **more,
    }


def journey(**changes):
    whole = {
        "key": "england",
        "edition": "2013-04",
        "title": "Journey",
        "in_force_from": date(2013, 4, 15),
        "rests_on": "A source.",
        "same_day_order": ["started", "seen"],
        "triggers": {"started": "Started", "seen": "Seen"},
        "tracks": [track()],
        "levels": [{"key": "open", "title": "Open", "any_of": ["need.open"]}, {"key": "closed", "title": "Closed"}],
    }
    return Journey.model_validate({**whole, **changes})


def track(*steps, **changes):
    states = [{"name": "none", **STATE}, {"name": "open", **STATE}]
    steps = steps or (step("started", "none", "open"), step("seen", "open"))
    return {"key": "need", "title": "Need", "initial": "none", "states": states, "steps": list(steps), **changes}


def tool(**changes):
    question = {
        "id": "is-seen",
        "text": "Was the child seen?",
        "guidance": "Look at the visits.",
        "type": "judgement",
        "missing": "Select whether the child was seen.",
        "rests_on": "A paragraph.",
    }
    grade = {"title": "Good", "meaning": "It is good."}
    return Tool.model_validate(
        {
            "key": "tool",
            "edition": "2026-04",
            "title": "Tool",
            "purpose": "To ask.",
            "rests_on": "A report.",
            "scale": {"key": "s", "title": "Scale", "grades": [{"key": "a", **grade}, {"key": "b", **grade}]},
            "sections": [{"id": "voice", "title": "Voice", "intro": "Read.", "questions": [{**question, **changes}]}],
        }
    )


def test_sound_definitions_leave_nothing_to_complain_of():
    assert not list(lifecycle_complaints(lifecycle()))
    assert not list(journey_complaints(journey()))
    assert not list(tool_complaints(tool(), {"open"}))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "lunch"}, ("name", "The product has no lifecycle “lunch”; it has audit, sample.")),
        ({"initial": "lost"}, ("initial", "“lost” is not one of the states.")),
        (
            {"states": [{"name": "drawn", **STATE}, {"name": "drawn", **STATE}, {"name": "closed", **STATE}]},
            ("states", "“drawn” stands 2 times as name."),
        ),
        (
            {"states": [{"name": name, **STATE} for name in ("drawn", "closed", "island")]},
            ("states.2.name", "No step leads to “island”."),
        ),
        ({"refusals": {"has_nothing_open": "You cannot."}}, ("refusals.has_nothing_open", "No step has this guard.")),
    ],
)
def test_a_lifecycle_that_does_not_hold_together_is_named_by_key(changes, expected):
    assert expected in list(lifecycle_complaints(lifecycle(**changes)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"to": "lost"}, ("steps.0.to", "“lost” is not one of the states.")),
        ({"from": ["lost"]}, ("steps.0.from", "“lost” is not one of the states.")),
        ({"guards": ["is_tuesday"]}, ("steps.0.guards", "“is_tuesday” is not a guard the product knows.")),
        ({"guards": ["is_own"]}, ("steps.0.guards", "“is_own” is not a guard the product knows.")),
        (
            {"guards": ["has_nothing_open"]},
            ("refusals", "Write the sentence shown when “has_nothing_open” says no."),
        ),
    ],
)
def test_a_step_of_a_lifecycle_names_only_what_exists(changes, expected):
    close = {"trigger": "close", "label": "Close", "from": ["drawn"], "to": "closed", "roles": ["supervisor"]}

    assert expected in list(lifecycle_complaints(lifecycle(steps=[{**close, **changes}])))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"in_force_to": date(2012, 1, 1)}, ("in_force_to", "This is before in_force_from.")),
        ({"tracks": [track(), track()]}, ("tracks", "“need” stands 2 times as key.")),
        ({"same_day_order": ["started"]}, ("same_day_order", "Say where “seen” comes among the events of one day.")),
        ({"same_day_order": ["seen", "started", "sat"]}, ("same_day_order", "“sat” is not declared under triggers.")),
        (
            {"triggers": {"started": "Started", "seen": "Seen", "sat": "Sat"}},
            ("triggers.sat", "No track has a step for this."),
        ),
        ({"triggers": {"started": "S"}}, ("tracks.0.steps.1.trigger", "“seen” is not declared under triggers.")),
        (
            {"tracks": [track(carried_over={"old": "gone"})]},
            ("tracks.0.carried_over.old", "“gone” is not a state of this track."),
        ),
        (
            {"levels": [{"key": "open", "title": "O", "any_of": ["need.shut"]}, {"key": "closed", "title": "C"}]},
            ("levels.0.any_of", "“need.shut” is not a track and state of this journey."),
        ),
        (
            {"levels": [{"key": "open", "title": "O"}, {"key": "closed", "title": "C"}]},
            ("levels.0.any_of", "Name the states that put a child at this level."),
        ),
        (
            {"levels": [{"key": "open", "title": "O", "any_of": ["need.open"]}]},
            ("levels.0.any_of", "The last level is for every other child, so it names no state."),
        ),
    ],
)
def test_a_journey_that_does_not_hold_together_is_named_by_key(changes, expected):
    assert expected in list(journey_complaints(journey(**changes)))


def test_an_event_of_two_tracks_belongs_to_one_of_them():
    here = track()
    there = track(step("started", "none", "open"), key="other")
    said = track(step("started", "none", "open", belongs_to="need"), key="other")
    wrong = track(step("started", "none", "open", belongs_to="nowhere"), key="other")

    assert not list(journey_complaints(journey(tracks=[here, said])))
    assert [key for key, _ in journey_complaints(journey(tracks=[here, there]))] == ["tracks.1.steps.0.belongs_to"]
    assert [key for key, _ in journey_complaints(journey(tracks=[here, wrong]))] == ["tracks.1.steps.0.belongs_to"]


def test_a_step_that_an_earlier_one_always_takes_is_found():
    steps = (step("started", "none", "open"), step("started", "none"), step("seen", "open"))

    found = list(journey_complaints(journey(tracks=[track(*steps)])))

    assert found == [("tracks.0.steps.1", "An earlier step always takes “started” from “none”.")]


def test_a_guarded_step_leaves_room_for_another():
    guarded = step("started", "none", "open", guards=["before_lists_begin"])
    steps = (guarded, step("started", "none", "open", finding="It is odd."), step("seen", "open"))

    assert not list(journey_complaints(journey(tracks=[track(*steps)])))


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"levels": ["unheard_of"]}, "sections.0.questions.0.levels"),
        ({"flags": ["unheard_of"]}, "sections.0.questions.0.flags"),
        ({"min_age": 10, "max_age": 4}, "sections.0.questions.0.max_age"),
    ],
)
def test_a_question_names_only_levels_and_flags_that_exist(changes, key):
    assert [found for found, _ in tool_complaints(tool(**changes), {"open"})] == [key]


def test_a_question_id_is_used_once_in_a_tool():
    section = tool().sections[0]
    twice = tool().model_copy(update={"sections": (section, section.model_copy(update={"id": "other"}))})

    assert list(tool_complaints(twice, set())) == [
        ("sections.1.questions.0.id", "“is-seen” is the id of an earlier question of this tool.")
    ]


def test_a_calendar_keeps_to_its_years_and_names_a_day_once():
    day, stray = Holiday(on=date(2026, 1, 1), name="New Year"), Holiday(on=date(2030, 1, 1), name="New Year")
    calendar = HolidayCalendar(
        key="c",
        title="C",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        rests_on="An act.",
        holidays=(day, day, stray),
    )

    assert list(calendar_complaints(calendar)) == [
        ("holidays", "“2026-01-01” stands 2 times as on."),
        ("holidays.2.on", "2030-01-01 is outside valid_from and valid_to."),
    ]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"guidance": "Look at the visits"}, "guidance"),
        ({"missing": "Select whether"}, "missing"),
        ({"text": "Was the child seen:"}, "text"),
        ({"rests_on": "  "}, "rests_on"),
        ({"guidance": ""}, "guidance"),
    ],
)
def test_words_are_neither_blank_nor_unfinished(changes, key):
    assert [found for found, _ in unfinished(tool(**changes))] == [f"sections.0.questions.0.{key}"]


def test_a_refusal_and_the_finding_of_a_step_are_sentences():
    odd = track(step("started", "none", "open", finding="It is odd"), step("seen", "open"))

    assert [key for key, _ in unfinished(journey(tracks=[odd]))] == ["tracks.0.steps.0.finding"]
    assert [key for key, _ in unfinished(lifecycle(refusals={"is_own": "No"}))] == ["refusals.is_own"]
    assert not list(unfinished(tool(finding="CHR-ABSENT", guidance="Ask “was she seen?”")))
