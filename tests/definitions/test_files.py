"""Every file in workflows/ and forms/ reads, holds together, cites what it rests on, and is published."""

import pytest

from caseaudit.definitions.journey import Journey
from caseaudit.definitions.library import shipped_folder, survey_definitions
from caseaudit.definitions.published import changed, editions, unpublished
from caseaudit.definitions.tool import Tool
from caseaudit.definitions.vocabulary import FLAG_CODES

SURVEY = survey_definitions()
NAMES = [file.name for file in SURVEY.files]


def test_there_are_definitions_of_every_kind():
    assert {name.rsplit("/", 1)[0] for name in NAMES} == {
        "workflows/lifecycles",
        "workflows/journeys",
        "workflows/calendars",
        "workflows/concurrency",
        "workflows/timescales",
        "forms/care-leaver",
        "forms/child-in-need",
        "forms/child-protection",
        "forms/closure",
        "forms/core-case-file",
        "forms/early-help",
        "forms/front-door",
        "forms/looked-after",
        "forms/supervision",
    }


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_in_a_shipped_file(name):
    assert [str(mistake) for mistake in SURVEY.mistakes if mistake.file == name] == []


def test_nothing_is_wrong_between_shipped_files():
    assert SURVEY.mistakes == ()


def test_a_published_edition_is_never_changed():
    assert [str(mistake) for mistake in changed(SURVEY, shipped_folder())] == []


def test_every_edition_is_published():
    waiting = [file.name for file in unpublished(SURVEY, shipped_folder())]

    assert waiting == [], "Run `caseaudit check --publish` once these are final."
    assert len(editions(SURVEY)) >= 5


@pytest.mark.parametrize(("file", "tool"), SURVEY.of(Tool), ids=lambda part: getattr(part, "name", ""))
def test_every_question_of_a_tool_cites_a_source_with_a_place_in_it(file, tool):
    vague = [question.id for question in tool.questions if len(question.rests_on.split()) < 3]

    assert vague == []


def test_every_flag_bears_on_some_question_of_the_newest_core_tool_but_the_two_nobody_is_asked_about():
    newest = max((tool for _, tool in SURVEY.of(Tool) if tool.key == "core-case-file"), key=lambda tool: tool.edition)

    borne = {flag for question in newest.questions for flag in question.flags}

    assert borne == FLAG_CODES - {"plan_not_signed", "imprecise_term"}


@pytest.mark.parametrize(("file", "journey"), SURVEY.of(Journey), ids=lambda part: getattr(part, "name", ""))
def test_every_step_of_a_journey_cites_a_source(file, journey):
    uncited = [step.title for track in journey.tracks for step in track.steps if len(step.rests_on.split()) < 3]

    assert uncited == []
