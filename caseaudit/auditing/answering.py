"""What an answer may be: drafts always, choices from the list only, and no tab writes over another."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from caseaudit.auditing.concerns import is_concern
from caseaudit.definitions.tool import AnswerType, Question, Scale
from caseaudit.errors import EditedMeanwhile, NotAllowed

JUDGEMENTS: Mapping[str, str] = {
    "yes": "Yes",
    "partly": "Partly",
    "no": "No",
    "not_applicable": "Not applicable",
    "not_recorded": "Not recorded on file",
}


@dataclass(frozen=True)
class AnswerDraft:
    """What somebody typed or chose, and the revision they were looking at (0 where there was no answer yet)."""

    value: str | None = None
    note: str = ""
    revision: int = 0


class Standing(Protocol):
    """An answer as it stands."""

    value: str | None
    note: str
    revision: int


@dataclass(frozen=True)
class Conflict:
    """Two answers to one question: the one that was saved first and the one that now wants its place."""

    question_id: str
    theirs: AnswerDraft
    saved_at: datetime
    yours: AnswerDraft


class AnsweredMeanwhile(EditedMeanwhile):
    """Some questions were answered elsewhere since this person opened them; both answers are in ``conflicts``."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__("Some answers were changed in another tab or window after you opened this page.")
        self.conflicts = conflicts


def checked(question: Question, scale: Scale, draft: AnswerDraft) -> AnswerDraft:
    """The draft tidied for keeping; raises NotAllowed where it is no answer to this kind of question."""
    value = tidy(draft.value or "") or None
    if value is not None:
        if question.type in CHOICES and value not in choices(question, scale):
            raise NotAllowed("Select one of the answers listed.")
        if question.type is AnswerType.DATE and not _is_iso_date(value):
            raise NotAllowed("Enter a real date.")
    return replace(draft, value=value, note=tidy(draft.note))


CHOICES = frozenset({AnswerType.JUDGEMENT, AnswerType.GRADE})


def choices(question: Question, scale: Scale) -> Mapping[str, str]:
    """The answers that can be picked, in the order shown; none where the answer is typed."""
    if question.type is AnswerType.JUDGEMENT:
        return JUDGEMENTS
    if question.type is AnswerType.GRADE:
        return {grade.key: grade.title for grade in scale.grades}
    return {}


def is_answered(question: Question, value: str | None, note: str) -> bool:
    """Whether this will do for submission; some answers need words beside them."""
    if value is None or not value.strip():
        return False
    return not words_wanted(question, value) or bool(note.strip())


def words_wanted(question: Question, value: str | None) -> str:
    """What to ask of somebody whose answer needs words beside it; nothing where it does not."""
    if question.type is AnswerType.JUDGEMENT and value == "not_applicable":
        return f"Enter why this does not apply to the child: {question.text}"
    if is_concern(question, value):
        return f"Enter whom you told of this immediate concern, and when: {question.text}"
    return ""


def is_same(draft: AnswerDraft, standing: Standing | None) -> bool:
    """Whether keeping this draft would change nothing."""
    if standing is None:
        return draft.value is None and not draft.note
    return (draft.value, draft.note) == (standing.value, standing.note)


def tidy(text: str) -> str:
    """Text as it can be kept by any database: one kind of line end, nothing invisible, no blank ends."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in kept if letter >= " " or letter in "\n\t").strip()


def _is_iso_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
