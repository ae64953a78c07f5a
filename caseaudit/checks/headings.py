"""What stands in the child's place: under "Wishes and feelings:", or after the child's name and a colon."""

from caseaudit.checks.accounts import account_from
from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading
from caseaudit.checks.sentences import Sentence, Who

_FEWEST_WORDS = 3


def own_voice_under(reading: Reading) -> str:
    """A sentence in the first person under the child's own heading, or nothing."""
    is_theirs = False
    if reading.record.record_type == "session_note":
        return ""
    for sentence in reading.sentences:
        heading = _heading(sentence)
        is_theirs = heading > 0 or (is_theirs and not _other_heading(sentence))
        start = heading or sentence.first
        is_own = sentence.key(start) in ("i", "my") and "i" in sentence.words.small[start : sentence.end]
        if is_theirs and is_own and not sentence.is_quoted(start):
            return sentence.text
    return ""


def is_speaker_label(sentence: Sentence) -> bool:
    """ "F: I dream of the boat": the child's name or initial, and a colon."""
    for mention in sentence.mentions[:1]:
        if mention.first == sentence.first and mention.who is Who.CHILD and not mention.is_pronoun:
            at = sentence.words.ends[mention.end - 1]
            return mention.end < sentence.end and sentence.words.text[at : at + 2].strip()[:1] == ":"
    return False


def _heading(sentence: Sentence) -> int:
    """The word after a heading under which the child's view stands, or 0."""
    for first, end in sentence.of("headings"):
        if first - sentence.first > 4 or end >= sentence.end:
            continue
        for at in range(end, min(end + 4, sentence.end)):
            if sentence.words.breaks[at] == 2:
                return at
    return sentence.mentions[0].end if is_speaker_label(sentence) else _after_own(sentence)


def _after_own(sentence: Sentence) -> int:
    """The word after "Thea's worry:", or 0."""
    for mention in sentence.mentions[:1]:
        if mention.who is Who.CHILD and mention.is_owner and mention.first - sentence.first < 2:
            for at in range(mention.end + 1, min(mention.end + 4, sentence.end)):
                if sentence.words.breaks[at] == 2 and not _OWN_HEADINGS.isdisjoint(sentence.keys(mention.end, at)):
                    return at
    return 0


_OWN_HEADINGS = words_in("own_headings")


def _other_heading(sentence: Sentence) -> bool:
    return any(
        sentence.words.breaks[at] == 2 for at in range(sentence.first + 1, min(sentence.first + 5, sentence.end))
    )


def under_headings(reading: Reading) -> set[int]:
    """Where sentences begin that stand under the child's own heading and say something."""
    found: set[int] = set()
    for sentence in reading.sentences:
        at = _heading(sentence)
        if not at or sentence.end - at < _FEWEST_WORDS or "nothing_under" in sentence.found:
            continue
        if sentence.has("accounts") or _names_teller(reading, sentence):
            continue
        before = [m for m in sentence.mentions if m.first >= at and m.who in (Who.PEER, Who.WRITER)]
        if before and before[0].first - at < 2:
            continue
        places = [p for p in sentence.of("wants", "says", "feelings") if p[0] >= at]
        if places or sentence.is_quoted(at) or sentence.key(at) in ("i", "my", "to") or _is_own_list(sentence):
            found.add(sentence.first)
    return found


def _names_teller(reading: Reading, sentence: Sentence) -> bool:
    """Whether an adult tells under the heading, and is not only spoken of ("wants to see her dad, likes school")."""
    start = account_from(reading, sentence)
    if start is None:
        return False
    return any(
        m.end <= start and m.who in (Who.ADULT, Who.PEER) and not m.is_object and not m.is_owner
        for m in sentence.mentions
    )


_OWN_LIST = words_in("own_list")


def _is_own_list(sentence: Sentence) -> bool:
    named = (" ".join(sentence.words.keys[first:end]) for first, end in sentence.of("headings"))
    return any(name in _OWN_LIST for name in named) or _after_own(sentence) > 0
