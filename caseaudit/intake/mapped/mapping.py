"""What a person said the columns of a file mean, and knowing that file again by its headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from caseaudit.intake.headings import ROWS_LOOKED_AT, Recognised, plain_heading
from caseaudit.intake.parsing import Cell
from caseaudit.intake.specification import Column, Kind, ListShape
from caseaudit.intake.workbook import Sheet

FIRST_NUMBER = 301
# What a council calls a column of its own must never be taken for a name of ours, such as born_on.
_OWN = "column: "

# What a column may be said to be: the key it is kept under, how it is read, and its set of codes.
MEANINGS: Mapping[str, tuple[str, Kind, str]] = {
    "child": ("child", "child", ""),
    "born_on": ("born_on", "date", ""),
    "expected_on": ("expected_on", "date", ""),
    "sex": ("sex", "code", "sex"),
    "ethnicity": ("ethnicity", "code", "ethnicity"),
    "disability": ("disability", "code", "yes_no"),
    "team": ("team", "text", ""),
    "worker": ("worker", "text", ""),
    "postcode": ("postcode", "postcode", ""),
    "family": ("family", "text", ""),
    "event": ("", "date", ""),
    "late_reason": ("", "text", ""),
    "date": ("", "date", ""),
    "number": ("", "number", ""),
    "fact": ("", "text", ""),
    "unread": ("", "unread", ""),
}


@dataclass(frozen=True)
class ColumnMeaning:
    """What one column is said to be; an event has the trigger its date means.

    ``translations`` gives the code that a council's own word stands for.
    """

    heading: str
    meaning: str
    trigger: str = ""
    translations: Mapping[str, str] | None = None


@dataclass(frozen=True)
class ColumnsMapped:
    """One saved mapping: what it is called, the headings it is for, and the number its rows are kept under."""

    number: int
    name: str
    columns: tuple[ColumnMeaning, ...]

    @property
    def headings_sha256(self) -> str:
        """The digest its file is known by."""
        return digest_of([column.heading for column in self.columns])

    def shape(self) -> ListShape:
        """The columns as a list that can be read."""
        return ListShape(
            number=self.number,
            name=self.name,
            main_date="",
            source="mapped",
            columns=tuple(_column(column, self._explained(at)) for at, column in enumerate(self.columns)),
        )

    def _explained(self, at: int) -> str:
        # A reason stands beside the date it is for: in the next column as a rule, else in the one before.
        if self.columns[at].meaning != "late_reason":
            return ""
        events = [place for place, column in enumerate(self.columns) if column.meaning == "event"]
        before = [place for place in events if place < at]
        return _key(self.columns[(before or events)[-1 if before else 0]])


def digest_of(headings: Sequence[Cell]) -> str:
    """What a set of headings is known by, whatever their order, case and punctuation."""
    plain = sorted({plain_heading(heading) for heading in headings} - {""})
    return sha256("\n".join(plain).encode()).hexdigest()


def recognise_mapped(sheet: Sheet, mapped: Sequence[ColumnsMapped]) -> Recognised | None:
    """The file as it was mapped, where these very headings have been; None where nobody has mapped them."""
    by_digest = {one.headings_sha256: one for one in mapped}
    for at, row in enumerate(sheet.rows[:ROWS_LOOKED_AT]):
        found = by_digest.get(digest_of(row)) if any(row) else None
        if found:
            shape = found.shape()
            by_name = {plain_heading(column.heading): column for column in shape.columns}
            columns: dict[int, Column] = {}
            for index, heading in enumerate(row):
                column = by_name.get(plain_heading(heading))
                if column and column not in columns.values():
                    columns[index] = column
            return Recognised(sheet, shape, "", at, columns)
    return None


def words_of_own(key: str) -> str:
    """The heading that a cell of a mapped file was kept under."""
    return key.removeprefix(_OWN)


def _key(column: ColumnMeaning) -> str:
    return MEANINGS[column.meaning][0] or f"{_OWN}{column.heading}"


def _column(column: ColumnMeaning, explains: str) -> Column:
    _, kind, codes = MEANINGS[column.meaning]
    return Column(
        key=_key(column),
        heading=column.heading,
        kind=kind,
        codes=codes,
        label=column.heading,
        trigger=column.trigger,
        explains=explains,
        translations=tuple((word.casefold(), code) for word, code in (column.translations or {}).items()),
    )
