"""Drift in a chronology: the same concern or the same undone action told again and again while nothing changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from caseaudit.checks.entry_reading import ReadEntry
from caseaudit.checks.entry_words import EntryText, entry_text
from caseaudit.checks.lexicon import Hit
from caseaudit.checks.wordlists import word_list

_CONCERN = "standstill.concern_"
_LITTLE = frozenset(word_list("said_in_passing")["little"]) | frozenset(word_list("said_in_passing")["of_any_contact"])
_TIMES_TOLD = 3
_TIMES_CANCELLED = 2
_MOST_TOLD = 50
_LONG = timedelta(weeks=12)
_POOR_ATTENDANCE = range(1, 92)
# "To refer" and "the referral" are one topic.
_TOPIC = 5


@dataclass(frozen=True)
class Standstill:
    """What stands still, in a phrase for a sentence, and the entries that show it."""

    what: str
    entries: tuple[ReadEntry, ...]


@dataclass(frozen=True)
class _Said:
    """What one entry says is undone, what it says moved, what it worries about."""

    undone: frozenset[str]
    reminded: frozenset[str]
    agreed: frozenset[str]
    told: frozenset[str]
    concerns: frozenset[str]
    moves: bool
    is_cancelled: bool
    is_held: bool
    has_reason: bool


@dataclass(frozen=True)
class _Step:
    """One entry in order of time, with what it says."""

    read: ReadEntry
    said: _Said


def standstill(entries: Sequence[ReadEntry]) -> Standstill | None:
    """The fullest sign that work stood still; entries whose date cannot be read are left out."""
    dated = sorted((read for read in entries if read.when), key=_when)
    steps = [_step(read) for read in dated]
    for what, sign in _SIGNS:
        shown = max(sign(steps), key=len, default=())
        if shown:
            return Standstill(what, tuple(step.read for step in shown))
    return None


def _when(read: ReadEntry) -> tuple[date, int]:
    return (read.when.first if read.when else date.min, read.number)


def _undone(steps: Sequence[_Step]) -> Iterator[Sequence[_Step]]:
    runs: dict[str, list[_Step]] = {}
    for step in steps:
        pressed = step.said.undone | step.said.reminded
        for topic in sorted(step.said.told):
            told = runs.get(topic, [])
            if topic in pressed or (topic in step.said.agreed and not (told and step.said.moves)):
                runs[topic] = told = [*told, step] if len(told) < _MOST_TOLD else told
                if _is_long_undone(told, topic):
                    yield told
            elif told and step.said.moves:
                del runs[topic]


def _is_long_undone(told: Sequence[_Step], topic: str) -> bool:
    pressed = [step for step in told if topic in step.said.undone | step.said.reminded]
    if len(told) >= _TIMES_TOLD and len(pressed) >= (1 if _all_unmoved(told) else 2):
        return True
    stalled = [step for step in told if topic in step.said.undone]
    if len(told) < 2 or not stalled or stalled[-1].said.has_reason or stalled[-1].said.moves:
        return False
    first, last = told[0].read.when, stalled[-1].read.when
    return first is not None and last is not None and last.first - first.last > _LONG


def _all_unmoved(told: Sequence[_Step]) -> bool:
    return not any(step.said.moves for step in told)


def _repeated_concern(steps: Sequence[_Step]) -> Iterator[Sequence[_Step]]:
    runs: dict[str, list[_Step]] = defaultdict(list)
    for step in steps:
        if step.said.moves:
            runs.clear()
            continue
        for theme in sorted(step.said.concerns):
            runs[theme].append(step)
            if _TIMES_TOLD <= len(runs[theme]) <= _MOST_TOLD:
                yield tuple(runs[theme])


def _cancelled(steps: Sequence[_Step]) -> Iterator[Sequence[_Step]]:
    told: list[_Step] = []
    for step in steps:
        if step.said.is_cancelled:
            told.append(step)
            if _TIMES_CANCELLED <= len(told) <= _MOST_TOLD:
                yield tuple(told)
        elif step.said.is_held:
            told = []


_SIGNS = (
    ("an action that was still not done", _undone),
    ("the same concern", _repeated_concern),
    ("a meeting that was cancelled", _cancelled),
)


def _step(read: ReadEntry) -> _Step:
    entry = read.entry
    return _Step(
        read,
        _said(
            entry.event,
            entry.action,
            entry.source,
            is_bare=read.is_only_contact,
            says_little=not read.meaning and not read.impact,
        ),
    )


@lru_cache(maxsize=512)
def _said(event: str, action: str, source: str, *, is_bare: bool, says_little: bool) -> _Said:
    text = entry_text(f"{event}\n{action}" if action else event)
    # What is in the column for action was agreed, whatever its words.
    in_action = max((word.sentence for word in text.words if word.end <= len(event)), default=-1) + 1
    still = text.covered("standstill.stalls", "standstill.reminds", "standstill.not_moving")
    topics = [
        (word.sentence, word.text[:_TOPIC])
        for place, word in enumerate(text.words)
        if place not in still and word.text not in _LITTLE and not word.text.isdecimal()
    ]
    moves = _moves(text, still)
    asked = frozenset(_asked(text)) if is_bare or (says_little and not moves) else frozenset()
    again = frozenset() if moves or is_bare else _pressed("repeats", text, topics, in_action)
    is_of_meeting = bool(text.hits("standstill.meets") or entry_text(source).hits("standstill.meets"))
    is_cancelled = is_of_meeting and bool(text.hits("standstill.cancels"))
    return _Said(
        # Of a bare contact, "no reply" is about what it was for and not about whoever was rung.
        undone=_pressed("stalls", text, topics, in_action, only=asked if is_bare else None),
        reminded=_pressed("reminds", text, topics, in_action) | asked | again,
        agreed=_beside("agrees", text, topics) | {topic for at, topic in topics if at >= in_action},
        told=frozenset(topic for _, topic in topics),
        concerns=frozenset(_concerns(text)),
        moves=moves,
        is_cancelled=is_cancelled,
        is_held=is_of_meeting and not is_cancelled,
        has_reason=bool(text.hits("standstill.reasons")),
    )


def _beside(name: str, text: EntryText, topics: Sequence[tuple[int, str]]) -> frozenset[str]:
    """The topics of the sentences in which a phrase of a list stands."""
    sentences = {text.words[hit.first].sentence for hit in text.hits(f"standstill.{name}")}
    return frozenset(topic for at, topic in topics if at in sentences)


def _pressed(
    name: str, text: EntryText, topics: Sequence[tuple[int, str]], in_action: int, only: frozenset[str] | None = None
) -> frozenset[str]:
    """The topics a phrase of a list presses: those of its sentence, or else of what "To chase." is said of."""
    found: set[str] = set()
    for at in _sentences_with(name, text):
        own = {topic for place, topic in topics if place == at}
        if not own or name == "reminds":
            own |= {topic for place, topic in topics if at >= in_action or place == at - 1}
        found |= own
    return frozenset(found if only is None else found & only)


def _sentences_with(name: str, text: EntryText) -> Set[int]:
    found = {text.words[hit.first].sentence for hit in text.hits(f"standstill.{name}")}
    if name == "stalls":
        # "Not opened", "never returned": whatever was to be done.
        found |= {
            word.sentence
            for word, after in pairwise(text.words)
            if word.text in _DENIES and after.clause == word.clause and after.text.endswith(_DONE)
        }
    return found


def _asked(text: EntryText) -> Iterator[str]:
    """What a contact was about: the words after "re" to the end of the clause, or those before "discussed"."""
    for hit in text.hits("standstill.asks"):
        clause = text.words[hit.first].clause
        here = [place for place, word in enumerate(text.words) if word.clause == clause]
        about = [place for place in here if place >= hit.end]
        for place in about or here:
            word = text.words[place].text
            if word not in _LITTLE and not word.isdecimal():
                yield word[:_TOPIC]


def _moves(text: EntryText, still: frozenset[int]) -> bool:
    stalled = _sentences_with("stalls", text)
    moving: Sequence[Hit] = text.hits("standstill.moves_on")
    return any(
        hit.first not in still
        and text.words[hit.first].sentence not in stalled
        and not (hit.first and text.words[hit.first - 1].text in _NOT_YET)
        for hit in moving
    )


def _concerns(text: EntryText) -> Iterator[str]:
    yield from (name for name in text.found if name.startswith(_CONCERN))
    for hit in text.hits("standstill.attendance"):
        near = text.words[hit.end : hit.end + 4]
        if any(word.text.isdecimal() and len(word.text) < 4 and int(word.text) in _POOR_ATTENDANCE for word in near):
            yield f"{_CONCERN}school"


_DENIES, _DONE = frozenset({"not", "never", "hasn't", "isn't", "wasn't", "haven't"}), ("ed", "en", "ne")
_NOT_YET = frozenset({"to", "be", "not", "will", "should", "needs", "if", "once", "when", "until"})
