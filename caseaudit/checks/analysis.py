"""Whether an entry of a chronology says why its event matters, and in which words.

In the column for significance anything counts that is more than stock phrases, polish and the event over again; in the
event itself only words that weigh it do: a pattern, a link, a risk, what protects, what changed.
"""

from collections.abc import Sequence
from functools import lru_cache

from caseaudit.checks.casefile import Entry
from caseaudit.checks.entry_words import EntryText, entry_text
from caseaudit.checks.lexicon import Hit, stem
from caseaudit.checks.wordlists import word_list

_LITTLE = frozenset(word_list("said_in_passing")["little"])
_NAMED = frozenset(word_list("joining")["not_abstract"])
_ENOUGH_HINTS = 3
_OWN_SHARE = 0.25
# Long words with such endings name no thing, act or person: engagement, coordination, sustainability.
_ABSTRACT = (
    "tion", "tions", "ment", "ments", "ity", "ities", "ive", "ively", "ness", "ance", "ence", "ship", "ised", "ized",
    "ising", "ally", "ology", "ism", "ational", "ency",
)  # fmt: skip
_LONG, _FEW, _SHORT = 9, 2, 4
# "No consistent care", "never asked": what is not there is no polish.
_DENIES = frozenset({"no", "not", "never", "without", "nobody", "nothing", "lack", "lacks", "only", "too", "neither"})


def meaning_in(entry: Entry) -> str:
    """The words of an entry that say why it matters, word for word; nothing where none do."""
    return _meaning(entry.event, entry.significance)


@lru_cache(maxsize=512)
def _meaning(told: str, significance: str) -> str:
    event = entry_text(told)
    if significance and _weighs_up(entry_text(significance), event):
        return significance.strip()
    stock = event.covered("meaning.stock")
    shown = [hit for hit in event.hits("meaning.weighs") if hit.first not in stock]
    if not shown:
        hints = {event.words[hit.first].text: hit for hit in event.hits("meaning.hints") if hit.first not in stock}
        shown = list(hints.values()) if len(hints) >= _ENOUGH_HINTS else []
    return told[event.words[shown[0].first].start : event.words[shown[-1].end - 1].end] if shown else ""


def _weighs_up(read: EntryText, event: EntryText) -> bool:
    words = read.words
    stock, soft = read.covered("meaning.stock"), read.covered("meaning.soft")
    told = {stem(word.text) for word in event.words}
    content = [place for place, word in enumerate(words) if word.text not in _LITTLE]
    own = [place for place in content if stem(words[place].text) not in told and not words[place].text.isdecimal()]
    empty = stock | soft | read.covered("meaning.polish")
    rest = [
        place for place in own if place not in empty and (len(content) <= _FEW or not _is_abstract(words[place].text))
    ]
    weighing = [hit for hit in read.hits("meaning.weighs") if hit.first not in stock and _has(own, hit)]
    if weighing and (rest or len(content) <= _SHORT or any(hit.first not in soft for hit in weighing)):
        return True
    if words and words[0].text in _DENIES and 0 not in stock and own:
        return True
    if own and len(words) <= _SHORT and not stock and read.hits("meaning.weighs_alone"):
        return True
    return bool(rest) and len(rest) >= _OWN_SHARE * len(content)


def _is_abstract(word: str) -> bool:
    return len(word) >= _LONG and word.endswith(_ABSTRACT) and word not in _NAMED


def _has(own: Sequence[int], hit: Hit) -> bool:
    return any(hit.first <= place < hit.end for place in own) or len(own) > 1
