"""A flag's exact words where they stand on the file: in the row of the plan, the entry, the passage of the record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseaudit.casefiles.queries import Evidence
from caseaudit.screening.queries import RaisedFlag

_AROUND = 160


@dataclass(frozen=True)
class Passage:
    """Words from the file with what stands before and after them."""

    before: str
    words: str
    after: str


def passage_of(flag: RaisedFlag, evidence: Evidence) -> Passage:
    """The words a flag quotes, within the row or passage they stand in; alone where they stand there no more."""
    for lines in _ROWS.get(flag.check, _no_rows)(flag, evidence):
        holding = [line for line in lines if flag.quote in line]
        if holding:
            # "School" is more likely to be the whole cell that names the owner than a word in the action.
            return _within(lines, min(holding, key=len), flag.quote)
    return Passage("", flag.quote, "")


def _plan_rows(flag: RaisedFlag, evidence: Evidence) -> Iterator[Sequence[str]]:
    number = "".join(letter for letter in flag.place if letter.isdigit())
    ordered = sorted(evidence.actions, key=lambda row: str(row.position) != number)
    for row in ordered:
        yield (
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
    for record in evidence.records:
        yield [record.text]


def _no_rows(flag: RaisedFlag, evidence: Evidence) -> Iterator[Sequence[str]]:
    return iter(())


_ROWS: Mapping[str, Callable[[RaisedFlag, Evidence], Iterator[Sequence[str]]]] = {
    "plans": _plan_rows,
    "chronology": _chronology_rows,
    "voice": _record_rows,
}


def _within(lines: Sequence[str], line: str, quote: str) -> Passage:
    at = list(lines).index(line)
    before, _, after = line.partition(quote)
    return Passage(_end_of("\n".join([*lines[:at], before])), quote, _start_of("\n".join([after, *lines[at + 1 :]])))


def _end_of(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:].partition(" ")[2]


def _start_of(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + "…"
