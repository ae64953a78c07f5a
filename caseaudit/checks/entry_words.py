"""The words of an entry of a chronology with everything the lists know of them, looked up once for every check."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caseaudit.checks.lexicon import Hit, Lexicon, Word, words_of
from caseaudit.checks.wordlists import word_list

_LISTS = ("child", "meaning", "contacts", "event_kinds", "standstill")
_LEXICON = Lexicon({f"{name}.{kind}": words for name in _LISTS for kind, words in word_list(name).items()})


@dataclass(frozen=True)
class EntryText:
    """One text of an entry: its words, and what was found among them by list, from left to right."""

    text: str
    words: tuple[Word, ...]
    found: Mapping[str, Sequence[Hit]]

    def hits(self, name: str) -> Sequence[Hit]:
        """What was found of one list, named by its file and its key."""
        return self.found.get(name, ())

    def covered(self, *names: str) -> frozenset[int]:
        """The places of the words that phrases of these lists cover."""
        return frozenset(place for name in names for hit in self.hits(name) for place in range(hit.first, hit.end))


@lru_cache(maxsize=512)
def entry_text(text: str) -> EntryText:
    """A text of an entry, read."""
    words = words_of(text)
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in _LEXICON.hits(words):
        found[hit.name].append(hit)
    return EntryText(text, words, found)
