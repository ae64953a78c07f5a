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
REWORDED = {
    "childs-world", "chronology-present", "core-groups", "grade-reason", "health-in-care", "history-used",
    "impact-difference", "interpreter-independent", "overall-grade", "plan-outcomes", "plan-reviewed",
    "right-agencies", "safe-today", "supervision-reflective", "voice-influence",
}  # fmt: skip


@pytest.fixture
def newest(definitions: Definitions) -> Tool:
    return definitions.tool("core-case-file", EDITIONS[-1])


@pytest.fixture(params=EDITIONS)
def tool(request: pytest.FixtureRequest, definitions: Definitions) -> Tool:
    return definitions.tool("core-case-file", request.param)


def test_every_edition_has_the_nine_sections_in_order(tool: Tool):
    assert tuple(section.id for section in tool.sections if section.id != "daily-life") == SECTIONS


def test_the_next_edition_asks_about_daily_life_after_the_plan(newest: Tool):
    assert [section.id for section in newest.sections][2:4] == ["plan", "daily-life"]


def test_evidence_stands_beside_the_sections_it_belongs_to(tool: Tool):
    beside = {section.id: section.evidence.value for section in tool.sections if section.evidence}

    assert beside == {"chronology": "chronology", "plan": "plan", "voice": "record"}


def test_every_child_is_asked_about_voice_safety_and_the_grade_whatever_their_level(tool: Tool):
    for level in LEVELS:
        asked = {question.id for question in tool.questions_for(level, 8.0)}

        assert {"childs-world", "overall-grade", "grade-reason"} <= asked
        assert len(asked & {"safe-today", "worries-answered"}) == 1
        assert ("impact-difference" in asked) is (level != "front_door")


def test_the_form_is_short_where_little_was_done_and_never_endless(tool: Tool):
    counts = {level: len(tool.questions_for(level, 10.0)) for level in LEVELS}

    assert counts["front_door"] < counts["closed"] < counts["child_in_need"] <= counts["looked_after"]
    assert min(counts.values()) >= 13


def test_nobody_is_asked_more_than_forty_questions(tool: Tool):
    ages = (None, 0.5, 2.0, 4.0, 6.0, 10.0, 14.0, 16.5, 17.9, 21.0)

    assert max(len(tool.questions_for(level, age)) for level in LEVELS for age in ages) <= 40


def test_a_child_not_yet_born_is_not_asked_to_be_seen_or_spoken_to(tool: Tool):
    asked = {question.id for question in tool.questions_for("child_protection", None)}

    assert "childs-world" in asked
    assert "baby-watched" not in asked
    assert asked.isdisjoint({"child-seen", "child-seen-alone", "advocacy", "voice-influence", "education"})


def test_only_a_child_not_yet_born_is_asked_about_a_birth_plan(newest: Tool):
    question = newest.question("pre-birth-plan")

    assert question
    assert question.applies("child_protection", None)
    assert not question.applies("child_protection", 0.0)
    assert not question.applies("looked_after", None)


@pytest.mark.parametrize(
    ("question", "level", "age", "is_asked"),
    [
        ("baby-watched", "child_protection", 0.5, True),
        ("baby-watched", "child_protection", 1.5, False),
        ("voice-influence", "child_protection", 1.5, True),
        ("personal-education-plan", "looked_after", 3.0, True),
        ("personal-education-plan", "child_in_need", 8.0, False),
        ("education", "child_in_need", 4.9, False),
        ("education", "child_in_need", 5.0, True),
        ("placement-stable", "looked_after", 1.0, True),
        ("missing-return", "looked_after", 14.0, True),
        ("interim-safety-plan", "open_assessment", 3.0, True),
        ("strategy-discussion", "open_assessment", 3.0, True),
        ("leaver-home", "care_leaver", 21.0, True),
        ("leaver-home", "looked_after", 17.0, False),
        ("child-seen", "care_leaver", 21.0, False),
        ("permanence", "looked_after", 16.0, False),
        ("household-known", "closed", 8.0, True),
        ("plan-outcomes", "closed", 8.0, True),
        ("safe-today", "closed", 8.0, False),
        ("worries-answered", "front_door", 8.0, True),
        ("what-is-different", "front_door", 8.0, False),
    ],
)
def test_the_next_edition_asks_only_where_it_fits(newest: Tool, question: str, level: str, age: float, is_asked: bool):
    found = newest.question(question)

    assert found is not None
    assert found.applies(level, age) is is_asked


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


def test_no_two_questions_of_the_next_edition_are_counted_together_but_those_about_safety(newest: Tool):
    codes = [question.finding for question in newest.questions if question.finding]

    assert {code for code in codes if codes.count(code) > 1} == {"IMMEDIATE-CONCERN"}


def test_whoever_doubts_that_a_child_is_safe_is_told_to_write_whom_they_told_and_when(newest: Tool):
    safety = [question for question in newest.questions if question.finding == "IMMEDIATE-CONCERN"]

    assert len(safety) == 2
    assert all("whom you told and when" in question.guidance for question in safety)
    assert all("not applicable" in question.guidance for question in safety)


def test_no_young_person_who_has_left_care_is_called_a_child(newest: Tool):
    asked = newest.questions_for("care_leaver", 21.0)

    assert [question.id for question in asked if "child" in question.text and "young person" not in question.text] == []


def test_a_grade_is_on_the_scale_in_force_since_2013_best_first(tool: Tool):
    assert [grade.key for grade in tool.scale.grades] == ["outstanding", "good", "requires_improvement", "inadequate"]


def test_the_next_edition_asks_one_thing_at_a_time_where_the_first_asked_two(definitions: Definitions):
    first, following = (definitions.tool("core-case-file", edition) for edition in EDITIONS)
    ids = {question.id for question in following.questions}

    assert first.question("chronology-current")
    assert {"chronology-up-to-date", "chronology-meaning", "household-known", "what-is-different"} <= ids
    assert "chronology-current" not in ids


def test_a_question_that_keeps_its_id_keeps_its_words_unless_it_is_known_to_have_been_mended(definitions: Definitions):
    first, following = (definitions.tool("core-case-file", edition) for edition in EDITIONS)
    shared = {question.id for question in first.questions} & {question.id for question in following.questions}
    changed = {key for key in shared if first.question(key).text != following.question(key).text}

    assert changed == REWORDED
