"""A record read once: who was there, its sentences, and everybody in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from caseaudit.checks.casefile import Record
from caseaudit.checks.mentions import Span, named_in, names_among, others_named
from caseaudit.checks.people_in_record import Company, company_of, tagger, words_in
from caseaudit.checks.pronouns import resolve, sex_of_child
from caseaudit.checks.record_words import Words, words_of_record
from caseaudit.checks.sentences import Mention, Place, Sentence, Who


@dataclass(frozen=True)
class Reading:
    """A record read: who was there, and its sentences."""

    record: Record
    company: Company
    words: Words
    sentences: tuple[Sentence, ...]
    is_letter: bool
    is_own_hand: bool = False

    def hits(self, name: str) -> Iterator[tuple[Sentence, Place]]:
        """Every word of a list, with its sentence."""
        for sentence in self.sentences:
            for place in sentence.found.get(name, ()):
                yield sentence, place


@lru_cache(maxsize=128)
def reading_of(record: Record) -> Reading:
    """Read a record once."""
    words = words_of_record(record.text)
    company = company_of(record)
    is_letter = _is_letter(words)
    sentences = _cut(record.text, words)
    is_own_hand = not is_letter and _is_own_hand(record, words)
    seen = others_named(words, company)
    names = names_among(words, company, seen, is_letter=is_letter, is_own_hand=is_own_hand)
    _people(sentences, words, company, _Names(seen, names))
    return Reading(record, company, words, sentences, is_letter, is_own_hand)


_LETTERS_TELL = words_in("letters_tell")


def _is_letter(words: Words) -> bool:
    if words.keys[:1] in (["dear"], ["hi"], ["hello"]):
        return True
    keys = words.keys
    return "you" in keys and any(
        key == "you" and words.quote_at[at] < 0 and keys[at + 1] in _LETTERS_TELL for at, key in enumerate(keys[:-1])
    )


def _cut(text: str, words: Words) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    cuts = words.cuts
    for place, first in enumerate(cuts):
        is_last = place + 1 == len(cuts)
        end = len(words.keys) if is_last else cuts[place + 1]
        start = words.starts[first]
        stop = len(text) if is_last else words.starts[cuts[place + 1]]
        if start and text[start - 1] in "\"'“‘(":
            start -= 1
        sentences.append(Sentence(_stripped(text[start:stop]), first, end, words, {}))
    holder = 0
    for name, first, end in tagger().places(words.keys):
        while sentences[holder].end <= first:
            holder += 1
        if end <= sentences[holder].end:
            sentences[holder].found.setdefault(name, []).append((first, end))
    return tuple(sentences)


def _stripped(sentence: str) -> str:
    cut = sentence.rstrip(" \n\t•*|-(")
    # The mark that opens the next sentence's quotation is not this one's.
    return (
        cut[:-1].rstrip()
        if cut[-1:] in "“‘" or (cut.count('"') % 2 and cut.endswith('"') and not cut.startswith('"'))
        else cut
    )


_OWN_PLANS = frozenset({"plan", "pathway_plan", "review"})
_WRITES = frozenset({"i", "i'd", "i've", "i'm"})
_OWN_HAND_WRITES, _WORKER_WRITES = words_in("own_hand_writes"), words_in("worker_writes")


def _is_own_hand(record: Record, words: Words) -> bool:
    """Whether the young person wrote the plan: "I want to stay at Dawn's", outside any quotation."""
    if record.record_type not in _OWN_PLANS or record.is_unborn:
        return False
    after = [words.keys[at + 1] for at, low in enumerate(words.small[:-1]) if low in _WRITES and words.quote_at[at] < 0]
    return not _OWN_HAND_WRITES.isdisjoint(after) and _WORKER_WRITES.isdisjoint(after)


class _Names(NamedTuple):
    """Names that are somebody else's, and where every name stands."""

    seen: dict[str, Who]
    spans: list[Span]


def _people(sentences: tuple[Sentence, ...], words: Words, company: Company, called: _Names) -> None:
    child = Mention(Who.CHILD, 0, 0, sex_of_child(sentences, words, company))
    topic: Mention = child
    recent: list[Mention] = []
    for place, sentence in enumerate(sentences):
        if place and _child_answers(sentence, sentences[place - 1], topic, company):
            topic = child
        sentence.unsaid = topic if place else None
        sentence.before = topic if place else None
        named = named_in(sentence, called.seen, called.spans)
        topic = resolve(sentence, named, child, topic, recent)


def _child_answers(sentence: Sentence, before: Sentence, topic: Mention, company: Company) -> bool:
    """Whether a quotation by itself follows on no adult's telling, where the child was there to say it."""
    if topic.who is Who.CHILD or not company.has_child or not sentence.is_quoted(sentence.first):
        return False
    telling = (before.key(at) for at, _ in before.of("says", "adults_tell", "accounts", "wants"))
    return all(key in ("asked", "asks") for key in telling)
