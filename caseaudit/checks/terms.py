"""Terms of child protection that are out of date, or that leave a reader unsure which status a child has."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from tomllib import loads

from pydantic import ConfigDict, Field, ValidationError

from caseaudit.checks.casefile import CaseFile
from caseaudit.checks.dates import plain, read_date
from caseaudit.checks.flag import Flag, Severity, shortened
from caseaudit.checks.wordlists import any_of, whole
from caseaudit.definitions.shape import Shape
from caseaudit.errors import DefinitionError

TERMS = "terms"
IMPRECISE = "imprecise_term"
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.!?](?!\s|$))+")
_SPEECH = re.compile(r"\"[^\"\n]{1,300}\"|(?<!\w)'[^'\n]{1,120}'(?!\w)")


class Term(Shape):
    """A term to be careful with, and what to say instead; right in whatever is dated before ``given_up_on``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: str
    says: list[str] = Field(min_length=1)
    now: str
    why: str
    source: str
    given_up_on: date | None = Field(default=None, alias="from")
    not_with: list[str] = []

    def was_right(self, on: date | None, sentence: str) -> bool:
        """Whether the words are right where they stand: by their own day, or by the earlier time they speak of."""
        if self.given_up_on is None:
            return False
        years = [int(year[0]) for year in _YEAR.finditer(sentence)]
        return (on is not None and on < self.given_up_on) or any(year < self.given_up_on.year for year in years)


@dataclass(frozen=True)
class Passage:
    """Words of the file the terms are looked for in: where they stand and when they were written, if that is known."""

    place: str
    text: str
    on: date | None


class _Terms(Shape):
    terms: tuple[Term, ...]


def read_terms(text: str, name: str = "terms.toml") -> tuple[Term, ...]:
    """The terms of a file; raises DefinitionError naming the term and key that is wrong."""
    try:
        return _Terms.model_validate(loads(text)).terms
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DefinitionError(f"{name}: {where}: {first['msg']}") from wrong


@cache
def shipped_terms() -> tuple[Term, ...]:
    """The terms that come with the product."""
    return read_terms((files("caseaudit.checks") / "words" / "terms.toml").read_text(encoding="utf-8"))


def term_flags(case: CaseFile) -> Iterator[Flag]:
    """A prompt for each imprecise or outdated term in each record, entry and action, with the term to use now."""
    for passage in passages(case):
        for term, quote, sentence in terms_in(passage):
            reason = f"“{shortened(quote)}”: {term.why} Say instead: {term.now}."
            words = f"{term.key}\n{sentence}"
            yield Flag(
                TERMS, IMPRECISE, "precise terms", Severity.LOW, passage.place, reason, quote, term.source, words
            )


def passages(case: CaseFile) -> Iterator[Passage]:
    """Everything on the case file that somebody wrote and a term may stand in, with its own date."""
    for number, record in enumerate(case.records or (), start=1):
        yield Passage(f"Record {number}", record.text, record.on)
    for number, entry in enumerate(case.chronology or (), start=1):
        text = "\n".join((entry.event, entry.significance, entry.action))
        if _may_hold_term(plain(text)):
            dated = read_date(entry.date_text, by=case.as_at)
            yield Passage(f"Entry {number}", text, dated.last if dated else None)
    for number, action in enumerate(case.actions or (), start=1):
        yield Passage(f"Action {number}", "\n".join((action.outcome, action.action)), case.plan_on)


def terms_in(passage: Passage) -> Iterator[tuple[Term, str, str]]:
    """Each term to be careful with, the first time it stands in the passage, with its words and its sentence."""
    found: set[str] = set()
    straight = plain(passage.text)
    if not _may_hold_term(straight):
        return
    spoken = [match.span() for match in _SPEECH.finditer(straight)]
    for part in _SENTENCE.finditer(straight):
        for match in _any_term().finditer(part[0]):
            start, end = part.start() + match.start(), part.start() + match.end()
            term = _by_words()[_key(match[0])]
            is_speech = any(first <= start and end <= last for first, last in spoken)
            if (
                term.key in found
                or is_speech
                or _means_something_else(term, part[0])
                or term.was_right(passage.on, part[0])
            ):
                continue
            found.add(term.key)
            yield term, passage.text[start:end], passage.text[part.start() : part.end()].strip()


def _may_hold_term(straight: str) -> bool:
    # Looking its words up is many times quicker than trying the pattern of every term at every letter.
    words = frozenset(_WORD.findall(straight.lower()))
    known = _phrases_by_word()
    return any(phrase <= words for word in known.keys() & words for phrase in known[word])


def _means_something_else(term: Term, sentence: str) -> bool:
    return bool(term.not_with) and _other_meaning(term.key).search(sentence) is not None


@cache
def _any_term() -> re.Pattern[str]:
    return whole(any_of(words for term in shipped_terms() for words in term.says))


@cache
def _phrases_by_word() -> Mapping[str, Sequence[frozenset[str]]]:
    """The words of each way of writing a term, by the longest of them."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for words in _by_words():
        phrase = _WORD.findall(plain(words))
        found[max(phrase, key=len)].append(frozenset(phrase))
    return dict(found)


@cache
def _by_words() -> dict[str, Term]:
    return {_key(words): term for term in shipped_terms() for words in term.says}


@cache
def _other_meaning(key: str) -> re.Pattern[str]:
    return whole(any_of(next(term for term in shipped_terms() if term.key == key).not_with))


def _key(words: str) -> str:
    return " ".join(re.split(r"[\s-]+", words.lower()))
