"""Every list each word and phrase of a text belongs to, found in one pass.

Unlike patterns, the time this takes does not grow with the lists. A word of six letters or more that is one letter
wrong is read as the word it is nearest to, and common shorthand as the word it stands for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Places = dict[str, list[tuple[int, int]]]
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")
_SHORTEST_MISSPELT = 6
_LONGEST_WORD = 30
_MOST_KEPT = 20_000


class Tagger:
    """Lists of phrases by name, ready to be found among the words of any text."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], shorthand: Mapping[str, str], known: Iterable[str] = ()
    ) -> None:
        single: dict[str, list[str]] = defaultdict(list)
        longer: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = defaultdict(lambda: defaultdict(list))
        spelt: set[str] = {*shorthand.values(), *known}
        self._stems: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, phrases in lists.items():
            for parts in {tuple(_PART.findall(phrase.lower())) for phrase in phrases}:
                spelt.update(part for part in parts if not part.endswith("*"))
                if parts[0].endswith("*"):
                    self._stems[parts[0][:2]].append((parts[0][:-1], name))
                elif len(parts) == 1:
                    single[parts[0]].append(name)
                else:
                    longer[parts[0]][parts[1]].append((parts[2:], name))
        self._single = {word: tuple(names) for word, names in single.items()}
        self._longer = {word: dict(found) for word, found in longer.items()}
        self._known = spelt
        self._nearest = {
            shorter: word
            for word in sorted(spelt, reverse=True)
            if len(word) >= _SHORTEST_MISSPELT
            for shorter in _one_letter_less(word)
        }
        self._read: dict[str, str] = dict(shorthand)
        for word in spelt:
            self._begin_as_listed(word)

    def is_known(self, word: str) -> bool:
        """Whether a word, in small letters, stands in any list."""
        return word in self._known

    def read(self, word: str) -> str:
        """The word as the lists spell it, or as it is."""
        read = self._read.get(word)
        if read is None:
            read = self._spelt(word)
            if len(self._read) < _MOST_KEPT:
                self._read[word] = read
        return read

    def places(self, words: Sequence[str]) -> Iterable[tuple[str, int, int]]:
        """Every phrase found: of which list, from which word, up to which; of one list the longest at each place."""
        found: list[tuple[str, int, int]] = []
        single, longer = self._single, self._longer
        following = [*words[1:], ""]
        for at, word in enumerate(words):
            names = single.get(word)
            begun = longer.get(word)
            phrases = begun.get(following[at]) if begun is not None else None
            if phrases is None:
                if names is not None:
                    found += [(name, at, at + 1) for name in names]
                continue
            ends = dict.fromkeys(names, at + 1) if names else {}
            for rest, name in phrases:
                end = at + 2 + len(rest)
                if end > ends.get(name, 0) and (not rest or tuple(words[at + 2 : end]) == rest):
                    ends[name] = end
            found += [(name, at, end) for name, end in ends.items()]
        return found

    def _spelt(self, word: str) -> str:
        if word in self._known or len(word) > _LONGEST_WORD:
            return word
        if self._begin_as_listed(word) or len(word) < _SHORTEST_MISSPELT:
            return word
        for form in (word, *_one_letter_less(word)):
            nearest = self._nearest.get(form)
            if nearest is not None and nearest[0] == word[0] and abs(len(nearest) - len(word)) <= 1:
                return nearest
        return word

    def _begin_as_listed(self, word: str) -> bool:
        """Put a word in the lists that hold how it begins; whether there are any."""
        names = {name for stem, name in self._stems.get(word[:2], ()) if word.startswith(stem)}
        if names and len(self._single) < _MOST_KEPT:
            self._single[word] = tuple({*self._single.get(word, ()), *names})
        return bool(names)


def _one_letter_less(word: str) -> Iterable[str]:
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))
