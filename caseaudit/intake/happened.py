"""A dated thing read from a row, and how the row describes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from caseaudit.intake.codes import label_of
from caseaudit.intake.rows import ReadRow
from caseaudit.journey.replay import Event

LONGEST_DETAIL = 300
UNKNOWN_START = {"start": "earlier"}
"""The code of an event that stands on a day by which it had happened, since no source gives its own."""
# A legal status that is not one must be seen as such, and not as silence: what could be a code is kept.
_KEPT_UNREAD = frozenset({"legal_status"})
_CODE = re.compile(r"[A-Za-z0-9]{1,4}\b")
_NOT_A_CODE = "not a code"


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event and the row it was read from."""

    event: Event
    row: ReadRow


def detail_of(row: ReadRow, key: str) -> str:
    """What a column of the row says about it, in words."""
    if not key or key not in row.raw:
        return ""
    column = row.shape.column(key)
    if column.kind != "code":
        return row.raw[key][:LONGEST_DETAIL]
    words = "; ".join(label_of(column.codes, code) for code in row.codes.get(key, ()))
    return words[:LONGEST_DETAIL] or "Not a code that is known"


def codes_of(row: ReadRow, names: Mapping[str, str]) -> Mapping[str, str]:
    """What the row coded, under the names checks know: each name with the column that has it."""
    found = {name: code_of(row, key) for name, key in names.items()}
    return shared({name: code for name, code in found.items() if code} | {"source_list": str(row.list_no)})


def code_of(row: ReadRow, key: str) -> str:
    """What a column was read as; of a legal status that is not one, what was written as its code."""
    if key in row.codes:
        return ",".join(row.codes[key])
    if key not in _KEPT_UNREAD or key not in row.raw:
        return ""
    written = _CODE.match(row.raw[key])
    return written[0].upper() if written else _NOT_A_CODE


def shared(codes: Mapping[str, str]) -> Mapping[str, str]:
    """These codes as one mapping for all the events that have them, which in a large council are many."""
    return _one_for_all(tuple(codes.items()))


@lru_cache(maxsize=10_000)
def _one_for_all(codes: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(codes)
