"""Whether two accounts tell of one event: two entries of a chronology, or an entry and a dated fact of the lists.

Told in other words and a few days out, by the kind of event it is and by the words the accounts share.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from caseaudit.checks.casefile import Entry, JourneyEvent
from caseaudit.checks.dates import Precision
from caseaudit.checks.entry_dates import Placed
from caseaudit.checks.entry_words import EntryText, entry_text
from caseaudit.checks.lexicon import Word, stem
from caseaudit.checks.wordlists import word_list

DAYS_ROUND_A_LISTED_EVENT = 14
DAYS_APART = 3
_KINDS_OF_TYPE = word_list("event_types")
_KINDS, _AHEAD = "event_kinds.", "ahead"
_CONCERN = "safeguarding_concern"
_WIDE_TYPES = frozenset(word_list("event_types")["wide"])
# Nobody writes of these without a word for them.
_ALWAYS_NAMED = frozenset({"conference_initial", "conference_review", "conference", "health_assessment"})
# What can hardly happen twice in a few days, so that its kind alone says that it is the same.
_ONCE = frozenset({"conference_initial", "conference_review", "conference", "birth", "death"})
# What happens again and again in a bad week is the same only where the accounts share words as well.
_OF_A_DAY = frozenset({
    "s47", "strategy", "placement_move", "school_move", "missing", "hospital", "injury", "arrest", "exclusion", "legal",
    "overdose", "closed", "reopened", "lac_review", "cin_review", "health_assessment", "accommodation",
})  # fmt: skip
_LITTLE = frozenset(word_list("said_in_passing")["little"])
_SAYS_LITTLE = _LITTLE | frozenset(word_list("said_in_passing")["of_any_contact"])
_CALLS = frozenset(
    {"call", "called", "tc", "phone", "telephone", "text", "texted", "email", "emailed", "message", "letter"}
)
# What comes of an event in the days after it is another event.
_ANOTHER = frozenset({
    "again", "another", "second", "third", "fourth", "further", "2nd", "3rd", "4th", "still", "same", "examined",
    "examination", "exam", "medical", "followup", "follow", "reviewed", "discharged", "later", "since", "xray", "scan",
})  # fmt: skip
_TITLES = frozenset(word_list("people")["titles"])
_ALIKE, _MUCH_ALIKE, _SOMEWHAT_ALIKE = 0.5, 0.7, 0.33


@dataclass(frozen=True)
class Happening:
    """One account of an event, read for comparing: when, of what kinds, in which telling words."""

    when: Placed | None
    kinds: frozenset[str]
    words: frozenset[str]
    is_bare_contact: bool = False
    is_ahead: bool = False
    is_another: bool = False


def told_by(entry: Entry, when: Placed | None) -> Happening:
    """What an entry of a chronology tells, ready for comparing; ``when`` is where its date places it."""
    return replace(_account(entry.event, entry.source), when=when)


@lru_cache(maxsize=512)
def _account(told: str, source: str) -> Happening:
    event = entry_text(told)
    telling = _telling(event.words)
    return Happening(
        None,
        _kinds(event) | _kinds(entry_text(source)),
        telling or frozenset(stem(word.text) for word in event.words if word.text not in _LITTLE),
        is_bare_contact=not telling and any(word.text in _CALLS for word in event.words),
        is_ahead=_is_all_ahead(event),
        is_another=any(word.text in _ANOTHER for word in event.words),
    )


@lru_cache(maxsize=512)
def listed(event: JourneyEvent) -> Happening:
    """What a dated fact of the lists tells, ready for comparing."""
    title = entry_text(event.title)
    by_title = _kinds(title)
    by_type = frozenset(_KINDS_OF_TYPE.get(event.type, ()))
    narrowed = by_type & by_title if event.type in _WIDE_TYPES else by_type
    kinds = narrowed or by_type or by_title
    spent = title.covered(*(f"{_KINDS}{kind}" for kind in by_title))
    own = [word for place, word in enumerate(title.words) if place not in spent and word.text not in _TITLES]
    return Happening(Placed(event.on, event.on), kinds, _telling(own) or _telling(title.words))


def tells_of(told: Happening, event: Happening, *, within: int = DAYS_ROUND_A_LISTED_EVENT) -> bool:
    """Whether an entry is recognisably about an event of the lists, and not more than so many days from it."""
    if told.when is None or event.when is None or told.when.precision is Precision.YEAR:
        return False
    days = told.when.days_from(event.when)
    if days > within or _are_of_different_conferences(told, event):
        return False
    if days == 0 and _is_close_by_day(told, event):
        return True
    if told.is_ahead and days:
        return False
    shared = len(told.words & event.words)
    return bool(told.kinds & event.kinds) or (shared > 0 and shared >= _ALIKE * len(event.words))


def _is_close_by_day(told: Happening, event: Happening) -> bool:
    """Whether an entry of the very day is taken to be about the event, though no word of it says so."""
    if _CONCERN in event.kinds:
        return True
    if told.when is None or told.when.precision is not Precision.DAY or event.kinds & _ALWAYS_NAMED:
        return False
    return not told.is_bare_contact and not told.kinds - {_CONCERN}


def is_same(one: Happening, other: Happening) -> bool:
    """Whether two entries tell of one event; two calls of one day are two events unless their words are the same."""
    if one.when is None or other.when is None or Precision.YEAR in (one.when.precision, other.when.precision):
        return False
    if one.is_ahead or other.is_ahead or one.is_bare_contact or other.is_bare_contact:
        return False
    if _are_of_different_conferences(one, other) or one.when.is_period or other.when.is_period:
        return False
    days = one.when.days_from(other.when)
    if days > DAYS_APART or Precision.DAY not in (one.when.precision, other.when.precision):
        return days == 0 and _is_word_for_word(one, other)
    if one.kinds & other.kinds & _ONCE:
        return days == 0 or _likeness(one, other) >= _SOMEWHAT_ALIKE
    return _is_alike_days_apart(one, other) if days else _is_alike_on_a_day(one, other)


def _is_alike_on_a_day(one: Happening, other: Happening) -> bool:
    shared, alike = len(one.words & other.words), _likeness(one, other)
    if one.kinds & other.kinds & _OF_A_DAY:
        return alike >= _SOMEWHAT_ALIKE and shared >= 1
    return (shared >= 2 and alike >= _ALIKE) or _is_word_for_word(one, other)


def _is_alike_days_apart(one: Happening, other: Happening) -> bool:
    if one.is_another or other.is_another:
        return False
    shared, alike = len(one.words & other.words), _likeness(one, other)
    if one.kinds & other.kinds & _OF_A_DAY:
        return shared >= 2 and alike >= _SOMEWHAT_ALIKE
    return shared >= 3 and alike >= _MUCH_ALIKE


def _is_word_for_word(one: Happening, other: Happening) -> bool:
    return bool(one.words) and one.words == other.words


def _are_of_different_conferences(one: Happening, other: Happening) -> bool:
    first, review = "conference_initial", "conference_review"
    return any(
        first in a.kinds and review not in a.kinds and review in b.kinds and first not in b.kinds
        for a, b in ((one, other), (other, one))
    )


def _likeness(one: Happening, other: Happening) -> float:
    fewest = min(len(one.words), len(other.words))
    return len(one.words & other.words) / fewest if fewest else 0.0


def _telling(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(stem(word.text) for word in words if len(word.text) > 1 and word.text not in _SAYS_LITTLE)


def _kinds(read: EntryText) -> frozenset[str]:
    return frozenset(name.removeprefix(_KINDS) for name in read.found if name.startswith(_KINDS)) - {_AHEAD}


def _is_all_ahead(read: EntryText) -> bool:
    """Whether every clause that names a kind of event speaks of it as still to come, or as not having happened."""
    ahead = {read.words[hit.first].clause for hit in read.hits(f"{_KINDS}{_AHEAD}")}
    if not ahead:
        return False
    return all(read.words[hit.first].clause in ahead for kind in _kinds(read) for hit in read.hits(f"{_KINDS}{kind}"))
