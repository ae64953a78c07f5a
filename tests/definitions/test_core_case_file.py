"""The core case file audit: complete editions, fair to every child, each sentence its own."""

import pytest

from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import Tool

EDITIONS = ("2026-04", "2026-10")
LEVELS = (
    "looked_after",
    "child_protection",
    "care_leaver",
    "child_in_need",
    "open_assessment",
    "early_help",
    "front_door",
    "closed",
)
SECTIONS = ("chronology", "assessment", "plan", "voice", "oversight", "partnership", "identity", "impact", "summary")


@pytest.fixture(params=EDITIONS)
def tool(request: pytest.FixtureRequest, definitions: Definitions) -> Tool:
    return definitions.tool("core-case-file", request.param)


def test_every_edition_has_the_nine_sections_in_order(tool: Tool):
    assert tuple(section.id for section in tool.sections) == SECTIONS


def test_evidence_stands_beside_the_sections_it_belongs_to(tool: Tool):
    beside = {section.id: section.evidence.value for section in tool.sections if section.evidence}

    assert beside == {"chronology": "chronology", "plan": "plan", "voice": "record"}


def test_every_child_is_asked_about_voice_impact_and_safety_whatever_their_level(tool: Tool):
    for level in LEVELS:
        asked = {question.id for question in tool.questions_for(level, 8.0)}

        assert {"childs-world", "impact-difference", "safe-today", "overall-grade", "grade-reason"} <= asked


def test_the_form_is_short_where_little_was_done_and_never_endless(tool: Tool):
    counts = {level: len(tool.questions_for(level, 10.0)) for level in LEVELS}

    assert counts["front_door"] < counts["closed"] < counts["child_in_need"] < counts["looked_after"]
    assert max(counts.values()) <= 40
    assert min(counts.values()) >= 15


def test_a_child_not_yet_born_is_not_asked_to_be_seen_or_spoken_to(tool: Tool):
    asked = {question.id for question in tool.questions_for("child_protection", None)}

    assert "childs-world" in asked
    assert asked.isdisjoint({"child-seen", "child-seen-alone", "advocacy"})


@pytest.mark.parametrize(
    ("question", "level", "age", "is_asked"),
    [
        ("child-seen-alone", "child_protection", 2.9, False),
        ("child-seen-alone", "child_protection", 3.0, True),
        ("child-seen-alone", "closed", 8.0, False),
        ("pathway-plan", "looked_after", 15.9, False),
        ("pathway-plan", "looked_after", 16.0, True),
        ("pathway-plan", "care_leaver", 19.0, True),
        ("pathway-plan", "child_in_need", 17.0, False),
        ("permanence", "looked_after", 1.0, True),
        ("permanence", "child_protection", 1.0, False),
        ("core-groups", "child_protection", 1.0, True),
        ("core-groups", "child_in_need", 1.0, False),
        ("step-down", "closed", 5.0, True),
        ("step-down", "looked_after", 5.0, False),
        ("chronology-present", "front_door", 5.0, False),
    ],
)
def test_a_question_is_asked_only_where_it_fits(tool: Tool, question: str, level: str, age: float, is_asked: bool):
    found = tool.question(question)

    assert found is not None
    assert found.applies(level, age) is is_asked


def test_every_missing_sentence_is_its_own_and_tells_the_reader_what_to_do(tool: Tool):
    sentences = [question.missing for question in tool.questions]

    assert len(set(sentences)) == len(sentences)
    assert all(sentence.startswith(("Select ", "Enter ")) and sentence.endswith(".") for sentence in sentences)


def test_every_judgement_says_what_good_looks_like_and_what_a_no_is_counted_under(tool: Tool):
    judgements = [question for question in tool.questions if question.type.value == "judgement"]

    assert all(question.finding for question in judgements)
    assert all(question.text.endswith("?") for question in judgements)
    assert all(1 <= question.guidance.count(". ") + 1 <= 4 for question in judgements)


def test_a_grade_is_on_the_scale_in_force_since_2013_best_first(tool: Tool):
    assert [grade.key for grade in tool.scale.grades] == ["outstanding", "good", "requires_improvement", "inadequate"]


def test_the_next_edition_asks_one_thing_at_a_time_where_the_first_asked_two(definitions: Definitions):
    first, following = (definitions.tool("core-case-file", edition) for edition in EDITIONS)
    ids = {question.id for question in following.questions}

    assert first.question("chronology-current")
    assert {"chronology-up-to-date", "chronology-meaning", "household-known", "what-is-different"} <= ids
    assert "chronology-current" not in ids


def test_a_question_that_keeps_its_id_keeps_its_meaning(definitions: Definitions):
    first, following = (definitions.tool("core-case-file", edition) for edition in EDITIONS)
    shared = {question.id for question in first.questions} & {question.id for question in following.questions}
    changed = [key for key in shared if first.question(key).text != following.question(key).text]

    assert changed == ["grade-reason"]
