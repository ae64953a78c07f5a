"""What a record holds of the child's own view: their words, drawing, play or behaviour, or only adults' accounts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caseaudit.checks.casefile import Record
from caseaudit.checks.sentences import QUOTE, Sentence, Who, sentences_of
from caseaudit.checks.wordlists import any_of, whole, word_list

_WORDS = word_list("voice")
TOO_YOUNG_TO_SAY = 3
_FEELS = (
    rf"(?:is|was|are|were|feels|felt|gets|got|being)\s+(?:\w+ly\s+|very\s+|so\s+|a bit\s+)?{any_of(_WORDS['feelings'])}"
)
_SAYS = re.compile(
    rf"(?<!\w)(?:{any_of(_WORDS['says'])}(?!\s*(?:and|&|/|,)\s*(?:feelings|views))|{_FEELS})(?!\w)"
    rf"|(?<=\w)'(?:d (?:like|love|rather|prefer|hate)|s (?:\w+ly )?{any_of(_WORDS['feelings'])})(?!\w)",
    re.IGNORECASE,
)
_SHOWS = whole(any_of(_WORDS["shows"]))
_PLAYS = whole(rf"{any_of(_WORDS['plays'])}\b[^.]{{0,40}}?\b{any_of(_WORDS['plays_with'])}(?:'s)?")
_BEHAVES = whole(any_of(_WORDS["behaves"]))
_TRIGGER = whole(any_of(_WORDS["triggers"]))
_AT_SOMEONE = whole(
    rf"(?:to|at|towards|for|from|into|with)\s+(?:{any_of(_WORDS['somebody_near'])}|\w+'s|(?-i:[A-Z])\w+)"
)
_TELLS = whole(any_of(_WORDS["adults_tell"]))
_ACCOUNT = whole(any_of(_WORDS["adult_accounts"]))
_PASSIVE = re.compile(r"\b(?:was|were|been|being|when|if|not|never|n't|be|is|to|could|would|did)\s+$", re.IGNORECASE)
_EMPTY = re.compile(
    rf"^\W*(?:that\s+)?(?:(?:he|she|they)\s+)?{any_of(_WORDS['says_nothing'])}\b\W*"
    r"(?:when asked|to (?:this|me|questions)|and\b.*)?\W*$",
    re.IGNORECASE,
)
_OWN_PAPER = rf"'s\s+(?:own\s+)?{any_of(_WORDS['own_papers'])}\b"
_ADDRESSED = whole(
    r"you (?:told|said|wants?|wanted|would like|feel|felt|did not want|didn't want|asked|showed|chose|drew|like|miss)"
)
_BABY = whole(any_of(_WORDS["baby"]))
_BABYS = whole(any_of(_WORDS["babys_experience"]))
_BEGAN_AGAIN = re.compile(r"[;:]|,?\s+(?:but|and|while|whereas)\s+$", re.IGNORECASE)
_CUES_ENOUGH = 2


@dataclass(frozen=True)
class Views:
    """Whether anything in a record comes from the child, and the words that show where the account comes from."""

    is_from_child: bool
    has_adult_account: bool
    quote: str

    @property
    def is_only_adults(self) -> bool:
        """Whether there is an account of the child's life and all of it is adults'."""
        return self.has_adult_account and not self.is_from_child


def views_in(record: Record) -> Views:
    """What a record holds of the child's view; for a baby, what was seen; for an unborn child, what was thought of."""
    sentences = sentences_of(record)
    own = next((sentence for sentence in sentences if _is_own(sentence, record)), None)
    own = own or _under_a_heading(sentences, record) or _observed(sentences, record)
    adults = next((sentence for sentence in sentences if _is_adults(sentence)), None)
    shown = own or adults
    return Views(own is not None, adults is not None and not record.is_unborn, shown.text if shown else "")


_HEADING = re.compile(
    r"\b(?:wishes\s*(?:and|&|/)\s*feelings|voice(?:\s+of\s+(?:the\s+)?child)?|(?:(?:child|yp|young person)'s\s+)?"
    r"(?:voice|views?|wishes)|(?:child|yp|young person)\s+(?:says|said))\s*[:-]\s*(?P<said>.+)",
    re.IGNORECASE | re.DOTALL,
)
_FEWEST_WORDS = 3


def _under_a_heading(sentences: tuple[Sentence, ...], record: Record) -> Sentence | None:
    """What is written under "Wishes and feelings:" in the child's place, where it says what they want or feel."""
    if record.is_unborn:
        return None
    for sentence in sentences:
        heading = _HEADING.search(sentence.words)
        said = heading["said"] if heading else ""
        is_told = _adults_account_starts(sentence, (Who.ADULT,)) is not None
        if len(said.split()) >= _FEWEST_WORDS and not is_told and (_SAYS.match(said) or QUOTE.match(said)):
            return sentence
    return None


def _is_own(sentence: Sentence, record: Record) -> bool:
    if record.is_unborn:
        return bool(_BABY.search(sentence.words) and _BABYS.search(_BABY.sub("", sentence.words)))
    if record.age is None or record.age >= 1:
        return any(True for _ in _sayings(sentence)) or _is_quoted(sentence)
    return False


def _sayings(sentence: Sentence) -> Iterator[re.Match[str]]:
    """The child's sayings and doings in a sentence, those inside an adult's account left out."""
    adults_from = _adults_account_starts(sentence)
    if _ADDRESSED.search(sentence.words):
        yield from _ADDRESSED.finditer(sentence.words)
    for pattern in (_SAYS, _SHOWS, _PLAYS):
        for match in pattern.finditer(sentence.words):
            if _is_childs(sentence, match, adults_from) and not _is_empty(sentence, match):
                yield match


def _is_childs(sentence: Sentence, match: re.Match[str], adults_from: int | None) -> bool:
    subject = sentence.before(match.start())
    if subject is not None and match[0].lower() in _CHILDS_ART and sentence.words[subject.start : subject.end] in _HE:
        return True
    if subject is None or subject.who is not Who.CHILD:
        return False
    if _PASSIVE.search(sentence.words, subject.end, match.start()) and match[0].lower().split()[0] in _PAST:
        return False
    if adults_from is None or match.start() < adults_from:
        return True
    return bool(_BEGAN_AGAIN.search(sentence.words, adults_from, subject.start)) and match[0].lower() in _SPEECH


# Adults draw too, but when a record says "he drew" it is the child who did.
_CHILDS_ART = frozenset({"drew", "draws", "coloured", "painted"})
_HE = frozenset({"He", "She", "They", "he", "she", "they"})
_PAST = frozenset({"asked", "told", "described", "reported", "seen", "shared", "used", "felt", "thought", "wanted"})
_SPEECH = frozenset({"said", "says", "told", "wrote", "explained", "replied", "answered", "disclosed"})


def _is_empty(sentence: Sentence, match: re.Match[str]) -> bool:
    return match[0].lower() in _SPEECH and bool(_EMPTY.match(sentence.words[match.end() :]))


def _adults_account_starts(sentence: Sentence, tellers: tuple[Who, ...] = (Who.ADULT, Who.PEER)) -> int | None:
    for match in _TELLS.finditer(sentence.words):
        subject = sentence.before(match.start())
        if (
            subject is not None
            and subject.who in tellers
            and not _IS_TOLD.match(sentence.words, match.start())
            and not _SEPARATE.search(sentence.words, subject.end, match.start())
        ):
            return match.end()
    return None


# "Mum advised re bedtimes" is what the worker told Mum.
_IS_TOLD = re.compile(r"(?:advised|updated|informed|told)\s+(?:re|about|on|of|not to)\b", re.IGNORECASE)
_SEPARATE = re.compile(r"[.;]")


def _is_quoted(sentence: Sentence) -> bool:
    """Whether a quotation in the sentence is the child's: nobody else is named as speaking it."""
    for quote in QUOTE.finditer(sentence.words):
        subject = sentence.before(quote.start())
        paper = re.search(_OWN_PAPER, sentence.words[: quote.start()])
        if paper:
            return True
        if subject is None and quote.start() == 0 and not _spoken_after(sentence, quote.end()):
            return True
        if subject is not None and subject.who is Who.CHILD and _adults_account_starts(sentence) is None:
            return not re.search(r"\b(?:called|labelled|as|described as|seen as)\s+$", sentence.words[: quote.start()])
    return False


def _spoken_after(sentence: Sentence, at: int) -> bool:
    after = next((mention for mention in sentence.mentions if mention.start >= at), None)
    return after is not None and after.who is not Who.CHILD


def _observed(sentences: Iterable[Sentence], record: Record) -> Sentence | None:
    """The first sentence that describes how the child behaved so that another would know what it was like for them."""
    if record.is_unborn:
        return None
    is_wordless = (record.age is not None and record.age < TOO_YOUNG_TO_SAY) or bool(record.communication_need)
    cues: list[Sentence] = []
    for sentence in sentences:
        for match in _BEHAVES.finditer(sentence.words):
            subject = sentence.before(match.start())
            if subject is None or subject.who is not Who.CHILD or _is_inside_account(sentence, match.start()):
                continue
            has_trigger = bool(_TRIGGER.search(sentence.words))
            is_answer = bool(_AT_SOMEONE.match(sentence.words, match.end() + 1)) or has_trigger
            if "heard crying" in sentence.words or not (is_wordless or has_trigger):
                continue
            cues += [sentence] * (2 if is_answer else 1)
    return cues[0] if len(cues) >= _CUES_ENOUGH else None


def _is_inside_account(sentence: Sentence, at: int) -> bool:
    start = _adults_account_starts(sentence)
    return start is not None and at >= start


def _is_adults(sentence: Sentence) -> bool:
    return _adults_account_starts(sentence, (Who.ADULT,)) is not None or bool(_ACCOUNT.search(sentence.words))
