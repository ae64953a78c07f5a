"""Entries that only log a contact: somebody was rung, visited or met, and nothing was learned or changed."""

from collections.abc import Iterator, Sequence

from caseaudit.checks.casefile import Entry
from caseaudit.checks.lexicon import Hit, Lexicon, Word, clause_numbers, words_of
from caseaudit.checks.wordlists import word_list

_WORDS = Lexicon(word_list("contacts"))
_LITTLE = frozenset(word_list("said_in_passing")["little"])
_CLAUSE_ENDS = ".;:\n–—"
_MOST_LEFT = 1
_FEW = 3


def is_only_contact(entry: Entry) -> bool:
    """Whether an entry says no more than that there was a contact, with whom, how, and on what topic."""
    words = words_of(entry.event)
    hits = tuple(_WORDS.hits(words))
    if any(hit.name == "tells" for hit in hits) or not any(hit.name == "contact" for hit in hits):
        return False
    left = list(_left_over(words, hits, entry.event))
    return len(left) < _MOST_LEFT + (len(words) >= _FEW)


def _left_over(words: Sequence[Word], hits: Sequence[Hit], text: str) -> Iterator[str]:
    clauses = clause_numbers(words, text, _CLAUSE_ENDS)
    spent = {place for hit in hits if hit.name != "topic" for place in range(hit.first, hit.end)}
    topics = {clauses[hit.first]: hit.first for hit in reversed(hits) if hit.name == "topic"}
    for place, word in enumerate(words):
        is_topic = place >= topics.get(clauses[place], len(words))
        is_name = place > 0 and text[word.start].isupper()
        if not (place in spent or is_topic or is_name or word.text in _LITTLE or word.text.isdecimal()):
            yield word.text
