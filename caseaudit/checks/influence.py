"""Whether what the child said or showed is tied to something done, decided or refused with reasons."""

import re
from dataclasses import dataclass
from functools import cache

from caseaudit.checks.accounts import is_adults_account
from caseaudit.checks.casefile import Record
from caseaudit.checks.people_in_record import words_in
from caseaudit.checks.reading import Reading, reading_of
from caseaudit.checks.sentences import Sentence, Who
from caseaudit.checks.views import Views, views_in

_SHORTEST = 3
_ENDINGS = re.compile(r"(?:ings?|ied|ies|ed|es|s|ly)$")
_NEXT_TO = 3


@dataclass(frozen=True)
class Influence:
    """Whether the child's view moved anything, and the words that say so, or that only sound like it."""

    verdict: bool
    quote: str = ""


def influence_on_plan(record: Record) -> Influence:
    """Whether the child's view, or what was seen of the baby, is tied to a decision, an act or an explained refusal."""
    reading = reading_of(record)
    views = views_in(record)
    empty = next((s.text for s in reading.sentences if s.has("empty") and s.has("stock", "empty")), "")
    if not views.is_from_child:
        return Influence(False, empty)
    own = {sentence.first for sentence in views.own}
    said: set[str] = set()
    since = None
    for place, sentence in enumerate(reading.sentences):
        is_own = sentence.first in own
        if since is not None or is_own:
            tied = _is_tied(reading, place, sentence, said, since=since, is_own=is_own)
            if tied:
                return Influence(True, sentence.text)
        if is_own:
            said |= _content(sentence, reading)
            since = place
    late = _ties_back(reading, views, said)
    return Influence(bool(late), late or empty)


def _is_tied(
    reading: Reading, place: int, sentence: Sentence, said: set[str], *, since: int | None, is_own: bool
) -> bool:
    if (sentence.has("refusal") and not _only_tells(sentence)) or (since is not None and _is_plainly_tied(sentence)):
        return True
    acts = _acts(sentence, reading)
    if not acts:
        return since is not None and not is_own and _answers(sentence, reading, said)
    if is_own and not (since is not None and _is_done_first(sentence, acts)):
        return _is_done_for(sentence, acts) or (
            since is not None and sentence.has("because") and _by_others(sentence, acts)
        )
    if is_adults_account(reading, place) and not sentence.has("because") and not sentence.holds(_AGREE):
        return bool(said & _content(sentence, reading)) and sentence.has("plan_words")
    if sentence.has("because"):
        return True
    if said & _content(sentence, reading):
        return True
    is_next = since is not None and place - since <= _NEXT_TO
    return is_next and _is_particular(reading, sentence)


def _is_plainly_tied(sentence: Sentence) -> bool:
    """Whether the child signed it, or it says that it is because of what the child said."""
    if sentence.has("childs_hand"):
        return True
    return (sentence.has("because_of") or _is_as_asked(sentence)) and not sentence.has("only_shares")


def _is_as_asked(sentence: Sentence) -> bool:
    """ "As Zak asked"."""
    return any(
        mention.who is Who.CHILD and sentence.key(mention.first - 1) == "as" and sentence.key(mention.end) in _ASKED
        for mention in sentence.mentions
    )


_ASKED = frozenset({"asked", "asks", "requested", "suggested"})


def _answers(sentence: Sentence, reading: Reading, said: set[str]) -> bool:
    """Whether a doing of any kind answers the view in its own words, or says that it does."""
    if not sentence.has("weak_acts") or (sentence.has("empty") and not _does_more(sentence)):
        return False
    is_childs = any(_is_childs_doing(sentence, first) for first, _ in sentence.of("weak_acts"))
    if sentence.has("says", "wants") and is_childs:
        return False
    return sentence.has("because") or bool(said & _content(sentence, reading))


def _ties_back(reading: Reading, views: Views, said: set[str]) -> str:
    """An act told before the view that it answers, tied by the child's own words."""
    own = {sentence.first for sentence in views.own}
    for sentence in reading.sentences:
        if sentence.first in own:
            continue
        if _acts(sentence, reading) and sentence.has("because") and any(m.who is Who.CHILD for m in sentence.mentions):
            return sentence.text
    return ""


def _acts(sentence: Sentence, reading: Reading) -> list[int]:
    """Where a sentence does or settles something; none where it only says that views were heard."""
    if sentence.has("empty") and not _does_more(sentence) and not _is_because_of_child(sentence):
        return []
    places = [first for first, _ in sentence.of("acts") if not sentence.is_quoted(first)]
    places += [first for first, _ in sentence.of("says") if _writer_asks(sentence, first)]
    if sentence.has("cues", "triggers") and not sentence.has("plan_words", "because"):
        # "When Mum stopped talking": beside what was seen of a child, these are no decisions.
        places = [at for at in places if sentence.key(at) not in _FIRM_IF_DONE or sentence.key(at - 1) in _PASSIVE]
    # "Dad agreed" agrees to nothing in particular.
    last = sentence.end - 1 if sentence.key(sentence.end - 1) in ("agreed", "agree", "agrees") else -1
    headed = _under_heading(sentence)
    is_view = any(m.who is Who.CHILD and m.first == headed for m in sentence.mentions)
    if headed and not is_view and not sentence.has("generic_acts", "only_shares", "empty"):
        places.append(headed)
    return [
        first
        for first in places
        if first != last and not _is_childs_doing(sentence, first) and not _is_undecided(sentence, first)
    ]


def _under_heading(sentence: Sentence) -> int:
    """The word after "Plan:", "So:" or "We put:", or 0."""
    for at in range(sentence.first + 1, min(sentence.first + 4, sentence.end)):
        if sentence.words.breaks[at] == 2 and sentence.key(at - 1) in _PLAN_HEADINGS:
            return at
    return 0


_PLAN_HEADINGS = words_in("plan_headings")


def _is_undecided(sentence: Sentence, at: int) -> bool:
    """ "Have not yet decided"."""
    return not {"not", "never", "haven't"}.isdisjoint(sentence.keys(at - 2, at)) and sentence.key(at) in _SETTLES


_SETTLES = frozenset({"decided", "agreed", "changed", "arranged", "booked", "referred"})


def _is_because_of_child(sentence: Sentence) -> bool:
    """ "Because of what Amy said": tied outright, in more words than "so"."""
    return any(end - first > 1 for first, end in sentence.of("because"))


def _writer_asks(sentence: Sentence, at: int) -> bool:
    """ "I have asked the landlord to fix the heater": asked of somebody other than the child."""
    if sentence.key(at) != "asked":
        return False
    subject = next((m for m in reversed(sentence.mentions) if m.end <= at and not m.is_object), None)
    if subject is not None and subject.who is not Who.WRITER:
        return sentence.key(at - 1) in ("be", "been")
    asked = next((m for m in sentence.mentions if m.first > at), None)
    if asked is not None and sentence.key(asked.end) in ("about", "how", "what", "if", "whether", "why"):
        return False
    return asked is None or asked.who is not Who.CHILD


_DOES_FIRMLY = words_in("does_firmly")


def _does_more(sentence: Sentence) -> bool:
    if sentence.has("firm_phrases"):
        return True
    return sentence.holds(_DOES_FIRMLY) and not sentence.has("only_shares")


_CHILDS_MOVES = words_in("childs_moves")


def _is_childs_doing(sentence: Sentence, at: int) -> bool:
    """ "He agreed", "she started crying": what the child does is no decision, save going or staying somewhere."""
    subject = sentence.subject(at) if sentence.mentions and sentence.mentions[0].end <= at else None
    if subject is None or subject.who is not Who.CHILD:
        return False
    return sentence.key(at) not in _CHILDS_MOVES


def _is_done_first(sentence: Sentence, acts: list[int]) -> bool:
    """ "Referral sent while there, Noah watched me": the act opens the sentence, and the child comes after."""
    said = sentence.of("says", "wants", "shows", "feelings", "cues")
    child = next((mention.first for mention in sentence.mentions if mention.who is Who.CHILD), sentence.end)
    firm = [at for at in acts if sentence.key(at) not in _FIRM_IF_DONE or sentence.key(at - 1) in ("was", "been", "is")]
    return bool(said and firm) and firm[0] < min(said[0][0], child)


def _is_done_for(sentence: Sentence, acts: list[int]) -> bool:
    """Within the sentence of the view itself: a clause of its own, by somebody else, after it."""
    said = sentence.of("says", "wants", "shows", "feelings", "cues")
    if not said:
        return False
    has_plan = sentence.has("plan_words", "because")
    for at in acts:
        if at <= said[0][0]:
            continue
        subject = sentence.subject(at)
        is_passive = sentence.key(at - 1) in ("was", "been", "were", "is")
        by_other = subject is None or subject.who in (Who.ADULT, Who.WRITER) or is_passive
        clause = [
            place
            for place in range(said[0][1], at + 1)
            if sentence.words.breaks[place] >= 1 or sentence.key(place) in ("so", "and")
        ]
        is_firm = sentence.key(at) in _FIRM or (sentence.key(at) in _FIRM_IF_DONE and (is_passive or has_plan))
        if by_other and clause and is_firm and not _is_inside_saying(sentence, at):
            return True
    return False


_PASSIVE = frozenset({"was", "been", "were", "is", "be"})
_FIRM, _FIRM_IF_DONE = words_in("firm"), words_in("firm_if_done")


def _is_inside_saying(sentence: Sentence, at: int) -> bool:
    """ "She said Mum will": a promise inside the child's own account."""
    says = [first for first, _ in sentence.of("says", "wants") if first < at]
    if not says:
        return False
    return not any(
        sentence.words.breaks[place] >= 1 or sentence.key(place) == "so" for place in range(says[-1] + 1, at + 1)
    )


def _by_others(sentence: Sentence, acts: list[int]) -> bool:
    return any((subject := sentence.subject(at)) is None or subject.who is not Who.CHILD for at in acts)


_PROCEDURE = words_in("procedure")


def _only_tells(sentence: Sentence) -> bool:
    """ "Explained why we were there" refuses nothing."""
    is_refused = sentence.holds(_REFUSED)
    return not is_refused and (sentence.holds(_PROCEDURE) or not sentence.holds(("why", "reason", "reasons")))


_REFUSED = words_in("refused_words")


def _is_particular(reading: Reading, sentence: Sentence) -> bool:
    """Whether an act next to the view names something: not a template's line, not a parenting course."""
    if sentence.has("firm_phrases"):
        return True
    if sentence.has("generic_acts", "only_shares"):
        return False
    # A plan's next line is not yet an answer to the child; a decision is.
    is_decision = reading.record.record_type in ("conference_report", "review", "plan", "pathway_plan")
    is_for_child = any(mention.who is Who.CHILD and not mention.is_owner for mention in sentence.mentions)
    return not is_decision or reading.record.is_unborn or is_for_child or sentence.holds(_DECIDES)


_AGREE = frozenset({"agreed", "agree", "agrees"})
_DECIDES = words_in("decides")


def _content(sentence: Sentence, reading: Reading) -> set[str]:
    """The words of a sentence that carry its matter, by their stems."""
    names = reading.company.child_names
    common = _common()
    return {
        _stem(key)
        for key in sentence.words.keys[sentence.first : sentence.end]
        if len(key) >= _SHORTEST and key not in common and key not in names and not key.isdigit()
    }


@cache
def _common() -> frozenset[str]:
    return words_in("common")


@cache
def _stems_kept() -> dict[str, str]:
    return {}


def _stem(word: str) -> str:
    kept = _stems_kept()
    stem = kept.get(word)
    if stem is None:
        stem = _ENDINGS.sub("", word) if len(word) > 4 else word.removesuffix("s") if len(word) > 3 else word
        if len(kept) < 20_000:
            kept[word] = stem
    return stem
