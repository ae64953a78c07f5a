"""Word lists looked up a word at a time: many phrases at once, in time that grows only with the text.

A phrase is words with spaces between them; a word that ends in * stands for every word that begins so. A long word that
is one letter wrong is read as the word it is nearest to.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from caseaudit.checks.dates import plain

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LONGEST_WORD = 30
_SHORTEST_MISSPELT = 6
_MOST_KNOWN = 20_000
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s")
_SHORTEST_STEM = 4


class Word(NamedTuple):
    """A word, small and straight, and where it stands in its text."""

    text: str
    start: int
    end: int


class Hit(NamedTuple):
    """A phrase of a list found among words: which list, and from which word up to which."""

    name: str
    first: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in order, without what makes them a possessive."""
    straight = plain(text)
    return tuple(
        Word(match[0].lower().removesuffix("'s"), match.start(), match.end()) for match in _WORD.finditer(straight)
    )


@lru_cache(maxsize=_MOST_KNOWN)
def stem(word: str) -> str:
    """A word without its ending, for telling whether two are much the same."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def clause_numbers(words: Sequence[Word], text: str, marks: str = ".;,:\n–—") -> tuple[int, ...]:
    """For each word the number of its clause, where clauses end at any of the marks."""
    numbers = [0] * min(1, len(words))
    for before, word in pairwise(words):
        between = text[before.end : word.start]
        numbers.append(numbers[-1] + (between != " " and any(mark in between for mark in marks)))
    return tuple(numbers)


class Lexicon:
    """Lists of phrases by name, ready to be found in any text."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._known: set[str] = set()
        self._read: dict[str, tuple[str, ...]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                self._add(name, phrase)
        self._misspelt = {
            shorter: word
            for word in sorted(self._known, reverse=True)
            if len(word) >= _SHORTEST_MISSPELT
            for shorter in _one_letter_less(word)
        }

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every phrase found, from left to right; of one list the longest at each place."""
        forms = [self._forms(word.text) for word in words]
        for first, begins in enumerate(forms):
            found: dict[str, int] = {}
            for form in begins:
                for phrase, name in self._phrases.get(form, ()):
                    end = first + len(phrase)
                    if end > found.get(name, 0) and end <= len(forms) and _goes_on(phrase, forms, first):
                        found[name] = end
            for name, end in found.items():
                yield Hit(name, first, end)

    def _add(self, name: str, phrase: str) -> None:
        parts = tuple(_WORD_OR_STEM.findall(plain(phrase.lower())))
        self._phrases[parts[0]].append((parts, name))
        for part in parts:
            if part.endswith("*"):
                self._stems[part[:2]].append(part)
            else:
                self._known.add(part)

    def _forms(self, word: str) -> tuple[str, ...]:
        """The word as the lists know it, and the stems it begins with."""
        read = self._read.get(word)
        if read is None:
            read = self._spelt(word[:_LONGEST_WORD])
            if len(self._read) < _MOST_KNOWN:
                self._read[word] = read
        return read

    def _spelt(self, word: str) -> tuple[str, ...]:
        stems = tuple(stem for stem in self._stems.get(word[:2], ()) if word.startswith(stem[:-1]))
        if stems or word in self._known or len(word) < _SHORTEST_MISSPELT:
            return (word, *stems)
        for form in (word, *_one_letter_less(word)):
            nearest = self._misspelt.get(form)
            if nearest is not None and nearest[0] == word[0] and abs(len(nearest) - len(word)) < 2:
                return (word, nearest)
        return (word,)


_WORD_OR_STEM = re.compile(r"[^\W_]+(?:'[^\W_]+)?\*?")


def _goes_on(phrase: tuple[str, ...], forms: Sequence[tuple[str, ...]], first: int) -> bool:
    return all(part in forms[first + place] for place, part in enumerate(phrase) if place)


def _one_letter_less(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))
