"""A record cut into words, sentences and quotations, each word still in its place in the text."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from caseaudit.checks.dates import plain
from caseaudit.checks.people_in_record import tagger

LONGEST_SENTENCE = 150
_LONGEST_QUOTE = 600
_LONGEST_SHORTHAND = 5
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&(?=\s)|(?<=\s)\+(?=\s[^\W\d_])")
_QUOTE = re.compile(
    rf"\"(?P<double>[^\"]{{1,{_LONGEST_QUOTE}}})\"|(?<!\w)'(?P<single>(?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w)){{1,200}})'(?!\w)"
)
# What people say to a machine that writes for them; each is as long as what it stands for.
_DICTATED = re.compile(
    r"\b(full stop|new line|new paragraph|open quotes?|close quotes?|unquote|comma)\b", re.IGNORECASE
)
_DICTATED_AS = {"full stop": ".", "new line": "\n", "new paragraph": "\n", "comma": ","}
_BREAKS = {",": 1, ":": 2, "-": 2, "(": 2, ")": 2, ".": 3, "!": 3, "?": 3, ";": 3, "\n": 3, "•": 3, "*": 3, "|": 3}
_ENDS = 3
_STOPS, _ALWAYS_ENDS = ".!?", "\n*|•;!?"


@dataclass(frozen=True)
class Quote:
    """Words between quotation marks: from which word up to which, and whether a single mark stood round them."""

    first: int
    end: int
    is_single: bool
    start: int
    stop: int


@dataclass(frozen=True)
class Words:
    """The words of a text: as written in small letters, as the lists spell them, and where each stands.

    ``breaks`` is how strong a mark stands before each word: 1 a comma, 2 a colon, dash or bracket, 3 the end of a
    sentence. ``owns`` are the words that end in 's, ``quote_at`` the quotation each word is in, or -1.
    """

    text: str
    small: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    breaks: list[int]
    owns: frozenset[int]
    quotes: tuple[Quote, ...]
    quote_at: list[int]
    has_capitals: bool
    cuts: tuple[int, ...]


def words_of_record(text: str) -> Words:
    """Cut a text into words, read once from left to right."""
    straight = _dictated(plain(text))
    spans = [(match.start(), match.end(), match.lastgroup == "single") for match in _quotations(straight)]
    inside = [start for start, _, _ in spans]
    small: list[str] = []
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    capital: list[bool] = []
    breaks: list[int] = []
    owns: set[int] = set()
    quote_at: list[int] = []
    cuts: list[int] = []
    last = since = upper = 0
    read = tagger().read
    for place, match in enumerate(_WORD.finditer(straight)):
        start, end = match.span()
        token = match[0]
        low = token.lower()
        gap = straight[last:start]
        strength = 0 if gap == " " and last else _strength(straight, last, start, spans, inside)
        last = end
        if "'" in low and low.endswith("'s"):
            owns.add(place)
            low = low[:-2]
        if place - since >= LONGEST_SENTENCE:
            strength = _ENDS
        if strength == _ENDS:
            since = place
            cuts.append(place)
        is_capital = low[0] != token[0]
        if is_capital and len(token) > 1 and token.isupper():
            upper += 1
        # A name is not a misspelt word.
        keys.append(low if is_capital and strength < _ENDS and end - start > _LONGEST_SHORTHAND else read(low))
        small.append(low)
        starts.append(start)
        ends.append(end)
        capital.append(is_capital)
        breaks.append(strength)
        quote_at.append(_quoted_in(start, spans, inside) if spans else -1)
    return Words(
        text, small, keys, starts, ends, capital, breaks, frozenset(owns), _quotes(spans, starts), quote_at,
        any(capital) and upper * 2 < len(small), tuple(cuts),
    )  # fmt: skip


def _quotations(straight: str) -> list[re.Match[str]]:
    return list(_QUOTE.finditer(straight)) if '"' in straight or "'" in straight else []


def _quoted_in(at: int, spans: list[tuple[int, int, bool]], inside: list[int]) -> int:
    """Which quotation a place is in, or -1."""
    place = bisect_right(inside, at) - 1
    return place if place >= 0 and at < spans[place][1] else -1


def _strength(straight: str, last: int, start: int, spans: list[tuple[int, int, bool]], inside: list[int]) -> int:
    """How strong a mark stands between two words."""
    if not last:
        return _ENDS
    strength = 0
    for at in range(last, start):
        mark = _BREAKS.get(straight[at])
        if mark is None or (straight[at] == "-" and not straight[at + 1 : at + 2].isspace()):
            continue
        if mark == _ENDS:
            place = _quoted_in(at, spans, inside) if spans else -1
            closes = spans[place][1] if place >= 0 else 0
            mark = _ending(straight, straight[at], at, is_quoted=place >= 0, closes=closes)
        strength = max(strength, mark)
    return strength


def _ending(straight: str, mark: str, at: int, *, is_quoted: bool, closes: int) -> int:
    """How strong a mark is that may end a sentence: "4.1kg" and a full stop within a quotation end none."""
    if is_quoted:
        # The mark that closes a quotation closes the sentence where a new one begins after it.
        rest = straight[closes : closes + 3].lstrip(")")
        opens_again = not rest.strip() or (rest[0].isspace() and rest.strip()[0].isupper())
        return _ENDS if mark in _STOPS and at + 2 >= closes and opens_again else 1
    if mark in _ALWAYS_ENDS:
        return _ENDS
    after = straight[at + 1 : at + 2]
    is_initial = straight[at - 1 : at].isalpha() and not straight[max(at - 2, 0) : at - 1].isalnum()
    if is_initial and (after == ")" or straight[at + 1 : at + 3].strip().islower()):
        return 0
    return _ENDS if not after or after.isspace() or after in "\"')" else 0


def _quotes(spans: list[tuple[int, int, bool]], starts: list[int]) -> tuple[Quote, ...]:
    return tuple(
        Quote(bisect_right(starts, start), bisect_right(starts, end - 1), is_single, start, end)
        for start, end, is_single in spans
    )


def _dictated(straight: str) -> str:
    small = straight.lower()
    if "full stop" not in small and "quote" not in small:
        return straight
    return _DICTATED.sub(lambda match: _DICTATED_AS.get(match[0].lower(), '"').ljust(len(match[0])), straight)
