"""A sentence of a record, with its people and its listed words, and whose doing each verb tells of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.record_words import Words


class Who(StrEnum):
    """Whom a word stands for."""

    CHILD = "child"
    ADULT = "adult"
    PEER = "peer"
    WRITER = "writer"


class Mention(NamedTuple):
    """Somebody named in a sentence: from which word up to which; ``sex`` is m, f, p (several) or empty."""

    who: Who
    first: int
    end: int
    sex: str = ""
    is_object: bool = False
    is_owner: bool = False
    is_pronoun: bool = False


Place = tuple[int, int]


@dataclass(slots=True)
class Sentence:
    """One sentence as written, with its people and the listed words in it, by list."""

    text: str
    first: int
    end: int
    words: Words
    found: dict[str, list[Place]]
    mentions: list[Mention] = field(default_factory=list)
    unsaid: Mention | None = None
    before: Mention | None = None
    account: int = -1
    subjects: dict[int, Mention | None] = field(default_factory=dict)

    def of(self, *lists: str) -> list[Place]:
        """Where words of these lists stand."""
        if len(lists) == 1:
            return self.found.get(lists[0], [])
        return sorted(place for name in lists for place in self.found.get(name, ()))

    def has(self, *lists: str) -> bool:
        """Whether it holds a word of any of these lists."""
        return not self.found.keys().isdisjoint(lists)

    def key(self, at: int) -> str:
        """The word at a place, or nothing beyond the sentence."""
        return self.words.keys[at] if self.first <= at < self.end else ""

    def keys(self, first: int, end: int) -> list[str]:
        """The words from one place up to another, kept within the sentence."""
        return self.words.keys[max(first, self.first) : min(end, self.end)]

    @property
    def is_of_both(self) -> bool:
        """Whether child and writer do something together: "Leah and I", "me and Leah"."""
        return any(
            other.first - one.end == 1 and {one.who, other.who} == _BOTH and self.key(one.end) == "and"
            for one, other in pairwise(self.mentions)
        )

    @property
    def passes_on(self) -> bool:
        """Whether somebody gives the child's own words or paper: "told me what Marek said", "read out her letter"."""
        for mention in self.mentions:
            if mention.who is not Who.CHILD:
                continue
            before, after = self.key(mention.first - 1), self.keys(mention.end, mention.end + 4)
            if (before in _WHAT or before in _PAPER) and not mention.is_owner and not _DONE_BY_CHILD.isdisjoint(after):
                return True
            gives = self.keys(mention.first - 4, mention.first)
            if mention.is_owner and not _PAPER.isdisjoint(after[:2]) and not _GIVES.isdisjoint(gives):
                return True
        return False

    def holds(self, words: Iterable[str]) -> bool:
        """Whether any of these words is in it."""
        return not frozenset(words).isdisjoint(self.words.keys[self.first : self.end])

    def is_quoted(self, at: int) -> bool:
        """Whether a word stands between quotation marks."""
        return self.words.quote_at[at] >= 0

    def subject(self, at: int) -> Mention | None:
        """Whoever was last named as acting before a word; a note that opens with its verb goes on about the last."""
        if at not in self.subjects:
            self.subjects[at] = self._subject(at)
        return self.subjects[at]

    def _subject(self, at: int) -> Mention | None:
        if self.key(at - 1) in _PAPERS or (self.key(self.first) == "have" and at - self.first <= 2):
            # "The plan says"; "have texted": nobody, or whoever writes.
            return None
        if at == self.first and self._is_writers(at):
            return None
        named = [mention for mention in self.mentions if mention.end <= at and not mention.is_owner]
        actors = [mention for mention in named if not mention.is_object]
        if not actors:
            return named[-1] if named else self.unsaid if self._opens_at(at) else None
        opening, acting = actors[0], actors[-1]
        if acting.who is Who.CHILD:
            return opening if acting.is_pronoun and self._is_still_telling(opening, acting, at) else acting
        # "She put Nan in the house of good things and wrote": the one who began the sentence goes on.
        return opening if opening.who is Who.CHILD and self._goes_on(at) else acting

    def _is_writers(self, at: int) -> bool:
        """ "Texted Mum", "told carer": a note that opens so is about what its writer did."""
        return self.key(at) in _WRITER_OPENS and any(
            mention.who is Who.ADULT and not mention.is_owner and not mention.is_pronoun
            for mention in self.mentions
            if mention.first == at + 1
        )

    def _is_still_telling(self, opening: Mention, acting: Mention, at: int) -> bool:
        """ "Mum says he is smoking and says he won't listen": the one who told goes on telling."""
        if opening.who is not Who.ADULT or not self._goes_on(at):
            return False
        return any(opening.end <= first < acting.first for first, _ in self.of("says", "wants", "minds", "adults_tell"))

    def _goes_on(self, at: int) -> bool:
        return self.key(at - 1) in _GOES_ON or (self.key(at - 2) in _GOES_ON and self.key(at - 1) in _GOES_ON_TOO)

    def _opens_at(self, at: int) -> bool:
        return at - self.first <= 2 or self.key(at - 1) in _GOES_ON


_BOTH = {Who.CHILD, Who.WRITER}
_WHAT = frozenset({"what", "words"})
_DONE_BY_CHILD = words_in("done_by_child")
_PAPER = words_in("childs_paper")
_WRITER_OPENS = frozenset({"told", "texted", "emailed", "messaged", "asked", "informed"})
_GIVES = words_in("gives_paper")
# What says something without being anybody.
_PAPERS = words_in("papers")
_GOES_ON = frozenset({"and", "then", "but", "or"})
_GOES_ON_TOO = words_in("goes_on_too")
