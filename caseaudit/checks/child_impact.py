"""Whether an entry of a chronology tells how this child was affected, and in which words.

What the child saw, said, felt, missed or gained; injury, absence, behaviour, health. An adult's tears are not the
child's, so each such word is read with whoever was last spoken of before it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caseaudit.checks.casefile import Entry
from caseaudit.checks.dates import MONTHS
from caseaudit.checks.lexicon import Hit, Lexicon, Word, clause_numbers, words_of
from caseaudit.checks.wordlists import word_list

_LISTS = word_list("child")
_WORDS = Lexicon(_LISTS)
_PEOPLE = word_list("people")
_TEENAGER = 11
_SENTENCE_ENDS = ".;\n!?"


class Whom(StrEnum):
    """Whom a word of an entry speaks of."""

    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    ADULT = "adult"
    OTHER = "other"
    WORKER = "worker"


_WHOM: Mapping[str, Whom] = {
    "the_child": Whom.CHILD, "women": Whom.WOMAN, "men": Whom.MAN, "adults": Whom.ADULT, "others": Whom.OTHER,
    "workers": Whom.WORKER,
}  # fmt: skip
_FAMILY = frozenset({Whom.WOMAN, Whom.MAN, Whom.ADULT})
_HE, _SHE, _THEY = (
    frozenset({"he", "him", "his"}),
    frozenset({"she", "her", "hers"}),
    frozenset({"they", "them", "their"}),
)
_DAYS = {
    f"{day}{end}" for day in ("mon", "tue", "tues", "wed", "wednes", "thu", "thurs", "fri", "sat", "satur", "sun")
    for end in ("", "day", "days")
}  # fmt: skip
_NOT_NAMES = frozenset(
    {
        word
        for name in (*_LISTS, *_PEOPLE)
        for phrase in (_LISTS.get(name) or _PEOPLE[name])
        for word in phrase.lower().split()
    }
    | set(word_list("said_in_passing")["little"])
    | set(word_list("said_in_passing")["of_any_contact"])
    | set(MONTHS)
    | _DAYS
)
_TITLES = frozenset(
    (
        *_PEOPLE["titles"],
        "partner",
        "boyfriend",
        "girlfriend",
        "friend",
        "brother",
        "sister",
        "cousin",
        "worker",
        "teacher",
    )
) - {"baby", "nurse"}
_INITIALS = frozenset("bcdefghjklmnopqrtuvwyz")


@dataclass(frozen=True)
class Cast:
    """Who is who in a chronology: names that are an adult's or somebody else's, and whether the child is a teenager."""

    other_names: frozenset[str]
    is_teenager: bool

    @classmethod
    def of(cls, entries: Sequence[Entry], age: float | None) -> "Cast":
        """The cast of these entries, for a child of this age."""
        others: set[str] = set()
        count: Counter[str] = Counter()
        for entry in entries:
            for text in (entry.event, entry.significance):
                words = words_of(text)
                for place, word in enumerate(words):
                    if not _may_be_name(word, text):
                        continue
                    count[word.text] += 1
                    if _is_introduced(words, place, text):
                        others.add(word.text)
        return cls(frozenset(others - _plainly_the_childs(count)), age is not None and age >= _TEENAGER)


def impact_on_child(entry: Entry, cast: Cast) -> str:
    """The words of an entry that tell how the child was affected, word for word; nothing where none do."""
    return _found(entry.event, cast, is_event=True) or _found(entry.significance, cast, is_event=False)


def _found(text: str, cast: Cast, *, is_event: bool) -> str:
    words = words_of(text)
    hits = tuple(_WORDS.hits(words))
    if not hits:
        return ""
    scene = _Scene(words, text, hits, cast)
    cue = next((hit for hit in hits if scene.tells(hit, is_event=is_event)), None)
    if cue is None:
        return ""
    clause = [place for place, number in enumerate(scene.clauses) if number == scene.clauses[cue.first]]
    return text[words[clause[0]].start : words[clause[-1]].end]


class _Scene:
    """The words of one text with who is spoken of at each."""

    def __init__(self, words: Sequence[Word], text: str, hits: Sequence[Hit], cast: Cast) -> None:
        self.words, self.text, self.cast = words, text, cast
        self.clauses = clause_numbers(words, text)
        self.sentences = clause_numbers(words, text, _SENTENCE_ENDS)
        self.denied = {place for hit in hits if hit.name == "denied" for place in range(hit.first, hit.end)}
        self.denied_from = {self.clauses[hit.first]: hit.first for hit in reversed(hits) if hit.name == "ahead"}
        self.reports = {place for hit in hits if hit.name == "reports" for place in range(hit.first, hit.end)}
        self.values = {self.clauses[hit.first] for hit in hits if hit.name == "values"}
        self.values |= {self.clauses[place] for place, word in enumerate(words) if word.text[0].isdecimal()}
        self.people = dict(self._people(hits))

    def tells(self, hit: Hit, *, is_event: bool) -> bool:
        """Whether a word or phrase found here tells how the child was affected."""
        if hit.first in self.denied or hit.first > self.denied_from.get(self.clauses[hit.first], len(self.words)):
            return False
        rule = _RULES.get(hit.name)
        return rule is not None and rule(self, hit, is_event)

    def is_childs(self, hit: Hit) -> bool:
        """Whether whoever was last spoken of before a phrase is the child."""
        return self._whom(hit)[0] is Whom.CHILD

    def may_be_childs(self, hit: Hit) -> bool:
        """Whether a phrase can be of the child: no adult of the family is spoken of, or one only reports."""
        whom, at = self._whom(hit)
        if whom is None:
            whom = self._after(hit)
        if whom in _FAMILY:
            return any(at < place < hit.first for place in self.reports)
        return whom is not Whom.OTHER

    def _whom(self, hit: Hit) -> tuple[Whom | None, int]:
        for place in range(hit.first - 1, -1, -1):
            if self.sentences[place] != self.sentences[hit.first]:
                break
            if place in self.people:
                return self.people[place], place
        return None, -1

    def _after(self, hit: Hit) -> Whom | None:
        near = range(hit.end, min(hit.end + 4, len(self.words)))
        return next((self.people[place] for place in near if place in self.people), None)

    def done_to_child(self, hit: Hit) -> bool:
        """Whether the child is the one something was done to."""
        near = range(hit.end, min(hit.end + 3, len(self.words)))
        return any(self.people.get(place) is Whom.CHILD for place in near)

    def _people(self, hits: Sequence[Hit]) -> Iterator[tuple[int, Whom]]:
        named = {
            hit.end - 1: _WHOM[hit.name] for hit in sorted(hits, key=lambda it: it.end - it.first) if hit.name in _WHOM
        }
        last: Whom | None = None
        for place, word in enumerate(self.words):
            whom = named.get(place) or self._by_name(place, word) or _by_pronoun(word.text, last)
            if whom is not None:
                yield place, whom
                if whom is not Whom.WORKER:
                    last = whom

    def _by_name(self, place: int, word: Word) -> Whom | None:
        if word.text in self.cast.other_names and _may_be_name(word, self.text):
            return Whom.ADULT
        if _may_be_name(word, self.text):
            return Whom.CHILD
        is_initial = word.text in _INITIALS and self.text[word.start].isupper()
        return Whom.CHILD if is_initial and self.text[word.end : word.end + 1] in (" ", "'", ".", "") else None


_DONE_TO = frozenset({
    "hit", "hits", "hitting", "kicked", "kicks", "punched", "bit", "threw", "spat", "attacked", "assaulted", "slapped",
    "grabbed", "hurt", "touched", "strangled", "abused", "beaten", "threatened", "fed", "cuddled", "hugged", "hugs",
})  # fmt: skip


def _by_pronoun(text: str, last: Whom | None) -> Whom | None:
    if text in _HE:
        return last if last in (Whom.MAN, Whom.ADULT, Whom.OTHER) else Whom.CHILD
    if text in _SHE:
        return last if last in (Whom.WOMAN, Whom.ADULT, Whom.OTHER) else Whom.CHILD
    return last if text in _THEY else None


def _deed(scene: _Scene, hit: Hit, is_event: bool) -> bool:
    if not is_event:
        return False
    if scene.is_childs(hit):
        return True
    return scene.words[hit.first].text in _DONE_TO and scene.done_to_child(hit)


_RULES = {
    "of_a_child": lambda scene, hit, is_event: scene.may_be_childs(hit),
    "body_and_feeling": lambda scene, hit, is_event: scene.is_childs(hit) or (is_event and scene.may_be_childs(hit)),
    "figures": lambda scene, hit, is_event: scene.clauses[hit.first] in scene.values and scene.may_be_childs(hit),
    "of_a_teenager": lambda scene, hit, is_event: is_event and scene.cast.is_teenager and scene.may_be_childs(hit),
    "does": _deed,
}


def _may_be_name(word: Word, text: str) -> bool:
    first = text[word.start]
    return (
        first.isupper() and word.end - word.start > 1 and text[word.start + 1].islower() and word.text not in _NOT_NAMES
    )


def _is_introduced(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a title or a relation stands before a name or just after it: Mr Hall, partner Dave, Dave (uncle)."""
    before = words[place - 1] if place else None
    if (
        before is not None
        and text[before.end : words[place].start] in (" ", ". ", " (")
        and before.text in _TITLES | _ADULT_WORDS
    ):
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    return after is not None and "(" in text[words[place].end : after.start] and after.text in _TITLES | _ADULT_WORDS


_ADULT_WORDS = frozenset(
    word for name in ("women", "men", "adults", "others") for word in _LISTS[name] if " " not in word
) | {"hv", "sw", "fsw", "pc", "dc"}


def _plainly_the_childs(count: Counter[str]) -> frozenset[str]:
    # "Sister Mary"-like slips do not make the one name every entry has an adult's.
    total = sum(count.values())
    return frozenset(name for name, times in count.items() if times > 3 and times * 2 > total)
