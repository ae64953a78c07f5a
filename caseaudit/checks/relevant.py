"""Whether a plan action says what will be different for the child, or which need or risk it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.lexicon import Hit, Lexicon, Word
from caseaudit.checks.plan_reading import known_words, read
from caseaudit.checks.wordlists import word_list

_PEOPLE, _PLAIN, _PURPOSES = word_list("people"), word_list("plan_words"), word_list("plan_purposes")
_LEXICON = Lexicon(
    {
        **word_list("plan_outcomes"),
        "other": _PLAIN["other"],
        "plain": [
            *_PLAIN["grammar"], *_PLAIN["people_words"], *_PLAIN["time_words"],
            *_PEOPLE["family"], *_PEOPLE["roles"], *_PEOPLE["titles"], *_PEOPLE["everybody"],
        ],
    }
)  # fmt: skip
_SERVES = "_serves"
_SERVED = Lexicon({key: words for key, words in _PURPOSES.items() if key.endswith(_SERVES)})
_NUMBERED = frozenset(word_list("times")["numbered_things"])
_LONGEST_NAME = 3
# "Not hit", "to read", "without pain": something is to be so.
_TURNS = frozenset(
    {
        "not",
        "no",
        "to",
        "without",
        "isn't",
        "doesn't",
        "won't",
        "don't",
        "i",
        "be",
        "in",
        "at",
        "from",
        "on",
        "by",
        "under",
    }
)
# What illnesses are called by: nobody can list them all.
_CONDITIONS = ("itis", "osis", "emia", "plegia", "algia", "phobia", "pathy", "oma", "iasis", "penia")
_DENIALS = frozenset({"not", "isn't", "doesn't", "won't", "don't", "aren't", "without"})
_VERBS = frozenset({"have", "has", "can", "am", "get", "gets", "want", "wants", "know", "knows", "is", "are"})


class Relevance(StrEnum):
    """What an action's outcome comes to."""

    STATED = "a difference or a need"
    BLANK = "blank"
    HEADING = "a heading"
    PROCESS = "what services do"
    UNLIKELY = "no link"


@dataclass(frozen=True)
class Relevant:
    """The verdict on one action: what its outcome comes to, and in which words."""

    relevance: Relevance
    quote: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the row says what is to be different or which need it is for."""
        return self.relevance is Relevance.STATED


def relevance_of(action: PlanAction) -> Relevant:
    """What an action is for, looked for in its outcome and then in its own words."""
    outcome = _outcome(action.outcome)
    if outcome is Relevance.STATED:
        unlikely = _unlikely(action)
        return Relevant(Relevance.UNLIKELY, unlikely) if unlikely else Relevant(Relevance.STATED)
    if _gives_a_reason(action.action):
        return Relevant(Relevance.STATED)
    return Relevant(outcome, action.outcome.strip())


@lru_cache(maxsize=2048)
def _outcome(text: str) -> Relevance:
    words = known_words(text)
    if not words:
        return Relevance.BLANK
    hits = tuple(_LEXICON.hits(words))
    if any(hit.name == "needs" for hit in hits) or _has_figure(text, words):
        return Relevance.STATED
    if not _DENIALS.isdisjoint(word.text for word in words):
        return Relevance.STATED
    known = {at: hit.name for hit in hits if _tells_little(hit) for at in range(hit.first, hit.end)}
    if _is_a_faculty_of_a_child(text, words, hits):
        return Relevance.STATED
    names = {at for at, word in enumerate(words) if _is_childs(text, word)}
    if any(hit.name == "papers" for hit in hits) and text[words[0].start].isupper() and len(words) > 1:
        # "Orla has an up to date care plan": the name adds nothing to what services do.
        names.add(0)
    if len(known.keys() | names) < len(words):
        return Relevance.HEADING if _is_only_a_name(text, words, hits) else Relevance.STATED
    if "process" in known.values():
        return Relevance.PROCESS
    # "I have my documents" says how things are to be; "Documents" does not.
    return Relevance.STATED if any(word.text in _VERBS for word in words) else Relevance.HEADING


def _is_only_a_name(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether a word or two only name something: no verb, and no word for how things are to be."""
    # "Milo's hair pulling" is something Milo does.
    does = len(words) > 1 and words[-1].text.endswith("ing") and not any(hit.name == "headings" for hit in hits)
    if does or len(words) > _LONGEST_NAME or any(hit.name == "states" for hit in hits):
        return False
    return not any(
        word.text in _VERBS
        or word.text in _TURNS
        or (at and word.text.endswith("s") and text[word.end - 2] not in "'’s")
        for at, word in enumerate(words)
    )


def _is_a_faculty_of_a_child(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether all it names is a child's own speech, sleep or the like; a parent's own is not the child's."""
    faculty = next((hit for hit in hits if hit.name == "faculties" and hit.end == len(words)), None)
    if faculty is None or faculty.first != 1 or not _is_childs(text, words[0]):
        return False
    return not any(hit.first == 0 and hit.name == "plain" for hit in hits)


def _tells_little(hit: Hit) -> bool:
    return hit.name in {"headings", "process", "plain"}


def _has_figure(text: str, words: Sequence[Word]) -> bool:
    # The figure in "Reg 24" or "16+" counts nothing.
    return any(
        word.text[0].isdigit()
        and (at == 0 or words[at - 1].text not in _NUMBERED)
        and text[word.end : word.end + 1] != "+"
        and text[word.start : word.end + 1] != "100%"
        for at, word in enumerate(words)
    )


def _is_childs(text: str, word: Word) -> bool:
    return text[word.start].isupper() and text[word.start : word.end].endswith(("'s", "’s", "s'"))


@lru_cache(maxsize=2048)
def _gives_a_reason(text: str) -> bool:
    words = known_words(text)
    return any(hit.name in {"needs", "purposes"} for hit in _LEXICON.hits(words))


def _unlikely(action: PlanAction) -> str:
    """The words of an act that serves nothing this row speaks of."""
    reading = read(action.action)
    first_of_each = {hit.name: hit for hit in reversed(reading.hits) if hit.name in _PURPOSES}
    for hit in first_of_each.values():
        spoken = (*known_words(action.outcome), *reading.words[: hit.first], *reading.words[hit.end :])
        if not any(found.name == hit.name + _SERVES for found in _SERVED.hits(spoken)):
            return reading.quote(hit)
    return ""
