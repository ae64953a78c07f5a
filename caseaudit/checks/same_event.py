"""Whether two accounts tell of one event: two entries of a chronology, or an entry and a dated fact of the lists.

Told in other words and a few days out, by the kind of event it is and by the words the accounts share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from caseaudit.checks.casefile import Entry, JourneyEvent
from caseaudit.checks.dates import Precision
from caseaudit.checks.entry_dates import Placed
from caseaudit.checks.lexicon import Hit, Lexicon, Word, clause_numbers, stem, words_of
from caseaudit.checks.wordlists import word_list

DAYS_ROUND_A_LISTED_EVENT = 14
_DAYS_APART = 3
_KINDS = Lexicon(word_list("event_kinds"))
_KINDS_OF_TYPE = word_list("event_types")
_AHEAD = "ahead"
_CONCERN = "safeguarding_concern"
# What can hardly happen twice in a few days, so that its kind alone says that it is the same.
_ONCE = frozenset({"conference_initial", "conference_review", "conference", "birth", "death"})
# What happens again and again in a bad week is the same only where the accounts share words as well.
_OF_A_DAY = frozenset({
    "s47", "strategy", "placement_move", "school_move", "missing", "hospital", "injury", "arrest", "exclusion", "legal",
    "overdose", "closed", "reopened", "lac_review", "cin_review", "health_assessment", "accommodation",
})  # fmt: skip
_LITTLE = frozenset(word_list("said_in_passing")["little"])
_OF_ANY_CONTACT = frozenset(word_list("said_in_passing")["of_any_contact"])
_CALLS = frozenset(
    {"call", "called", "tc", "phone", "telephone", "text", "texted", "email", "emailed", "message", "letter"}
)
_ALIKE, _MUCH_ALIKE, _SOMEWHAT_ALIKE = 0.5, 0.7, 0.34


@dataclass(frozen=True)
class Happening:
    """One account of an event, read for comparing: when, of what kinds, in which telling words."""

    when: Placed | None
    kinds: frozenset[str]
    words: frozenset[str]
    is_bare_contact: bool = False
    is_ahead: bool = False


def told_by(entry: Entry, when: Placed | None) -> Happening:
    """What an entry of a chronology tells, ready for comparing; ``when`` is where its date places it."""
    event = words_of(entry.event)
    source = words_of(entry.source)
    hits = tuple(_KINDS.hits(event))
    found = frozenset(hit.name for hit in (*hits, *_KINDS.hits(source))) - {_AHEAD}
    telling = _telling(event)
    return Happening(
        when,
        found,
        telling or frozenset(stem(word.text) for word in event if word.text not in _LITTLE),
        is_bare_contact=not telling and any(word.text in _CALLS for word in event),
        is_ahead=_is_all_ahead(event, hits, entry.event),
    )


def listed(event: JourneyEvent) -> Happening:
    """What a dated fact of the lists tells, ready for comparing."""
    title = words_of(event.title)
    by_title = frozenset(hit.name for hit in _KINDS.hits(title)) - {_AHEAD}
    by_type = frozenset(_KINDS_OF_TYPE.get(event.type, ()))
    narrowed = by_type & by_title
    kinds = narrowed if narrowed and _CONCERN not in by_type else by_type or by_title
    return Happening(Placed(event.on, event.on), kinds, _telling(title))


def tells_of(told: Happening, event: Happening, *, within: int = DAYS_ROUND_A_LISTED_EVENT) -> bool:
    """Whether an entry is recognisably about an event of the lists, and not more than so many days from it."""
    if told.when is None or event.when is None or told.when.precision is Precision.YEAR:
        return False
    days = told.when.days_from(event.when)
    if days > within or _are_of_different_conferences(told, event):
        return False
    if days == 0 and _CONCERN in event.kinds:
        return True
    if told.is_ahead and days:
        return False
    return bool(told.kinds & event.kinds) or _likeness(told, event) >= _ALIKE


def is_same(one: Happening, other: Happening) -> bool:
    """Whether two entries tell of one event; two calls of one day are two events unless their words are the same."""
    if one.when is None or other.when is None or Precision.YEAR in (one.when.precision, other.when.precision):
        return False
    if one.is_ahead or other.is_ahead or one.is_bare_contact or other.is_bare_contact:
        return False
    if _are_of_different_conferences(one, other) or one.when.is_period or other.when.is_period:
        return False
    days = one.when.days_from(other.when)
    if days > _DAYS_APART or Precision.DAY not in (one.when.precision, other.when.precision):
        return days == 0 and _is_word_for_word(one, other)
    shared, alike = len(one.words & other.words), _likeness(one, other)
    if one.kinds & other.kinds & _ONCE:
        return days == 0 or alike >= _SOMEWHAT_ALIKE
    if days:
        return shared >= 3 and alike >= _MUCH_ALIKE
    if one.kinds & other.kinds & _OF_A_DAY:
        return alike >= _SOMEWHAT_ALIKE and shared >= 1
    return (shared >= 2 and alike >= _ALIKE) or _is_word_for_word(one, other)


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
    return frozenset(stem(word.text) for word in words if word.text not in _LITTLE and word.text not in _OF_ANY_CONTACT)


def _is_all_ahead(words: Sequence[Word], hits: Sequence[Hit], text: str) -> bool:
    """Whether every clause that names a kind of event speaks of it as still to come, or as not having happened."""
    clauses = clause_numbers(words, text)
    ahead = {clauses[hit.first] for hit in hits if hit.name == _AHEAD}
    named = {clauses[hit.first] for hit in hits if hit.name != _AHEAD}
    return bool(ahead) and named <= ahead
