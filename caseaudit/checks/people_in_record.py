"""Who is who in a record: which name is this child's, who was in the room, and whose names the others are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from caseaudit.checks.casefile import Record
from caseaudit.checks.dates import plain
from caseaudit.checks.tagging import Tagger
from caseaudit.checks.wordlists import word_list, word_map

_LISTS = ("voice_people", "voice_views", "voice_presence", "voice_plans", "voice_methods")
_FAMILY = ("women", "men", "carers", "carers_together", "peers")
_NAME = re.compile(r"(?<![\w'])[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?![A-Za-z])")
_OWNER = re.compile(r"^\W*([A-Z][a-z]+)'s\b")
_ANY_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
# "(in the garage)" is elsewhere; "(in the room)" is not.
_SOMEWHERE = re.compile(
    r"\((?:in|at|out|gone|left)\b(?! (?:the )?room)"
    r"|\b(?:at|in|on) (?!and\b|law\b|part\b|(?:the )?(?:room|phone|call|attendance|arms|lap))\w",
    re.IGNORECASE,
)
_KIN_TITLES = frozenset({"uncle", "auntie", "aunty", "aunt"})
# As somebody, and doing something: "Leo was", "Leo and I".
_PLACED = frozenset({"at", "in", "since", "to", "on", "from", "by", "during"})


# Looked up a word at a time where they matter, and never looked for in the whole text.
_ONLY_LOOKED_UP = frozenset(
    {
        "takes_an_object", "common", "be", "things", "at_someone", "says_nothing", "takers_of_names", "english",
        "not_yet", "otherwise_alone",
    }
)  # fmt: skip
_ONLY_PRESENT = frozenset({"elsewhere", "from_afar", "homes_staff", "titles"})


@cache
def tagger() -> Tagger:
    """Every list that is looked for in the text of a record."""
    lists = {name: words for file in _LISTS for name, words in word_list(file).items()}
    looked_up = (word for name in _ONLY_LOOKED_UP for phrase in lists[name] for word in phrase.split())
    searched = {name: words for name, words in lists.items() if name not in _ONLY_LOOKED_UP | _ONLY_PRESENT}
    return Tagger(searched, word_map("shorthand"), looked_up)


@cache
def _present_tagger() -> Tagger:
    lists = {name: words for name, words in word_list("voice_people").items() if name not in _ONLY_LOOKED_UP}
    return Tagger(lists, word_map("shorthand"))


@cache
def words_in(name: str) -> frozenset[str]:
    """One list of the reading of records, as a set."""
    files = (*_LISTS, "voice_grammar", "voice_names")
    return frozenset(word for file in files for word in word_list(file).get(name, ()))


@cache
def _no_name() -> frozenset[str]:
    voice, people = word_list("voice_names"), word_list("people")
    return frozenset(word.lower() for word in (*voice["not_names"], *people["not_names"], *people["organisations"]))


@dataclass(frozen=True)
class Company:
    """Who the record says was there, and whose name is whose; names are in small letters."""

    has_child: bool = False
    has_family: bool = False
    has_worker: bool = False
    child_names: frozenset[str] = frozenset()
    initial: str = ""
    adults: Mapping[str, str] = field(default_factory=dict)
    family: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Listed:
    """One entry of the list of those present."""

    text: str
    kind: str
    names: tuple[str, ...]
    is_elsewhere: bool
    is_afar: bool
    owners: tuple[str, ...] = ()


def company_of(record: Record) -> Company:
    """Who was there, from the names written down and from the name the record keeps returning to."""
    listed = [_listed(plain(person)) for person in record.present]
    text = plain(record.text)
    children = [one for one in listed if one.kind == "child"]
    named = [name for one in children for name in one.names]
    known = {name.lower(): _named_as(one) for one in listed if one.kind != "child" for name in one.names}
    owner = next((name for one in listed for name in one.owners), "")
    if not named and owner and known.get(owner.lower()) in ("family", "peer"):
        # "Ana's sister" was there: Ana is the child.
        del known[owner.lower()]
        names = frozenset({owner.lower()})
    else:
        names = _childs_names(named, known, text, record)
    parts = frozenset(part for name in names for part in name.split("-"))
    strangers = [one for one in children if one.names and not {name.lower() for name in one.names} & names]
    has_worker = any(one.kind == "worker" for one in listed)
    # A full name that is nobody's in the text is a worker's where no other worker is named.
    guests = [one for one in strangers if has_worker or len(one.names) < 2]
    known |= {name.lower(): "family" if one in guests else "worker" for one in strangers for name in one.names}
    family = [one for one in (*guests, *listed) if one.kind == "family" or one in guests]
    in_room = [one for one in family if not (one.is_elsewhere or one.is_afar)]
    return Company(
        has_child=any(one not in strangers and not one.is_afar for one in children),
        has_family=bool(in_room),
        has_worker=has_worker or len(guests) < len(strangers),
        child_names=parts,
        initial=next(iter(names))[0] if len(names) == 1 else "",
        adults=known,
        family=tuple(one.text for one in in_room),
    )


@lru_cache(maxsize=1024)
def _listed(person: str) -> _Listed:
    core = _IN_BRACKETS.sub(" ", person)
    kind = _kind(core)
    aside = " ".join(_IN_BRACKETS.findall(person))
    if kind == "family" and _is_only_titled(core) and _kind(aside) == "worker":
        kind = "worker"
    told = person
    if kind == "child" and not _is_childs_word(core):
        # "Jean (foster carer)" is a carer; "Leo (child)", "Leo (aged 7)" and "Leo (walking)" are not.
        inside = _kind(aside, unsaid="child")
        # "Leo (Mum in kitchen)" is Leo.
        is_aside = _SOMEWHERE.search(person) is not None or _has_list(person, "elsewhere")
        if inside == "family" and is_aside:
            told = core
        kind = inside if inside in ("worker", "family") and not is_aside else kind
        if re.search(r"\bseen\b", core):
            kind = "child"
    found = {name for name, _, _ in _present_tagger().places(_keys(told))}
    return _Listed(
        person,
        kind,
        tuple(name for name in _NAME.findall(told) if not _is_word(name)),
        "elsewhere" in found or _SOMEWHERE.search(told) is not None,
        "from_afar" in found,
        tuple(name for name in _OWNER.findall(core) if not _is_word(name)) if kind == "family" else (),
    )


def is_listed(person: str, name: str) -> bool:
    """Whether somebody listed as present is named by a word of a list."""
    keys = " ".join(_keys(person))
    return any(word in keys for word in words_in(name))


def _named_as(one: _Listed) -> str:
    """Whether a name is the writer's, another worker's or the family's."""
    is_writer = any(name == "writers" for name, _, _ in _present_tagger().places(_keys(one.text)))
    if one.kind == "family" and one.names and is_listed(one.text, "peers"):
        return "peer"
    return "writer" if one.kind == "worker" and is_writer else one.kind


def _kind(text: str, unsaid: str = "worker") -> str:
    keys = _keys(text)
    # "Mr Saeed, interpreter" is no relative for being "Mr".
    titled = words_in("titles") if len(keys) > 1 else frozenset()
    found = [
        (name, first, end)
        for name, first, end in _present_tagger().places(keys)
        if name not in _FAMILY or end - first > 1 or keys[first] not in titled - _KIN_TITLES
    ]
    kinds = {name for name, _, _ in found}
    if "homes_staff" in kinds:
        return "family"
    last = {name for name, _, end in found if end == len(keys)}
    at_work = {"professionals", "writers"}
    if kinds & at_work and (last & at_work or not kinds & set(_FAMILY)):
        return "worker"
    if kinds & {*_FAMILY, "titles"}:
        return "family"
    if kinds & at_work:
        return "worker"
    has_name = any(not _is_word(name) for name in _NAME.findall(text))
    return "child" if has_name or "childs" in kinds or not keys else unsaid


def _has_list(person: str, wanted: str) -> bool:
    return any(name == wanted for name, _, _ in _present_tagger().places(_keys(person)))


def _is_only_titled(text: str) -> bool:
    """ "Ms Ladd", of whom no more is known than a title."""
    keys = _keys(text)
    return bool(keys) and keys[0] in words_in("titles")


def _is_childs_word(text: str) -> bool:
    return any(name == "childs" for name, _, _ in _present_tagger().places(_keys(text)))


def _keys(text: str) -> list[str]:
    read = _present_tagger().read
    words = _ANY_WORD.findall(text)
    if len(words) == 1 and len(words[0]) >= _SHORTEST_MISSPELT and _NAME.fullmatch(words[0]):
        # "Marlon" by himself is no misspelt role.
        return [words[0].lower()]
    return [read(word.lower().removesuffix("'s")) for word in words]


_SHORTEST_MISSPELT = 6


def _is_word(name: str) -> bool:
    small = name.lower()
    return small in _no_name() or tagger().is_known(small)


def _childs_names(named: list[str], known: Iterable[str], text: str, record: Record) -> frozenset[str]:
    if record.is_unborn:
        return frozenset()
    if named:
        counts = Counter(word.lower().removesuffix("'s") for word in _ANY_WORD.findall(text)) if len(named) > 1 else {}
        return frozenset({max(named, key=lambda name: (counts.get(name.lower(), 0), -named.index(name))).lower()})
    taken = set(known)
    usual: dict[str, tuple[int, int, int]] = {}
    words = list(_ANY_WORD.finditer(text))
    small = {word[0] for word in words if word[0].islower()}
    for place, word in enumerate(words):
        name = word[0].removesuffix("'s")
        if not _NAME.fullmatch(name) or _is_word(name) or name.lower() in small or name.lower() in taken:
            continue
        if _is_nobodys(text, word, words[place + 1][0] if place + 1 < len(words) else ""):
            continue
        before = words[place - 1][0].lower() if place else ""
        if before in words_in("titles") or before in words_in("takers_of_names"):
            taken.add(name.lower())
            usual.pop(name.lower(), None)
            continue
        count, likely, opens = usual.get(name.lower(), (0, 0, -place))
        usual[name.lower()] = (count + 1, likely + _is_person(words, place, before), opens)
    if not usual:
        return frozenset()
    return frozenset({max(usual, key=lambda name: (usual[name][0] + usual[name][1], usual[name][2]))})


def _is_person(words: list[re.Match[str]], place: int, before: str) -> int:
    """Whether a capital is somebody's, and not a sentence's first word ("Arrived at 4pm") or a place ("at Cubs")."""
    if words[place][0].endswith("'s"):
        return 1
    after = words[place + 1][0].lower() if place + 1 < len(words) else ""
    if before in _ADDRESSED:
        return 1
    return int(after in words_in("does")) - int(before in _PLACED)


def _is_nobodys(text: str, word: re.Match[str], after: str) -> bool:
    """ "Wary of men's voices" begins a sentence and is no name; whom a quotation names is whom the child speaks of."""
    if text.count('"', 0, word.start()) % 2:
        return True
    before = text[: word.start()].rstrip()
    return (not before or before[-1] in ".!?:;\n") and after in ("of", "in", "to", "for", "than", "about")


_ADDRESSED = words_in("addressed")
