"""The words by which the child speaks, wants, feels or shows, outside any adult's account."""

from collections.abc import Iterator

from caseaudit.checks.accounts import AUX, PASSIVES, account_from, is_adults_account, is_asked
from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading
from caseaudit.checks.sentences import Place, Sentence, Who

_WORDS_WITHHELD = words_in("words_withheld")
_ADDS = words_in("adds")
_SPEECH = words_in("speech")


def childs_verbs(reading: Reading, place: int, sentence: Sentence) -> Iterator[Place]:
    """The words by which the child speaks, wants, feels or shows."""
    adults_from = account_from(reading, sentence)
    after_account = place > 0 and is_adults_account(reading, place - 1)
    # Where the child was not there, what they like and feel came from whoever told.
    is_told_on = after_account and not (reading.company.has_child or sentence.has("says"))
    for name in ("says", "wants", "feelings", "shows"):
        for found in sentence.of(name):
            if is_told_on and name in ("wants", "feelings"):
                continue
            if sentence.is_quoted(found[0]) or not _is_childs(
                sentence, name, found, adults_from, after_account=after_account
            ):
                continue
            if _has_content(reading, sentence, name, found):
                yield found


_WITHHELD_VERBS = words_in("withheld_verbs")


def _is_childs(sentence: Sentence, name: str, found: Place, adults_from: int | None, *, after_account: bool) -> bool:
    first = found[0]
    subject = sentence.subject(first)
    if subject is None or subject.who is not Who.CHILD:
        return name == "wants" and _is_owned(sentence, first) and adults_from is None
    key = sentence.key(first)
    if sentence.key(first - 1) in AUX and key in PASSIVES:
        return False
    if key in _WITHHELD_VERBS and sentence.key(first - 1) in _WORDS_WITHHELD:
        return False
    if name != "says" and is_asked(sentence, subject.first):
        return False
    if after_account and name in ("wants", "feelings") and subject.is_pronoun and not sentence.has("says"):
        return False
    if (
        name == "feelings"
        and not (words_in("be") & set(sentence.keys(first - 3, first)))
        and first - 1 not in sentence.words.owns
    ):
        return False
    if adults_from is None or first < adults_from:
        return True
    begun = sentence.keys(adults_from, subject.first + 1)
    is_new = bool(_ADDS & set(begun)) or any(
        sentence.words.breaks[at] >= 2 for at in range(adults_from, subject.first + 1)
    )
    return is_new and key in _SPEECH


def _is_owned(sentence: Sentence, at: int) -> bool:
    """ "His dream is": the child's own."""
    return (
        any(m.who is Who.CHILD and m.is_owner and 0 <= at - m.end <= 1 for m in sentence.mentions)
        and sentence.key(at) in _OWNED
    )


_OWNED = words_in("owned")


_AFTER_WISHES = words_in("after_wishes")


_STAYS_AWAY = words_in("stays_away")


def _has_content(reading: Reading, sentence: Sentence, name: str, found: Place) -> bool:
    end = found[1]
    follows = sentence.keys(end, sentence.end)
    if name == "shows":
        return _shows_something(sentence, found)
    if name == "says":
        return len(follows) > 0 and not _is_empty(sentence, end) and not _only_stock(sentence, end)
    return name != "wants" or _wants_something(sentence, found, follows)


def _wants_something(sentence: Sentence, found: Place, follows: list[str]) -> bool:
    first, end = found
    said = " ".join(sentence.keys(first, end))
    is_passive = sentence.key(first - 1) in AUX
    if is_passive and said in _FELT and sentence.key(end) in ("to", "by", "that"):
        return False
    if sentence.has("stock") and follows[:2] == ["to", "be"]:
        # "Wishes and feelings: to be happy" says what anybody would.
        return not _ANYBODYS.issuperset(follows[2:])
    if said in _CHOOSING and (len(follows) < _FEWEST_WORDS or _keeps_away(follows)):
        return False
    if said in _REFUSING:
        return bool(follows) and _STAYS_AWAY.isdisjoint(follows[:3])
    if said in _NOUNS:
        return bool(follows) and follows[0] in _AFTER_WISHES
    return follows[:1] not in (["and"], ["views"]) or len(follows) > _FEWEST_WORDS


_FEWEST_WORDS = 2
_ANYBODYS = frozenset({"happy", "safe", "and", "loved", "at", "home", "healthy", "settled"})
_FELT = frozenset({"felt", "feels", "feeling"})
_CHOOSING = frozenset({"chose", "chooses", "chosen", "finds", "found it"})
_REFUSING = frozenset({"refused", "refuses", "declined", "would not", "wouldn't"})
_NOUNS = frozenset({"wishes", "feeling", "feelings"})


def _shows_something(sentence: Sentence, found: Place) -> bool:
    first, end = found
    if sentence.key(first) in _PLAIN_SHOWS or any(
        sentence.key(first) == one for one in ("drew", "draws", "typed", "pointed", "points")
    ):
        return sentence.end - end >= 1
    about = words_in("things")
    return any(key in about for key in sentence.keys(end - 1, end + 8) if key != sentence.key(first))


_PLAIN_SHOWS = words_in("plain_shows")


def _is_empty(sentence: Sentence, at: int) -> bool:
    """Whether no view follows a verb of saying: "said yes", "said he did not know"."""
    rest = [key for place, key in enumerate(sentence.keys(at, sentence.end), start=at) if not (place > at + 9)]
    while rest and rest[0] in ("that", "me", "us", "only", "just", "simply"):
        rest = rest[1:]
    if rest and rest[0] in _GREETS and sentence.words.breaks[min(at + 1, sentence.end - 1)] > 0:
        return True
    text = " ".join(rest)
    for words in words_in("says_nothing"):
        if text == words:
            return True
        if text.startswith(words + " "):
            left = text[len(words) + 1 :].split()
            if left[0] in ("when", "to", "and", "in", "at", "but") and not (
                set(left) & (words_in("wants") | words_in("feelings") | words_in("says"))
            ):
                return True
    return False


def _keeps_away(follows: list[str]) -> bool:
    """ "Chose not to come" says that the child was not there, and no more."""
    return follows[0] == "not" and not _STAYS_AWAY.isdisjoint(follows[:4])


_GREETS = frozenset({"hello", "hi", "hiya", "bye", "goodbye", "thanks"})


def _only_stock(sentence: Sentence, at: int) -> bool:
    """Whether all that is told is that there were views."""
    after = [place for place in sentence.of("stock") if place[0] >= at and place[0] - at <= 2]
    return (
        bool(after)
        and not any(place[0] >= after[0][1] for place in sentence.of("wants", "feelings", "says"))
        and sentence.end - after[0][1] < 12
    )
