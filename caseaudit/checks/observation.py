"""What was seen of a child who does not say it, and what was thought of one who is not born."""

from caseaudit.checks.accounts import account_from
from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading
from caseaudit.checks.sentences import Sentence, Who

TOO_YOUNG_TO_SAY = 3
_CUES_ENOUGH = 2


def observed(reading: Reading) -> list[Sentence]:
    """Sentences that describe how the child behaved so that another would know what it was like for them."""
    record = reading.record
    is_wordless = (record.age is not None and record.age < TOO_YOUNG_TO_SAY) or bool(record.communication_need.strip())
    found: list[Sentence] = []
    score = 0
    for sentence in reading.sentences:
        points = _cues_in(reading, sentence, is_wordless=is_wordless)
        if points:
            found.append(sentence)
            score += points
    return found if score >= _CUES_ENOUGH else []


def _cues_in(reading: Reading, sentence: Sentence, *, is_wordless: bool) -> int:
    places = sentence.of("cues")
    has_trigger = sentence.has("triggers")
    if not places or not (is_wordless or has_trigger) or "heard crying" in sentence.text.lower():
        return 0
    adults_from = account_from(reading, sentence)
    points = 0
    reached = -1
    for first, end in places:
        if first < reached or (adults_from is not None and first >= adults_from) or not _is_childs(sentence, first):
            continue
        reached = end
        is_answer = sentence.key(end) in words_in("at_someone") or has_trigger
        points += 2 if is_answer else 1
    return points


_LOOKS = words_in("looks")
_BODY = words_in("body")


def _is_childs(sentence: Sentence, at: int) -> bool:
    """Whether a cue is what the child did, and not what an adult did or how the child "presented"."""
    if sentence.is_quoted(at):
        return False
    key, before = sentence.key(at), sentence.key(at - 1)
    if key in _BODY:
        return True
    if (key in _SEEMS and before in _LOOKS) or before in _NOT_DONE:
        return False
    subject = sentence.subject(at) or sentence.unsaid
    return subject is None or subject.who is Who.CHILD


_SEEMS = frozenset({"settled", "relaxed"})
_NOT_DONE = frozenset({"to", "will", "can", "should"})


def thinks_of_baby(sentence: Sentence) -> bool:
    """Whether a sentence says what pregnancy or birth is or will be for the baby."""
    if not sentence.has("babys_life") or sentence.has("stock"):
        return False
    return sentence.has("childs", "baby_words") or any(
        mention.who is Who.CHILD and mention.is_pronoun for mention in sentence.mentions
    )
