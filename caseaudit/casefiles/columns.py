"""Which column of a table is what: a chronology's and a plan's told by their headings, or else by what stands in them.

No word is lost: what belongs to no column joins the event or the action of its row.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from tomllib import loads

from caseaudit.casefiles.dates_in_cells import dated_line, exact_day, is_date, is_time_like, is_wholly_date
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft
from caseaudit.casefiles.tables_in_text import LONGEST_CELL
from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.owners import names_somebody
from caseaudit.checks.timescales import deadline_of

Rows = list[list[str]]

CHRONOLOGY, PLAN, CHILD = "chronology", "plan", "child"
_NEEDED: Mapping[str, tuple[str, ...]] = {CHRONOLOGY: ("date_text", "event"), PLAN: ("action",)}
_LONGEST_HEADING = 60
_LONGEST_DATE = 100
_LONGEST_SOURCE = 200
_ACTION_COLUMNS = ("outcome", "action", "owner", "timescale")
_HIGHEST_TITLE = 5
_FEWEST_HEADINGS = 1
_ONLY_A_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[a-z']+")


def entries_in(rows: Rows) -> tuple[EntryDraft, ...]:
    """The entries of a chronology's rows, in the order they stand."""
    above, columns, below = _divide([row for row in rows if not _is_a_year_above_others(row)], CHRONOLOGY)
    if columns is None:
        below = [row if len(row) > 1 else dated_line(row[0]) for row in below]
        columns = _chronology_columns(below)
    elif all(len(row) == 1 for row in below):
        below = _gathered(below, columns)
    return tuple(_entry(_dated_cells(row, columns)) for row in (*above, *below))


def actions_in(rows: Rows) -> tuple[ActionDraft, ...]:
    """The actions of a plan's rows, in the order they stand."""
    above, columns, below = _divide(rows, PLAN)
    columns = columns or _plan_columns(below)
    return tuple(ActionDraft(**_cells(row, columns, rest="action")) for row in (*above, *below))


def is_a_heading(kind: str, words: str) -> bool:
    """Whether these words alone are what a column of this kind of table is called."""
    return bool(_named(words, kind))


def has_headings_of(kind: str, rows: Rows) -> bool:
    """Whether a table says by its headings that it is a chronology or a plan, and more so than that it is the other."""
    own = _headings_known(kind, rows)
    return own > 0 and own >= max(_headings_known(other, rows) for other in _NEEDED)


def _headings_known(kind: str, rows: Rows) -> int:
    columns = _divide(rows, kind)[1] or []
    return sum(map(bool, columns)) if all(field in columns for field in _NEEDED[kind]) else 0


def without_children(rows: Rows) -> tuple[list[str], Rows] | None:
    """Whose each row is and the rows without that column; the headings are of no child. None where no column says."""
    for at, row in enumerate(rows[:_HIGHEST_TITLE]):
        found = [place for place, cell in enumerate(row) if _field(cell, CHILD) == CHILD]
        if found:
            [place, *_] = found
            children = ["" if number <= at else _cell(line, place) for number, line in enumerate(rows)]
            return children, [[*line[:place], *line[place + 1 :]] for line in rows]
    return None


@cache
def _known_headings(kind: str) -> Mapping[str, tuple[str, ...]]:
    text = (files("caseaudit.casefiles") / "headings.toml").read_text(encoding="utf-8")
    return {field: tuple(names) for field, names in loads(text)[kind].items()}


def _divide(rows: Rows, kind: str) -> tuple[Rows, list[str] | None, Rows]:
    """What stands above the headings, the field of each column (None without headings), and the rows below."""
    rows = _with_headings_in_a_row(rows, kind)
    for at, row in enumerate(rows[:_HIGHEST_TITLE]):
        columns = _headings(row, kind)
        if columns is not None:
            # A table that runs over pages says its headings again on each.
            return rows[:at], columns, [other for other in rows[at + 1 :] if other != row]
        if len([cell for cell in row if cell]) > 1:
            break
    return [], None, rows


def _with_headings_in_a_row(rows: Rows, kind: str) -> Rows:
    """The rows, with headings that stand one to a line brought together wherever they stand so."""
    whole: Rows = []
    run: Rows = []
    for row in [*rows, []]:
        fields = [_field(one[0], kind) for one in run]
        field = _named(row[0], kind) if len(row) == 1 else ""
        if field and field not in fields:
            run.append(row)
            continue
        whole += [[one[0] for one in run]] if len(run) > _FEWEST_HEADINGS else run
        run = [row] if field else []
        whole += [row] if row and not field else []
    return whole + run


def _named(heading: str, kind: str) -> str:
    words = " ".join(heading[: _LONGEST_HEADING + 1].lower().rstrip("?:").split())
    return _field(heading, kind) if any(words in names for names in _known_headings(kind).values()) else ""


def _gathered(rows: Rows, columns: Sequence[str]) -> Rows:
    """Cells that stand one to a line, by row: each begins where a date stands in the column for it."""
    if not columns or columns[0] != "date_text" or not any(is_wholly_date(row[0]) for row in rows):
        return rows
    gathered: Rows = []
    for [cell] in rows:
        if is_wholly_date(cell) or not gathered or len(gathered[-1][-1]) > LONGEST_CELL:
            gathered.append([cell])
        elif len(gathered[-1]) < len(columns):
            gathered[-1].append(cell)
        else:
            gathered[-1][-1] += f"\n{cell}"
    return gathered


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
    return fields if is_heading and not any(is_date(cell) for cell in named) else None


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
    dates = [sum(is_date(_cell(row, at)) for row in rows) for at in range(width)]
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


def _is_a_year_above_others(row: Sequence[str]) -> bool:
    # A table in parts by year has a row for each that says nothing else.
    said = [cell for cell in row if cell]
    return len(row) > 1 and len(said) == 1 and _ONLY_A_YEAR.fullmatch(said[0]) is not None


def _dated_cells(row: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """The entry of a row by field; a line with no cells is an event, after its date if it begins with one."""
    parts = dated_line(row[0]) if len(row) == 1 else []
    return (
        dict(zip(("date_text", "event"), parts, strict=True)) if len(parts) > 1 else _cells(row, columns, rest="event")
    )


def _entry(cells: dict[str, str]) -> EntryDraft:
    recorded = cells.pop("recorded_on", "")
    recorded_on = exact_day(recorded)
    overflow = [recorded] if recorded and not recorded_on else []
    if not is_time_like(cells.get("date_text", "")):
        overflow.append(cells.pop("date_text"))
    for field, longest in (("date_text", _LONGEST_DATE), ("source", _LONGEST_SOURCE)):
        if len(cells.get(field, "")) > longest:
            overflow.append(cells.pop(field))
    if overflow:
        cells["event"] = "\n".join(part for part in (*overflow, cells.get("event", "")) if part)
    return EntryDraft(**cells, recorded_on=recorded_on)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _mean_length(rows: Sequence[Sequence[str]], at: int) -> float:
    return sum(len(_cell(row, at)) for row in rows) / max(1, len(rows))


def _is_time(cell: str) -> bool:
    return deadline_of(PlanAction(timescale=cell), PlanTerms("cin")).is_dated
