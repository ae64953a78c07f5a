"""Whether the worker saw the child, and saw the child alone."""

import re
from dataclasses import dataclass

from caseaudit.checks.casefile import Record
from caseaudit.checks.people_in_record import FAMILY, company_of
from caseaudit.checks.sentences import Sentence, Who, sentences_of
from caseaudit.checks.time_together import SEEN_IN_SHORT, is_apart, spends_time
from caseaudit.checks.views import views_in
from caseaudit.checks.wordlists import any_of, whole, word_list

_WORDS = word_list("voice")
YOUNGEST_ALONE = 3
# Records of a decision say what was decided; a child named as there came to a meeting, not to time with the worker.
DECISION_RECORDS = frozenset({"plan", "review", "conference_report", "pathway_plan"})
_NOT_SEEN = whole(any_of(_WORDS["not_seen"]))
_PLAINLY_NOT_SEEN = whole(
    any_of(word for word in _WORDS["not_seen"] if not word.endswith(("was at", "were at", "is at", "was with")))
)
_SEEN = whole(any_of(_WORDS["seen"]))
_OBSERVED = whole(any_of(_WORDS["observed"]))
_AT_A_DISTANCE = whole(any_of(_WORDS["at_a_distance"]))
_ALONE = whole(any_of(_WORDS["alone"]))
_MET = whole(any_of(_WORDS["met"]))
_NOBODY_ELSE = whole(any_of(_WORDS["nobody_else"]))
_NOT_ALONE = whole(any_of(_WORDS["not_alone"]))
_IN_THE_ROOM = whole(any_of(_WORDS["in_the_room"]))
_BESIDE_FAMILY = re.compile(
    rf"\b(?:in front of|in the presence of|next to)\s+(?:\w+\s+)?{FAMILY.pattern}", re.IGNORECASE
)
_SEEN_WITH_FAMILY = re.compile(
    rf"\b(?:seen|spoken to|spoke to|met|observed)\s+(?:[\w-]+\s+)?(?:together\s+)?(?:with|alongside)\s+"
    rf"(?:(?:his|her|their)\s+)?{FAMILY.pattern}",
    re.IGNORECASE,
)
_REASON = whole(any_of(_WORDS["reasons_not_alone"]))
_BOX = re.compile(
    r"\b(?:child\s+)?seen(?P<alone>\s+alone)?\s*[:?-]\s*(?P<said>yes|y\b|no\b|n\b|✓|✔|x\b)", re.IGNORECASE
)
_HOME_ALONE = re.compile(
    r"\b(?:left|home|lives?|living|be left|stays?|plays?|playing|leave \w+|being)\s+$", re.IGNORECASE
)
_ONLY_ASKED = re.compile(
    r"\b(?:asked|offered|hoped|tried|wanted|going|need)\s+(?:\w+\s+){0,2}?to\s+(?:see|talk|speak|meet|chat|spend)\b"
    r"|\b(?:could|would|will|can|should)\s+(?:I\s+|we\s+|like to\s+)?(?:see|talk|speak|meet|chat|spend)\b",
    re.IGNORECASE,
)
_NEAR = 60


@dataclass(frozen=True)
class Seen:
    """A verdict on presence: yes, no, or None where it does not apply; and the words it rests on."""

    verdict: bool | None
    quote: str = ""


def child_seen(record: Record) -> Seen:
    """Whether the author physically saw the child; None for an unborn child; no words where nothing bears on it."""
    if record.is_unborn:
        return Seen(None)
    sentences = sentences_of(record)
    box = _box(record, is_alone=False)
    if box is not None:
        return box
    has_child = company_of(record).has_child or (_is_of_meeting(record) and _tells_of_time(sentences))
    absent = _absent(record, sentences, has_child=has_child)
    if absent is not None:
        return Seen(False, absent.text)
    distant = next((s for s in sentences if _AT_A_DISTANCE.search(s.words)), None)
    if distant is not None and not has_child and not _sight_of(sentences):
        return Seen(False, distant.text)
    if has_child or _sight_of(sentences):
        return Seen(True)
    return Seen(_is_of_meeting(record) and _is_evident(record, sentences))


def child_seen_alone(record: Record) -> Seen:
    """Whether it is explicit that the child spent time with the worker away from family and carers.

    None for an unborn child and under the age of 3.
    """
    if record.is_unborn or (record.age is not None and record.age < YOUNGEST_ALONE):
        return Seen(None)
    sentences = sentences_of(record)
    if child_seen(record).verdict is not True:
        return Seen(False)
    box = _box(record, is_alone=True)
    if box is not None:
        return box
    if any(_says_alone(sentence) for sentence in sentences):
        return Seen(True)
    together = next((s for s in sentences if _is_together(s)), None)
    if together is None and _is_of_meeting(record):
        if is_apart(sentences) and not _family_interprets(sentences):
            return Seen(True)
        company = company_of(record)
        is_told = company.has_child or record.record_type != "session_note"
        if is_told and company.has_worker and not company.has_family:
            return Seen(not _family_interprets(sentences))
    return Seen(False, together.text if together else "")


def reason_not_alone(record: Record) -> str:
    """The sentence that gives an accepted reason for not seeing the child alone, or nothing."""
    for sentence in sentences_of(record):
        match = _REASON.search(sentence.words)
        if match is None:
            continue
        subject = sentence.before(match.start())
        if subject is None or subject.who is Who.CHILD or "advi" in match[0].lower():
            return sentence.text
    return ""


def _box(record: Record, *, is_alone: bool) -> Seen | None:
    for match in _BOX.finditer(record.text):
        if bool(match["alone"]) is is_alone:
            return Seen(match["said"].lower() not in {"no", "n", "x"}, match[0])
    return None


def _is_of_meeting(record: Record) -> bool:
    return record.record_type not in DECISION_RECORDS | {"phone_contact"}


def _tells_of_time(sentences: tuple[Sentence, ...]) -> bool:
    return any(spends_time(s) and not _AT_A_DISTANCE.search(s.words) for s in sentences)


def _absent(record: Record, sentences: tuple[Sentence, ...], *, has_child: bool) -> Sentence | None:
    pattern = _PLAINLY_NOT_SEEN if has_child else _NOT_SEEN
    for sentence in sentences:
        match = pattern.search(sentence.words)
        if match is None:
            continue
        if _SEES_SOMEBODY.search(sentence.words, 0, match.end()):
            continue
        if _SEEN_AFTER.search(sentence.words, match.start()) or _ONLY_NOT_ALONE.match(sentence.words, match.end()):
            continue
        subject = sentence.before(match.start())
        if subject is None or subject.who is Who.CHILD:
            return sentence
    return None


# "He has not seen his dad" is about who the child sees.
_SEES_SOMEBODY = re.compile(
    r"\b(?:has|have|had)\s+not\s+seen$|\b(?:he|she|they|(?-i:[A-Z])\w+)\s+(?:did not|didn't) see$", re.IGNORECASE
)
# "Not seen on own" says that the child was there.
_ONLY_NOT_ALONE = re.compile(rf"\s+(?:\w+\s+){{0,2}}?{any_of(_WORDS['alone'])}(?!\w)", re.IGNORECASE)
_SEEN_AFTER = re.compile(
    r"\b(?:so|but|and|where)\s+(?:I|we|was|he was|she was|they were|later|then)\s+(?:\w+\s+)?"
    r"(?:saw|seen|met|visited|spoke)",
    re.IGNORECASE,
)


def _sight_of(sentences: tuple[Sentence, ...]) -> bool:
    for sentence in sentences:
        if SEEN_IN_SHORT.search(sentence.words):
            return True
        for match in _SEEN.finditer(sentence.words):
            if _AT_A_DISTANCE.search(sentence.words) or re.search(
                r"\b(?:not|n't|never|be|unable to|to be)\s+$", sentence.words[: match.start()]
            ):
                continue
            near = [
                m for m in sentence.mentions if abs(m.start - match.end()) < _NEAR or abs(match.start() - m.end) < _NEAR
            ]
            if any(mention.who is Who.CHILD for mention in near):
                return True
    return False


def _is_evident(record: Record, sentences: tuple[Sentence, ...]) -> bool:
    for sentence in sentences:
        match = _OBSERVED.search(sentence.words)
        subject = sentence.before(match.start()) if match else None
        if subject is not None and subject.who is Who.CHILD:
            return True
    return views_in(record).is_from_child and not any(_AT_A_DISTANCE.search(s.words) for s in sentences)


def _says_alone(sentence: Sentence) -> bool:
    if _denies_alone(sentence):
        return False
    if _NOBODY_ELSE.search(sentence.words):
        return True
    for match in _ALONE.finditer(sentence.words):
        before = sentence.words[max(0, match.start() - _NEAR) : match.start()]
        if _MET.search(before) and not _HOME_ALONE.search(before) and not _ONLY_ASKED.search(before):
            return True
        if _MET.search(sentence.words[match.end() : match.end() + 25]):
            return True
    return False


def _is_together(sentence: Sentence) -> bool:
    if _SEEN_WITH_FAMILY.search(sentence.words):
        return True
    in_the_room = _IN_THE_ROOM.search(sentence.words) and FAMILY.search(sentence.words)
    return bool(in_the_room or _BESIDE_FAMILY.search(sentence.words)) or _denies_alone(sentence)


def _denies_alone(sentence: Sentence) -> bool:
    match = _ALONE.search(sentence.words)
    return bool(match and _NOT_ALONE.search(sentence.words[: match.end() + 30]))


def _family_interprets(sentences: tuple[Sentence, ...]) -> bool:
    return any(
        re.search(r"\b(?:interpreted|translated|signed for)\b", s.words) and FAMILY.search(s.words) for s in sentences
    )
