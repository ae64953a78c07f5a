"""The signs an action is weighed by: what it does and names, and what it leaves open, each with its words."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.dates import has_figure
from caseaudit.checks.plan_reading import Step, Term, known_words, read, steps_of
from caseaudit.checks.wordlists import any_of, word_list

_THINGS = ("services", "deliverables", "procedures")
_CONTENT = (*_THINGS, "other", "names")
_VAGUE = ("seeing_to_it", "courses", "vague_things", "vague_how", "put_off", "vague_acts")
_DELIVERED = frozenset({*_THINGS, "acts", "soft_acts"})
_NUMBERS = frozenset(word_list("plan_words")["numbers"])
_UNSIGNED = frozenset({"grammar", "people", "time_words", "topic_leads"})
_GOING = ("attend", "complet", "finish", "enrol", "start")
# Beyond this a sign tells nothing more.
_MOST = {
    "other": 6, "vague_things": 4, "deliverables": 3, "vague_acts": 3, "vague_how": 3, "numbers": 3, "seen_through": 3,
    "steps": 4,
}  # fmt: skip
_MOST_OTHERWISE = 2
_LONG = 25
_LONGEST_NOUN = 3


@dataclass
class Signs:
    """How strongly each sign stands in an action, and the words that show it."""

    strength: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    words: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, *terms: Term) -> None:
        """Note a sign, up to as often as it tells anything more."""
        self.strength[name] = min(self.strength[name] + 1, _MOST.get(name, _MOST_OTHERWISE))
        self.words[name] += terms


class _Counts:
    """How many terms of a step are of each sort."""

    def __init__(self, step: Step) -> None:
        kinds: dict[str, int] = defaultdict(int)
        for term in step.terms:
            kinds[term.kind] += 1
        self.step = step
        self.head = step.head
        self.kinds = kinds
        self.things = sum(kinds[kind] for kind in _THINGS)
        self.content = self.things + kinds["other"] + kinds["names"]
        self.vague = sum(kinds[kind] for kind in _VAGUE)
        self.is_act = self.head in {"acts", "soft_acts"}

    @property
    def definable(self) -> int:
        """How many of its terms fix something; an act that says little does once it falls on a thing."""
        said = self.content + self.kinds["acts"] + self.kinds["numbers"]
        return said + (self.kinds["soft_acts"] if self.things and not self.vague else 0)

    def acts_outside(self, span: tuple[int, int]) -> bool:
        """Whether the step does something besides what these words say."""
        return any(term.kind == "acts" and not span[0] <= term.start < span[1] for term in self.step.terms)


_STEP_SIGNS: dict[str, Callable[[_Counts], object]] = {
    "act_upon_something": lambda step: step.head == "acts" and step.content,
    "act_upon_a_person": lambda step: step.head == "acts" and step.step.goes_on_to("people"),
    "soft_act_upon_a_thing": lambda step: (
        step.head == "soft_acts"
        and not step.kinds["put_off"]
        and (step.things or step.kinds["numbers"] or step.kinds["names"])
    ),
    "soft_act_in_detail": lambda step: step.head == "soft_acts" and step.content > 1 and not step.vague,
    "vague_then_act": lambda step: (
        step.head in {"vague_acts", "talk"} and (step.kinds["acts"] or step.kinds["soft_acts"]) and step.content
    ),
    "vague_act_upon_a_thing": lambda step: step.head == "vague_acts" and step.things,
    "procedure_alone": lambda step: not step.head and step.kinds["procedures"] and step.vague < 2,
    "vague_without_act": lambda step: not step.head and step.vague and not step.kinds["procedures"],
    "named_without_act": lambda step: not step.head and step.content and not step.vague,
    "counted_without_act": lambda step: (
        not step.head and step.step.terms[0].kind == "numbers" and step.content > 1 and not step.vague
    ),
    "vague_noun_done": lambda step: step.is_act and step.step.is_done_to("talk", "vague_things", "vague_acts"),
    "thing_to_be_done": lambda step: step.is_act and not step.vague and step.step.is_done_to(*_THINGS),
    "watches_something": lambda step: step.head == "watching" and (step.content or step.kinds["numbers"]),
    "counted_change": lambda step: step.kinds["numbers"] and (step.kinds["vague_acts"] or step.kinds["watching"]),
    "goes_to_something": lambda step: (
        (step.content or step.kinds["vague_things"]) and any(term.text.startswith(_GOING) for term in step.step.terms)
    ),
    "goes_to_a_course": lambda step: (
        step.kinds["courses"] and any(term.text.startswith(_GOING) for term in step.step.terms)
    ),
    "somebody_is_dealt_with": lambda step: step.step.is_done_to_somebody,
    "somebody_does_it": lambda step: step.is_act and step.content and not step.vague and step.step.has_somebody_do_it,
    "talk_of_something": lambda step: step.head == "talk" and step.content and not step.kinds["put_off"],
}
_TEXT_SIGNS = {
    "prohibits": re.compile(
        r"^\s*no\b|\b(?:will|must|shall|is|are|to|does|do) not\b|\b(?:won't|not to)\b", re.IGNORECASE
    ),
    "contingent": re.compile(r"\bif\b(?! (?:needed|required|necessary|appropriate|possible))", re.IGNORECASE),
    "aim": re.compile(r"\b(?:aim|target|goal|expected to|standard)\b", re.IGNORECASE),
    "bare_absence": re.compile(r"^\s*(?:no|zero|nil) (?:further |more |unauthorised )?\w+(?: \w+)?\W*$", re.IGNORECASE),
    "tells_about": re.compile(
        r"\b(?:tell|tells|told|inform\w*|show|shows|shown|ask|asks|explain\w*|remind\w*|speak|speaks|talk|talks|discuss\w*"
        r"|advi[sc]e\w*|chat)\b[^.;]{0,40}?\b(?:about|how|why|re|of|regarding|on)\b",
        re.IGNORECASE,
    ),
    "only_when": re.compile(r"\b(?:when|whenever|if)\b [^.;]{0,80}$", re.IGNORECASE),
    "passive": re.compile(r"\bto be\b", re.IGNORECASE),
}
# "Reading age to rise to 8.5": a change that can be read off, with no word of how it is to come about.
_MOVES = re.compile(
    rf"\b{any_of(word_list('plan_words')['moving'])}\b[^.;]{{0,40}}?(?:\d|\b(?:nil|none|{any_of(_NUMBERS)})\b)",
    re.IGNORECASE,
)
# Without one of these words a pattern need not be tried.
_NEEDS_A_WORD = {
    "prohibits": frozenset({"no", "not", "won't"}),
    "contingent": frozenset({"if"}),
    "only_when": frozenset({"when", "whenever", "if"}),
    "bare_absence": frozenset({"no", "zero", "nil"}),
    "passive": frozenset({"be"}),
    "aim": frozenset({"aim", "target", "goal", "expected", "standard"}),
}
_MOVING_WORDS = frozenset(word for phrase in word_list("plan_words")["moving"] for word in phrase.split())


def signs_of(action: PlanAction) -> Signs:
    """Every sign in an action, and what its outcome and timescale add to it."""
    signs = Signs()
    counts = [_Counts(step) for step in steps_of(action.action)]
    for step in counts:
        _read_step(step, signs)
    _read_whole(counts, signs)
    words = {word.text for word in known_words(action.action)}
    for name, pattern in _TEXT_SIGNS.items():
        if name in _NEEDS_A_WORD and words.isdisjoint(_NEEDS_A_WORD[name]):
            continue
        for _ in pattern.finditer(action.action):
            signs.add(name)
    moved = None if words.isdisjoint(_MOVING_WORDS) else _MOVES.search(action.action)
    if moved and not any(step.acts_outside(moved.span()) for step in counts):
        signs.add("only_moves_a_measure")
    _read_beside(action, signs)
    return signs


def _read_step(step: _Counts, signs: Signs) -> None:
    for term in step.step.terms:
        if term.kind not in _UNSIGNED:
            signs.add(term.kind, term)
    for name, is_there in _STEP_SIGNS.items():
        if is_there(step):
            signs.add(name)


def _read_whole(steps: Sequence[_Counts], signs: Signs) -> None:
    signs.add("first_" + next((step.head for step in steps if step.head), "none"))
    definable = sum(step.definable for step in steps)
    vague = sum(step.vague for step in steps)
    if definable + vague:
        signs.strength["share_vague"] = vague / (definable + vague)
    if definable <= 1 and not any(step.kinds["procedures"] for step in steps):
        signs.add("says_little")
    if _is_a_bare_noun(steps):
        signs.add("bare_noun")
    signs.strength["length"] = min(sum(len(step.step.terms) for step in steps), _LONG) / 10
    signs.strength["steps"] = min(len(steps), _MOST["steps"])


def _is_a_bare_noun(steps: Sequence[_Counts]) -> bool:
    """Whether all that is written is what something is called, as in "ceiling hoist"; a test's name says what to do."""
    if len(steps) != 1 or steps[0].head or len(steps[0].step.terms) > _LONGEST_NOUN:
        return False
    return not any(steps[0].kinds[kind] for kind in ("procedures", "numbers"))


def _read_beside(action: PlanAction, signs: Signs) -> None:
    outcome = known_words(action.outcome)
    if has_figure(action.outcome) or not _NUMBERS.isdisjoint(word.text for word in outcome):
        signs.add("outcome_counts")
        if signs.strength.get("watches_something"):
            signs.add("watches_a_target")
    elif signs.strength.get("watches_something") and not signs.strength.get("numbers"):
        signs.add("watches_no_target")
    if any(hit.name in _DELIVERED for hit in read(action.timescale).hits):
        signs.add("timescale_says_what")
