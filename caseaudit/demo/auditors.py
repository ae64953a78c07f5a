"""Scripted auditors: what each answers about an invented case file, and what they make of the flags."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from tomllib import loads

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.definitions.tool import AnswerType, Question, Section
from caseaudit.demo.case_files import CaseFile

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
    "child-seen": "yes",
    "safe-today": "yes",
}
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
    """Confirmed or overridden, and why."""
    if code in file.overrides:
        return "overridden", file.overrides[code]
    is_hard_to_wave_through = not words or file.grade == "inadequate"
    is_waved_through = _chance(auditor.email, file.name, code, words) < auditor.kindness // 2
    decision = "overridden" if is_waved_through and not is_hard_to_wave_through else "confirmed"
    return decision, _notes()[decision][code]


def _answer(auditor: Auditor, file: CaseFile, section: str, question: Question) -> AnswerDraft:
    if question.type is AnswerType.TEXT:
        return AnswerDraft(_text(file, question.id))
    if question.type is AnswerType.GRADE:
        is_kind = _chance(auditor.email, file.name, question.id) < auditor.kindness
        return AnswerDraft(_KINDER_GRADE.get(file.grade, file.grade) if is_kind else file.grade)
    value = _judgement(file, section, question.id)
    if _chance(auditor.email, file.name, question.id) < auditor.kindness and question.id not in file.answers:
        value = _KINDER.get(value, value)
    return AnswerDraft(value, _notes().get(question.id, {}).get(value, ""))


def _judgement(file: CaseFile, section: str, question_id: str) -> str:
    if question_id in file.answers:
        return file.answers[question_id]
    if question_id in _USUALLY:
        return _USUALLY[question_id]
    mark = file.marks.get(section, "mixed")
    value = _BY_MARK[mark]
    if question_id not in _FROM_THE_EVIDENCE:
        value = _LETTERS[_OF_TEN[mark][_chance(file.name, question_id)]]
    return "not_recorded" if value == "no" and "not_recorded" in _notes().get(question_id, {}) else value


def _text(file: CaseFile, question_id: str) -> str:
    said = {"strengths": file.strengths, "needs-to-change": file.change, "grade-reason": file.reason}
    return said.get(question_id, file.reason if question_id == "what-is-different" else "")


def _chance(*about: str) -> int:
    return int(sha256("|".join(about).encode()).hexdigest(), 16) % 10


@cache
def _notes() -> Mapping[str, Mapping[str, str]]:
    return loads(files("caseaudit.demo").joinpath("notes.toml").read_text(encoding="utf-8"))
