"""What the lists say about one child, in words for a case page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseaudit.intake.cells import read_date
from caseaudit.intake.codes import label_of
from caseaudit.intake.mapped.mapping import words_of_own
from caseaudit.intake.specification import Column, shape_numbered
from caseaudit.words import long_date

_Row = tuple[int, int, Mapping[str, Any], Mapping[str, Any]]


# What a mapped file says of the child stands at the head of the case page; the rest under its own headings.
_OF_THE_CHILD = frozenset({"born_on", "expected_on", "sex", "ethnicity", "disability"})
_WORDS = {"team": "Team", "worker": "Worker", "postcode": "Postcode sector", "family": "Family"}


@dataclass(frozen=True)
class Fact:
    """One thing a list says about a child."""

    list_no: int
    label: str
    value: str


def facts_in(rows: Iterable[_Row]) -> tuple[Fact, ...]:
    """The facts of a child's rows (list, row number, raw cells, codes), from the latest row of each list."""
    latest: dict[int, _Row] = {}
    for row in sorted(rows, key=_by_date):
        latest[row[0]] = row
    return tuple(fact for list_no in sorted(latest) for fact in _facts(list_no, latest[list_no]))


def _facts(list_no: int, row: _Row) -> Iterator[Fact]:
    _, _, raw, codes = row
    shape = shape_numbered(list_no)
    if shape is None:
        # A file somebody mapped: its cells are kept under its own headings.
        shown_as = {key: _WORDS.get(key) or words_of_own(key) for key in raw if key not in _OF_THE_CHILD}
        yield from (Fact(list_no, words, raw[key]) for key, words in shown_as.items())
        return
    shown: set[str] = set()
    for column in shape.columns:
        if column.label and column.key in raw and column.key not in shown:
            shown.add(column.key)
            yield Fact(list_no, column.label, _value(column, raw[column.key], codes.get(column.key)))


def _by_date(row: _Row) -> tuple[int, date, int]:
    list_no, row_no, raw, _ = row
    shape = shape_numbered(list_no)
    main = shape.main_date if shape else ""
    on = read_date(raw[main]) if main in raw else None
    return list_no, on if isinstance(on, date) else date.min, row_no


def _value(column: Column, raw: str, codes: str | list[str] | None) -> str:
    if codes:
        several = [codes] if isinstance(codes, str) else codes
        return "; ".join(label_of(column.codes, code) for code in several)
    if column.kind == "date":
        on = read_date(raw)
        return long_date(on) if isinstance(on, date) else f"{raw} (as written)"
    return f"{raw} (as written)" if column.kind == "code" else raw
