"""What adults and other children tell of this child, and from which word on a sentence is their account."""

from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading
from caseaudit.checks.sentences import Mention, Sentence, Who

AUX = words_in("aux")
PASSIVES = words_in("passives")
_ASKING = words_in("asking")
_WHAT_IS_ASKED = words_in("what_is_asked")


def is_asked(sentence: Sentence, at: int) -> bool:
    """ "Asked how he feels": what a worker asks is not what the child says."""
    if sentence.key(at - 1) not in _WHAT_IS_ASKED:
        return False
    before = sentence.keys(at - 7, at - 1)
    return any(key in _ASKING for key in before) and not any(
        sentence.words.breaks[place] for place in range(max(at - 1, sentence.first + 1), at + 1)
    )


def account_from(reading: Reading, sentence: Sentence) -> int | None:
    """From which word on a sentence is an adult's or another child's account, or None."""
    if sentence.account < 0:
        start = _account_from(sentence)
        sentence.account = sentence.end + 1 if start is None else start
    return None if sentence.account > sentence.end else sentence.account


def _account_from(sentence: Sentence) -> int | None:
    if sentence.passes_on:
        return None
    if not sentence.mentions and "accounts" not in sentence.found and sentence.unsaid is None:
        return None
    labelled = _told_under_label(sentence)
    if labelled:
        return labelled
    found = [(place, name) for name in _TELLING for place in sentence.of(name)]
    for (first, end), name in sorted(found):
        if sentence.is_quoted(first):
            continue
        if name == "accounts":
            return first if sentence.end - sentence.first > _FEWEST_WORDS else None
        if _is_telling(sentence, name, first, end):
            return end
    return None


def _is_telling(sentence: Sentence, name: str, first: int, end: int) -> bool:
    subject = sentence.subject(first)
    if subject is None or not (subject.who in (Who.ADULT, Who.PEER) or _is_role(sentence, subject, name)):
        return False
    if (sentence.key(first - 1) in AUX and sentence.key(first) in PASSIVES) or _is_told(sentence, first, end):
        return False
    if sentence.key(first) in _NO_TELLING or is_asked(sentence, subject.first):
        return False
    if name == "adults_tell":
        return first - subject.end <= _BESIDE
    return name != "minds" or _minds(sentence, subject.end, first)


def _told_under_label(sentence: Sentence) -> int:
    """ "Mum: sleeping through", "Carer (via A.): eats well": the word after the label, or 0."""
    for mention in sentence.mentions[:1]:
        is_adult = mention.who is Who.ADULT and not (mention.is_owner or mention.is_pronoun)
        if is_adult and mention.first == sentence.first:
            is_via = sentence.key(mention.end) == "via"
            ends = range(mention.end, min(mention.end + (5 if is_via else 1), sentence.end))
            text, closes = sentence.words.text, sentence.words.ends
            return next((at for at in ends if text[closes[at - 1] :].lstrip(" )")[:1] == ":"), 0)
    return 0


_TELLING = ("says", "wants", "minds", "accounts", "adults_tell")
_FEWEST_WORDS = 3
_BESIDE = 2


def _is_role(sentence: Sentence, subject: Mention, name: str) -> bool:
    """ "Social worker shared that": a worker who stands in for the child, where "I" only writes."""
    if subject.who is not Who.WRITER or name != "says" or sentence.key(subject.first) in _FIRST_PERSON:
        return False
    return sentence.holds(("that", "views", "happy", "wants", "likes"))


_FIRST_PERSON = words_in("first_person") | {"us", "our", "writer", "author", "interpreter", "intermediary"}


def _minds(sentence: Sentence, after: int, first: int) -> bool:
    return (
        first == after
        or bool(words_in("be") & set(sentence.keys(first - 3, first)))
        or sentence.key(first) in ("no", "has", "had")
    )


_NO_TELLING = words_in("no_telling")


def _is_told(sentence: Sentence, first: int, end: int) -> bool:
    """ "Mum advised re bedtimes" is what the worker told Mum."""
    return sentence.key(first) in _TOLD and sentence.key(end) in _TOLD_OF


_TOLD = frozenset({"advised", "updated", "informed", "told"})
_TOLD_OF = frozenset({"re", "about", "on", "of", "not"})


def is_adults_account(reading: Reading, place: int) -> bool:
    """Whether a sentence is an adult's account of the child's views, mood or life."""
    sentence = reading.sentences[place]
    if sentence.has("accounts"):
        return not any(m.who is Who.WRITER for m in sentence.mentions[:1]) or sentence.has("life")
    start = account_from(reading, sentence)
    if start is None:
        return False
    teller = next((m for m in sentence.mentions if m.end <= start and m.who is not Who.CHILD), None)
    if teller is None or teller.who is Who.PEER:
        return False
    if _NO_NEWS.issuperset(sentence.keys(start, sentence.end)):
        return False
    if any(m.who is Who.CHILD for m in sentence.mentions) or sentence.holds(reading.company.child_names):
        return True
    is_only_mood = sentence.has("minds") and not sentence.has("says", "adults_tell", "wants")
    life = (sentence.key(at) for at, _ in sentence.of("life"))
    return any(key not in _VAGUE_LIFE or not is_only_mood for key in life)


_NO_NEWS = words_in("no_news")
_VAGUE_LIFE = words_in("vague_life")
