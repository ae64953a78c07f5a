"""Chronologies and plans out of text pasted from Word, Excel or a case system; no word of it is lost.

Columns are told by their headings where there is a heading row, and otherwise by what stands in them.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from tomllib import loads

from caseaudit.casefiles.drafts import ActionDraft, EntryDraft
from caseaudit.casefiles.tables_in_text import rows_of, split_at_dash
from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.dates import WEEKDAY, Precision, find_dates, read_date
from caseaudit.checks.owners import names_somebody
from caseaudit.checks.timescales import deadline_of

_FAR_AHEAD = date(2100, 1, 1)
_LONGEST_HEADING = 60
_LONGEST_DATE = 100
_LONGEST_SOURCE = 200
_ACTION_COLUMNS = ("outcome", "action", "owner", "timescale")
_HIGHEST_TITLE = 5
_DAY_NAME = re.compile(rf"\s*(?:{WEEKDAY}\.?,?\s+|w/[cb]\s+)?", re.IGNORECASE)
_WORD = re.compile(r"[a-z']+")


def chronology_from(text: str) -> tuple[EntryDraft, ...]:
    """The entries of a pasted chronology, in the order they stand; raises RefusedFile over 2 MB of text."""
    above, columns, rows = _divide(rows_of(text), "chronology")
    if columns is None:
        rows = [row if len(row) > 1 else _dated_line(row[0]) for row in rows]
        columns = _chronology_columns(rows)
    return tuple(_entry(_cells(row, columns, rest="event")) for row in (*above, *rows))


def plan_from(text: str) -> tuple[ActionDraft, ...]:
    """The actions of a pasted plan, in the order they stand; raises RefusedFile over 2 MB of text."""
    above, columns, rows = _divide(rows_of(text), "plan")
    columns = columns or _plan_columns(rows)
    return tuple(ActionDraft(**_cells(row, columns, rest="action")) for row in (*above, *rows))


@cache
def _known_headings(kind: str) -> Mapping[str, tuple[str, ...]]:
    text = (files("caseaudit.casefiles") / "headings.toml").read_text(encoding="utf-8")
    return {field: tuple(names) for field, names in loads(text)[kind].items()}


def _divide(rows: list[list[str]], kind: str) -> tuple[list[list[str]], list[str] | None, list[list[str]]]:
    """What stands above the headings, the field of each column (None without headings), and the rows below."""
    for at, row in enumerate(rows[:_HIGHEST_TITLE]):
        columns = _headings(row, kind)
        if columns is not None:
            return rows[:at], columns, rows[at + 1 :]
        if len([cell for cell in row if cell]) > 1:
            break
    return [], None, rows


def _headings(row: Sequence[str], kind: str) -> list[str] | None:
    """The field of each column, where this row is headings; a column of no known kind is called nothing."""
    if len(row) < 2:
        return None
    fields: list[str] = []
    for cell in row:
        field = _field(cell, kind) if len(cell) <= _LONGEST_HEADING else ""
        fields.append(field if field not in fields else "")
    named = [cell for cell in row if cell]
    is_heading = sum(bool(field) for field in fields) * 2 > len(named) and len([f for f in fields if f]) > 1
    return fields if is_heading and not any(_is_date(cell) for cell in named) else None


def _field(heading: str, kind: str) -> str:
    words = " ".join(heading.lower().replace("’", "'").rstrip("?:").split())
    known = _known_headings(kind)
    for field, names in known.items():
        if words in names:
            return field
    # "Action (what will be done)" is an action; the longest name the heading begins with decides.
    begins = [
        (len(name), field)
        for field, names in known.items()
        for name in names
        if re.match(rf"{re.escape(name)}\b", words)
    ]
    return max(begins)[1] if begins and len(_WORD.findall(words)) <= 6 else ""


def _chronology_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    width = max((len(row) for row in rows), default=0)
    dates = [sum(_is_date(_cell(row, at)) for row in rows) for at in range(width)]
    if width < 2 or not any(dates):
        return ["event"]
    date_at = dates.index(max(dates))
    others = [at for at in range(width) if at != date_at]
    names = {1: ["event"], 2: ["source", "event"], 3: ["source", "event", "significance"]}.get(
        len(others), ["source", "event", "significance", "action"]
    )
    # With two columns beside the date, short words first are a source; otherwise the second says what it meant.
    if len(others) == 2 and _mean_length(rows, others[0]) > min(30, _mean_length(rows, others[1])):
        names = ["event", "significance"]
    columns = [""] * width
    columns[date_at] = "date_text"
    for at, name in zip(others, names, strict=False):
        columns[at] = name
    return columns


def _plan_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    width = max((len(row) for row in rows), default=0)
    if width >= len(_ACTION_COLUMNS):
        return list(_ACTION_COLUMNS)
    if width == 3:
        return ["action", "owner", "timescale"]
    if width == 2:
        last = [_cell(row, 1) for row in rows]
        times = sum(_is_time(cell) for cell in last)
        people = sum(names_somebody(cell) and len(cell) < _LONGEST_HEADING for cell in last)
        return ["action", "timescale" if times >= people else "owner"]
    return ["action"]


def _cells(row: Sequence[str], columns: Sequence[str], *, rest: str) -> dict[str, str]:
    """The row by field; a cell with no column of its own joins ``rest``, so that its words are kept."""
    if len(row) == 1 and len(columns) > 1:
        return {rest: row[0]}
    kept: dict[str, str] = {}
    left: list[str] = []
    for at, cell in enumerate(row):
        field = columns[at] if at < len(columns) else ""
        if field and field not in kept:
            kept[field] = cell
        elif cell:
            left.append(cell)
    if left:
        kept[rest] = "\n".join(part for part in (kept.get(rest, ""), *left) if part)
    return kept


def _entry(cells: dict[str, str]) -> EntryDraft:
    recorded = cells.pop("recorded_on", "")
    recorded_on = _day(recorded)
    overflow = [recorded] if recorded and not recorded_on else []
    for field, longest in (("date_text", _LONGEST_DATE), ("source", _LONGEST_SOURCE)):
        if len(cells.get(field, "")) > longest:
            overflow.append(cells.pop(field))
    if overflow:
        cells["event"] = "\n".join(part for part in (*overflow, cells.get("event", "")) if part)
    return EntryDraft(**cells, recorded_on=recorded_on)


def _dated_line(line: str) -> list[str]:
    parts = split_at_dash(line)
    if len(parts) == 2 and _is_date(parts[0]):
        return parts
    lead = _DAY_NAME.match(line)
    first = next(iter(find_dates(line, near=_FAR_AHEAD)), None)
    if first is None or lead is None or first.start != lead.end() or not line[first.end :].strip():
        return [line]
    return [line[: first.end], line[first.end :].strip()]


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _mean_length(rows: Sequence[Sequence[str]], at: int) -> float:
    return sum(len(_cell(row, at)) for row in rows) / max(1, len(rows))


def _is_date(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST_HEADING and len(cell.split()) <= 6 and read_date(cell, by=_FAR_AHEAD) is not None


def _is_time(cell: str) -> bool:
    return deadline_of(PlanAction(timescale=cell), PlanTerms("cin")).is_dated


def _day(text: str) -> date | None:
    found = read_date(text, by=_FAR_AHEAD)
    return found.last if found and found.precision is Precision.DAY and found.has_year else None
