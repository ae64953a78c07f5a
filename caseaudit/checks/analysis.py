"""Whether an entry of a chronology says why its event matters, and in which words.

In the column for significance anything counts that is more than stock phrases, polish and the event over again; in the
event itself only words that weigh it do: a pattern, a link, a risk, what protects, what changed.
"""

from collections.abc import Sequence

from caseaudit.checks.casefile import Entry
from caseaudit.checks.lexicon import Hit, Lexicon, Word, stem, words_of
from caseaudit.checks.wordlists import word_list

_WORDS = Lexicon(word_list("meaning"))
_LITTLE = frozenset(word_list("said_in_passing")["little"])
_ENOUGH_HINTS = 3
_OWN_SHARE = 0.4
_SHORT = 4


def meaning_in(entry: Entry) -> str:
    """The words of an entry that say why it matters, word for word; nothing where none do."""
    event = words_of(entry.event)
    significance = words_of(entry.significance)
    if significance and _weighs_up(significance, event):
        return entry.significance.strip()
    hits = tuple(_WORDS.hits(event))
    stock = _covered(hits, "stock")
    weighing = [hit for hit in hits if hit.name == "weighs" and hit.first not in stock]
    hints = {event[hit.first].text: hit for hit in hits if hit.name == "hints" and hit.first not in stock}
    shown = weighing or (list(hints.values()) if len(hints) >= _ENOUGH_HINTS else [])
    return entry.event[event[shown[0].first].start : event[shown[-1].end - 1].end] if shown else ""


def _weighs_up(significance: Sequence[Word], event: Sequence[Word]) -> bool:
    hits = tuple(_WORDS.hits(significance))
    stock, polish = _covered(hits, "stock"), _covered(hits, "polish")
    told = {stem(word.text) for word in event}
    content = [place for place, word in enumerate(significance) if word.text not in _LITTLE]
    own = [
        place
        for place in content
        if stem(significance[place].text) not in told and not significance[place].text.isdecimal()
    ]
    if any(hit.name == "weighs" and hit.first not in stock and _has(own, hit) for hit in hits):
        return True
    if len(significance) <= _SHORT and not stock and any(hit.name == "weighs_alone" for hit in hits):
        return True
    rest = [place for place in own if place not in stock and place not in polish]
    return bool(rest) and len(rest) >= _OWN_SHARE * len(content)


def _has(own: Sequence[int], hit: Hit) -> bool:
    return not own or any(hit.first <= place < hit.end for place in own) or len(own) > 1


def _covered(hits: Sequence[Hit], name: str) -> frozenset[int]:
    return frozenset(place for hit in hits if hit.name == name for place in range(hit.first, hit.end))
