"""Whether an entry of a chronology tells how this child was affected, and in which words.

What the child saw, said, felt, missed or gained; injury, absence, behaviour, health. An adult's tears are not the
child's, so each such word is read with whoever was last spoken of before it.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from caseaudit.checks.casefile import Entry
from caseaudit.checks.cast import FAMILY, Cast, Whom, people_in
from caseaudit.checks.dates import plain
from caseaudit.checks.entry_words import EntryText, entry_text
from caseaudit.checks.lexicon import Hit
from caseaudit.checks.wordlists import word_list

_JOINING = word_list("joining")
_LEADS_ON, _GOES_ON = frozenset(_JOINING["leads_to_a_deed"]), frozenset(_JOINING["goes_on"])
_BEFORE_AN_OBJECT, _BEFORE_ITS_OWNER = frozenset(_JOINING["before_an_object"]), frozenset({"to", "on", "of"})
_DONE_TO, _OF_OFFENDERS = frozenset(_JOINING["done_to"]), frozenset(_JOINING["of_offenders"])
_ANYBODYS = frozenset(_JOINING["as_well_a_workers"])
_TO_THE_END = re.compile(r"[^\s\w.;,:!?]{0,3}")
_LEADS_TO_SPEECH = frozenset({"said", "says", "wanted", "wants", "told", "asked", "asks", "wrote"})
_MARKS = frozenset("\"'")
_QUOTE = re.compile(r"\"[^\"\n]{5,200}\"|(?<!\w)'(?=\w+'?\w*\s+\w)[^'\n]{5,120}'(?!\w)")


def impact_on_child(entry: Entry, cast: Cast) -> str:
    """The words of an entry that tell how the child was affected, word for word; nothing where none do."""
    return _found(entry.event, cast, is_event=True) or _found(entry.significance, cast, is_event=False)


def _found(text: str, cast: Cast, *, is_event: bool) -> str:
    read = entry_text(text)
    rules = _OF_AN_EVENT if is_event else _OF_SIGNIFICANCE
    if rules.keys().isdisjoint(read.found) and not (is_event and _may_name_child(read, cast)):
        return ""
    scene = _Scene(read, cast)
    cue = next(scene.cues(is_event=is_event), None)
    if cue is None:
        return ""
    clause = [word for word in read.words if word.clause == read.words[cue].clause]
    rest = _TO_THE_END.match(text, clause[-1].end)
    return text[clause[0].start : rest.end() if rest else clause[-1].end]


def _may_name_child(read: EntryText, cast: Cast) -> bool:
    """Whether a text can name the child or quote somebody, so that it is worth telling who is who in it."""
    if read.hits("child.the_child") or not _MARKS.isdisjoint(plain(read.text)):
        return True
    return not cast.names.isdisjoint([word.text for word in read.words])


class _Scene:
    """The words of one text with who is spoken of at each."""

    def __init__(self, read: EntryText, cast: Cast) -> None:
        self.read, self.words, self.text, self.cast = read, read.words, read.text, cast
        self.denied, self.process = read.covered("child.denied"), read.covered("child.process")
        self.ahead_from = {self.words[hit.first].clause: hit.first for hit in reversed(read.hits("child.ahead"))}
        spoken = tuple(people_in(read, cast))
        self.people = {place: whom for place, whom, _ in spoken}
        self.named = [place for place, whom, is_named in spoken if is_named and whom is Whom.CHILD]

    def cues(self, *, is_event: bool) -> Iterator[int]:
        """Where it is told how the child was affected; in the significance only what can be nobody else's counts."""
        rules = _OF_AN_EVENT if is_event else _OF_SIGNIFICANCE
        for name, rule in rules.items():
            for hit in self.read.hits(name):
                if hit.first not in self.denied and not self._is_ahead(hit.first) and rule(self, hit):
                    yield hit.first
        if is_event:
            yield from (place for place in self.named if self._begins_a_deed(place))
            yield from self._quoted()

    def is_childs(self, hit: Hit) -> bool:
        """Whether whoever was last spoken of before a phrase is the child."""
        return self._last(hit)[0] is Whom.CHILD

    def may_be_childs(self, hit: Hit) -> bool:
        """Whether a phrase can be of the child: no adult of the family is spoken of, or one only reports."""
        whom, at = self._last(hit)
        if whom is None:
            whom = self._owner_after(hit) or (None if hit.name == "child.of_a_child" else self._carried_over(hit))
        if whom in (None, Whom.WORKER) and self.cast.is_unborn and hit.name != "child.of_a_child":
            return False
        if whom in FAMILY:
            return any(at < place < hit.first for place in self.read.covered("child.reports"))
        return whom is not Whom.OTHER

    def is_done_by_child(self, hit: Hit) -> bool:
        """Whether the child does what a phrase says, or it is done to the child."""
        word = self.words[hit.first].text
        if word in _OF_OFFENDERS and not (self.named or self.cast.is_teenager):
            return False
        if self.is_childs(hit) or (
            self._is_left_unsaid(hit) and (word not in _ANYBODYS or self._is_of_child_before(hit))
        ):
            return True
        near = range(hit.end, min(hit.end + 3, len(self.words)))
        return word in _DONE_TO and any(self.people.get(place) is Whom.CHILD for place in near)

    def has_value(self, hit: Hit) -> bool:
        """Whether a figure stands with its value."""
        clause = self.words[hit.first].clause
        return any(self.words[value.first].clause == clause for value in self.read.hits("child.values")) or any(
            word.clause == clause and word.text[0].isdecimal() for word in self.words
        )

    def _is_ahead(self, place: int) -> bool:
        return place > self.ahead_from.get(self.words[place].clause, len(self.words))

    def _last(self, hit: Hit) -> tuple[Whom | None, int]:
        """Whoever was last spoken of before a phrase in its sentence; where its verb goes on, whoever began."""
        word = self.words[hit.first]
        here = [place for place in self.people if place < hit.first and self.words[place].sentence == word.sentence]
        if not here:
            return None, -1
        at = here[0] if self._goes_on(hit.first) else here[-1]
        return self.people[at], at

    def _goes_on(self, place: int) -> bool:
        """Whether a phrase begins a clause, or follows "and", without naming anybody."""
        if not place or self.words[place - 1].clause != self.words[place].clause:
            return True
        return self.words[place - 1].text in _GOES_ON

    def _carried_over(self, hit: Hit) -> Whom | None:
        """The adult the sentence before is about, where this one names nobody: "Mother seen. Low mood."."""
        begins = next(at for at, word in enumerate(self.words) if word.sentence == self.words[hit.first].sentence)
        before = [place for place in range(begins) if self.words[place].sentence == self.words[begins - 1].sentence]
        spoken = [place for place in before if self.people.get(place, Whom.WORKER) is not Whom.WORKER]
        is_about_adult = spoken and spoken[0] - before[0] < 2 and self.people[spoken[0]] in FAMILY
        return self.people[spoken[-1]] if is_about_adult else None

    def _owner_after(self, hit: Hit) -> Whom | None:
        if hit.end >= len(self.words) or self.words[hit.end].text not in _BEFORE_ITS_OWNER:
            return None
        near = range(hit.end, min(hit.end + 4, len(self.words)))
        return next((self.people[place] for place in near if place in self.people), None)

    def _is_of_child_before(self, hit: Hit) -> bool:
        spoken = [whom for place, whom in self.people.items() if place < hit.first and whom is not Whom.WORKER]
        return bool(spoken) and spoken[-1] is Whom.CHILD

    def _is_left_unsaid(self, hit: Hit) -> bool:
        """Whether a clause that begins with its verb goes on about the child, no adult having been named."""
        begins = not hit.first or self.words[hit.first - 1].clause != self.words[hit.first].clause
        if not begins and self.words[hit.first - 1].text not in _GOES_ON:
            return False
        before = [(place, whom) for place, whom in self.people.items() if place < hit.first]
        if self.cast.is_unborn:
            return False
        is_here = any(self.words[place].sentence == self.words[hit.first].sentence for place, _ in before)
        return not is_here and not any(whom in FAMILY for _, whom in before)

    def _begins_a_deed(self, place: int) -> bool:
        """Whether the child is named as the one who does or feels something, whatever it is."""
        after = place + 1
        while after < len(self.words) and self.words[after].text in _LEADS_ON:
            after += 1
        if after >= len(self.words) or self.words[after].clause != self.words[place].clause or self._is_ahead(after):
            return False
        if (
            place
            and self.words[place - 1].clause == self.words[place].clause
            and self.words[place - 1].text in _BEFORE_AN_OBJECT
        ):
            return False
        is_owner = self.text[self.words[place].end - 2 : self.words[place].end] in ("'s", "’s")
        return not is_owner and after not in self.process | self.denied and after not in self.people

    def _quoted(self) -> Iterator[int]:
        """Where the child is quoted: the one last spoken of before the marks, or where nobody is who asks or says."""
        for quote in _QUOTE.finditer(plain(self.text)):
            inside = next((at for at, word in enumerate(self.words) if word.start >= quote.start()), 0)
            spoken = [whom for at, whom in self.people.items() if at < inside and whom is not Whom.WORKER]
            before = self.words[inside - 1].text if inside else ""
            if inside and (spoken[-1] is Whom.CHILD if spoken else before in _LEADS_TO_SPEECH):
                yield inside


_Rule = Callable[[_Scene, Hit], bool]


def _figure(scene: _Scene, hit: Hit) -> bool:
    return scene.has_value(hit) and scene.may_be_childs(hit)


def _teenagers(scene: _Scene, hit: Hit) -> bool:
    return scene.cast.is_teenager and scene.may_be_childs(hit)


def _before_child(scene: _Scene, hit: Hit) -> bool:
    return any(scene.people.get(place) is Whom.CHILD for place in range(hit.end, hit.end + 3))


_OF_SIGNIFICANCE: Mapping[str, _Rule] = {
    "child.of_a_child": _Scene.may_be_childs,
    "child.body_and_feeling": _Scene.is_childs,
    "child.figures": _figure,
    "child.before_the_child": _before_child,
}
_OF_AN_EVENT: Mapping[str, _Rule] = {
    "child.of_a_child": _Scene.may_be_childs,
    "child.body_and_feeling": _Scene.may_be_childs,
    "child.figures": _figure,
    "child.before_the_child": _before_child,
    "child.of_a_teenager": _teenagers,
    "child.does": _Scene.is_done_by_child,
}
