"""Who is named in a sentence: by role, by name or initial, or by a pronoun still open."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from caseaudit.checks.people_in_record import Company, tagger, words_in
from caseaudit.checks.record_words import Words
from caseaudit.checks.sentences import Mention, Sentence, Who

_DETERMINERS = words_in("determiners")
_KINDS: tuple[tuple[str, Who | None, str], ...] = (
    ("women", Who.ADULT, "f"), ("men", Who.ADULT, "m"), ("carers", Who.ADULT, ""), ("carers_together", Who.ADULT, "p"),
    ("peers", Who.PEER, ""), ("childs", Who.CHILD, ""), ("professionals", Who.ADULT, ""), ("writers", Who.WRITER, ""),
    ("he", None, "m"), ("she", None, "f"), ("they", None, "p"),
)  # fmt: skip
_KNOWN_AS = {"family": Who.ADULT, "peer": Who.PEER, "worker": Who.ADULT, "writer": Who.WRITER}
_OWNING = frozenset({"his", "their", "her", "hers"})
_OBJECT = frozenset({"him", "them", "himself", "herself", "themselves"})
_SPEAKS_NEXT = words_in("speaks_next")
_TELLS_NEXT = _SPEAKS_NEXT | words_in("bodies_tell_next")
_BOTH_DO = words_in("both_do")
_ACTING = frozenset({"he", "she", "they", "i", "we"})
_TAKES_AN_OBJECT = words_in("takes_an_object")
Span = tuple[int, int, int, Who | None, str]
# The child's own name goes before any other reading of it.
_FIRST = -1_000_000
_ENDS = 3


def named_in(sentence: Sentence, seen: dict[str, Who], names: Sequence[Span]) -> list[Mention]:
    """Everybody named outside quotations, by role, name or initial, pronouns still open."""
    found = sentence.found
    from_here = bisect_left(names, sentence.first, key=_place)
    spans = list(names[from_here : bisect_left(names, sentence.end, lo=from_here, key=_place)])
    bodies = found.get("bodies", ())
    spans += [(at, -end, end, Who.ADULT, "p") for at, end in bodies if sentence.key(end) in _TELLS_NEXT]
    for kind, part, called in _KINDS:
        if kind in found:
            spans += [(at, -end, end, part, called) for at, end in found[kind]]
    spans.sort(key=_in_order)
    words, small = sentence.words, sentence.words.small
    mentions: list[Mention] = []
    reached = sentence.first
    for first, _, stop, who, sex in spans:
        end = stop
        if first < reached or words.quote_at[first] >= 0:
            continue
        is_titled = who is Who.ADULT and words.has_capitals and end < sentence.end
        if is_titled and small[end] in seen and not words.breaks[end]:
            # "Mr Saeed" is the interpreter where the list of those present says so.
            who = Who.WRITER if seen[small[end]] is Who.WRITER else who
            end += 1
        mentions.append(_mention(sentence, first, end, who, sex, mentions))
        reached = end
    return mentions


def _place(span: Span) -> int:
    return span[0]


def _in_order(span: Span) -> tuple[int, int]:
    return span[0], span[1]


def names_among(
    words: Words, company: Company, seen: dict[str, Who], *, is_letter: bool, is_own_hand: bool
) -> list[Span]:
    """The child's name, initial, "you" or "I", everybody else's names, and "both", wherever they stand."""
    own = company.child_names
    wanted = {*own, *seen, company.initial, "both", "you", *(_OWN_HAND if is_own_hand else ())}
    found: list[Span] = []
    short = {low for low in set(words.small) if _is_short_for(low, own, seen)}
    wanted |= short
    for at in [at for at, low in enumerate(words.small) if low in wanted]:
        low = words.small[at]
        is_name = words.capital[at] or not words.has_capitals
        if is_name and (low in own or low in short or (low == company.initial and _is_initial(words, at))):
            found.append((at, _FIRST, at + 1, Who.CHILD, ""))
        elif is_name and low in seen:
            found.append((at, -at - 1, at + 1, seen[low], ""))
        elif low == "both" and words.keys[at + 1 : at + 2] and words.keys[at + 1] in _BOTH_DO:
            found.append((at, -at - 1, at + 1, None, "p"))
        elif (low == "you" and is_letter) or (is_own_hand and low in _OWN_HAND):
            found.append((at, -at - 1, at + 1, Who.CHILD, ""))
    return found


def _is_short_for(low: str, own: Iterable[str], seen: dict[str, Who]) -> bool:
    """ "Reg" is Reggie, where Reg is nobody else."""
    return (
        len(low) > 1
        and any(name.startswith(low) and len(name) > len(low) for name in own)
        and low not in seen
        and not tagger().is_known(low)
        and low not in words_in("not_names")
    )


_OWN_HAND = frozenset({"i", "me", "my", "i'm", "i've", "i'd", "i'll", "im", "ive", "myself"})


def _is_initial(words: Words, at: int) -> bool:
    return words.capital[at] and words.small[at] not in "ia" and words.ends[at] - words.starts[at] == 1


def _mention(sentence: Sentence, first: int, end: int, who: Who | None, sex: str, earlier: list[Mention]) -> Mention:
    words = sentence.words
    key = words.keys[first]
    owns = end - 1 in words.owns and who is not None and sentence.key(end) not in _AFTER_IS
    owns = (
        owns
        or key in _OWNING - {"her"}
        or (key == "my" and who is Who.CHILD)
        or (key == "her" and end < sentence.end and words.breaks[end] == 0 and not _ends_object(sentence, end))
    )
    at = first - 1
    while at > sentence.first and words.keys[at] in _DETERMINERS and words.breaks[at] == 0:
        at -= 1
    is_object = key in _OBJECT or (key == "her" and not owns)
    speaks = sentence.key(end) in _SPEAKS_NEXT and not words.breaks[end]
    may_be = key not in _ACTING and not words.breaks[first] and not speaks
    if not is_object and may_be and at >= sentence.first:
        is_object = words.keys[at] in _TAKES_AN_OBJECT and words.quote_at[at] < 0
        joined = words.keys[at] == "and" and earlier and earlier[-1].end in (at, at - 1) and earlier[-1].is_object
        is_object = is_object or bool(joined)
    return Mention(who or Who.PEER, first, end, sex, is_object, owns, who is None)


_AFTER_IS = words_in("after_is")
_AFTER_OBJECT = words_in("after_object")


def _ends_object(sentence: Sentence, at: int) -> bool:
    return sentence.key(at) in _AFTER_OBJECT


def others_named(words: Words, company: Company) -> dict[str, Who]:
    """Names that are somebody else's: those listed as present, and capitals that no list knows."""
    others = {name: _KNOWN_AS[kind] for name, kind in company.adults.items() if kind in _KNOWN_AS}
    if not words.has_capitals:
        return others
    known = tagger().is_known
    barred = words_in("not_names")
    for at in [at for at, is_capital in enumerate(words.capital) if is_capital and words.breaks[at] < _ENDS]:
        low = words.small[at]
        if low in others or low in company.child_names or _is_short_for(low, company.child_names, others):
            continue
        is_name = len(low) > 2 and words.quote_at[at] < 0 and not known(low) and low not in barred
        if is_name and not words.text[words.starts[at] : words.ends[at]].isupper():
            others[low] = Who.ADULT
    return others
