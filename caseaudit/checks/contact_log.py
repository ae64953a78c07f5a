"""Entries that only log a contact: somebody was rung, visited or met, and nothing was learned or changed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from caseaudit.checks.casefile import Entry
from caseaudit.checks.entry_words import EntryText, entry_text
from caseaudit.checks.wordlists import word_list

_LITTLE = frozenset(word_list("said_in_passing")["little"])
_COUNTED = re.compile(r"\d\s*(?:of|out of|/)\s*\d")
_MOST_LEFT = 1
_FEW, _MANY = 3, 8


def is_only_contact(entry: Entry) -> bool:
    """Whether an entry says no more than that there was a contact, with whom, how, and on what topic."""
    return _is_bare(entry.event)


@lru_cache(maxsize=512)
def _is_bare(event: str) -> bool:
    read = entry_text(event)
    if not read.hits("contacts.contact") or read.hits("contacts.tells") or _COUNTED.search(event):
        return False
    return sum(_left_over(read)) < _MOST_LEFT + (len(read.words) >= _FEW) + (len(read.words) >= _MANY)


def _left_over(read: EntryText) -> Iterator[float]:
    spent = read.covered("contacts.contact", "contacts.besides", "meaning.polish")
    topics = {read.words[hit.first].clause: hit.first for hit in reversed(read.hits("contacts.topic"))}
    for place, word in enumerate(read.words):
        is_topic = place >= topics.get(word.clause, len(read.words))
        if not (place in spent or is_topic or word.text in _LITTLE or word.text.isdecimal()):
            # A name is most often whom the contact was with.
            yield 0.5 if place and read.text[word.start].isupper() else 1.0
