"""Why a child was not seen alone: their own choice, or advice that they need somebody with them."""

from caseaudit.checks.casefile import Record
from caseaudit.checks.reading import Reading, reading_of
from caseaudit.checks.sentences import Who


def reason_not_alone(record: Record) -> str:
    """The sentence that gives an accepted reason for not seeing the child alone, or nothing."""
    reading = reading_of(record)
    for place, sentence in enumerate(reading.sentences):
        if sentence.has("advised"):
            return sentence.text
        for first, _ in sentence.of("childs_choice"):
            subject = sentence.subject(first)
            is_childs = subject is not None and subject.who is Who.CHILD
            if subject is None and place:
                is_childs = sentence.before is not None and sentence.before.who is Who.CHILD
            if is_childs and _bears_on_company(reading, place, first):
                return sentence.text
    return ""


def _bears_on_company(reading: Reading, place: int, at: int) -> bool:
    """Whether a child's choice is about being seen, and not about broccoli."""
    sentence = reading.sentences[place]
    key = " ".join(sentence.keys(at, at + 5))
    if any(key.startswith(opening) for opening in _PLAIN_CHOICES):
        return True
    near = reading.sentences[max(place - 1, 0) : place + 1]
    return any(one.has("offer") for one in near)


_PLAIN_CHOICES = (
    "did not want to talk",
    "didn't want to talk",
    "did not want to speak",
    "didn't want to speak",
    "would not come out",
    "refused to speak",
    "refused to talk",
    "refused to see",
    "did not want to see me",
)
