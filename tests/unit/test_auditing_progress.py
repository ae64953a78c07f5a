"""How far an audit has come, for the children the questions apply to."""

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.progress import section_progress, still_unanswered
from caseaudit.definitions.tool import AnswerType, Grade, Question, Scale, Section, Tool


def question(key: str, **more) -> Question:
    about = {"text": f"{key}?", "guidance": "Look.", "missing": f"Select {key}.", "rests_on": "Paragraph 1"}
    return Question(id=key, type=AnswerType.JUDGEMENT, **about, **more)


TOOL = Tool(
    key="small",
    edition="2026-04",
    title="Small",
    purpose="To test.",
    rests_on="Nothing.",
    scale=Scale(
        key="s", title="S", grades=(Grade(key="a", title="A", meaning="A."), Grade(key="b", title="B", meaning="B."))
    ),
    sections=(
        Section(
            id="first",
            title="First",
            intro="First.",
            questions=(question("always"), question("older", min_age=4.0), question("feedback", is_required=False)),
        ),
        Section(id="care", title="Care", intro="Care.", questions=(question("in-care", levels=("looked_after",)),)),
    ),
)
YES = AnswerDraft("yes")


def states(level, age, answers):
    return {
        part.section.id: (part.answered, len(part.questions), part.status)
        for part in section_progress(TOOL, level, age, answers)
    }


def test_a_section_without_a_question_for_this_child_is_left_out():
    assert states("child_in_need", 6.0, {}) == {"first": (0, 3, "Not started")}
    assert states("looked_after", None, {}) == {"first": (0, 2, "Not started"), "care": (0, 1, "Not started")}


def test_a_section_is_completed_when_its_required_questions_are_answered():
    assert states("child_in_need", 6.0, {"always": YES}) == {"first": (1, 3, "In progress")}
    assert states("child_in_need", 6.0, {"always": YES, "older": YES}) == {"first": (2, 3, "Completed")}


def test_an_optional_answer_alone_does_not_complete_a_section():
    assert states("child_in_need", 2.0, {"feedback": YES}) == {"first": (1, 2, "In progress")}


def test_what_is_unanswered_speaks_in_the_words_of_its_question():
    found = still_unanswered(TOOL, "looked_after", 6.0, {"older": YES})

    assert [(one.section.id, one.sentence) for one in found] == [
        ("first", "Select always."),
        ("care", "Select in-care."),
    ]


def test_not_applicable_without_a_reason_is_still_unanswered_and_says_what_is_missing():
    found = still_unanswered(TOOL, "child_in_need", 2.0, {"always": AnswerDraft("not_applicable")})

    assert [one.sentence for one in found] == ["Enter why this does not apply to the child: always?"]
    assert not still_unanswered(
        TOOL, "child_in_need", 2.0, {"always": AnswerDraft("not_applicable", "No visit was due.")}
    )


def test_answers_to_questions_that_do_not_apply_count_for_nothing():
    assert states("child_in_need", 2.0, {"in-care": YES, "older": YES}) == {"first": (0, 2, "Not started")}
