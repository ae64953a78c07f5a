"""What a record holds of the child's own view: their words, drawing, play or behaviour, or only adults' accounts."""

from dataclasses import dataclass
from functools import lru_cache

from caseaudit.checks.accounts import is_adults_account
from caseaudit.checks.casefile import Record
from caseaudit.checks.headings import is_speaker_label, own_voice_under, under_headings
from caseaudit.checks.observation import observed, thinks_of_baby
from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.quotes import childs_quotes, says_word_for_word, signs_in_capitals
from caseaudit.checks.reading import Reading, reading_of
from caseaudit.checks.sayings import childs_verbs
from caseaudit.checks.sentences import Sentence, Who

TOO_YOUNG_FOR_WORDS = 1
YOUNGEST_QUOTED = 1.5


@dataclass(frozen=True)
class Views:
    """Whether anything in a record comes from the child, and the words that show where the account comes from."""

    is_from_child: bool
    has_adult_account: bool
    quote: str
    own: tuple[Sentence, ...] = ()
    has_quote: bool = False
    quoted: str = ""
    tick: str = ""

    @property
    def is_only_adults(self) -> bool:
        """Whether there is an account of the child's life and all of it is adults'."""
        return self.has_adult_account and not self.is_from_child


@lru_cache(maxsize=128)
def views_in(record: Record) -> Views:
    """What a record holds of the child's view; for a baby, what was seen; for an unborn child, what was thought of."""
    reading = reading_of(record)
    if record.is_unborn:
        own = tuple(sentence for sentence in reading.sentences if thinks_of_baby(sentence))
        return Views(bool(own), False, own[0].text if own else "", own)
    quotes = childs_quotes(reading) if record.age is None or record.age >= TOO_YOUNG_FOR_WORDS else []
    quoted = [(sentence, quote) for sentence, quote in quotes if not _is_empty_quote(sentence, quote.first, quote.end)]
    told = {sentence.first for sentence, _ in quoted}
    is_talking = record.age is None or record.age >= TOO_YOUNG_FOR_WORDS
    own_words = []
    if is_talking:
        heading = under_headings(reading)
        own_words = [
            sentence
            for place, sentence in enumerate(reading.sentences)
            if sentence.first in told or sentence.first in heading or _tells(reading, place, sentence)
        ]
    cues = observed(reading)
    shown = tuple({sentence.first: sentence for sentence in sorted((*own_words, *cues), key=_place)}.values())
    adults = next((s for place, s in enumerate(reading.sentences) if is_adults_account(reading, place)), None)
    literal = next((s.text for s, _ in quotes), "") or _unmarked(reading)
    first = shown[0] if shown else adults
    return Views(
        bool(shown), adults is not None, first.text if first else "", shown, bool(literal), literal, _tick(reading)
    )


def _place(sentence: Sentence) -> int:
    return sentence.first


def _tick(reading: Reading) -> str:
    """A sentence that says views were got, and no more."""
    return next((s.text for s in reading.sentences if s.has("stock") and s.end - s.first < 15), "")


def _unmarked(reading: Reading) -> str:
    """A sentence that gives the child's words in the first person without marks round them."""
    if reading.is_letter:
        return ""
    if reading.is_own_hand:
        return next((s.text for s in reading.sentences if s.key(s.first) in ("i", "my")), "")
    for sentence in reading.sentences:
        for first, end in sentence.of("says", "shows", "methods"):
            is_literal = says_word_for_word(sentence, end) or signs_in_capitals(sentence, end)
            if is_literal and (subject := sentence.subject(first)) is not None and subject.who is Who.CHILD:
                return sentence.text
        if is_speaker_label(sentence) and set(sentence.keys(sentence.first + 1, sentence.end)) & {"i", "my", "me"}:
            return sentence.text
    return own_voice_under(reading)


def _tells(reading: Reading, place: int, sentence: Sentence) -> bool:
    """Whether the child says, wants, feels or shows something in a sentence, outside any adult's account."""
    return any(True for _ in childs_verbs(reading, place, sentence))


def _is_empty_quote(sentence: Sentence, first: int, end: int) -> bool:
    return " ".join(sentence.words.keys[first:end]) in words_in("says_nothing")
