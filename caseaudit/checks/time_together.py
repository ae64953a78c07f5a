"""Time the worker spent with the child away from family: said outright, or told by who left and where they met."""

from collections.abc import Iterator
from itertools import chain, pairwise

from caseaudit.checks.accounts import is_adults_account
from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading
from caseaudit.checks.sentences import Place, Sentence, Who
from caseaudit.checks.views import views_in

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "midwife", "landlord", "landlady"})
KIN = frozenset().union(*map(words_in, ("women", "men", "carers", "carers_together", "peers"))) - _TITLES
_NEAR = 9
_VERBS_WITHOUT_WRITER = words_in("verbs_without_writer")
_GONE = words_in("gone")
_GOES = frozenset({"went", "joined", "knocked", "followed"})


def spends_time(sentence: Sentence) -> bool:
    """Whether the worker tells of being with this child."""
    has_child = any(mention.who is Who.CHILD for mention in sentence.mentions)
    if not has_child:
        return False
    for first, _ in sentence.of("takes_worker"):
        subject = sentence.subject(first)
        if sentence.key(first + 1) in ("me", "us") and subject is not None and subject.who is Who.CHILD:
            return True
    for first, _ in sentence.of("time_together"):
        subject = sentence.subject(first)
        is_writers = subject is not None and subject.who is Who.WRITER
        opens = first - sentence.first <= 1 and sentence.key(first) in _VERBS_WITHOUT_WRITER
        if (is_writers or opens) and not _is_only_meant(sentence, first):
            return True
    return sentence.is_of_both


def _is_only_meant(sentence: Sentence, at: int) -> bool:
    return bool(words_in("not_yet") & set(sentence.keys(at - 2, at)) - {"agreed to"})


def says_alone(reading: Reading) -> Sentence | None:
    """The sentence that says outright that worker and child were by themselves."""
    for sentence in reading.sentences:
        if denies_alone(sentence):
            continue
        if sentence.has("nobody_else") and not _is_only_wished(sentence):
            return sentence
        for place in sentence.of("alone"):
            if _is_time_alone(sentence, place) or _is_headed(sentence, place):
                return sentence
    return None


_WISHED_FOR = words_in("wished_for")


def _is_only_wished(sentence: Sentence) -> bool:
    place = sentence.of("nobody_else")[0][0]
    return bool(_WISHED_FOR & set(sentence.keys(place - 9, place)))


_MEANT_ALONE = words_in("meant_alone")


def _is_time_alone(sentence: Sentence, place: Place) -> bool:
    first, end = place
    if sentence.is_quoted(first):
        return False
    met = [at for at, _ in sentence.of("met") if first - _NEAR - 3 <= at <= end + 4]
    if not met or words_in("otherwise_alone") & set(sentence.keys(first - 3, first)):
        return False
    nearest = max((at for at in met if at < first), default=first)
    if _MEANT_ALONE & set(sentence.keys(nearest - 4, nearest)):
        return False
    alone_person = sentence.subject(first)
    return not (
        alone_person is not None
        and alone_person.who in (Who.ADULT, Who.PEER)
        and not sentence.has("childs")
        and not _has_child(sentence)
    )


def _is_headed(sentence: Sentence, place: Place) -> bool:
    """ "Corey on his own: smokes 5 a day": a heading for what was said then."""
    first, end = place
    is_childs = any(m.who is Who.CHILD and m.end == first and m.first == sentence.first for m in sentence.mentions)
    return is_childs and end < sentence.end and sentence.words.breaks[end] == 2


def _has_child(sentence: Sentence) -> bool:
    return any(mention.who is Who.CHILD for mention in sentence.mentions)


def denies_alone(sentence: Sentence) -> bool:
    """Whether a sentence says that the child was not alone with the worker, or would not be."""
    for first, end in sentence.of("alone"):
        for at, stop in sentence.of("not_alone"):
            is_before = first - 10 <= at and stop <= first
            is_after = 0 <= at - end <= 4 and _ADDS.isdisjoint(sentence.keys(end, at))
            if (is_before or is_after) and _denies(sentence, at, first):
                return True
    return False


_ADDS = frozenset({"and", "but"})


def _denies(sentence: Sentence, at: int, alone: int) -> bool:
    if sentence.key(at) == "to":
        return alone - at <= 4
    return sentence.key(at) != "offered" or not _took_it_up(sentence)


def _took_it_up(sentence: Sentence) -> bool:
    keys = set(sentence.keys(sentence.first, sentence.end))
    return (
        bool({"accepted", "agreed", "yes", "took", "spent", "happy"} & keys)
        and not {"declined", "no", "refused", "didn't"} & keys
    )


def is_apart(reading: Reading) -> Sentence | None:
    """The sentence by which worker and child were together with family somewhere else, or met where they are not."""
    together = [sentence for sentence in reading.sentences if spends_time(sentence)]
    away = (sentence for sentence in reading.sentences if _met_away(sentence, reading))
    in_room = (one for one in together if one.has("own_room") and not _comes_too(one))
    parted = (sentence for sentence in together if _parts_company(sentence))
    found = next(chain(away, in_room, _joined_in_room(reading), parted), None)
    if found is not None:
        return found
    left = next((sentence for sentence in reading.sentences if _family_leaves(sentence)), None)
    if left is None:
        return None
    return left if together or _left_to_it(left) or _goes(left, reading) or _is_heard(reading, left) else None


def _joined_in_room(reading: Reading) -> Iterator[Sentence]:
    """ "She was in her room. I went up": the sentence in which the worker follows."""
    for before, after in pairwise(reading.sentences):
        opens = frozenset(after.keys(after.first, after.first + 4))
        if before.has("own_room") and "i" in opens and opens & _GOES and not _names_family(after):
            yield after


def _is_heard(reading: Reading, left: Sentence) -> bool:
    """Whether the child, listed as there, speaks or plays after family went, and no adult tells of them."""
    if not reading.company.has_child:
        return False
    is_told = any(is_adults_account(reading, place) for place in range(len(reading.sentences)))
    return not is_told and any(sentence.first >= left.first for sentence in views_in(reading.record).own)


def _parts_company(sentence: Sentence) -> bool:
    """Whether worker and child do one thing and family another: "while Dad hung the washing out, Leo and I played"."""
    if not (sentence.is_of_both or sentence.holds(_MEANWHILE)) or sentence.has("in_the_room"):
        return False
    return any(
        mention.who is Who.ADULT
        and not (mention.is_object or mention.is_owner or mention.is_pronoun)
        and sentence.key(mention.end - 1) in KIN
        and sentence.key(mention.end) not in _STAYS_NEAR
        and (sentence.words.breaks[mention.first] > 0 or sentence.key(mention.first - 1) in _MEANWHILE)
        for mention in sentence.mentions
    )


_STAYS_NEAR = words_in("stays_near") | {""}


def _comes_too(sentence: Sentence) -> bool:
    """Whether family are named, and not as busy elsewhere: "while Mum got the baby off"."""
    return any(
        sentence.key(mention.end - 1) in KIN and _MEANWHILE.isdisjoint(sentence.keys(mention.first - 3, mention.first))
        for mention in sentence.mentions
    )


_MEANWHILE = frozenset({"while", "whilst", "as"})


def _goes(sentence: Sentence, reading: Reading) -> bool:
    """Whether family went, where the child is listed as there: the two who stayed were worker and child."""
    return reading.company.has_child and any(sentence.key(first) in _GONE for first, _ in sentence.of("leaves"))


def _left_to_it(sentence: Sentence) -> bool:
    return sentence.holds(("us", "scarce", "privacy"))


def _names_family(sentence: Sentence) -> bool:
    return any(sentence.key(mention.end - 1) in KIN for mention in sentence.mentions)


def _met_away(sentence: Sentence, reading: Reading) -> bool:
    away = sentence.of("away_places")
    if not away or _names_family_there(sentence, away[0]):
        return False
    first = away[0][0]
    if sentence.is_quoted(first):
        return False
    met = [
        at for at, _ in sentence.of("met", "time_together") if at < away[0][1] + 3 and not _is_only_meant(sentence, at)
    ]
    if not met:
        return False
    if not _has_child(sentence) and met[0] - sentence.first > 1:
        return False
    subject = sentence.subject(met[0])
    return (
        subject is None
        or subject.who is Who.WRITER
        or _is_met(sentence, met[0])
        or sentence.is_of_both
        or met[0] - sentence.first <= 1
    )


_MET_BY_WORKER = words_in("met_by_worker")


def _is_met(sentence: Sentence, at: int) -> bool:
    """ "Was seen", "seen", "was spoken to"; not "he talked to his friends at school"."""
    return sentence.key(at) in _MET_BY_WORKER


def _names_family_there(sentence: Sentence, away: Place) -> bool:
    return any(
        mention.who in (Who.ADULT, Who.PEER) and not mention.is_owner and sentence.key(mention.end - 1) in KIN
        for mention in sentence.mentions
        if mention.first < away[1] + 6
    )


def _family_leaves(sentence: Sentence) -> bool:
    for first, end in sentence.of("leaves"):
        if sentence.is_quoted(first) or sentence.key(end) in ("doorway", "door"):
            continue
        subject = sentence.subject(first)
        if subject is None or subject.who is not Who.ADULT:
            continue
        if {"not", "would", "didn't", "wouldn't", "never", "refused"} & set(sentence.keys(first - 2, first)):
            continue
        if (
            subject.is_pronoun
            or sentence.key(subject.first) in KIN
            or sentence.key(subject.end - 1) in KIN
            or sentence.words.capital[subject.first]
        ):
            return True
    return False


def was_together(reading: Reading) -> Sentence | None:
    """The sentence that shows family in the room."""
    for sentence in reading.sentences:
        if denies_alone(sentence):
            return sentence
        if _is_in_the_room(sentence):
            return sentence
        if _is_seen_with_family(sentence):
            return sentence
    return None


def _is_in_the_room(sentence: Sentence) -> bool:
    if not _names_family(sentence) or _family_leaves(sentence):
        return False
    spoken = [
        first
        for first, _ in sentence.of("says", "wants")
        if (subject := sentence.subject(first)) is not None and subject.who is Who.CHILD
    ]
    # "She wants Dad to stop saying it in front of people" tells of another day.
    return any(not spoken or first < spoken[0] for first, _ in sentence.of("in_the_room"))


def _is_seen_with_family(sentence: Sentence) -> bool:
    """ "Seen with Mum", unless the record goes on "then alone"."""
    if sentence.holds(("then",)):
        return False
    return any(
        0 <= mention.first - end < 5 and not _WITH.isdisjoint(sentence.keys(end, mention.first))
        for _, end in sentence.of("seen")
        for mention in sentence.mentions
        if mention.who is not Who.CHILD and sentence.key(mention.end - 1) in KIN
    )


_WITH = frozenset({"with", "alongside"})
