"""Every entry of a chronology read once: when it was, and whether it weighs, tells of the child, or logs a contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from caseaudit.checks.analysis import meaning_in
from caseaudit.checks.casefile import CaseFile, Entry
from caseaudit.checks.cast import Cast
from caseaudit.checks.child_impact import impact_on_child
from caseaudit.checks.contact_log import is_only_contact
from caseaudit.checks.entry_dates import Placed, place_entries
from caseaudit.checks.placeholders import is_placeholder
from caseaudit.checks.same_event import Happening, told_by


@dataclass(frozen=True)
class ReadEntry:
    """One entry with its place among the entries of the file; ``meaning`` and ``impact`` are its own words, or none."""

    number: int
    entry: Entry
    when: Placed | None
    meaning: str
    impact: str
    is_only_contact: bool

    @cached_property
    def told(self) -> Happening:
        """What it tells, ready for comparing with what others tell."""
        return told_by(self.entry, self.when)


def read_entries(case: CaseFile, entries: Sequence[Entry]) -> tuple[ReadEntry, ...]:
    """Every entry that is more than a placeholder, read once for all the checks of a chronology."""
    cast = Cast.of(entries, case.age, is_unborn=case.is_unborn)
    placed = place_entries(entries, by=case.as_at)
    found = []
    for number, (entry, when) in enumerate(zip(entries, placed, strict=True), start=1):
        if is_placeholder(entry):
            continue
        meaning, impact = meaning_in(entry), impact_on_child(entry, cast)
        bare = not meaning and not impact and is_only_contact(entry)
        found.append(ReadEntry(number, entry, when, meaning, impact, bare))
    return tuple(found)
