"""What may be kept as an answer, and what will do for submission."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.auditing.answering import AnswerDraft, checked, choices, is_answered, is_same, tidy
from caseaudit.definitions.tool import AnswerType, Grade, Question, Scale
from caseaudit.errors import NotAllowed

SCALE = Scale(
    key="met",
    title="Met or not",
    grades=(
        Grade(key="met", title="Met", meaning="It is."),
        Grade(key="not_met", title="Not met", meaning="It is not."),
    ),
)


def question(kind: AnswerType) -> Question:
    return Question(id="one", text="One?", guidance="Look.", type=kind, missing="Select one.", rests_on="Paragraph 1")


JUDGEMENT, GRADE = question(AnswerType.JUDGEMENT), question(AnswerType.GRADE)
TEXT, DATE = question(AnswerType.TEXT), question(AnswerType.DATE)


@pytest.mark.parametrize("value", ["yes", "partly", "no", "not_applicable", "not_recorded"])
def test_the_five_judgements_are_kept(value):
    assert checked(JUDGEMENT, SCALE, AnswerDraft(value)).value == value


@pytest.mark.parametrize(
    ("asked", "value"), [(JUDGEMENT, "maybe"), (JUDGEMENT, "Yes"), (GRADE, "good"), (GRADE, "yes")]
)
def test_a_choice_outside_the_list_is_refused(asked, value):
    with pytest.raises(NotAllowed, match="Select one of the answers listed"):
        checked(asked, SCALE, AnswerDraft(value))


def test_a_grade_is_of_the_scale_of_its_tool():
    assert choices(GRADE, SCALE) == {"met": "Met", "not_met": "Not met"}
    assert checked(GRADE, SCALE, AnswerDraft("not_met")).value == "not_met"


@pytest.mark.parametrize("value", ["31/02/2026", "2026-02-31", "20260201", "yesterday", "2026-W05-1"])
def test_a_date_that_is_not_one_is_refused(value):
    with pytest.raises(NotAllowed, match="Enter a real date"):
        checked(DATE, SCALE, AnswerDraft(value))


def test_a_date_is_kept_as_year_month_day():
    assert checked(DATE, SCALE, AnswerDraft("2026-02-28")).value == "2026-02-28"


@given(st.text())
def test_any_text_is_kept_as_a_draft_and_stays_the_same_when_kept_again(text):
    kept = checked(TEXT, SCALE, AnswerDraft(text, note=text))

    assert kept == checked(TEXT, SCALE, kept)
    assert "\x00" not in kept.note
    assert kept.value is None or is_answered(TEXT, kept.value, "")


@pytest.mark.parametrize("value", [None, "", "   "])
def test_nothing_is_no_answer_yet(value):
    assert checked(JUDGEMENT, SCALE, AnswerDraft(value)).value is None
    assert not is_answered(JUDGEMENT, value, "a note alone")


def test_not_applicable_needs_its_reason_and_no_other_answer_does():
    assert not is_answered(JUDGEMENT, "not_applicable", "  ")
    assert is_answered(JUDGEMENT, "not_applicable", "The child was born after the conference.")
    assert all(is_answered(JUDGEMENT, value, "") for value in ("yes", "partly", "no", "not_recorded"))


def test_line_ends_become_one_kind_and_invisible_letters_go():
    assert tidy(" one\r\ntwo\rthree\x00\x1b\tfour ") == "one\ntwo\nthree\tfour"


def test_an_empty_draft_changes_nothing_where_nothing_stands():
    assert is_same(AnswerDraft(), None)
    assert not is_same(AnswerDraft(note="a thought"), None)
