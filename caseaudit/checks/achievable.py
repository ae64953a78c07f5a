"""What a row itself says against its being done: advice, which never raises the flag."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.dates import plain
from caseaudit.checks.lexicon import Hit, Lexicon
from caseaudit.checks.plan_reading import Reading, known_words, read
from caseaudit.checks.timescales import Deadline
from caseaudit.checks.wordlists import any_of, whole, word_list

_WORDS, _PEOPLE = word_list("plan_doubts"), word_list("people")
_ONLY_SUPPOSED = frozenset(_WORDS["only_supposed"])
_ADULTS = Lexicon({"adults": [word for key in ("family", "roles", "titles", "organisations") for word in _PEOPLE[key]]})
# What has never happened, or is only talked about, is not asked of anybody.
_NOT_ASKED = frozenset({"has", "had", "have", "if", "about", "discuss", "why"})
_CHILD = frozenset({"child", "yp", "young"})
_MYSELF = frozenset({"i", "me", "myself"})
_LONGEST_NAME = 3
_DENIALS, _FAR = frozenset({"not", "never", "won't", "no"}), 6
_OLD_ENOUGH = 8
_GROWN_UP = 26
_SAID = frozenset({"absolute", "not_agreed", "refused", "waiting"})
_PUT_ON = frozenset({"put", "add", "added", "join", "joins", "onto"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}
_UNITS = {"day": 1, "week": 7, "wk": 7, "month": 30, "mth": 30, "year": 365}
_UNIT_WORDS = tuple(_UNITS)
_LENGTH = re.compile(
    rf"(?<![\w/.])(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})[\s-]*(?P<unit>{'|'.join(_UNITS)})s?\b(?!\s+old)", re.IGNORECASE
)

_ABSOLUTES = Lexicon({"absolute": _WORDS["absolute_outcome"]})
_NOT_TO_COME = frozenset({"had", "been", "seen", "done", "met", "went", "was", "got", "knew", "has", "have"})
_OWED = re.compile(
    r"(?:pay(?:s|ing)?(?: back| off)?|owes?|owed|repay|clear|save)\D{0,25}£\s?(?P<sum>\d[\d,]*)", re.IGNORECASE
)
_INCOME = re.compile(r"£\s?(?P<sum>\d[\d,]*)\s*(?:a|per|each|every|/)\s*(?P<unit>day|week|month)", re.IGNORECASE)
# Nobody can pay more than about half of what comes in.
_SHARE_TO_SPARE = 0.5


class Doubt(StrEnum):
    """Why it may not be possible."""

    ABSOLUTE = "absolute"
    NOT_AGREED = "not agreed"
    REFUSED = "refused"
    WAITING = "waiting list"
    TOO_SHORT = "too short"
    TOO_YOUNG = "too young"
    BURDEN = "a child to look after others"


@dataclass(frozen=True)
class Doubted:
    """A reason to doubt that an action can be done, and the words that give it."""

    doubt: Doubt
    quote: str


def doubt_of(action: PlanAction, terms: PlanTerms, deadline: Deadline) -> Doubted | None:
    """The first reason the row itself gives to doubt that it can be done, or None."""
    return next(_doubts(action, terms, deadline), None)


def _doubts(action: PlanAction, terms: PlanTerms, deadline: Deadline) -> Iterator[Doubted]:
    days = (deadline.by - terms.plan_on).days if deadline.by and terms.plan_on else None
    for text in (action.action, action.timescale):
        yield from _said(text, days, is_action=text is action.action)
    yield from _unsettled(action.action)
    yield from _absolute_outcome(action)
    yield from _sums(action, days)
    longest = _longest(action.action)
    if longest and days is not None and longest[0] > max(days, 1) * 1.2 and not _is_history(action.action, longest[1]):
        yield Doubted(Doubt.TOO_SHORT, longest[1])
    if is_left_to_the_child(action, action.outcome, terms.age):
        yield from _beyond_a_child(action, terms)


def _said(text: str, days: int | None, *, is_action: bool) -> Iterator[Doubted]:
    reading = read(text)
    for hit in reading.hits:
        if hit.name not in _SAID:
            continue
        quote = reading.quote(hit)
        before = {word.text for word in reading.words[max(0, hit.first - 3) : hit.first]}
        if hit.name == "absolute" and is_action and _is_absolute(reading, hit) and not before & _NOT_ASKED:
            yield Doubted(Doubt.ABSOLUTE, quote)
        elif hit.name == "not_agreed":
            yield Doubted(Doubt.NOT_AGREED, quote)
        elif hit.name == "refused" and not before & (_ONLY_SUPPOSED | _NOT_ASKED) and not _describes(reading, hit):
            yield Doubted(Doubt.REFUSED, quote)
        elif (
            hit.name == "waiting"
            and _is_too_long(text, days)
            and (is_action or _longest(text))
            and not _is_put_on(reading, hit)
        ):
            yield Doubted(Doubt.WAITING, quote)


_SETTLING = any_of(_WORDS["settling"])
_UNSETTLED = whole(
    r"(?:(?:hasn't|haven't|hadn't|has not|have not|isn't|aren't|not yet|not been|yet to|still to)"
    rf"\s+(?:\w+\s+){{0,2}}?{_SETTLING}"
    rf"|(?<!ask )(?<!see )(?<!out )if\s+(?:\w+\s+){{1,4}}?{any_of(_WORDS['if_settled'])}"
    r"|(?:none|no\s+\w+(?:\s+\w+)?)\s+(?:free|available|spare|to be had)"
    r"|(?:says?|said)\s+(?:it's |it is |that )?no\b)"
)
# After what is to be done, "they won't be in one room" is a refusal; in it, "Dad won't drink" is a rule.
_BUT_WILL_NOT = re.compile(
    r"(?:[.;:(,]|\b(?:but|as|because|though)\b)\s*(?:\w+\s+){0,5}?"
    r"(?:won't|wont|will not (?:agree|consent|go|do|have))\b",
    re.IGNORECASE,
)
_SAYS_SO = frozenset(
    {"not", "no", "none", "yet", "still", "if", "say", "says", "said", "wont", "won't", "hasn't", "haven't", "hadn't",
     "isn't", "aren't"}
)  # fmt: skip


def _unsettled(text: str) -> Iterator[Doubted]:
    """Where the act waits on a word that has not been given, or somebody has said they will not."""
    if _SAYS_SO.isdisjoint(word.text for word in known_words(text)):
        return
    words = plain(text)
    for match in _UNSETTLED.finditer(words):
        yield Doubted(Doubt.NOT_AGREED, text[match.start() : match.end()])
    for match in _BUT_WILL_NOT.finditer(words):
        yield Doubted(Doubt.REFUSED, text[match.start() : match.end()].lstrip(" .;:(,"))


def _absolute_outcome(action: PlanAction) -> Iterator[Doubted]:
    """Never, in an outcome that says how things are to be; "never had an eye test" only says how they are."""
    words = known_words(action.outcome)
    for hit in _ABSOLUTES.hits(words):
        after = words[hit.end].text if hit.end < len(words) else ""
        if not after.endswith(("ed", "en")) and after not in _NOT_TO_COME:
            yield Doubted(Doubt.ABSOLUTE, action.outcome[words[hit.first].start : words[hit.end - 1].end])


def _sums(action: PlanAction, days: int | None) -> Iterator[Doubted]:
    """A debt that all there is to live on would not pay by then."""
    if "£" not in action.action:
        return
    owed, income = _OWED.search(action.action), _INCOME.search(action.action)
    if owed and income and days is not None:
        by_then = _amount(income["sum"]) * max(days, 1) / _UNITS[income["unit"].lower()]
        if _amount(owed["sum"]) > by_then * _SHARE_TO_SPARE:
            yield Doubted(Doubt.TOO_SHORT, owed[0])


def _amount(figures: str) -> float:
    return float(figures.replace(",", ""))


def _is_put_on(reading: Reading, hit: Hit) -> bool:
    # To be put on a list is the act, and waits for nothing.
    return not _PUT_ON.isdisjoint(word.text for word in reading.words[max(0, hit.first - _FAR) : hit.first])


def _describes(reading: Reading, hit: Hit) -> bool:
    # "The refused place" has been refused to somebody, and nobody refuses.
    return bool(hit.first) and reading.words[hit.first - 1].text in {"the", "a", "any", "of", "every"}


def _is_absolute(reading: Reading, hit: Hit) -> bool:
    # "Again" asks for no slip only after a denial: "will not self-harm again".
    words = reading.words
    is_denied = any(word.text in _DENIALS for word in words[max(0, hit.first - _FAR) : hit.first])
    return words[hit.first].text != "again" or is_denied


def _is_too_long(text: str, days: int | None) -> bool:
    longest = _longest(text)
    return days is None or longest is None or longest[0] > days


def _longest(text: str) -> tuple[int, str] | None:
    if not any(word.text.startswith(_UNIT_WORDS) for word in known_words(text)):
        return None
    found = [(_days(match), match[0]) for match in _LENGTH.finditer(text)]
    return max(found, default=None)


def _days(match: re.Match[str]) -> int:
    number = match["n"].lower()
    return (int(number) if number.isdigit() else _NUMBERS[number]) * _UNITS[match["unit"].lower()]


_PAST = re.compile(rf"(?:{any_of(_WORDS['not_how_long'])})\W*$", re.IGNORECASE)

_NOT_A_LENGTH = re.compile(rf"'?\s+{any_of(_WORDS['counted_in_time'])}\b", re.IGNORECASE)


def _is_history(text: str, quote: str) -> bool:
    at = text.find(quote)
    return bool(_PAST.search(text[:at])) or bool(_NOT_A_LENGTH.match(text, at + len(quote)))


def is_left_to_the_child(action: PlanAction, outcomes: str, age: float | None) -> bool:
    """Whether the child alone is to do it: the owner is called child, or bears the name these outcomes are about."""
    if age is None or age >= _GROWN_UP:
        return False
    owner = known_words(action.owner)
    if not owner or len(owner) > _LONGEST_NAME:
        return False
    if owner[0].text in _CHILD or owner[0].text in _MYSELF:
        return True
    if any(True for _ in _ADULTS.hits(owner)):
        return False
    named = owner[0].text
    has_age = re.search(rf"\b{re.escape(named)} \({int(age)}\)", action.action, re.IGNORECASE)
    return bool(has_age) or named in {word.text for word in known_words(outcomes)}


def _beyond_a_child(action: PlanAction, terms: PlanTerms) -> Iterator[Doubted]:
    reading = read(action.action)
    for hit in reading.hits:
        quote = reading.quote(hit)
        if hit.name == "burden_of_others":
            yield Doubted(Doubt.BURDEN, quote)
        elif hit.name == "childs_burden" and terms.age is not None and terms.age < _OLD_ENOUGH:
            yield Doubted(Doubt.TOO_YOUNG, quote)
