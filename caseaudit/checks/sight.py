"""Whether a record tells of this child being looked at, or of the child being somewhere else."""

from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading
from caseaudit.checks.sentences import Place, Sentence, Who
from caseaudit.checks.time_together import spends_time
from caseaudit.checks.views import views_in

_NEAR = 8
_SHORT = words_in("short")
_IN_VIEW = frozenset({"seen", "sighted", "present", "observed", "out"})
_GROUP = words_in("group")


def tells_of_time(reading: Reading) -> bool:
    """Whether the worker tells of being with the child, and not on the phone."""
    return any(spends_time(s) and not s.has("at_a_distance") for s in reading.sentences)


def absent_in(reading: Reading, *, has_child: bool) -> Sentence | None:
    """The sentence by which the child was not there; with the child listed as there, only a plain one counts."""
    lists = ("not_seen",) if has_child else ("not_seen", "somewhere_else")
    for place, sentence in enumerate(reading.sentences):
        for first, end in sentence.of(*lists):
            if (
                sentence.is_quoted(first)
                or _is_of_somebody_else(sentence, first, end)
                or _is_met_later(reading, place, end)
            ):
                continue
            if any(_is_sight(sentence, place) for place in sentence.of("seen")) and sentence.key(end - 1) != "seen":
                continue
            if has_child and (_is_told_of_past(sentence, first) or _is_childs_telling(sentence, first)):
                continue
            return sentence
    return None


_WHOM_CHILD_SEES = words_in("whom_child_sees")


def called_instead(reading: Reading) -> Sentence | None:
    """The sentence that tells of a call with this child, where nothing tells of being with them."""
    calls = [sentence for sentence in reading.sentences if _is_call(sentence)]
    if not calls or any(one.has("sights") or (spends_time(one) and one not in calls) for one in reading.sentences):
        return None
    return calls[0]


def _is_call(sentence: Sentence) -> bool:
    for _, end in sentence.of("at_a_distance"):
        if sentence.key(end).startswith("interpret"):
            continue
        for mention in sentence.mentions:
            is_childs = mention.who is Who.CHILD and not mention.is_owner and 0 <= mention.first - end <= _BESIDE
            is_call = sentence.key(end - 1) in _CALLS and not _WITH.isdisjoint(sentence.keys(end, mention.first))
            if is_childs and (mention.first == end or is_call):
                return True
    return False


_CALLS = words_in("calls")
_BESIDE = 3
_WITH = frozenset({"with", "to"})


def _is_of_somebody_else(sentence: Sentence, first: int, end: int) -> bool:
    subject = sentence.subject(first + 1)
    if (
        subject is not None
        and subject.who is not Who.CHILD
        and not (subject.who is Who.WRITER and _sees_child(sentence, end))
    ):
        return True
    if (
        subject is None
        and sentence.unsaid is not None
        and sentence.unsaid.who is not Who.CHILD
        and sentence.unsaid.who is not Who.ADULT
    ):
        return True
    # "He has not seen his dad" is about who the child sees; "not seen on own" says that the child was there.
    sees = sentence.key(end - 1) in ("seen", "see", "met", "meet") and sentence.key(end) in _WHOM_CHILD_SEES
    is_childs = subject is not None and subject.who is Who.CHILD
    if is_childs and (sentence.key(first - 1) in ("has", "have", "had") or (sees and sentence.key(first) != "was")):
        return sentence.key(end) not in ("today", "this", "on", "at") and sentence.key(end) != ""
    return any(0 <= at - end <= 2 for at, _ in sentence.of("alone"))


def _sees_child(sentence: Sentence, at: int) -> bool:
    return any(m.who is Who.CHILD and 0 <= m.first - at <= 2 and not m.is_owner for m in sentence.mentions)


def _is_childs_telling(sentence: Sentence, at: int) -> bool:
    """ "He says he gets home and nobody is in" tells of another day."""
    return any(
        first < at and (subject := sentence.subject(first)) is not None and subject.who is Who.CHILD
        for first, _ in sentence.of("says", "wants")
    )


def opens_at_a_distance(reading: Reading) -> bool:
    """Whether a record begins with a call, and nothing after it tells of being there."""
    opening = reading.sentences[0]
    is_call = any(
        first - opening.first <= _OPENING
        and not opening.key(end).startswith("interpret")
        and not any(m.who is Who.ADULT and not m.is_object and m.end <= first for m in opening.mentions)
        and not any(at < first for at, _ in opening.of("interpreting"))
        for first, end in opening.of("at_a_distance")
    )
    return is_call and not any(one.has("sights") or (place and spends_time(one)) for place, one in _all(reading))


_OPENING = 3


def _all(reading: Reading) -> list[tuple[int, Sentence]]:
    return list(enumerate(reading.sentences))


_OTHER_DAYS = words_in("other_days")


def _is_told_of_past(sentence: Sentence, at: int) -> bool:
    """With the child listed as there, "was missing last week" and "is missing his dad" are about other days."""
    key = sentence.key(at)
    return sentence.key(at + 1) in ("missing", "staying", "at") or (
        key in _OTHER_DAYS and sentence.key(at + 1) not in ("seen", "brought", "sighted", "present")
    )


_MET_AFTER = words_in("met_after")


def _is_met_later(reading: Reading, place: int, at: int) -> bool:
    sentence = reading.sentences[place]
    rest = [(first, end) for first, end in sentence.of("met_later") if first >= at - 1]
    if any(_MET_AFTER & set(sentence.keys(first, end + 4)) for first, end in rest):
        return True
    following = reading.sentences[place + 1 : place + 3]
    return any(spends_time(one) and not one.has("at_a_distance") and _meets(one) for one in following)


_MEETS = words_in("meets")


def _meets(sentence: Sentence) -> bool:
    return bool(_MEETS & set(sentence.words.keys[sentence.first : sentence.end]))


def is_sighted(reading: Reading) -> bool:
    """Whether it is said that the child was seen, met or there."""
    for sentence in reading.sentences:
        if sentence.has("at_a_distance") and not sentence.has("met"):
            continue
        keys = sentence.keys(sentence.first, sentence.first + 4)
        is_short = bool(keys) and keys[0] in _SHORT and keys[1:2] not in (["by"], ["at"])
        if is_short and _child_or_none(sentence):
            return True
        if (
            _GROUP & set(keys)
            and _IN_VIEW & set(sentence.keys(sentence.first, sentence.first + 6))
            and "not" not in keys
        ):
            return True
        if any(_is_sight(sentence, place) for place in sentence.of("seen")):
            return True
    return False


def _child_or_none(sentence: Sentence) -> bool:
    people = [mention for mention in sentence.mentions[:1] if mention.who is not Who.WRITER and not mention.is_object]
    return not people or people[0].who is Who.CHILD


_NOT_SIGHT = words_in("not_sight")


_SIGHT_VERBS = words_in("sight_verbs")


def _is_sight(sentence: Sentence, place: Place) -> bool:
    first, end = place
    if sentence.is_quoted(first) or sentence.has("at_a_distance"):
        return False
    before = set(sentence.keys(first - 2, first))
    if before & _NOT_SIGHT:
        return False
    subject = sentence.subject(first)
    is_others = subject is not None and subject.who in (Who.ADULT, Who.PEER)
    if is_others and sentence.key(first) in _SIGHT_VERBS and not {"was", "were", "been"} & before:
        return False
    return any(
        mention.who is Who.CHILD
        and not mention.is_owner
        and (0 <= mention.first - end < _NEAR or (0 <= first - mention.end < 4))
        for mention in sentence.mentions
    )


def is_evident(reading: Reading) -> bool:
    """Whether what is told of the child could only be seen, or heard from the child."""
    for sentence in reading.sentences:
        for first, _ in sentence.of("observed"):
            subject = sentence.subject(first)
            if (
                subject is not None
                and subject.who is Who.CHILD
                and not sentence.is_quoted(first)
                and not _is_reported(sentence, first)
            ):
                return True
    return views_in(reading.record).is_from_child


def _is_reported(sentence: Sentence, at: int) -> bool:
    return any(place[0] < at for place in sentence.of("says", "accounts", "adults_tell", "minds"))
