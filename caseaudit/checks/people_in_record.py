"""Who is who in a record: which name is this child's, who was in the room, and who each sentence is about."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from caseaudit.checks.casefile import Record
from caseaudit.checks.dates import plain
from caseaudit.checks.wordlists import any_of, whole, word_list

_PEOPLE, _VOICE = word_list("people"), word_list("voice")
_THE_CHILD = (
    "child",
    "the child",
    "young person",
    "the young person",
    "yp",
    "baby",
    "young man",
    "young woman",
    "toddler",
)
_KIN = tuple(word for word in _PEOPLE["family"] if word not in _THE_CHILD)
_CARERS = whole(any_of(_VOICE["stands_in_for_family"]))
FAMILY = whole(
    rf"{any_of((*_KIN, *_VOICE['stands_in_for_family'], 'family', 'carers', 'relative', 'household'))}(?:'s)?"
)
PROFESSIONAL = whole(
    any_of((*(word for word in _PEOPLE["roles"] if word not in ("lead", "head", "visitor")), *_VOICE["also_at_work"]))
)
_ELSEWHERE = whole(any_of(_VOICE["elsewhere"]))
_NAME = re.compile(r"(?<![\w'])[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?![A-Za-z])")
_TITLED = re.compile(
    rf"(?<!\w)(?i:{any_of(title for title in _PEOPLE['titles'] if title != 'baby')})\.?\s+(?P<name>[A-Z][\w'-]+)"
)
_NOT_NAMES = frozenset(
    word.lower()
    for word in (
        *_VOICE["not_names"],
        *_PEOPLE["not_names"],
        *_PEOPLE["roles"],
        *_PEOPLE["family"],
        *_PEOPLE["organisations"],
    )
)
_QUALIFIED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Company:
    """Who the record says was there: this child, family or carers in the room, and workers."""

    has_child: bool
    has_family: bool
    has_worker: bool
    child_names: frozenset[str]


@lru_cache(maxsize=512)
def company_of(record: Record) -> Company:
    """Who was there, from the names written down and from the name the record keeps returning to."""
    sorted_out: dict[str, list[str]] = {"child": [], "family": [], "worker": []}
    for person in record.present:
        sorted_out[_part_played(plain(person))].append(person)
    named = [name for person in sorted_out["child"] for name in _names(plain(person))]
    counts = Counter(match[0] for match in _NAME.finditer(plain(record.text)))
    names = _childs_names(named, counts, record)
    others = [
        person
        for person in sorted_out["child"]
        if not names & set(_names(plain(person))) and not _is_child_word(person)
    ]
    has_worker = bool(sorted_out["worker"])
    # A full name that is nobody's in the text is a worker's where no other worker is named.
    strangers = [person for person in others if not (len(_names(person)) > 1 and not has_worker)]
    return Company(
        has_child=len(others) < len(sorted_out["child"]),
        has_family=any(not _ELSEWHERE.search(plain(person)) for person in sorted_out["family"]) or bool(strangers),
        has_worker=has_worker or len(strangers) < len(others),
        child_names=names,
    )


def _part_played(person: str) -> str:
    core = _QUALIFIED.sub("", person).strip()
    if _starts_with_name(core) and re.search(r"\bseen\b", core):
        return "child"
    if _CARERS.search(core):
        return "family"
    if any(match.end() == len(core) for match in PROFESSIONAL.finditer(core)):
        return "worker"
    if FAMILY.search(core):
        return "family"
    if _TITLED.search(core) and not _is_child_word(core):
        return "worker" if PROFESSIONAL.search(person) else "family"
    if PROFESSIONAL.search(person):
        return "worker"
    return "child" if _names(core) or _is_child_word(core) else "worker"


def _starts_with_name(text: str) -> bool:
    first = text.split()[:1]
    return bool(first and first[0][:1].isupper() and first[0].lower() not in _NOT_NAMES)


def _is_child_word(text: str) -> bool:
    words = plain(text).lower().strip()
    return words in _THE_CHILD or words.startswith("baby")


def _names(text: str) -> list[str]:
    return [match[0] for match in _NAME.finditer(text) if match[0].lower() not in _NOT_NAMES]


def _childs_names(named: list[str], counts: Counter[str], record: Record) -> frozenset[str]:
    if record.is_unborn:
        return frozenset()
    if named:
        return frozenset({max(named, key=lambda name: (counts[name], -named.index(name)))})
    text = plain(record.text)
    taken = {match["name"] for match in _TITLED.finditer(text)}
    taken |= {name for person in record.present for name in _names(plain(person))}
    opening = {match[0]: match.start() for match in reversed(list(_NAME.finditer(text)))}
    usual = [
        name for name in counts if name.lower() not in _NOT_NAMES and name not in taken and name.lower() not in text
    ]
    if not usual:
        return frozenset()
    return frozenset({max(usual, key=lambda name: (counts[name], _is_person_like(name, text), -opening[name]))})


def _is_person_like(name: str, text: str) -> bool:
    """Whether a capital is somebody's, and not a sentence's first word ("Arrived at 4pm") or a place ("at Cubs")."""
    inside = rf"[a-z,]\s(?<!\bat\s)(?<!\bin\s)(?<!\bsince\s)(?<!\bto\s){name}\b"
    return bool(
        re.search(rf"{inside}|\b{name}(?:'s|\s(?:is|was|has|had|and I|said|says|told|took|came|showed))\b", text)
    )
