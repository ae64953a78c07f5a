"""A child's journey as a file, CSV or JSON, that reads back to the same events, and so replays to the same states."""

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from typing import Any

from caseaudit.definitions.journey import Journey
from caseaudit.errors import RefusedFile
from caseaudit.journey.replay import Event, JourneySoFar, replay
from caseaudit.words import can_be_written, looks_like_a_formula

FORMAT = "caseaudit journey, version 1"
_HEADER = ("case_key", "as_at", "lists_begin")
_COLUMNS = ("date", "trigger", "detail", "codes")
_FIRST_EVENT = len(_HEADER) + 3
_NOT_A_JOURNEY = "This is not a journey that caseaudit wrote. Ask for one exported as CSV or JSON."
MOST_EVENTS = 20_000
_TOO_MANY = f"The file has more than {MOST_EVENTS:,} events, far more than one child's journey."
_NOT_A_DATE = "This is not a date. Write it as yyyy-mm-dd."
_NOT_SHOWN = "This holds characters that cannot be shown. Put in what the export had."
_OPEN = "The quotation marks of this line do not close, or a cell is far longer than any. Put it right."
_NOT_CODES = 'These are not codes. Write them as {"legal_status": "C2"}, or {} where there are none.'


@dataclass(frozen=True)
class ToldJourney:
    """What a file tells of one child, by pseudonym: the events, the date of the lists and the first day they show.

    ``places`` says where in the file each event stands.
    """

    case_key: str
    as_at: date
    lists_begin: date | None
    events: tuple[Event, ...]
    places: tuple[str, ...] = field(default=(), compare=False)

    def replayed(self, journeys: Sequence[Journey]) -> JourneySoFar:
        """Where these events take the child by the date of the lists."""
        return replay(self.events, journeys, self.as_at, self.lists_begin)

    def not_known(self, names: Collection[str]) -> tuple[str, ...]:
        """Where in the file an event stands that has none of these names, each with what it is called there."""
        told = zip(self.places, self.events, strict=True)
        return tuple(f"{place}: “{event.trigger}”" for place, event in told if event.trigger not in names)


def write_json(told: ToldJourney) -> bytes:
    """The journey as JSON, for other programs."""
    begins = told.lists_begin.isoformat() if told.lists_begin else None
    header = {"format": FORMAT, "case_key": told.case_key, "as_at": told.as_at.isoformat(), "lists_begin": begins}
    events = [
        {"date": event.on.isoformat(), "trigger": event.trigger, "detail": event.detail, "codes": dict(event.codes)}
        for event in told.events
    ]
    return json.dumps(header | {"events": events}, indent=2).encode()


def read_json(content: bytes) -> ToldJourney:
    """The journey a JSON file tells; raises RefusedFile with where and what to do."""
    try:
        found = json.loads(_text(content))
    except json.JSONDecodeError as wrong:
        raise _refused(
            f"Line {wrong.lineno}, column {wrong.colno}", "The JSON breaks off or is misspelt here."
        ) from wrong
    except (ValueError, RecursionError) as beyond:  # figures or brackets without end
        raise RefusedFile(_NOT_A_JOURNEY) from beyond
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("events"), list):
        raise RefusedFile(_NOT_A_JOURNEY)
    _refuse_too_many(len(found["events"]))
    begins = found.get("lists_begin")
    return ToldJourney(
        case_key=_word("case_key", found.get("case_key")),
        as_at=_date("as_at", found.get("as_at")),
        lists_begin=None if begins is None else _date("lists_begin", begins),
        events=tuple(_told(number, one) for number, one in enumerate(found["events"], start=1)),
        places=tuple(f"Event {number}" for number in range(1, len(found["events"]) + 1)),
    )


def write_csv(told: ToldJourney) -> bytes:
    """The journey as CSV for a spreadsheet: four lines about it, then a line an event.

    A cell that a spreadsheet would take for a formula has an apostrophe put before it, which reading takes away.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    begins = told.lists_begin.isoformat() if told.lists_begin else ""
    writer.writerow(["format", FORMAT])
    writer.writerows(zip(_HEADER, (_harmless(told.case_key), told.as_at.isoformat(), begins), strict=True))
    writer.writerow(_COLUMNS)
    for event in told.events:
        codes = json.dumps(dict(event.codes), ensure_ascii=False)
        writer.writerow([event.on.isoformat(), _harmless(event.trigger), _harmless(event.detail), codes])
    return text.getvalue().encode("utf-8-sig")


def read_csv(content: bytes) -> ToldJourney:
    """The journey a CSV file tells; raises RefusedFile with line and column and what to do."""
    reader = csv.reader(StringIO(_text(content), newline=""), strict=True)
    try:
        # Lines are counted as they stand in the file, since a detail may run over several.
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as wrong:
        raise _refused(f"Line {reader.line_num}", _OPEN) from wrong
    about = [[*row, "", ""][:2] for _, row in rows[: _FIRST_EVENT - 2]]
    headings = rows[_FIRST_EVENT - 2][1] if len(rows) > _FIRST_EVENT - 2 else []
    if [name for name, _ in about] != ["format", *_HEADER] or about[0][1] != FORMAT:
        raise RefusedFile(_NOT_A_JOURNEY)
    if tuple(headings[: len(_COLUMNS)]) != _COLUMNS:
        raise _refused(f"Line {_FIRST_EVENT - 1}", f"Head the columns {', '.join(_COLUMNS)}.")
    _refuse_too_many(len(rows) - _FIRST_EVENT + 1)
    _, key, as_at, begins = (value for _, value in about)
    return ToldJourney(
        case_key=_word("Line 2, case_key", _as_meant(key)),
        as_at=_date("Line 3, as_at", as_at),
        lists_begin=_date("Line 4, lists_begin", begins) if begins else None,
        events=tuple(_line(line, row) for line, row in rows[_FIRST_EVENT - 1 :] if any(row)),
        places=tuple(f"Line {line}" for line, row in rows[_FIRST_EVENT - 1 :] if any(row)),
    )


def _refuse_too_many(events: int) -> None:
    if events > MOST_EVENTS:
        raise RefusedFile(_TOO_MANY)


def _line(line: int, row: Sequence[str]) -> Event:
    if len(row) < len(_COLUMNS):
        raise _refused(f"Line {line}", f"There are {len(row)} cells and there should be {len(_COLUMNS)}.")
    on, trigger, detail, codes = row[: len(_COLUMNS)]
    where = f"Line {line}, column"
    try:
        coded = json.loads(codes or "{}")
    except (ValueError, RecursionError) as wrong:
        raise _refused(f"{where} codes", _NOT_CODES) from wrong
    return Event(
        on=_date(f"{where} date", on),
        trigger=_word(f"{where} trigger", _as_meant(trigger)),
        detail=_written(f"{where} detail", _as_meant(detail)),
        codes=_codes(f"{where} codes", coded),
    )


def _told(number: int, found: Any) -> Event:
    where = f"Event {number}"
    if not isinstance(found, dict) or not isinstance(found.get("detail", ""), str):
        raise _refused(where, f"An event has {', '.join(_COLUMNS)}.")
    return Event(
        on=_date(f"{where}, date", found.get("date")),
        trigger=_word(f"{where}, trigger", found.get("trigger")),
        detail=_written(f"{where}, detail", found.get("detail", "")),
        codes=_codes(f"{where}, codes", found.get("codes", {})),
    )


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise _refused(f"Line {line}", "A letter here is not UTF-8. Save the file as UTF-8 and try again.") from wrong


def _date(where: str, found: Any) -> date:
    # A spreadsheet that opens and saves the file writes its dates in the order of the country.
    for written in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(found), written).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise _refused(where, _NOT_A_DATE)


def _word(where: str, found: Any) -> str:
    if not isinstance(found, str) or not found:
        raise _refused(where, "This is empty. Put in what the export had.")
    if not found.isprintable():
        raise _refused(where, _NOT_SHOWN)
    return found


def _written(where: str, found: str) -> str:
    if not can_be_written(found):
        raise _refused(where, _NOT_SHOWN)
    return found


def _codes(where: str, found: Any) -> Mapping[str, str]:
    if not isinstance(found, dict) or not all(isinstance(code, str) for code in found.values()):
        raise _refused(where, _NOT_CODES)
    return {_written(where, name): _written(where, code) for name, code in found.items()}


def _refused(where: str, what: str) -> RefusedFile:
    return RefusedFile(f"{where}: {what}")


def _harmless(text: str) -> str:
    return f"'{text}" if _is_taken_for_a_formula(text) else text


def _as_meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _is_taken_for_a_formula(cell) else cell


def _is_taken_for_a_formula(text: str) -> bool:
    # Apostrophes already there count as nothing, or one of somebody's own could not be told from ours.
    return looks_like_a_formula(text.lstrip("'"))
