"""Whom "he", "she" and "they" stand for: whoever the text spoke of last and could be meant, since "he" is not Mum."""

from caseaudit.checks.people_in_record import Company, words_in
from caseaudit.checks.record_words import Words
from caseaudit.checks.sentences import Mention, Sentence, Who

_TAKES_UP = words_in("takes_up")


def resolve(sentence: Sentence, named: list[Mention], child: Mention, topic: Mention, recent: list[Mention]) -> Mention:
    """Say who each pronoun is, and whom the next sentence will go on about."""
    subject: Mention | None = None
    for mention in named:
        done = mention
        if mention.is_pronoun:
            who = _meant(sentence, mention, subject, child, topic, recent).who
            done = Mention(who, mention.first, mention.end, mention.sex, mention.is_object, mention.is_owner, True)
        sentence.mentions.append(done)
        if done.who is Who.CHILD and not done.sex:
            done = Mention(Who.CHILD, done.first, done.end, child.sex, done.is_object, done.is_owner, done.is_pronoun)
        if subject is None and not done.is_object and not done.is_owner and done.who is not Who.WRITER:
            subject = done
        if not done.is_pronoun and done.who is not Who.WRITER:
            recent.append(done)
    return _topic(sentence, subject, child) or topic


def _meant(
    sentence: Sentence, mention: Mention, subject: Mention | None, child: Mention, topic: Mention, recent: list[Mention]
) -> Mention:
    """Whom one pronoun stands for: the subject, whoever the record goes on about, or whoever was named last."""
    last = sentence.mentions[-1] if sentence.mentions else None
    if last is not None and last.is_object and last.who is Who.CHILD and _takes_up(sentence, mention, last):
        return child
    if topic.who is Who.PEER and sentence.key(mention.first) == "both":
        return child
    is_other = mention.is_object or (subject is not None and _is_told(sentence, mention, subject))
    # "Her teacher read out her letter": the child's letter, as far as anybody knows.
    is_other = is_other or (mention.is_owner and subject is not None and subject.who is Who.ADULT and not subject.sex)
    earlier = [one for one in recent[:-5:-1] if not (is_other and subject and one.who is subject.who)]
    # Nobody has been spoken of before the first sentence but those it names.
    goes_on = [*earlier, topic] if sentence.unsaid is None else [topic, *earlier]
    candidates = goes_on if is_other or subject is None else [subject, *goes_on]
    return next((one for one in candidates if _could_be(one, mention.sex)), child)


def _takes_up(sentence: Sentence, mention: Mention, last: Mention) -> bool:
    """ "Mum picked her up and she calmed": the one picked up."""
    is_same = last.sex in (mention.sex, "") and not mention.is_object
    return is_same and sentence.key(mention.first - 1) in _TAKES_UP


def _is_told(sentence: Sentence, mention: Mention, subject: Mention) -> bool:
    """ "Carer reports he is settled": the one told of, not the one who tells."""
    if subject.sex or subject.who is Who.CHILD:
        return False
    return not _TELLERS.isdisjoint(sentence.keys(subject.end, mention.first))


_TELLERS = words_in("says") | words_in("wants") | words_in("adults_tell")


def _topic(sentence: Sentence, subject: Mention | None, child: Mention) -> Mention | None:
    people = [mention for mention in sentence.mentions if mention.who is not Who.WRITER and not mention.is_owner]
    opens = sentence.mentions[0] if sentence.mentions else None
    if sentence.is_of_both:
        return child
    if (
        subject is not None
        and subject.who is Who.ADULT
        and sentence.has("leaves")
        and not sentence.has("says", "wants")
    ):
        # "Carer went to the shops": the record goes on about those who stayed.
        return child
    if subject is not None and subject.who is Who.ADULT and (sentence.passes_on or _meets_child(sentence, subject)):
        return child
    if subject is not None and (opens is None or opens.who is not Who.WRITER):
        return child if subject.who is Who.CHILD else subject
    # "I saw Leah while Nan was out": the next "she" is whoever the worker saw.
    first = next((one for one in people), None)
    if first is None:
        return None
    return child if first.who is Who.CHILD else first


def _meets_child(sentence: Sentence, subject: Mention) -> bool:
    """ "School nurse saw Dwayne": the record goes on about Dwayne, as after "I saw Dwayne"."""
    return not subject.sex and any(
        mention.who is Who.CHILD and mention.is_object and 0 <= at - subject.end <= 1 and mention.first - end <= 1
        for at, end in sentence.of("seen")
        for mention in sentence.mentions
    )


def _could_be(one: Mention, sex: str) -> bool:
    if one.who is Who.WRITER:
        return False
    if sex == "p":
        return one.sex in ("p", "") or one.who is Who.CHILD
    return one.sex in (sex, "")


def sex_of_child(sentences: tuple[Sentence, ...], words: Words, company: Company) -> str:
    """Whether this child is he or she, as far as the record shows; empty where it does not."""
    named: set[str] = set().union(*(sentence.found for sentence in sentences))
    if ("boys" in named) != ("girls" in named):
        return "m" if "boys" in named else "f"
    places = [(at, sex) for sex, name in _CALLED for sentence in sentences for at, _ in sentence.of(name)]
    called = [(at, sex) for at, sex in places if words.quote_at[at] < 0]
    used = {sex for _, sex in called}
    women, men = "women" in named, "men" in named
    if (used == {"m"} and not men) or (used == {"f"} and not women):
        return next(iter(used))
    if used == {"m", "f"} and women != men:
        return "m" if women else "f"
    return _first_called(words, company, dict(called)) if called else ""


_CALLED = (("m", "he"), ("f", "she"))
_KIN = words_in("women") | words_in("men") | words_in("carers")


def _first_called(words: Words, company: Company, called: dict[int, str]) -> str:
    """The first pronoun after the child's name with nobody between."""
    is_waiting = False
    for at, low in enumerate(words.small):
        if words.quote_at[at] >= 0:
            continue
        if low in company.child_names:
            is_waiting = True
        elif words.keys[at] in _KIN:
            is_waiting = False
        elif is_waiting and at in called:
            return called[at]
    return ""
