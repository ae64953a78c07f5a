"""Who is who in a chronology: which names are this child's, and of whom each word of an entry speaks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from caseaudit.checks.casefile import Entry
from caseaudit.checks.dates import MONTHS
from caseaudit.checks.entry_words import EntryText, entry_text
from caseaudit.checks.lexicon import Word
from caseaudit.checks.wordlists import word_list

_LISTS, _JOINING = word_list("child"), word_list("joining")
_PEOPLE, _PASSING = word_list("people"), word_list("said_in_passing")
_TEENAGER = 11


class Whom(StrEnum):
    """Whom a word of an entry speaks of."""

    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    ADULT = "adult"
    OTHER = "other"
    WORKER = "worker"


FAMILY = frozenset({Whom.WOMAN, Whom.MAN, Whom.ADULT})
_WHOM: Mapping[str, Whom] = {
    "child.the_child": Whom.CHILD,
    "child.women": Whom.WOMAN,
    "child.men": Whom.MAN,
    "child.adults": Whom.ADULT,
    "child.others": Whom.OTHER,
    "child.workers": Whom.WORKER,
}
_HE, _SHE, _THEY = frozenset(_JOINING["he"]), frozenset(_JOINING["she"]), frozenset(_JOINING["they"])
_PRONOUNS = _HE | _SHE | _THEY
_LEADS_ON = frozenset(_JOINING["leads_to_a_deed"])
_LEADS_IN = frozenset((*_JOINING["before_a_subject"], *_JOINING["done_to"]))
_DOES = frozenset(word for phrase in _LISTS["does"] for word in phrase.split()[:1] if not word.endswith("*")) - {
    *_PASSING["little"]
}
_OF_CHILDREN = ("child.of_a_child", "child.body_and_feeling", "child.figures")
_DOES_BEGIN = tuple(phrase.removesuffix("*") for phrase in _LISTS["does"] if phrase.endswith("*") and " " not in phrase)
_AFTER_A_VERB = frozenset(_JOINING["after_a_verb"])
_INITIALS = frozenset("bcdefghjklmnopqrtuvwyz")
_NOT_NAMES = frozenset(
    word
    for phrases in (
        *_LISTS.values(),
        *_JOINING.values(), *_PEOPLE.values(), *_PASSING.values(), word_list("contacts")["contact"],
        word_list("contacts")["besides"], word_list("meaning")["polish"], MONTHS,
    )
    for phrase in phrases
    for word in phrase.lower().split()
)  # fmt: skip
_NOT_NAMES_BEGIN = tuple({word[:-1] for word in _NOT_NAMES if word.endswith("*") and len(word) > 5})
_INTRODUCES = frozenset((*_PEOPLE["titles"], *_JOINING["introduces"])) - {"baby", "nurse"}


@dataclass(frozen=True)
class Cast:
    """The names and initials of this child, the names that are somebody else's, and whether the child is a teenager."""

    names: frozenset[str]
    other_names: frozenset[str]
    is_teenager: bool
    is_unborn: bool

    @classmethod
    def of(cls, entries: Sequence[Entry], age: float | None, *, is_unborn: bool = False) -> "Cast":
        """The cast of these entries, for a child of this age."""
        seen = _Seen()
        for entry in entries:
            for text in (entry.event, entry.significance):
                seen.read(text)
        return cls(seen.names, seen.others, age is not None and age >= _TEENAGER, is_unborn)


@dataclass
class _Seen:
    """What was seen of each word with a capital."""

    count: Counter[str] = field(default_factory=Counter)
    introduced: set[str] = field(default_factory=set)
    leading: set[str] = field(default_factory=set)
    plainly: set[str] = field(default_factory=set)
    goes_on: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    told_of: Counter[str] = field(default_factory=Counter)

    @property
    def others(self) -> frozenset[str]:
        """Names with a title or a relation, and those of whom nothing is told where it is of another."""
        half = sum(self.count.values()) / 2
        introduced = {name for name in self.introduced if self.count[name] < 4 or self.count[name] < half}
        known = {name for name in self._named if self.told_of[name]} - introduced
        short = {name for name in self._named if len(name) == 1}
        return frozenset(introduced | (self._named - known - short if known else set()))

    @property
    def names(self) -> frozenset[str]:
        """Names that begin a clause, where they are plainly names or come again."""
        return frozenset(self._named - self.others)

    @property
    def _named(self) -> set[str]:
        again = {name for name, count in self.count.items() if count > 1} & self.goes_on - self.common
        # An initial is the child's: nobody else is written of so often.
        short = {name for name, count in self.count.items() if len(name) == 1 and count > 1}
        return self.leading & (self.plainly | again | short)

    def read(self, text: str) -> None:
        """Take in the words of one text."""
        common, sights = _sights(text)
        self.common |= common
        for sight in sights:
            self.count[sight.name] += 1
            self.told_of[sight.name] += sight.is_told_of
            for is_so, names in (
                (sight.leads, self.leading),
                (sight.is_plain, self.plainly),
                (sight.is_introduced, self.introduced),
                (sight.goes_on, self.goes_on),
            ):
                if is_so:
                    names.add(sight.name)


class _Sight(NamedTuple):
    """One word that may be a name, and what stands round it."""

    name: str
    is_told_of: bool
    leads: bool
    is_plain: bool
    is_introduced: bool
    goes_on: bool


@lru_cache(maxsize=512)
def _sights(text: str) -> tuple[frozenset[str], tuple[_Sight, ...]]:
    """The words of a text written without a capital, and each that may be a name."""
    read = entry_text(text)
    words = read.words
    found: list[_Sight] = []
    of_children = {words[hit.first].clause: hit.first for name in _OF_CHILDREN for hit in read.hits(name)}
    for place, word in enumerate(words):
        if text[word.start].isupper() and _may_be_name(word, text) and not _is_part_of_title(words, place, text):
            # In "Bertie said Gaz sleeps over" it is the first of whom it is told.
            found.append(_sight(words, place, text, is_told_of=of_children.pop(word.clause, -1) > place))
    return frozenset(word.text for word in words if text[word.start].islower()), tuple(found)


def _sight(words: Sequence[Word], place: int, text: str, *, is_told_of: bool) -> _Sight:
    before = words[place - 1] if place else None
    return _Sight(
        words[place].text,
        is_told_of,
        leads=before is None or before.clause != words[place].clause or before.text in _LEADS_IN,
        is_plain=bool(before and before.sentence == words[place].sentence) or _acts(words, place, text),
        is_introduced=_is_introduced(words, place, text),
        goes_on=_goes_on(words, place),
    )


def people_in(read: EntryText, cast: Cast) -> Iterator[tuple[int, Whom, bool]]:
    """Each word that speaks of somebody: where, of whom, and whether by name rather than as he, she or they."""
    masked = read.covered("child.not_the_child")
    found = sorted((hit for name in _WHOM for hit in read.hits(name)), key=lambda hit: hit.end - hit.first)
    known = {hit.end - 1: _WHOM[hit.name] for hit in found}
    last: Whom | None = None
    for place, word in enumerate(read.words):
        is_somebody = (
            place in known or word.text in _PRONOUNS or word.text in cast.names or word.text in cast.other_names
        )
        if not is_somebody or place in masked:
            continue
        named = known.get(place) or _by_name(word, read.text, cast)
        whom = named or _by_pronoun(word.text, last)
        if whom is not None:
            yield place, whom, named is not None
            last = last if whom is Whom.WORKER else whom


def _by_name(word: Word, text: str, cast: Cast) -> Whom | None:
    if not _may_be_name(word, text):
        # Shorthand leaves the capital off a name it has written before.
        is_short = text[word.start].islower() and len(word.text) > 1 and word.text in cast.names
        return Whom.CHILD if is_short else None
    return Whom.ADULT if word.text in cast.other_names else Whom.CHILD if word.text in cast.names else None


def _by_pronoun(text: str, last: Whom | None) -> Whom | None:
    """He is the man last spoken of, and otherwise the child; she likewise."""
    if text in _HE:
        return last if last in (Whom.MAN, Whom.ADULT, Whom.OTHER) else Whom.CHILD
    if text in _SHE:
        return last if last in (Whom.WOMAN, Whom.ADULT, Whom.OTHER) else Whom.CHILD
    return last if text in _THEY else None


def _may_be_name(word: Word, text: str) -> bool:
    if not text[word.start].isupper():
        return False
    if len(word.text) == 1:
        around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
        return word.text in _INITIALS and not any(mark in around for mark in "&/+-()")
    is_written_as_name = text[word.start + 1].islower() and word.text not in _NOT_NAMES
    return is_written_as_name and not word.text.startswith(_NOT_NAMES_BEGIN)


def _acts(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a name is followed by a word of doing or being, or owns what follows."""
    if text[words[place].end - 2 : words[place].end] in ("'s", "’s"):
        return True
    if place + 1 >= len(words):
        return False
    following = words[place + 1].text
    if following in _LEADS_ON or following in _DOES or following.startswith(_DOES_BEGIN):
        return True
    return following.endswith("s") and place + 2 < len(words) and words[place + 2].text in _AFTER_A_VERB


def _goes_on(words: Sequence[Word], place: int) -> bool:
    """Whether what follows may be said of somebody, as "works" and "in a coat" may, and "9pm" and "form" may not."""
    following = words[place + 1].text if place + 1 < len(words) else ""
    return following in _PASSING["little"] or following.endswith(("s", "ed", "ing"))


def _is_part_of_title(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether another capital follows, as in Reach Out and Hafod Primary: a place or a service."""
    after = words[place + 1] if place + 1 < len(words) else None
    if after is None or text[words[place].end : after.start] != " ":
        return False
    return text[after.start].isupper() and not text[after.start : after.end].isupper()


def _is_introduced(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a title or a relation stands before a name or just after it: Mr Hall, partner Dave, Dave (uncle)."""
    if len(words[place].text) == 1:
        return False
    before = words[place - 1] if place else None
    if before and text[before.end : words[place].start] in (" ", ". ", " (") and before.text in _INTRODUCES:
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    return after is not None and "(" in text[words[place].end : after.start] and after.text in _INTRODUCES
