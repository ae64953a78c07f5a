"""An action read word by word: which acts it names, upon which things, and which of its words fix nothing.

A text is cut into steps, one act to a step where it can be told. A step's first act says most: "ring the dentist" is an
act, "support with the dentist" is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from caseaudit.checks.lexicon import Hit, Lexicon, Word, words_of
from caseaudit.checks.wordlists import word_list

_PLAIN, _PEOPLE = word_list("plan_words"), word_list("people")
_SERVES = "_serves"
_NOT_KINDS = frozenset(
    {"before_an_act", "before_a_thing", "moving", "shortened", "handing_over", "abstract_endings", "manner_endings",
     "papers", "plain_in_spite_of_their_ending"}
)  # fmt: skip
_NOT_DOUBTS = frozenset(
    {"only_supposed", "not_how_long", "counted_in_time", "settling", "if_settled", "absolute_outcome"}
)
_DOUBTS = {key: words for key, words in word_list("plan_doubts").items() if key not in _NOT_DOUBTS}
_PURPOSES = {key: words for key, words in word_list("plan_purposes").items() if not key.endswith(_SERVES)}
_OTHER_LISTS = frozenset({*_DOUBTS, *_PURPOSES})
_LEXICON = Lexicon(
    {
        **word_list("plan_actions"),
        **{key: words for key, words in _PLAIN.items() if key not in _NOT_KINDS},
        "people": [*_PEOPLE["family"], *_PEOPLE["roles"], *_PEOPLE["titles"], *_PLAIN["people_words"]],
        **_DOUBTS,
        **_PURPOSES,
    }
)
# Where a word stands in two lists, what it is read as.
_AS_DONE = ("put_off", "vague_acts", "watching", "soft_acts", "acts", "talk")
_AS_NAMED = (
    "procedures", "services", "deliverables", "seeing_to_it", "courses", "vague_things", "vague_how", "people",
    "numbers", "time_words", "topic_leads", "grammar", "other",
)  # fmt: skip
_ORDER = _AS_DONE + _AS_NAMED
_RANKED, _CLEAR_THINGS = frozenset(_ORDER), frozenset(_AS_NAMED[:4])
_MOST_CAPITALS = 0.7
_ACTS = frozenset(_AS_DONE)
# A full stop after one of these ends no sentence.
_SHORTENED = frozenset(_PLAIN["shortened"])
_BREAK = re.compile(r"[;\n!?•]|[.:](?!\d)|\s[-–—]\s")
_NEXT_ACT = frozenset({"and", "then", "or"})
_BEFORE_AN_ACT = frozenset(_PLAIN["before_an_act"])
_BEFORE_A_THING = frozenset(_PLAIN["before_a_thing"])
# Whoever provides a form has done something; whoever provides support may not have.
_HANDING_OVER = frozenset(_PLAIN["handing_over"])
_PAPERS = frozenset(_PLAIN["papers"])
_BETWEEN = frozenset({"grammar", "numbers", "time_words", "people", "other", "names"})
# Qualities and manners nobody has listed, told by their endings: "readiness", "trauma-informed", "robustly".
_ABSTRACT, _MANNER = tuple(_PLAIN["abstract_endings"]), tuple(_PLAIN["manner_endings"])
_PLAIN_ALL_THE_SAME = frozenset(_PLAIN["plain_in_spite_of_their_ending"])
_SHORTEST_BY_ITS_ENDING = 7


class Term(NamedTuple):
    """One word or phrase of an action and what it was read as."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Step:
    """One piece of an action."""

    terms: tuple[Term, ...]

    @property
    def head(self) -> str:
        """The kind of the first act, or nothing where the step names none."""
        return next((term.kind for term in self.terms if term.kind in _ACTS), "")

    def is_done_to(self, *kinds: str) -> bool:
        """Whether what stands before the first act is of these kinds and nothing else, as in "advice given"."""
        before = [term.kind for term in takewhile(lambda term: term.kind not in _DONE, self.terms)]
        things = [kind for kind in before if kind not in {"grammar", "people", "time_words", "vague_how", "names"}]
        return bool(things) and things[-1] in kinds and len(before) < len(self.terms)

    @property
    def is_done_to_somebody(self) -> bool:
        """Whether an act falls on a person named before it, as in "the school nurse to be told"."""
        kinds = [term.kind for term in self.terms if term.kind != "grammar"]
        is_passive = any(term.text in _PASSIVE for term in self.terms)
        return is_passive and len(kinds) > 1 and kinds[0] == "people" and kinds[1] in _DONE | {"talk"}

    @property
    def has_somebody_do_it(self) -> bool:
        """Whether a person stands before the first act as the one who is to do it."""
        before = [term for term in takewhile(lambda term: term.kind not in _DONE, self.terms)]
        return any(term.kind in {"people", "services"} for term in before) and not self.is_done_to_somebody

    def goes_on_to(self, kind: str) -> bool:
        """Whether a term of this kind stands after the first act."""
        after = dropwhile(lambda term: term.kind not in _DONE, self.terms)
        return any(term.kind == kind for term in after)


_DONE = frozenset({"acts", "soft_acts"})
_PASSIVE = frozenset({"be", "been", "is", "are"})


@dataclass(frozen=True)
class Reading:
    """A text read once: its words, and every phrase of every list that was found in it."""

    text: str
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]

    def quote(self, hit: Hit) -> str:
        """The words of the text that were found."""
        return self.text[self.words[hit.first].start : self.words[hit.end - 1].end]


@lru_cache(maxsize=2048)
def known_words(text: str) -> tuple[Word, ...]:
    """The words of a text, found once however many criteria ask for them."""
    return words_of(text)


@lru_cache(maxsize=2048)
def read(text: str) -> Reading:
    """The words of a text and what they are known as."""
    words = known_words(text)
    return Reading(text, words, tuple(_LEXICON.hits(words)))


def steps_of(text: str) -> tuple[Step, ...]:
    """The steps of an action, in order."""
    terms = _with_what_is_handed_over(_with_papers_and_names(text, list(_terms(read(text)))))
    steps: list[Step] = []
    begun: list[Term] = []
    for term in terms:
        if begun and _begins_a_step(text, begun, term):
            steps.append(Step(tuple(begun)))
            begun = []
        begun.append(term)
    if begun:
        steps.append(Step(tuple(begun)))
    return tuple(steps)


def _with_papers_and_names(text: str, terms: list[Term]) -> list[Term]:
    """The terms with "housing" in "housing form" as the name of a paper, and May who is a person as a name."""
    for at, (term, after) in enumerate(pairwise(terms)):
        if term.kind == "vague_things" and after.kind == "deliverables" and after.text in _PAPERS:
            terms[at] = term._replace(kind="other")
        elif term.text == "may" and text[term.start].isupper() and (after.text == "to" or text[after.start].isupper()):
            terms[at] = term._replace(kind="names")
    return terms


def _with_what_is_handed_over(terms: list[Term]) -> list[Term]:
    for at, term in enumerate(terms):
        if term.text in _HANDING_OVER and term.kind == "vague_acts":
            after = next((later.kind for later in terms[at + 1 :] if later.kind not in _BETWEEN), "")
            if after in {"deliverables", "procedures"}:
                terms[at] = term._replace(kind="acts")
    return terms


def _begins_a_step(text: str, begun: Sequence[Term], term: Term) -> bool:
    between = text[begun[-1].end : term.start]
    if between.startswith(".") and begun[-1].text in _SHORTENED:
        between = between[1:]
    if _BREAK.search(between):
        return True
    return term.kind in _ACTS and ("," in between or begun[-1].text in _NEXT_ACT or "&" in between)


def _terms(reading: Reading) -> Iterator[Term]:
    text, words = reading.text, reading.words
    longest: dict[int, tuple[int, set[str]]] = {}
    for hit in reading.hits:
        if hit.name in _OTHER_LISTS:
            continue
        end, names = longest.get(hit.first, (0, set()))
        if hit.end > end:
            longest[hit.first] = (hit.end, {hit.name})
        elif hit.end == end:
            names.add(hit.name)
    at = 0
    while at < len(words):
        end, names = longest.get(at, (at + 1, set()))
        kind = _kind(names, text, words, at, end)
        yield Term(kind, words[at].text, words[at].start, words[end - 1].end)
        at = end


def _kind(names: set[str], text: str, words: Sequence[Word], at: int, end: int) -> str:
    if not names:
        return _unlisted(text, words, at)
    acts = names & _ACTS
    things = names - _ACTS if acts else names
    if acts and things & _CLEAR_THINGS:
        is_act = end - at > 1 or _stands_as_an_act(words, at, end)
        names = acts if is_act else things
    if len(names) == 1:
        (only,) = names
        return only if only in _RANKED else "seen_through"
    return next((name for name in _ORDER if name in names), "seen_through")


def _stands_as_an_act(words: Sequence[Word], at: int, end: int) -> bool:
    before = words[at - 1].text if at else ""
    if before in _BEFORE_A_THING:
        return False
    return (
        before in _BEFORE_AN_ACT
        or words[at].text.endswith("ed")
        or (not before and end < len(words) and words[end].text not in {"to", "for", "of", "with", "re"})
    )


@lru_cache(maxsize=64)
def _is_all_capitals(text: str) -> bool:
    """Whether most words begin with a capital, so that a capital tells nothing."""
    letters = [word[0] for word in text.split() if word[0].isalpha()]
    return sum(letter.isupper() for letter in letters) > _MOST_CAPITALS * len(letters)


def _unlisted(text: str, words: Sequence[Word], at: int) -> str:
    word = words[at]
    if word.text[0].isdigit():
        return "numbers"
    is_capital = text[word.start].isupper() and not _is_all_capitals(text)
    if is_capital and at and not _BREAK.search(text[words[at - 1].end : word.start]):
        return "names"
    if len(word.text) >= _SHORTEST_BY_ITS_ENDING and word.text not in _PLAIN_ALL_THE_SAME:
        if word.text.endswith(_ABSTRACT):
            return "vague_things"
        if word.text.endswith(_MANNER):
            return "vague_how"
    return "other" if len(word.text) > 2 else "grammar"
