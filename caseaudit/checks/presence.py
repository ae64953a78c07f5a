"""Whether the worker saw the child, and saw the child alone."""

import re
from dataclasses import dataclass

from caseaudit.checks.casefile import Record
from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading, reading_of
from caseaudit.checks.sentences import Sentence, Who
from caseaudit.checks.sight import absent_in, called_instead, is_evident, is_sighted, opens_at_a_distance, tells_of_time
from caseaudit.checks.time_together import KIN, is_apart, says_alone, was_together

YOUNGEST_ALONE = 3
# Records of a decision say what was decided; a child named as there came to a meeting, not to time with the worker.
DECISION_RECORDS = frozenset({"plan", "review", "conference_report", "pathway_plan"})
_BOX = re.compile(
    r"\b(?:(?:child|yp|young person)\s+)?(?:seen|spoken to)"
    r"(?P<alone>\s+(?:and spoken to\s+)?(?:alone|on (?:his|her|their) own))?\s*"
    r"(?:\?\s*[:-]?|[:=-]|\()\s*(?P<said>yes|y\b|no\b|n\b|n/a|✓|✔|☑|☒|☐|x\b)",
    re.IGNORECASE,
)
_NO = frozenset({"no", "n", "x", "n/a", "☐"})


@dataclass(frozen=True)
class Seen:
    """A verdict on presence: yes, no, or None where it does not apply; and the words it rests on."""

    verdict: bool | None
    quote: str = ""


def child_seen(record: Record) -> Seen:
    """Whether the author physically saw the child; None for an unborn child; no words where nothing bears on it."""
    if record.is_unborn:
        return Seen(None)
    if record.record_type == "phone_contact":
        return Seen(False)
    return _box(record, is_alone=False) or _seen_in(record, reading_of(record))


def _seen_in(record: Record, reading: Reading) -> Seen:
    has_child = reading.company.has_child
    absent = absent_in(reading, has_child=has_child)
    if absent is not None:
        return Seen(False, absent.text)
    is_meeting = record.record_type not in DECISION_RECORDS
    may_tell = is_meeting or record.record_type == "conference_report"
    call = called_instead(reading)
    if call is not None:
        return Seen(False, call.text)
    if reading.sentences and opens_at_a_distance(reading):
        return Seen(False, reading.sentences[0].text)
    is_looked_at = has_child or is_sighted(reading)
    distant = next((s for s in reading.sentences if s.has("at_a_distance")), None)
    if distant is not None and not is_looked_at and not tells_of_time(reading):
        return Seen(False, distant.text)
    if is_looked_at or (may_tell and tells_of_time(reading)):
        return Seen(True)
    return Seen(is_meeting and distant is None and is_evident(reading))


def child_seen_alone(record: Record) -> Seen:
    """Whether it is explicit that the child spent time with the worker away from family and carers.

    None for an unborn child and under the age of 3.
    """
    if record.is_unborn or (record.age is not None and record.age < YOUNGEST_ALONE):
        return Seen(None)
    if child_seen(record).verdict is not True:
        return Seen(False)
    reading = reading_of(record)
    box = _box(record, is_alone=True)
    if box is not None:
        return box
    alone = says_alone(reading)
    if alone is not None:
        return Seen(not _family_interprets(reading), alone.text)
    together = was_together(reading)
    apart = is_apart(reading)
    if apart is not None and not _family_interprets(reading) and not _stays_throughout(together):
        return Seen(True, apart.text)
    is_meeting = record.record_type in DECISION_RECORDS and not _wrote_it_together(reading)
    if together is None and not is_meeting and _is_only_with_workers(reading) and not _family_interprets(reading):
        return Seen(True)
    return Seen(False, together.text if together else "")


def _wrote_it_together(reading: Reading) -> bool:
    """Whether a plan or report tells of time with the child, listed as there with workers only."""
    is_small = reading.company.has_child and len(reading.record.present) <= _FEW and tells_of_time(reading)
    return is_small and reading.record.record_type != "review"


_FEW = 3


def _is_only_with_workers(reading: Reading) -> bool:
    company = reading.company
    is_told = company.has_child or (
        reading.record.record_type != "session_note" and (tells_of_time(reading) or is_sighted(reading))
    )
    if not is_told or company.has_family:
        return False
    return company.has_worker and not any(_acts_in_room(sentence) for sentence in reading.sentences)


def _acts_in_room(sentence: Sentence) -> bool:
    """Whether family who are not listed as present do something in the room all the same."""
    return any(
        sentence.key(mention.end) in _IN_ROOM_ACTS and sentence.key(mention.end - 1) in KIN
        for mention in sentence.mentions
        if mention.who is Who.ADULT and not (mention.is_object or mention.is_owner or mention.is_pronoun)
    )


_IN_ROOM_ACTS = words_in("in_room_acts")


def _stays_throughout(together: Sentence | None) -> bool:
    return together is not None and bool(
        {"throughout", "whole", "remained"} & set(together.words.keys[together.first : together.end])
    )


def _box(record: Record, *, is_alone: bool) -> Seen | None:
    if "een" not in record.text and "EEN" not in record.text and "poken" not in record.text:
        return None
    for match in _BOX.finditer(record.text):
        if bool(match["alone"]) is is_alone:
            return Seen(match["said"].lower() not in _NO, match[0])
    return None


def _family_interprets(reading: Reading) -> bool:
    for sentence, (first, _) in reading.hits("interpreting"):
        subject = sentence.subject(first)
        if (
            subject is not None
            and subject.who in (Who.ADULT, Who.PEER)
            and sentence.key(subject.end - 1)
            in (
                words_in("women")
                | words_in("men")
                | words_in("carers")
                | words_in("carers_together")
                | words_in("peers")
                | {"son", "daughter"}
            )
        ):
            return True
    return False
