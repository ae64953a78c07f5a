"""What scripted auditors write beside answers and flags: chosen to agree with the file, and not the same each time."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from tomllib import loads
from typing import Any

from caseaudit.demo.case_files import CaseFile

_PLACEHOLDERS = frozenset({"see case notes", "to be completed"})
_ABOUT_THE_CHRONOLOGY = frozenset({"chronology-current", "chronology-up-to-date", "chronology-meaning"})


def entries_in(file: CaseFile) -> int:
    """How many entries of the chronology say anything."""
    return sum(entry.event.casefold() not in _PLACEHOLDERS for entry in file.chronology)


def can_be(question_id: str, value: str) -> bool:
    """Whether an auditor has anything to write beside this answer."""
    return value in _notes().get(question_id, {})


def note_on(file: CaseFile, question_id: str, value: str) -> str:
    """What is written beside an answer; nothing where the answer speaks for itself."""
    key = value
    if question_id in _ABOUT_THE_CHRONOLOGY and not entries_in(file):
        key = "none"
    return _one_of(_notes().get(question_id, {}).get(key, ("",)), file.name, question_id)


def has_reasons(decision: str, code: str) -> bool:
    """Whether an auditor has anything to say about a flag of this kind."""
    return code in _notes()[decision]


def reason_for(decision: str, file: CaseFile, code: str, words: str) -> str:
    """Why a flag, raised on these words of the file, is confirmed or overridden."""
    choice = _notes()[decision][code][_situation(file, code, words)]
    return _one_of(choice, file.name, code, words).format(words=words)


def chance(*about: str) -> int:
    """A number from 0 to 9 that is always the same for the same things."""
    return _number(*about) % 10


def _situation(file: CaseFile, code: str, words: str) -> str:
    cells = {
        "action_without_date": [action.timescale for action in file.plan.actions],
        "action_without_owner": [action.owner for action in file.plan.actions],
    }
    if code in cells:
        return "said" if any(words and words in cell for cell in cells[code]) else "blank"
    if code == "chronology_missing" and entries_in(file):
        return "thin"
    return "said" if words else "unsaid"


def _one_of(choice: list[str] | tuple[str, ...], *about: str) -> str:
    return choice[_number(*about) % len(choice)]


def _number(*about: str) -> int:
    return int(sha256("|".join(about).encode()).hexdigest(), 16)


@cache
def _notes() -> Mapping[str, Any]:
    return loads(files("caseaudit.demo").joinpath("notes.toml").read_text(encoding="utf-8"))
