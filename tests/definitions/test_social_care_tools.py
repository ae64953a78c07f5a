"""The tools for one part of the journey each: for the right levels, fair to every child, short enough, each whole."""

from collections import Counter

import pytest

from caseaudit.auditing.concerns import IMMEDIATE_CONCERN
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import AnswerType, Tool

LEVELS = {
    "early-help": {"early_help"},
    "child-in-need": {"child_in_need", "open_assessment"},
    "child-protection": {"child_protection", "open_assessment"},
    "looked-after": {"looked_after"},
    "care-leaver": {"care_leaver"},
    "front-door": {"front_door", "open_assessment", "early_help", "child_in_need", "closed"},
    "supervision": {
        "looked_after",
        "child_protection",
        "care_leaver",
        "child_in_need",
        "open_assessment",
        "early_help",
    },
    "closure": {"closed", "child_in_need", "open_assessment", "early_help"},
}
AGES = (None, 0.0, 0.3, 1.6, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 14.0, 16.0, 17.9, 19.0, 21.0)
NEVER_UNBORN = {"looked_after", "care_leaver"}
BEARS_ON = {
    "chronology": {"chronology_missing", "chronology_not_current"},
    "plan": {"action_without_owner", "action_without_date"},
    "record": {"child_not_seen", "child_not_seen_alone", "only_adults_words"},
}


@pytest.fixture(params=sorted(LEVELS))
def tool(request: pytest.FixtureRequest, definitions: Definitions) -> Tool:
    return definitions.latest_tool(request.param)


def ages_at(level: str) -> tuple[float | None, ...]:
    """The ages a child can have at a case level."""
    if level == "care_leaver":
        return tuple(age for age in AGES if age is not None and age >= 16)
    if level == "looked_after":
        return tuple(age for age in AGES if age is not None and age < 18)
    return AGES


def children_of(tool: Tool) -> list[tuple[str, float | None]]:
    """Every level and age that the tool is for."""
    return [(level, age) for level in tool.levels for age in ages_at(level)]


def test_a_tool_is_for_the_levels_it_is_meant_for(tool: Tool):
    assert set(tool.levels) == LEVELS[tool.key]


def test_the_core_tool_is_for_every_level(definitions: Definitions):
    assert definitions.latest_tool("core-case-file").levels == ()


def test_every_question_can_be_asked_of_some_child(tool: Tool):
    asked = {question.id for child in children_of(tool) for question in tool.questions_for(*child)}

    assert {question.id for question in tool.questions} - asked == set()


def test_every_child_a_tool_is_for_is_asked_enough_and_not_too_much(tool: Tool):
    counts = {child: len(tool.questions_for(*child)) for child in children_of(tool)}

    assert {child: count for child, count in counts.items() if not 18 <= count <= 35} == {}


def test_a_child_at_another_level_is_asked_nothing(tool: Tool):
    others = set().union(*LEVELS.values()) - LEVELS[tool.key]

    assert [level for level in others if tool.questions_for(level, 10.0)] == []


def test_every_child_is_asked_what_is_different_for_a_grade_and_for_its_reason(tool: Tool):
    for child in children_of(tool):
        asked = {question.id: question.type for question in tool.questions_for(*child)}

        assert asked["what-is-different"] is AnswerType.TEXT
        assert [key for key, kind in asked.items() if kind is AnswerType.GRADE] == ["overall-grade"]
        assert asked["grade-reason"] is AnswerType.TEXT


def test_every_child_is_asked_once_about_a_concern_that_cannot_wait(tool: Tool):
    for child in children_of(tool):
        urgent = [question for question in tool.questions_for(*child) if question.finding == IMMEDIATE_CONCERN]

        assert len(urgent) == 1
        assert "whom you told and when" in urgent[0].guidance


def test_every_judgement_is_counted_under_a_code_of_its_own(tool: Tool):
    judgements = [question for question in tool.questions if question.type is AnswerType.JUDGEMENT]
    codes = Counter(question.finding for question in judgements)

    assert None not in codes
    assert {code for code, count in codes.items() if count > 1} <= {IMMEDIATE_CONCERN}


def test_every_question_is_one_question_with_guidance_and_a_sentence_of_its_own(tool: Tool):
    sentences = [question.missing for question in tool.questions]

    assert len(set(sentences)) == len(sentences)
    assert all(sentence.startswith(("Select ", "Enter ")) for sentence in sentences)
    assert [question.id for question in tool.questions if question.text.count("?") != 1] == []
    assert [question.id for question in tool.questions if not 60 <= len(question.guidance) <= 420] == []


def test_evidence_stands_beside_questions_that_its_flags_bear_on(tool: Tool):
    for section in tool.sections:
        flags = {flag for question in section.questions for flag in question.flags}

        assert not section.evidence or flags >= BEARS_ON[section.evidence.value]


def test_a_question_that_the_core_tool_asks_too_is_answered_and_counted_as_there(definitions: Definitions, tool: Tool):
    core = {question.id: question for question in definitions.latest_tool("core-case-file").questions}
    shared = [question for question in tool.questions if question.id in core]

    assert len(shared) >= 8
    assert [question.id for question in shared if question.type != core[question.id].type] == []
    assert [question.id for question in shared if question.finding != core[question.id].finding] == []
    assert [question.id for question in shared if question.flags != core[question.id].flags] == []


def test_a_child_not_yet_born_is_asked_nothing_that_takes_a_child_to_answer(tool: Tool):
    for level in set(tool.levels) - NEVER_UNBORN:
        asked = tool.questions_for(level, None)

        flags = {flag for question in asked for flag in question.flags}
        assert flags.isdisjoint({"child_not_seen", "child_not_seen_alone"})
        assert "voice-influence" not in {question.id for question in asked}


def test_nobody_grown_up_is_called_a_child(definitions: Definitions):
    said = [
        (key, question.text)
        for key in ("care-leaver", "supervision", "closure")
        for level in {"care_leaver", "closed"} & LEVELS[key]
        for question in definitions.latest_tool(key).questions_for(level, 21.0)
        if "child" in question.text and "young person" not in question.text
    ]

    titles = [
        (key, section.title)
        for key in ("care-leaver", "supervision")
        for section in definitions.latest_tool(key).sections
    ]
    assert said + [one for one in titles if "child" in one[1].lower()] == []


@pytest.mark.parametrize(
    ("key", "question", "level", "age", "is_asked"),
    [
        ("early-help", "birth-prepared", "early_help", None, True),
        ("early-help", "birth-prepared", "early_help", 0.0, False),
        ("early-help", "caring-for-others", "early_help", 2.0, False),
        ("child-in-need", "interim-safety-plan", "open_assessment", 2.0, True),
        ("child-in-need", "plan-known", "open_assessment", 2.0, False),
        ("child-in-need", "exploitation", "child_in_need", 2.0, False),
        ("child-in-need", "homeless-at-sixteen", "child_in_need", 16.5, True),
        ("child-in-need", "carer-not-parent", "child_in_need", None, False),
        ("child-protection", "child-at-conference", "child_protection", 2.0, False),
        ("child-protection", "medical-considered", "child_protection", None, False),
        ("child-protection", "pre-birth-plan", "child_protection", None, True),
        ("child-protection", "core-groups", "open_assessment", 6.0, False),
        ("child-protection", "baby-watched", "child_protection", 0.3, True),
        ("looked-after", "review-theirs", "looked_after", 0.3, False),
        ("looked-after", "someone-of-their-own", "looked_after", 2.0, False),
        ("looked-after", "permanence", "looked_after", 2.0, True),
        ("looked-after", "pathway-plan", "looked_after", 15.9, False),
        ("looked-after", "pathway-plan", "looked_after", 16.0, True),
        ("front-door", "childs-own-words", "front_door", None, False),
        ("front-door", "exploitation-signs", "front_door", 6.0, False),
        ("front-door", "worries-answered", "front_door", 6.0, True),
        ("front-door", "safe-today", "open_assessment", 6.0, True),
        ("supervision", "child-in-supervision", "care_leaver", 19.0, False),
        ("supervision", "young-person-in-supervision", "care_leaver", 19.0, True),
        ("closure", "seen-before-ending", "closed", 19.0, False),
        ("closure", "seen-before-ending", "closed", 17.9, True),
        ("closure", "alone-before-ending", "closed", 2.0, False),
    ],
)
def test_a_question_is_asked_only_where_it_fits(
    definitions: Definitions, key: str, question: str, level: str, age: float | None, is_asked: bool
):
    found = definitions.latest_tool(key).question(question)

    assert found is not None
    assert found.applies(level, age) is is_asked


def test_grades_keep_the_words_of_inspection_except_for_supervision(tool: Tool):
    keys = [grade.key for grade in tool.scale.grades]

    expected = ["met", "partly_met", "not_met"] if tool.key == "supervision" else None
    assert keys == (expected or ["outstanding", "good", "requires_improvement", "inadequate"])
