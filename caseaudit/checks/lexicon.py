"""Word lists looked up a word at a time: many phrases at once, in time that grows only with the text.

A phrase is words with spaces between them; a word that ends in * stands for every word that begins so. A long word that
is one letter wrong is read as the word it is nearest to.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from caseaudit.checks.dates import plain

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_WORD_OR_STEM = re.compile(r"[^\W_]+(?:'[^\W_]+)?\*?")
_LONGEST_WORD = 30
# Shorter words have too many neighbours, and another ending is another word rather than a slip.
_SHORTEST_MISSPELT, _SHORTEST_MEANT = 6, 7
_MOST_KNOWN = 20_000
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s")
_SHORTEST_STEM = 4
_ENDS_SENTENCE, _ENDS_CLAUSE = frozenset(".;\n!?"), frozenset(",:-")


class Word(NamedTuple):
    """A word, small and straight, where it stands in its text, and which clause and sentence of it this is."""

    text: str
    start: int
    end: int
    clause: int
    sentence: int


class Hit(NamedTuple):
    """A phrase of a list found among words: which list, and from which word up to which."""

    name: str
    first: int
    end: int


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in order, without what makes them a possessive."""
    straight = (text if text.isascii() else plain(text)).lower()
    if len(straight) != len(text):
        # A few letters of other alphabets grow when they are made small.
        straight = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in plain(text))
    found: list[Word] = []
    reached = clause = sentence = 0
    for match in _WORD.finditer(straight):
        start, end = match.span()
        if found and (start - reached != 1 or straight[reached] != " "):
            between = straight[reached:start]
            ends_sentence = not _ENDS_SENTENCE.isdisjoint(between)
            sentence += ends_sentence
            # A hyphen inside a word ends nothing; a dash with spaces round it does.
            clause += ends_sentence or (not _ENDS_CLAUSE.isdisjoint(between) and between != "-")
        reached = end
        found.append(Word(match[0].removesuffix("'s"), start, end, clause, sentence))
    return tuple(found)


@lru_cache(maxsize=_MOST_KNOWN)
def stem(word: str) -> str:
    """A word without its ending, for telling whether two are much the same."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


class _Known(NamedTuple):
    """What the lists know of a word: its forms, the lists it is in alone, and longer phrases by their second word."""

    forms: tuple[str, ...]
    alone: tuple[str, ...]
    longer: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


class Lexicon:
    """Lists of phrases by name, ready to be found in any text."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._alone: dict[str, list[str]] = defaultdict(list)
        self._longer: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._words: set[str] = set()
        self._read: dict[str, _Known] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                self._add(name, phrase)
        self._misspelt = {
            shorter: word
            for word in sorted(self._words, reverse=True)
            if len(word) >= _SHORTEST_MEANT
            for shorter in _one_letter_less(word)
        }

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every phrase found, from left to right; of one list the longest at each place."""
        known = [self._read.get(word.text) or self._learn(word.text) for word in words]
        last = len(words) - 1
        for first, (_, alone, longer) in enumerate(known):
            if not longer or first == last:
                for name in alone:
                    yield Hit(name, first, first + 1)
                continue
            ends = dict.fromkeys(alone, first + 1)
            for second in known[first + 1].forms:
                for rest, name in longer.get(second, ()):
                    end = first + 2 + len(rest)
                    if end > ends.get(name, 0) and end <= last + 1 and _goes_on(rest, known, first + 2):
                        ends[name] = end
            for name, end in ends.items():
                yield Hit(name, first, end)

    def _add(self, name: str, phrase: str) -> None:
        first, *rest = _WORD_OR_STEM.findall(plain(phrase.lower()))
        if rest:
            self._longer[first].append((tuple(rest), name))
        else:
            self._alone[first].append(name)
        for part in (first, *rest):
            if part.endswith("*"):
                self._stems[part[:2]].add(part)
            else:
                self._words.add(part)

    def _learn(self, word: str) -> _Known:
        forms = self._spelt(word[:_LONGEST_WORD])
        longer: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for form in forms:
            for (second, *rest), name in self._longer.get(form, ()):
                longer[second].append((tuple(rest), name))
        alone = dict.fromkeys(name for form in forms for name in self._alone.get(form, ()))
        known = _Known(forms, tuple(alone), dict(longer))
        if len(self._read) < _MOST_KNOWN:
            self._read[word] = known
        return known

    def _spelt(self, word: str) -> tuple[str, ...]:
        stems = tuple(sorted(stem for stem in self._stems.get(word[:2], ()) if word.startswith(stem[:-1])))
        if stems or word in self._words or len(word) < _SHORTEST_MISSPELT:
            return (word, *stems)
        for form in (word, *_one_letter_less(word)):
            nearest = self._misspelt.get(form)
            if nearest is not None and nearest[0] == word[0] and _is_slip(word, nearest):
                return (word, nearest)
        return (word,)


def _goes_on(rest: Sequence[str], known: Sequence[_Known], place: int) -> bool:
    return all(part in known[at].forms for at, part in enumerate(rest, start=place))


def _is_slip(word: str, meant: str) -> bool:
    if word.startswith(meant) or meant.startswith(word):
        return False
    return abs(len(meant) - len(word)) < 2 and word[:-1] != meant[:-1]


def _one_letter_less(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))
