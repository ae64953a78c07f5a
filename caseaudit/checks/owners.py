"""Who answers for a plan action: one named person or a role one person holds, or two people together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.dates import plain
from caseaudit.checks.wordlists import any_of, whole, word_list

_PEOPLE = word_list("people")
_FAMILY, _ROLES = any_of(_PEOPLE["family"]), any_of(_PEOPLE["roles"])
_TITLES = any_of(_PEOPLE["titles"])
_MOST_WITHOUT_A_LEAD = 2


class Ownership(StrEnum):
    """Who a row names, and why that is or is not enough."""

    PERSON = "person"
    CROWD = "several people and no lead"
    BODY = "an organisation"
    EVERYBODY = "everybody"
    NOBODY = "nobody yet"
    BLANK = "blank"


@dataclass(frozen=True)
class Owner:
    """The verdict on one action: who it names and in which words."""

    ownership: Ownership
    quote: str = ""

    @property
    def is_owned(self) -> bool:
        """Whether one person, or two together, can be asked about it."""
        return self.ownership is Ownership.PERSON


def owner_of(action: PlanAction) -> Owner:
    """Who answers for an action: whoever the owner column names, or else whoever the words say will do it."""
    named = _column(action.owner)
    if named.is_owned:
        return named
    agent = _agent(action.action, is_column_blank=named.ownership in {Ownership.BLANK, Ownership.NOBODY})
    return agent or named


def names_somebody(words: str) -> bool:
    """Whether these words alone, as in an owner column, name a person or two."""
    return _column(words).is_owned


_FORMS = re.compile(r"\((?P<aside>[^()]*)\)")
_LEAD = whole(
    r"(?:leads?|leading|led by|lead by)(?!\s+(?:professional|practitioner|worker|nurse|teacher|officer|agency))"
)
_NOT_A_LEAD = whole(rf"(?:{_ROLES}|safeguarding|pastoral|club|sencos?|service|team)\s+lead")
_LED_BY = re.compile(r"\b(?:led by|lead by|lead(?:s|ing)?\s*(?:is|[:=-])?)\s*(?P<who>[\w' ]+)", re.IGNORECASE)
# "Mrs Shah to lead with school, GP and HV": whoever stands before is the lead.
_WILL_LEAD = re.compile(
    r"(?:^|[,;/&.]|\band\b|\bwith\b)\s*(?P<who>[^,;/&.]{1,60}?)\s+"
    r"(?:(?:to|will|shall|is to|to take the)\s+lead|is leading|leads|leading|as lead|is lead|is the lead)\b(?!\s+by)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[,;/&+\n]|\band\b|\bwith\b|\bplus\b|\bvia\b|\.\s)\s*", re.IGNORECASE)
_EVERYBODY = any_of(_PEOPLE["everybody"])
_BODY, _BODY_HEADS = any_of(_PEOPLE["organisations"]), any_of(_PEOPLE["body_heads"])
# Departments and charities nobody has listed: "Neuro-psychology", "Youthworks".
_BODY_BY_ITS_ENDING = r"[\w-]+(?:ology|iatrics|iatry|otics|zone|works|space|care|start|reach|point)"
_WHOLLY = {
    Ownership.NOBODY: re.compile(rf"(?:the\s+)?{any_of(_PEOPLE['nobody'])}|[?\-–.x]*", re.IGNORECASE),
    Ownership.EVERYBODY: re.compile(
        rf"(?:the\s+)?{_EVERYBODY}(?:\s+(?:involved|concerned|members?|network|in the \w+))?", re.IGNORECASE
    ),
    Ownership.CROWD: re.compile(rf"(?:[\w'&.-]+\s+){{0,3}}(?!{_ROLES}$){_ROLES}s", re.IGNORECASE),
    Ownership.BODY: re.compile(
        rf"(?:the\s+)?(?:{_BODY}|{_BODY_BY_ITS_ENDING}|(?:[\w'&.+-]+\s+){{0,5}}{_BODY_HEADS})", re.IGNORECASE
    ),
}  # fmt: skip
_LISTED_BODY = re.compile(rf"(?:the\s+)?{_BODY}", re.IGNORECASE)
# "Ms Adeyemi, SENCo, Hill Top": a name, a post and where it is held.
_ONE_WITH_A_POST = re.compile(
    rf"(?:{_TITLES})\.?\s+[\w.' -]{{2,30}},\s*(?:the\s+)?(?:[\w']+\s+)?{_ROLES}"
    rf"(?:,\s*(?!{_ROLES}\b|{_FAMILY}\b)[\w' ]+)?",
    re.IGNORECASE,
)
_CROWD_WORDS = whole(r"(?:all|everyone|any|whoever|relevant|various|appropriate)")
_ONCE = whole(
    r"tbc|tba|tbd|tbn|unallocated|vacant"
    r"|(?:once|when|if|to be)\s+(?:\w+\s+)?(?:identified|allocated|appointed|confirmed|agreed|recruited|decided)"
)


_WHAT_THEY_DO = re.compile(r"(?<=\w)\s+(?:to|will)\s+(?!lead|take the lead|be\b)[a-z]{3,}\b[^,;/&]*$")


@lru_cache(maxsize=4096)
def _column(owner: str) -> Owner:
    # "Mum to chase CAMHS": who is named before what they are to do.
    words = _WHAT_THEY_DO.sub("", plain(owner).strip())
    quote = owner.strip()
    if not words:
        return Owner(Ownership.BLANK)
    if _ONCE.search(words) or _WHOLLY[Ownership.NOBODY].fullmatch(words):
        return Owner(Ownership.NOBODY, quote)
    if _ONE_WITH_A_POST.fullmatch(words) or _has_lead(words):
        return Owner(Ownership.PERSON, quote)
    if _LISTED_BODY.fullmatch(words.replace("&", "and")):
        return Owner(Ownership.BODY, quote)
    return Owner(_of_all([kind for kind in (_kind(part) for part in _parties(words)) if kind is not None]), quote)


def _of_all(kinds: Sequence[Ownership]) -> Ownership:
    """What the parties of an owner column come to together."""
    if len(kinds) > _MOST_WITHOUT_A_LEAD:
        return Ownership.CROWD
    order = (Ownership.PERSON, Ownership.EVERYBODY, Ownership.CROWD, Ownership.BODY)
    return next((kind for kind in order if kind in kinds), Ownership.NOBODY)


def _has_lead(words: str) -> bool:
    if not _LEAD.search(_NOT_A_LEAD.sub("", words)):
        return False
    leader = _WILL_LEAD.search(words)
    if leader:
        return _kind(leader["who"].strip()) is Ownership.PERSON
    led_by = _LED_BY.search(words)
    who = led_by["who"].strip() if led_by else ""
    return not who or _kind(who) in (None, Ownership.PERSON)


def _parties(words: str) -> Iterator[str]:
    # "Ms Bell (class teacher)" and "School (Ms Bell)" are one party each, and the words in brackets may be the person.
    asides = [match["aside"] for match in _FORMS.finditer(words)]
    for part in _SEPARATOR.split(_FORMS.sub(" () ", words)):
        count = part.count("()")
        inside, asides = asides[:count], asides[count:]
        if part.strip():
            yield part.replace("()", "").strip(" -:.") + "".join(f"|{aside}" for aside in inside)


@lru_cache(maxsize=4096)
def _kind(party: str) -> Ownership | None:
    """What one party of an owner column is; None where nothing is left of it."""
    kinds = [
        _kind_of_words(words.strip(" -:.?"))
        for part in party.split("|")
        for words in re.split(r"\s+[-:]\s+|:\s*", part)
    ]
    kinds = [kind for kind in kinds if kind is not None]
    if Ownership.PERSON in kinds:
        return Ownership.PERSON
    return kinds[0] if kinds else None


def _kind_of_words(words: str) -> Ownership | None:
    if not words:
        return None
    for kind, pattern in _WHOLLY.items():
        if pattern.fullmatch(words) and not (kind is Ownership.BODY and _ends_in_a_name(words)):
            return kind
    if _CROWD_WORDS.match(words) and not words.lower().startswith("all"):
        return Ownership.EVERYBODY
    if words.lower().startswith("all "):
        return Ownership.EVERYBODY
    return Ownership.PERSON


def _ends_in_a_name(words: str) -> bool:
    return (
        bool(re.search(rf"(?:^|\s)(?:{_TITLES})\.?\s+[A-Z][\w'-]+$", words, re.IGNORECASE))
        and words.split()[-1][:1].isupper()
    )


_TITLED = rf"(?:{_TITLES})\.?\s+(?-i:[A-Z])[\w'-]+"
_KNOWN = rf"(?:{_ROLES}|{_FAMILY})"
_NAME = r"[A-Z][\w'-]+"
_PERSON = rf"(?:{_KNOWN}(?:'s\s+{_KNOWN})?|(?:{_TITLES})\.?)(?:\s+(?-i:[A-Z])[\w'-]+|\s+\([^)]*\))?"
_WILL = r"(?:\s*\([^)]*\))?\s+(?:to|will|shall|must|agrees? to|has agreed to|is to|are to|can)\s+(?:also\s+|then\s+)?"
_DONE_TO = rf"be\s+(?:\w+ly\s+)?(?:\w+(?:ed|en)\b|{any_of(_PEOPLE['not_an_act'])}\b)"
_ACT = rf"(?!{_DONE_TO})[a-z]+"
# "Support put round Mum to build resilience" says nothing Mum is to do.
_NOT_THE_AGENT = "".join(
    rf"(?<!\b{word} )" for word in ("around", "round", "help", "support", "enable", "encourage", "allow")
)
_AGENT = re.compile(rf"(?<![\w']){_NOT_THE_AGENT}(?P<who>{_PERSON}){_WILL}{_ACT}", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:by|via)\s+(?:(?:the|her|his|their|our)\s+)?(?P<who>(?:[\w'-]+\s+){{0,2}}{_PERSON})(?!\w)(?!'s)(?!\s+(?:{_BODY_HEADS})\b)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\bI\s*\((?P<who>[A-Z][^)]*)\)")
_NAMED = re.compile(
    rf"(?:^|[.;:]\s+|\n)(?P<who>{_NAME}(?:\s+{_NAME})?(?:\s*\([^)]*\))?(?:\s*(?:,|and|&|/)\s*{_NAME})*)"
    rf"(?:\s+to|\s+will)\s+{_ACT}"
)
_OPENS = re.compile(
    rf"^(?:the\s+|(?-i:[A-Z])\w+'s\s+)?(?P<who>(?:{_KNOWN}|{_TITLED})(?:\s+(?-i:[A-Z])[\w'-]+|\s*\([^()]*\))?)"
    r"\s+(?:[a-z]+s|and\s)(?!\w)",
    re.IGNORECASE,
)
# "Shoes. Size 3. Dad." names somebody; "Dentist" names what is to be done.
_ALONE = re.compile(rf"[.;]\s+(?P<who>{_FAMILY}|{_TITLED})\s*(?:[.;]|$)", re.IGNORECASE)
_NOT_NAMES = whole(
    any_of(
        word + ending
        for key in ("organisations", "everybody", "body_heads", "not_names")
        for word in _PEOPLE[key]
        for ending in ("", "s")
    )
)


def _agent(text: str, *, is_column_blank: bool) -> Owner | None:
    words = plain(text)
    patterns = (_FIRST_PERSON, _AGENT, _BY, _OPENS, _ALONE, _NAMED) if is_column_blank else (_FIRST_PERSON, _AGENT, _BY)
    for pattern in patterns:
        for match in pattern.finditer(words):
            start = _start_of_party(words, match.start("who"))
            who = text[start : match.end("who")]
            if pattern is _NAMED and _NOT_NAMES.search(plain(who)):
                continue
            named = _column(who)
            if named.ownership in {Ownership.PERSON, Ownership.CROWD}:
                return Owner(named.ownership, who.strip())
    return None


_LONGEST_LIST = 120
_LIST_BEFORE = re.compile(r"(?:[\w'.-]+(?:\s[\w'.-]+)?\s*(?:,|/|&|\band\b)\s*)+$", re.IGNORECASE)
_WORDS_BEFORE = re.compile(r"(?<![\w'])(?:[\w'-]+\s+){1,2}$")


def _start_of_party(words: str, start: int) -> int:
    # "SW, HV and school nurse to meet": the list before the last name belongs to it, as does "all" in "all carers to".
    clause = max(words.rfind(mark, 0, start) for mark in (".", ";", ":", "\n")) + 1
    before = _LIST_BEFORE.search(words, max(clause, start - _LONGEST_LIST), start)
    if before is not None and before.start() <= clause + 2:
        return before.start()
    described = _WORDS_BEFORE.search(words, max(clause, start - _LONGEST_LIST), start)
    return described.start() if described else start
