"""Drift in a chronology: the same concern or the same undone action told again and again while nothing changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseaudit.checks.entry_reading import ReadEntry
from caseaudit.checks.lexicon import Hit, Lexicon, Word, clause_numbers, words_of
from caseaudit.checks.wordlists import word_list

_LISTS = word_list("standstill")
_WORDS = Lexicon(_LISTS)
_CONCERN = "concern_"
_LITTLE = frozenset(word_list("said_in_passing")["little"]) | frozenset(word_list("said_in_passing")["of_any_contact"])
_TIMES_TOLD = 3
_TIMES_CANCELLED = 2
_LONG = timedelta(weeks=12)
_POOR_ATTENDANCE = range(1, 92)
# "To refer" and "the referral" are one topic.
_TOPIC = 5
_MARKS = ".;:,\n–—"


@dataclass(frozen=True)
class Standstill:
    """What stands still, in a phrase for a sentence, and the entries that show it."""

    what: str
    entries: tuple[ReadEntry, ...]


@dataclass(frozen=True)
class _Step:
    """One entry in order of time: what it says is undone, what it says moved, what it worries about."""

    read: ReadEntry
    undone: frozenset[str]
    agreed: frozenset[str]
    told: frozenset[str]
    concerns: frozenset[str]
    moves: bool
    is_cancelled: bool
    is_held: bool
    has_reason: bool


def standstill(entries: Sequence[ReadEntry]) -> Standstill | None:
    """The first sign that work stood still; entries whose date cannot be read are left out."""
    steps = [_step(read) for read in sorted((read for read in entries if read.when), key=_when)]
    for sign in (_undone, _repeated_concern, _cancelled):
        found = next(sign(steps), None)
        if found is not None:
            return found
    return None


def _when(read: ReadEntry) -> tuple[date, int]:
    return (read.when.first if read.when else date.min, read.number)


def _undone(steps: Sequence[_Step]) -> Iterator[Standstill]:
    for topic in sorted({topic for step in steps for topic in step.undone}):
        told: list[_Step] = []
        for step in steps:
            if topic in step.undone or (not told and topic in step.agreed):
                told.append(step)
            elif told and topic in step.told and step.moves:
                told = []
            if _is_long_undone(told, topic):
                yield Standstill("an action that was still not done", tuple(one.read for one in told))


def _is_long_undone(told: Sequence[_Step], topic: str) -> bool:
    stalled = [step for step in told if topic in step.undone]
    if len(told) >= _TIMES_TOLD and len(stalled) >= _TIMES_TOLD - 1:
        return True
    if len(told) < 2 or not stalled or stalled[-1].has_reason or stalled[-1].moves:
        return False
    first, last = told[0].read.when, stalled[-1].read.when
    return first is not None and last is not None and last.first - first.last > _LONG


def _repeated_concern(steps: Sequence[_Step]) -> Iterator[Standstill]:
    for theme in sorted({theme for step in steps for theme in step.concerns}):
        told: list[_Step] = []
        for step in steps:
            if step.moves:
                told = []
            elif theme in step.concerns:
                told.append(step)
            if len(told) >= _TIMES_TOLD:
                yield Standstill("the same concern", tuple(one.read for one in told))


def _cancelled(steps: Sequence[_Step]) -> Iterator[Standstill]:
    told: list[_Step] = []
    for step in steps:
        if step.is_cancelled:
            told.append(step)
        elif step.is_held:
            told = []
        if len(told) >= _TIMES_CANCELLED:
            yield Standstill("a meeting that was cancelled", tuple(one.read for one in told))


def _step(read: ReadEntry) -> _Step:
    entry = read.entry
    text = f"{entry.event}\n{entry.action}" if entry.action else entry.event
    words = words_of(text)
    hits = tuple(_WORDS.hits(words))
    clauses = clause_numbers(words, text, _MARKS)
    in_event = max(
        (clause for clause, word in zip(clauses, words, strict=True) if word.end <= len(entry.event)), default=-1
    )
    by_name: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        by_name[hit.name].add(clauses[hit.first])
    still = {place for hit in hits if hit.name in ("stalls", "not_moving") for place in range(hit.first, hit.end)}
    moved = [
        hit for hit in hits
        if hit.name == "moves_on" and hit.first not in still and clauses[hit.first] not in by_name["stalls"]
    ]  # fmt: skip
    spent = {place for hit in hits if hit.name in ("stalls", "not_moving") for place in range(hit.first, hit.end)}
    telling = [
        (clauses[place], word.text[:_TOPIC])
        for place, word in enumerate(words)
        if place not in spent and word.text not in _LITTLE and not word.text.isdecimal()
    ]
    cancelled = bool(by_name["cancels"] & by_name["meets"])
    return _Step(
        read,
        undone=frozenset(word for clause, word in telling if clause in by_name["stalls"] and not read.is_only_contact),
        agreed=frozenset(word for clause, word in telling if clause in by_name["agrees"] or clause > in_event),
        told=frozenset(word for _, word in telling),
        concerns=frozenset(_concerns(words, hits)),
        moves=bool(moved),
        is_cancelled=cancelled,
        is_held=bool(by_name["meets"]) and not cancelled,
        has_reason=any(word.text in _REASONS for word in words),
    )


def _concerns(words: Sequence[Word], hits: Sequence[Hit]) -> Iterator[str]:
    for hit in hits:
        if hit.name.startswith(_CONCERN):
            yield hit.name
        elif hit.name == "attendance":
            figures = (
                word.text for word in words[hit.end : hit.end + 4] if word.text.isdecimal() and len(word.text) < 4
            )
            if any(int(figure) in _POOR_ATTENDANCE for figure in figures):
                yield "concern_school"


_REASONS = frozenset({"because", "due", "as", "since", "until", "owing"})
