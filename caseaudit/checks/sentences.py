"""Sentences of a record, and whose words or doings each clause reports: the child's, an adult's, or nobody's."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from caseaudit.checks.casefile import Record
from caseaudit.checks.dates import plain
from caseaudit.checks.people_in_record import company_of
from caseaudit.checks.wordlists import any_of, whole, word_list

_PEOPLE, _VOICE = word_list("people"), word_list("voice")
# Single marks round one or two words are a label ('kicking off'); round more they are speech.
QUOTE = re.compile(r"""\"[^"]{2,}\"|(?<!\w)'(?=\w+'?\w*\s+\w+'?\w*\s+\w)[^"\n]{2,120}?'(?!\w)""")
LONGEST_SENTENCE = 1_000
_END = re.compile(r"(?:[.!?]+[\"')]*(?=\s|$)|[\n;]+)")
_ADULT_WORDS = tuple(
    word
    for word in (*_PEOPLE["family"], *_PEOPLE["roles"], *_VOICE["also_adults"])
    if word not in _VOICE["never_adults"]
)
_TELLING = rf"{any_of((*_VOICE['adults_tell'], 'wonders', 'pick', 'picks'))}\b"
_PEERS = _VOICE["peers"]
# A baby is called one where an adult would have a title.
_ADULT_TITLES = any_of(word for word in _PEOPLE["titles"] if word != "baby")
_ONLY_HERS = whole(any_of(_VOICE["only_women"]))
_ONLY_HIS = whole(any_of(_VOICE["only_men"]))
_CHILD_WORDS = ("child", "the child", "young person", "the young person", "yp", "baby", "toddler")


_GOES_ON = re.compile(r"(?:\band|\bthen)\s+(?:also\s+|then\s+)?$", re.IGNORECASE)
_OPENS_WITH_VERB = re.compile(r"[\W_]*(?:also|then|again|now|later|and|but|still)?\s*", re.IGNORECASE)


class Who(StrEnum):
    """Whom a word stands for."""

    CHILD = "child"
    ADULT = "adult"
    PEER = "peer"


@dataclass(frozen=True)
class Mention:
    """Somebody named in a sentence, and where."""

    who: Who
    start: int
    end: int
    is_object: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence as written, straightened for reading, with everybody in it who can be the subject of a verb."""

    text: str
    words: str
    mentions: tuple[Mention, ...]
    unsaid: Who | None = None

    def before(self, at: int) -> Mention | None:
        """Whoever was last named as acting before this place, or else whoever was named last.

        A note that opens with its verb goes on about the last person.
        """
        earlier = self.mentions[: bisect_right(self.mentions, at, key=lambda mention: mention.end)]
        speaking = (mention for mention in reversed(earlier) if not mention.is_object)
        named = next(speaking, earlier[-1] if earlier else None)
        if named is not None and named.who is not Who.CHILD and _GOES_ON.search(self.words, 0, at):
            # "She put Nan in the house of good things and wrote": the one who began the sentence goes on.
            first = next((mention for mention in earlier if not mention.is_object), named)
            return first if first.who is Who.CHILD else named
        if named is None and self.unsaid and _OPENS_WITH_VERB.fullmatch(self.words, 0, at):
            return Mention(self.unsaid, 0, 0)
        return named


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a record, word for word and stripped."""
    start = 0
    straight = plain(text)
    for match in _END.finditer(straight):
        # A full stop inside quotation marks does not end the sentence around them.
        if straight.count('"', start, match.end()) % 2 and match[0][0] not in "\n":
            continue
        yield from _pieces(text[start : match.end()].strip())
        start = match.end()
    yield from _pieces(text[start:].strip())


def _pieces(sentence: str) -> Iterator[str]:
    # What goes on for pages without a full stop is read a piece at a time.
    while len(sentence) > LONGEST_SENTENCE:
        end = sentence.rfind(" ", 1, LONGEST_SENTENCE) + 1 or LONGEST_SENTENCE
        yield sentence[:end].strip()
        sentence = sentence[end:].strip()
    if sentence:
        yield sentence


@lru_cache(maxsize=512)
def sentences_of(record: Record) -> tuple[Sentence, ...]:
    """Every sentence with its people, "he", "she" and "they" read as whoever the text spoke of last."""
    pattern = _people_pattern(company_of(record).child_names)
    found: list[Sentence] = []
    last, adults = Who.CHILD, ""
    for text in split_sentences(record.text):
        words = plain(text)
        mentions, following = _mentions(words, pattern, last, adults)
        found.append(Sentence(text, words, mentions, last if found else None))
        named = " ".join(words[one.start : one.end] for one in mentions if one.who is Who.ADULT)
        last, adults = following, f"{adults[-_RECENTLY:]} {named}"
    return tuple(found)


def _people_pattern(names: frozenset[str]) -> re.Pattern[str]:
    child = any_of((*_CHILD_WORDS, *names))
    name = rf"\s+(?!(?:{any_of(names)})\b)(?-i:[A-Z])[a-z]+" if names else r"\s+(?-i:[A-Z])[a-z]+"
    return whole(
        rf"(?P<peer>{any_of(_PEERS)}(?:{name})?)"
        rf"|(?P<adult>{any_of(_ADULT_WORDS)}(?:{name})?|{any_of(_VOICE['bodies_that_tell'])}(?=\s+{_TELLING})|{_ADULT_TITLES}\.?\s+(?-i:[A-Z])\w+)"
        rf"|(?P<child>{child}|you)|(?P<pronoun>he|she|they)|(?P<both>both)(?=\s+(?:said|say|told|feel|want|like))|(?P<worker>I|we)"
        r"|(?P<other>(?-i:[A-Z])[a-z]+(?=\s+(?:said|says|told|thinks|feels|reported)))"
    )


def _mentions(words: str, pattern: re.Pattern[str], last: Who, adults: str) -> tuple[tuple[Mention, ...], Who]:
    """Everybody in a sentence, and whom "he" or "she" would mean in the next; ``adults`` were named just before."""
    found: list[Mention] = []
    subject: Who | None = None
    is_childs_place = False
    quoted = [quote.span() for quote in QUOTE.finditer(words)]
    for match in pattern.finditer(words):
        kind = match.lastgroup or ""
        is_owner = kind != "pronoun" and words[match.end() : match.end() + 2] in ("'s", "' ")
        is_childs_place = is_childs_place or (is_owner and kind == "child")
        if is_owner or any(start <= match.start() < end for start, end in quoted):
            continue
        who = _who(kind, subject or (found[-1].who if found else last))
        if who is None:
            continue
        if who is Who.ADULT and kind == "pronoun" and _is_nobody_of(match[0], f"{adults} {words[: match.start()]}"):
            who = Who.CHILD
        before = max(0, match.start() - 60)
        not_speaking = _CHILD_NOT_SPEAKING if who is Who.CHILD else _ADULT_NOT_SPEAKING
        is_object = not_speaking.search(words, before, match.start()) is not None
        found.append(Mention(who, match.start(), match.end(), is_object))
        # The subject of a sentence comes before its verb; whoever stands after a preposition is not it.
        if subject is None and not _AFTER_PREPOSITION.search(words, before, match.start()):
            subject = who
    if is_childs_place and _WORKER_FIRST.match(words):
        return tuple(found), Who.CHILD
    if found and (subject is None or _WORKER_FIRST.match(words)):
        # "I saw Leah while Nan was out": the next "she" is whoever the worker saw.
        return tuple(found), found[0].who
    return tuple(found), subject or last


_TAKES_AN_OBJECT = rf"\b{any_of(_VOICE['not_speaking'])}\s+(?:(?:his|her|their|the|my|an?)\s+)?"
_CHILD_NOT_SPEAKING = re.compile(rf"{_TAKES_AN_OBJECT}$", re.IGNORECASE)
# "With his teaching assistant" may hold a word more; "at home Leo said" may not.
_ADULT_NOT_SPEAKING = re.compile(rf"{_TAKES_AN_OBJECT}(?:[\w-]+\s+)?$", re.IGNORECASE)
_WORKER_FIRST = re.compile(
    r"(?:(?:Then\s+)?(?:Saw|Met|Spoke|Visited|Talked|Walked|Sat|Played|Drove|Took|Spent|Collected)\b|"
    r"(?:[\w ,]+\s)?(?:I|We|we)\s+(?:\w+\s+)?(?:saw|met|spoke|visited|talked|walked|sat|played|drove|chatted|knelt|"
    r"joined|read|coloured|drew|built|looked|took|went up)\b)"
)
_RECENTLY = 60


def _is_nobody_of(pronoun: str, adults: str) -> bool:
    """Whether none of the adults named can be the one meant: "he" is not Mum, nor "she" Grandad."""
    named = whole(any_of(_ADULT_WORDS)).findall(adults)
    wrong = {"he": _ONLY_HERS, "she": _ONLY_HIS}.get(pronoun.lower())
    return bool(named and wrong and all(wrong.fullmatch(word) for word in named))


_AFTER_PREPOSITION = re.compile(
    rf"\b{any_of(_VOICE['takes_an_object'])}\s+(?:(?:his|her|their|the|my|an?)\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)


def _who(kind: str, last: Who) -> Who | None:
    if kind == "pronoun":
        return last
    if kind == "both":
        return Who.ADULT if last is Who.ADULT else Who.CHILD
    return {"child": Who.CHILD, "adult": Who.ADULT, "peer": Who.PEER, "other": Who.PEER}.get(kind)
