"""Whether a way of working is described that fits this child's age and need."""

from dataclasses import dataclass

from caseaudit.checks.accounts import account_from
from caseaudit.checks.casefile import Record
from caseaudit.checks.people_in_record import is_listed, words_in
from caseaudit.checks.reading import Reading, reading_of
from caseaudit.checks.sentences import Mention, Place, Sentence, Who
from caseaudit.checks.views import YOUNGEST_QUOTED, views_in

_WALKS = words_in("walks")


@dataclass(frozen=True)
class Adapted:
    """Whether something was adapted, or None where it does not apply; and the words that say how."""

    verdict: bool | None
    quote: str = ""
    need_quote: str = ""


def communication_adapted(record: Record) -> Adapted:
    """Whether play, drawing, symbols, signs, a walk or plain words helped the child to say what they think."""
    if record.is_unborn or (record.age is not None and record.age < YOUNGEST_QUOTED):
        return Adapted(None)
    reading = reading_of(record)
    if not reading.company.has_child and not views_in(record).is_from_child:
        return _unadapted(reading)
    is_heard = views_in(record).is_from_child
    for sentence in reading.sentences:
        if _do_together(sentence):
            return Adapted(True, sentence.text)
        for place in sentence.of("methods"):
            if _is_used(reading, sentence, place) and (is_heard or _is_offered(sentence)):
                return Adapted(True, sentence.text)
    by_trade = next((person for person in record.present if is_listed(person, "method_workers")), "")
    return Adapted(True, by_trade) if by_trade and views_in(record).is_from_child else _unadapted(reading)


def _is_offered(sentence: Sentence) -> bool:
    """Whether the worker brought it, where nothing came of it: a child who colours alone is not yet asked anything."""
    is_colouring = sentence.key(sentence.of("methods")[0][0]) in _DOODLES
    return not is_colouring or any(mention.who is Who.WRITER for mention in sentence.mentions)


_DOODLES = frozenset({"coloured", "colouring", "drawing", "painting", "painted"})


def _unadapted(reading: Reading) -> Adapted:
    return Adapted(
        False, "", next((sentence.text for sentence in reading.sentences if sentence.has("unable_to_say")), "")
    )


def _is_unused(sentence: Sentence, first: int, end: int) -> bool:
    return any(
        (first - _NEAR <= at and stop <= first + 1) or (0 <= at - end <= 3 and sentence.key(at) in _UNUSED_AFTER)
        for at, stop in sentence.of("unused")
    )


_NEAR = 6
_UNUSED_AFTER = frozenset({"was", "not", "hasn't", "at", "next"})
_TO_PLAY_WITH = words_in("with_method")


def _is_used(reading: Reading, sentence: Sentence, place: Place) -> bool:
    first, end = place
    if sentence.is_quoted(first) and not sentence.of("shows"):
        return False
    starts = account_from(reading, sentence)
    if starts is not None and first >= starts:
        return False
    if _is_unused(sentence, first, end):
        return False
    subject = sentence.subject(first)
    if sentence.key(first) in _SIGNS:
        return _is_signing(reading, sentence, first)
    if sentence.key(first) in _SCREENS and sentence.key(first - 1) == "with" and not sentence.has("shows"):
        return False
    if _is_of_others(sentence, subject) or (sentence.key(first) in _WALKS and not _is_with_worker(sentence, subject)):
        return False
    if sentence.key(first) in _TO_PLAY_WITH:
        return _takes_part(sentence, subject is not None and subject.who is Who.CHILD)
    return True


_OPENS_WITH_WORKER = words_in("opens_with_worker")
_SIGNS = frozenset({"signed", "signs", "signing"})


_SCREENS = frozenset({"tablet", "ipad"})
_SIGNERS = words_in("signers")


def _is_signing(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Signs with the hands, and not at the foot of a plan."""
    need = f"{reading.record.communication_need} {reading.record.language}".lower()
    is_signer = any(word in need for word in _SIGNERS)
    return (
        (is_signer or sentence.has("by_sign"))
        and sentence.key(at + 1) not in ("by", "up", "off")
        and sentence.key(at - 1) != "not"
    )


_DOINGS = words_in("doings")


def _is_of_others(sentence: Sentence, subject: Mention | None) -> bool:
    """What Mum drew, or a brother's game."""
    if subject is None or subject.who not in (Who.ADULT, Who.PEER):
        return False
    return not (subject.is_pronoun or sentence.has("with_worker"))


def _do_together(sentence: Sentence) -> bool:
    """ "Sofia and I made bracelets": something to do while talking."""
    if sentence.is_of_both:
        return sentence.holds(_DOINGS)
    if any(_uses(sentence, mention) for mention in sentence.mentions):
        return True
    return any(
        sentence.key(mention.first) == "we" and sentence.key(mention.end) in _DONE_TOGETHER
        for mention in sentence.mentions
    )


def _uses(sentence: Sentence, mention: Mention) -> bool:
    """ "I used Bea's photo book": whatever it was, it was brought for the child."""
    is_used = mention.who is Who.WRITER and sentence.key(mention.end) == "used"
    return is_used and not sentence.holds(_USED_FOR_SOMETHING_ELSE)


_USED_FOR_SOMETHING_ELSE = words_in("used_for_something_else")
_DONE_TOGETHER = frozenset({"played", "drew", "built", "baked", "coloured", "painted", "made", "cooked"})


_WITH_WORKER_OPENS = words_in("with_worker_opens")


def _is_with_worker(sentence: Sentence, subject: Mention | None) -> bool:
    """Whether worker and child walk or drive together, and not "carer waited in the car"."""
    if subject is not None and subject.who is Who.ADULT:
        return False
    people = {mention.who for mention in sentence.mentions}
    return Who.WRITER in people or sentence.first == sentence.end or sentence.key(sentence.first) in _WITH_WORKER_OPENS


def _takes_part(sentence: Sentence, is_childs: bool) -> bool:
    """Whether child or worker did something with it: a child drawing on the settee is not yet a way of talking."""
    if any(mention.who is Who.WRITER for mention in sentence.mentions):
        return True
    if (
        sentence.has("shows")
        and is_childs
        and not {"was", "is", "were"} & set(sentence.keys(sentence.first, sentence.first + 4))
    ):
        return True
    return bool(
        {"with", "using", "through", "via", "used", "over"} & set(sentence.keys(sentence.first, sentence.end))
    ) and sentence.has("with_method")
