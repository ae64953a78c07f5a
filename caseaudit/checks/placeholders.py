"""Entries that only stand where a chronology should be."""

import re
from functools import lru_cache

from caseaudit.checks.casefile import Entry
from caseaudit.checks.dates import plain
from caseaudit.checks.wordlists import any_of, whole, word_list

_WORDS = word_list("chronology")
_PLACEHOLDER = whole(any_of(_WORDS["placeholders"]))
_AROUND = whole(any_of(_WORDS["around_placeholders"]))
_UNWRITTEN = whole(any_of(_WORDS["unwritten"]))
_LETTER = re.compile(r"[^\W_]")
_MOST_SPACES, _MOST_UNWRITTEN = 12, 5


def is_placeholder(entry: Entry) -> bool:
    """Whether an entry only stands where a chronology should be."""
    return _only_stands(" ".join((entry.event, entry.significance, entry.action)))


@lru_cache(maxsize=512)
def _only_stands(written: str) -> bool:
    text = plain(written).strip()
    if not _LETTER.search(text):
        return True
    if text.count(" ") > _MOST_SPACES:
        return False
    if text.count(" ") <= _MOST_UNWRITTEN and _UNWRITTEN.search(text):
        return True
    left, count = _PLACEHOLDER.subn(" ", text)
    return bool(count) and not _LETTER.search(_AROUND.sub(" ", left))
