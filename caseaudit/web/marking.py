"""A flag's exact words where they stand on the file: in the row of the plan, the entry, the passage of the record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseaudit.casefiles.drafts import ActionWords
from caseaudit.casefiles.queries import Evidence, Record
from caseaudit.checks.flag import Flag
from caseaudit.screening.queries import RaisedFlag
from caseaudit.words import long_date

_AROUND = 160


@dataclass(frozen=True)
class Passage:
    """Words from the file with what stands before and after them."""

    before: str
    words: str
    after: str

    @property
    def in_its_line(self) -> "Passage":
        """The same words with no more around them than the line they begin and end in."""
        return Passage(self.before.rpartition("\n")[2], self.words, self.after.partition("\n")[0])


def kind_of(flag: RaisedFlag | Flag) -> str:
    """The kind of evidence a flag stands on, by its place or else by its check; nothing where neither tells."""
    return _BY_PLACE.get(flag.place.split(" ")[0]) or _BY_CHECK.get(flag.check, "")


def passage_in(action: ActionWords, quote: str) -> Passage:
    """The words a flag quotes, within the one cell of an action that holds them."""
    holding = [cell for cell in _cells_of(action) if quote and quote in cell]
    if not holding:
        return Passage("", quote, "")
    cell = min(holding, key=len)
    return _within([cell], cell, quote)


def passage_of(flag: RaisedFlag, evidence: Evidence) -> Passage:
    """The words a flag quotes, within the row or passage they stand in; alone where they stand there no more."""
    for lines in _ROWS.get(kind_of(flag), _no_rows)(flag, evidence):
        holding = [line for line in lines if flag.quote in line]
        if holding:
            # "School" is more likely to be the whole cell that names the owner than a word in the action.
            return _within(lines, min(holding, key=len), flag.quote)
    return Passage("", flag.quote, "")


def _plan_rows(flag: RaisedFlag, evidence: Evidence) -> Iterator[Sequence[str]]:
    ordered = sorted(evidence.actions, key=lambda row: row.position != _number_in(flag.place))
    for row in ordered:
        yield _cells_of(row)


def _cells_of(row: ActionWords) -> Sequence[str]:
    return (
        f"Outcome: {row.outcome or '–'}",
        f"Action: {row.action or '–'}",
        f"Who: {row.owner or '–'}",
        f"By when: {row.timescale or '–'}",
    )


def _chronology_rows(flag: RaisedFlag, evidence: Evidence) -> Iterator[Sequence[str]]:
    for row in evidence.chronology:
        cells = (row.date_text, row.source, row.event, row.significance, row.action)
        yield [cell for cell in cells if cell]


def _record_rows(flag: RaisedFlag, evidence: Evidence) -> Iterator[Sequence[str]]:
    def is_elsewhere(pair: tuple[int, Record]) -> bool:
        number, record = pair
        return flag.place != f"Record {number}" and not (record.on and long_date(record.on) in flag.place)

    for _, record in sorted(enumerate(evidence.records, start=1), key=is_elsewhere):
        yield [record.text]


def _no_rows(flag: RaisedFlag, evidence: Evidence) -> Iterator[Sequence[str]]:
    return iter(())


def _number_in(place: str) -> int:
    return int("".join(letter for letter in place if letter in "0123456789")[:9] or 0)


_BY_PLACE = {"Record": "record", "Entry": "chronology", "Action": "plan"}
_BY_CHECK = {"plans": "plan", "chronology": "chronology", "voice": "record"}
_ROWS: Mapping[str, Callable[[RaisedFlag, Evidence], Iterator[Sequence[str]]]] = {
    "plan": _plan_rows,
    "chronology": _chronology_rows,
    "record": _record_rows,
}


def _within(lines: Sequence[str], line: str, quote: str) -> Passage:
    at = list(lines).index(line)
    before, _, after = line.partition(quote)
    return Passage(_end_of("\n".join([*lines[:at], before])), quote, _start_of("\n".join([after, *lines[at + 1 :]])))


def _end_of(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:].partition(" ")[2]


def _start_of(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + "…"
