"""Scripted auditors: what each answers about an invented case file, and what they make of the flags."""

from dataclasses import dataclass

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.definitions.tool import AnswerType, Question, Section
from caseaudit.demo.case_files import CaseFile
from caseaudit.demo.remarks import can_be, chance, entries_in, has_reasons, note_on, reason_for

_BY_MARK = {"strong": "yes", "mixed": "partly", "weak": "no"}
# Sections are never all of a piece: of ten answers under a mark, so many are each.
_OF_TEN = {"strong": "yyyyyyyypp", "mixed": "yyyyyppppn", "weak": "yppnnnnnnn"}
_LETTERS = {"y": "yes", "p": "partly", "n": "no"}
_FROM_THE_EVIDENCE = frozenset(
    {"chronology-present", "chronology-current", "chronology-up-to-date", "chronology-meaning", "plan-outcomes",
     "plan-owners", "plan-dates", "child-seen-alone", "childs-world", "voice-influence"}
)  # fmt: skip
_KINDER = {"partly": "yes", "no": "partly"}
_USUALLY = {
    "interpreter-independent": "not_applicable",
    "disagreement-settled": "not_applicable",
    "missing-return": "not_applicable",
    "strategy-discussion": "not_applicable",
    "baby-watched": "yes",
    "in-touch": "yes",
    "worries-answered": "yes",
    "child-seen": "yes",
    "safe-today": "yes",
}
_A_CHRONOLOGY = 3
_KINDER_GRADE = {"requires_improvement": "good"}


@dataclass(frozen=True)
class Auditor:
    """How one auditor works: out of ten partly and no answers, how many come out kinder than the file deserves."""

    email: str
    name: str
    team: str
    kindness: int = 0


def answers_by(auditor: Auditor, file: CaseFile, section: Section) -> dict[str, AnswerDraft]:
    """What an auditor answers to the questions of one section."""
    return {question.id: _answer(auditor, file, section.id, question) for question in section.questions}


def second_thoughts(auditor: Auditor, file: CaseFile, section: Section) -> dict[str, AnswerDraft]:
    """The answers of a section that were kinder than the file, as they are once a supervisor has asked."""
    honest = Auditor(auditor.email, auditor.name, auditor.team)
    first, then = answers_by(auditor, file, section), answers_by(honest, file, section)
    return {key: answer for key, answer in then.items() if answer.value != first[key].value}


def verdict_by(auditor: Auditor, file: CaseFile, code: str, words: str) -> tuple[str, str]:
    """Confirmed or overridden, and why; what nobody has anything to say about is confirmed without a word."""
    if code in file.overrides:
        return "overridden", file.overrides[code]
    if not has_reasons("confirmed", code):
        return "confirmed", ""
    is_hard_to_wave_through = not words or file.grade == "inadequate"
    is_waved_through = chance(auditor.email, file.name, code, words) < auditor.kindness // 2
    decision = "overridden" if is_waved_through and not is_hard_to_wave_through else "confirmed"
    return decision, reason_for(decision, file, code, words)


def _answer(auditor: Auditor, file: CaseFile, section: str, question: Question) -> AnswerDraft:
    if question.type is AnswerType.TEXT:
        return AnswerDraft(_text(file, question.id))
    if question.type is AnswerType.GRADE:
        is_kind = chance(auditor.email, file.name, question.id) < auditor.kindness
        return AnswerDraft(_KINDER_GRADE.get(file.grade, file.grade) if is_kind else file.grade)
    value = _judgement(file, section, question.id)
    is_plain = question.id in file.answers or _on_its_face(file, question.id)
    if chance(auditor.email, file.name, question.id) < auditor.kindness and not is_plain:
        value = _KINDER.get(value, value)
    return AnswerDraft(value, note_on(file, question.id, value))


def _judgement(file: CaseFile, section: str, question_id: str) -> str:
    if question_id in file.answers:
        return file.answers[question_id]
    if found := _on_its_face(file, question_id) or _USUALLY.get(question_id):
        return found
    mark = file.marks.get(section, "mixed")
    value = _BY_MARK[mark]
    if question_id not in _FROM_THE_EVIDENCE:
        value = _LETTERS[_OF_TEN[mark][chance(file.name, question_id)]]
    return "not_recorded" if value == "no" and can_be(question_id, "not_recorded") else value


def _on_its_face(file: CaseFile, question_id: str) -> str | None:
    """The answer that anybody who looked at the evidence would give, where it leaves no room."""
    entries = entries_in(file)
    if question_id == "chronology-present":
        return "yes" if entries >= _A_CHRONOLOGY else "partly" if entries else "no"
    if question_id.startswith("chronology-"):
        return None if entries else "no"
    return "not_applicable" if question_id == "plan-outcomes" and not file.plan.actions else None


def _text(file: CaseFile, question_id: str) -> str:
    said = {"strengths": file.strengths, "needs-to-change": file.change, "grade-reason": file.reason}
    return said.get(question_id, file.reason if question_id == "what-is-different" else "")
