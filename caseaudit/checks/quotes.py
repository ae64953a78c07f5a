"""Words between quotation marks, and whether they are this child's."""

from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading
from caseaudit.checks.record_words import Quote
from caseaudit.checks.sentences import Mention, Sentence, Who

_LABELLED = words_in("labelled")
_FIRST_PERSON = words_in("first_person")
_PAPERS = words_in("papers_quotes")


def childs_quotes(reading: Reading) -> list[tuple[Sentence, Quote]]:
    """Every quotation in a record that is this child's."""
    found = []
    last: Who | None = None
    for sentence in reading.sentences:
        for quote in quotes_in(sentence):
            speaker = speaker_of(sentence, quote, reading, last)
            last = speaker
            if speaker is Who.CHILD:
                found.append((sentence, quote))
        if sentence.mentions and not sentence.is_quoted(sentence.first):
            last = None
    return found


def quotes_in(sentence: Sentence) -> list[Quote]:
    """The quotations that begin in a sentence."""
    return [
        quote
        for quote in sentence.words.quotes
        if sentence.first <= quote.first < sentence.end and quote.first < quote.end
    ]


def speaker_of(sentence: Sentence, quote: Quote, reading: Reading, last: Who | None) -> Who | None:
    """Who speaks a quotation, or None where it is a label or nobody can be told."""
    if sentence.key(quote.end) in _SHEETS:
        return None
    told = _named_after(sentence, quote) or _told_before(sentence, quote.first)
    if told is not None or _is_label(sentence, quote):
        return told
    if _stands_alone(sentence, quote):
        return last or _goes_on_from(sentence, reading)
    subject = sentence.subject(quote.first)
    if subject is None or subject.who is Who.WRITER:
        is_childs = _is_childs_paper(sentence, quote.first) or _is_put_into_english(sentence, subject, quote)
        return Who.CHILD if is_childs else None
    return subject.who


def _is_put_into_english(sentence: Sentence, subject: Mention | None, quote: Quote) -> bool:
    """ "Mr Saeed translated: ...": what an interpreter puts into English is the child's."""
    return subject is not None and any(subject.end <= at < quote.first for at, _ in sentence.of("interpreting"))


def _told_before(sentence: Sentence, at: int) -> Who | None:
    """Whoever a verb of saying, drawing or choosing before the quotation belongs to."""
    if _is_childs_paper(sentence, at):
        return Who.CHILD
    verbs = [
        place
        for place in sentence.of("says", "shows", "wants", "telling_by_hand")
        if place[1] <= at and not sentence.is_quoted(place[0])
    ]
    if not verbs:
        return None
    first, _ = max(verbs)
    subject = sentence.subject(first)
    if sentence.key(first) in words_in("telling_by_hand") and any(m.who is Who.CHILD for m in sentence.mentions):
        return Who.CHILD if not _is_adults_hand(sentence, first) else subject.who if subject else None
    if subject is None:
        return None
    if subject.who is Who.WRITER:
        # "I asked Leo ... 'no'": what comes after a worker's question is the answer.
        follows = [m for m in sentence.mentions if m.first > first and m.end <= at and not m.is_owner]
        return follows[-1].who if follows and sentence.words.breaks[at] > 0 else None
    return subject.who


def _named_after(sentence: Sentence, quote: Quote) -> Who | None:
    """ "...", said Mum: the one named right after, with a verb of saying."""
    tellers = words_in("says")
    for mention in sentence.mentions:
        if mention.first < quote.end or mention.is_owner:
            continue
        between = sentence.keys(quote.end, mention.first)
        follows = sentence.keys(mention.end, mention.end + 2)
        if not between and follows and follows[0] in tellers:
            return mention.who if mention.who is not Who.WRITER else None
        if len(between) <= 2 and any(key in tellers for key in between):
            return mention.who if mention.who is not Who.WRITER else None
        return None
    return None


def _is_adults_hand(sentence: Sentence, at: int) -> bool:
    """Whether an adult opens the sentence in which something is written or texted."""
    opening = next((m for m in sentence.mentions if m.end <= at and not m.is_owner), None)
    return opening is not None and opening.who is not Who.CHILD


_SHEETS = words_in("sheets")


def _is_label(sentence: Sentence, quote: Quote) -> bool:
    size = quote.end - quote.first
    before = sentence.key(quote.first - 1)
    if before in _LABELLED and size <= 3:
        return True
    return quote.is_single and size <= 2 and sentence.words.breaks[quote.first] < 2 and quote.first > sentence.first


def _stands_alone(sentence: Sentence, quote: Quote) -> bool:
    return quote.first - sentence.first <= 1 or not any(m.end <= quote.first for m in sentence.mentions)


def _goes_on_from(sentence: Sentence, reading: Reading) -> Who | None:
    """A quotation with nobody beside it is spoken by whoever the record was telling of."""
    before: Mention | None = sentence.before
    if reading.company.has_child and not sentence.mentions and sentence.has("methods", "telling_by_hand"):
        # "AAC output as written: ...".
        return Who.CHILD
    if any(m.end <= sentence.first + 1 and m.who is Who.CHILD for m in sentence.mentions):
        return Who.CHILD
    if before is None:
        return (
            Who.CHILD
            if reading.company.has_child or reading.record.record_type in ("session_note", "phone_contact")
            else None
        )
    return before.who


def _is_childs_paper(sentence: Sentence, at: int) -> bool:
    """Whether the child's own letter, list or drawing stands before the quotation."""
    for mention in sentence.mentions:
        if mention.end > at or mention.who is not Who.CHILD or not mention.is_owner:
            continue
        if _PAPERS & set(sentence.keys(mention.end, min(at, mention.end + 4))):
            return True
    return False


def signs_in_capitals(sentence: Sentence, at: int) -> bool:
    """Whether a sign or a key pressed follows, in capitals as such words are written: "signed FINISH"."""
    words = sentence.words
    if not words.has_capitals or sentence.key(at - 1) not in _BY_SIGN or at >= sentence.end:
        return False
    word = words.text[words.starts[at] : words.ends[at]]
    return len(word) > 1 and word.isupper()


_BY_SIGN = frozenset({"signed", "signs", "typed", "types", "pressed", "spelt", "signing"})


def says_word_for_word(sentence: Sentence, at: int) -> bool:
    """Whether what follows a verb of saying is in the first person, word for word though unmarked: "said I hate it"."""
    follows = sentence.keys(at, at + 3)
    if not follows or follows[0] not in _FIRST_PERSON:
        return False
    return sentence.words.breaks[at] >= 2 or (follows[0] in ("i", "my") and bool(set(follows[1:]) & _PRESENT))


_PRESENT = words_in("present")
