"""Reading an XML return record by record, without trusting it: no entities, no network, nothing repaired.

Each group of elements becomes a row of the list its shape describes. What is not known, and text that stands where no
text should, is said and left out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from caseaudit.errors import RefusedFile
from caseaudit.intake.headings import Recognised
from caseaudit.intake.parsing import text_of
from caseaudit.intake.remarks import Remark, RemarkKind, quoted
from caseaudit.intake.specification import Column, ListShape
from caseaudit.intake.workbook import Sheet

MAX_RECORDS = 300_000
MAX_BYTES = 400 << 20
# No child's record comes near this many elements; what is not let go of would fill the memory.
MAX_ELEMENTS = 100_000
# No tag or text of a return comes near it, and one tag with a million attributes would fill the memory.
MAX_RUN_BYTES = 256 << 10
MAX_ODD = 20_000
_NAMES_LOOKED_AT = 12
_TOO_LONG = "The file has a tag or a text longer than any return's, so it was not read. Ask for it to be made again."
_TOO_ODD = (
    f"More than {MAX_ODD:,} things in the file are none of this return's, so it was not read. Ask for it to be made "
    "again by the case system."
)
_DOCTYPE = (
    "The file defines things of its own (a document type), which no return does, so it was not read. "
    "Ask for it to be made again by the case system."
)
_BROKEN = "The file stops being XML at line {line}, so nothing of it was read. Ask for it to be made again."
_TOO_MUCH = "The file has more about one child at line {line} than any child's record. Ask for it to be made again."
_SECURE = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
_SEVERAL = ","


@dataclass
class _Row:
    line: int
    cells: dict[str, str] = field(default_factory=dict)


class Records:
    """The rows of each shape, gathered one child at a time, and what was odd on the way."""

    def __init__(self, shapes: Sequence[ListShape], sheet: str, ids: Sequence[str]) -> None:
        self.sheet = sheet
        self.ids = ids
        self.shapes = {shape.number: shape for shape in shapes}
        self.first = shapes[0]
        self.by_element = {shape.element: shape for shape in shapes if shape.element}
        self.columns = {shape.number: _headings(shape) for shape in shapes}
        self.owners = _owners(shapes)
        own = {column.heading for column in shapes[0].columns if column.kind != "child"}
        shared = ((shape.number, own & {column.heading for column in shape.columns}) for shape in shapes[1:])
        self.of_the_child = {number: headings for number, headings in shared if headings}
        self.rows: dict[int, list[tuple[str, _Row]]] = {shape.number: [] for shape in shapes}
        self.odd: dict[tuple[RemarkKind, str], Remark] = {}
        self.elements_seen: dict[str, int] = {}

    def add(self, child: "etree._Element") -> None:
        """Take in one child with everything beneath it."""
        ref = self._ref_of(child)
        own = _Row(int(child.sourceline or 0))
        self.rows[self.first.number].append((ref, own))
        before = {number: len(self.rows[number]) for number in self.of_the_child}
        self._walk(child, ref, self.first, own, {})
        # What is said of the child once, such as the day of birth, is said for every group beneath.
        for number, headings in self.of_the_child.items():
            for _, row in self.rows[number][before[number] :]:
                row.cells = {heading: own.cells[heading] for heading in headings & own.cells.keys()} | row.cells

    def leave_out(self, element: "etree._Element") -> None:
        """Say of a group that stands in no child's record that nobody can tell whose it is."""
        if self.by_element.get(_name(element), self.first) is not self.first:
            self._note(RemarkKind.NO_CHILD_ID, f"{element.sourceline}", element, _OUTSIDE)

    def _ref_of(self, child: "etree._Element") -> str:
        # One record is of one child: where it may be of two, every row of it is left out for want of a number.
        ids = [found for name in self.ids for found in child.iter("{*}" + name)]
        refs = {ref for found in ids if (ref := text_of(found.text or ""))}
        nested = next((one for one in child.iter("{*}" + _name(child)) if one is not child), None)
        parted = next((found for found in ids if len(found)), None)
        if nested is not None:
            self._note(RemarkKind.UNCLEAR_CHILD, f"{nested.sourceline}", nested, _NESTED)
        elif parted is not None:
            self._note(RemarkKind.UNCLEAR_CHILD, f"{parted.sourceline}", parted, _PARTED)
        elif len(refs) > 1:
            self._note(RemarkKind.UNCLEAR_CHILD, f"{ids[-1].sourceline}", ids[-1], _TWO_IDS)
        else:
            return next(iter(refs), "")
        return ""

    def tables(self) -> tuple[Recognised, ...]:
        """The rows as lists to be read, those of no record left out."""
        return tuple(self._table(shape) for shape in self.shapes.values() if self.rows[shape.number])

    def _walk(self, parent: "etree._Element", ref: str, shape: ListShape, row: _Row, implied: dict[int, _Row]) -> None:
        self._note_stray(parent.text, parent)
        for element in parent:
            self._note_stray(element.tail, element)
            name = _name(element)
            self.elements_seen.setdefault(name, int(element.sourceline or 0))
            if name in self.ids:
                continue
            if name in self.by_element and (len(element) or name not in self.columns[shape.number]):
                self._begin(element, ref, self.by_element[name])
            elif len(element):
                beneath = self._shape_of(element, shape)
                if beneath is None:
                    self._walk(element, ref, shape, row, implied)
                else:
                    self._begin(element, ref, beneath)
            else:
                self._keep(element, name, ref, shape, row, implied)

    def _begin(self, element: "etree._Element", ref: str, shape: ListShape) -> None:
        if shape is self.first:
            # The header of a child who has a record of its own already: the same row.
            self._walk(element, ref, shape, self.rows[shape.number][-1][1], {})
            return
        row = _Row(int(element.sourceline or 0))
        self.rows[shape.number].append((ref, row))
        if len(element):
            self._walk(element, ref, shape, row, {})
        elif _name(element) in self.columns[shape.number]:
            row.cells[self.columns[shape.number][_name(element)]] = text_of(element.text or "")

    def _shape_of(self, element: "etree._Element", shape: ListShape) -> ListShape | None:
        # An element of another name is known by what it holds, where that belongs to one other list alone.
        names = {_name(child) for child in element} - set(self.by_element)
        owners = {self.owners.get(name) for name in names} - {None, self.first.number, shape.number}
        return self.shapes[owners.pop() or 0] if len(owners) == 1 and element.tag != self.first.element else None

    def _keep(
        self, element: "etree._Element", name: str, ref: str, shape: ListShape, row: _Row, implied: dict[int, _Row]
    ) -> None:
        owner = shape.number if name in self.columns[shape.number] else self.owners.get(name)
        if owner is None:
            self._note(RemarkKind.UNKNOWN_ELEMENT, name, element, _UNKNOWN.format(name=quoted(name)))
            return
        if owner != shape.number:
            if owner not in implied:
                implied[owner] = _Row(int(element.sourceline or 0))
                self.rows[owner].append((ref, implied[owner]))
            row = implied[owner]
        heading = self.columns[owner][name]
        text = text_of(element.text or "")
        before = row.cells.get(heading)
        row.cells[heading] = f"{before}{_SEVERAL}{text}" if before and text else before or text

    def _note_stray(self, text: str | None, element: "etree._Element") -> None:
        if text and text.strip():
            self._note(RemarkKind.STRAY_TEXT, f"{element.sourceline}", element, _STRAY)

    def _note(self, kind: RemarkKind, key: str, element: "etree._Element", sentence: str) -> None:
        column = _name(element)
        line = int(element.sourceline or 0)
        if len(self.odd) >= MAX_ODD:
            raise RefusedFile(_TOO_ODD)
        self.odd.setdefault((kind, key), Remark(None, self.sheet, line, column, kind, sentence, is_refusal=True))

    def _table(self, shape: ListShape) -> Recognised:
        headings = list(dict.fromkeys(column.heading for column in shape.columns))
        at = {heading: index for index, heading in enumerate(headings)}
        rows: list[list[str]] = [list(headings)]
        lines = [0]
        for ref, row in self.rows[shape.number]:
            cells = [""] * len(headings)
            cells[0] = ref
            for heading, text in row.cells.items():
                cells[at[heading]] = text
            rows.append(cells)
            lines.append(row.line)
        columns: dict[int, Column] = {index: column for index, column in enumerate(shape.columns)}
        sheet = Sheet(self.sheet, rows, row_numbers=lines)
        return Recognised(sheet, shape, "", 0, columns, has_letters=False)


def read_elements(path: Path, record: str, records: Records, also: Callable[["etree._Element"], None]) -> None:
    """Give every element of this name to ``records``, and every other that ends outside one to ``also``."""
    try:
        with path.open("rb") as file:
            _give(file, record, records, also)
    except etree.XMLSyntaxError as broken:
        raise RefusedFile(_BROKEN.format(line=broken.lineno or 1)) from broken
    except (LookupError, ValueError) as broken:
        raise RefusedFile(_BROKEN.format(line=1)) from broken


def _give(file: BinaryIO, record: str, records: Records, also: Callable[["etree._Element"], None]) -> None:
    count = 0
    for element, is_record in _finished(file, record):
        if not is_record:
            records.leave_out(element)
            also(element)
            continue
        count += 1
        if count > MAX_RECORDS:
            raise RefusedFile(f"The file has more than {MAX_RECORDS:,} children. Import one authority's.")
        records.add(element)
        _forget(element)


def root_of(path: Path) -> tuple[str, Sequence[str]]:
    """The names of the root element and of those first beneath it; raises RefusedFile where it is no plain XML."""
    if path.stat().st_size > MAX_BYTES:
        raise RefusedFile(f"The file is larger than {MAX_BYTES >> 20} MB. Import one authority's.")
    names: list[str] = []
    try:
        with path.open("rb") as file:
            for _, element in etree.iterparse(_Runs(file), events=("start",), **_SECURE):
                _refuse_doctype(element)
                names.append(_name(element))
                if len(names) == _NAMES_LOOKED_AT:
                    break
    except etree.XMLSyntaxError as broken:
        raise RefusedFile(_BROKEN.format(line=broken.lineno or 1)) from broken
    except (LookupError, ValueError) as broken:
        raise RefusedFile(_BROKEN.format(line=1)) from broken
    return (names[0], names[1:]) if names else ("", ())


def _finished(file: BinaryIO, record: str) -> Iterator[tuple["etree._Element", bool]]:
    depth = held = 0
    for event, element in etree.iterparse(_Runs(file), events=("start", "end"), **_SECURE):
        is_record = _name(element) == record
        if event == "start":
            held += 1
            if held > MAX_ELEMENTS:
                raise RefusedFile(_TOO_MUCH.format(line=element.sourceline))
            if element.getparent() is None:
                _refuse_doctype(element)
            depth += is_record
        elif is_record:
            depth -= 1
            if depth == 0:
                held = 0
                yield element, True
        elif depth == 0:
            yield element, False


class _Runs:
    """A file as the parser reads it, refused where too much follows one "<", which stands in no attribute."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._run = 0

    def read(self, size: int = -1) -> bytes:
        """So much of the file; raises RefusedFile."""
        content = self._file.read(size)
        first, last = content.find(b"<"), content.rfind(b"<")
        if self._run + (len(content) if first < 0 else first) > MAX_RUN_BYTES:
            raise RefusedFile(_TOO_LONG)
        self._run = self._run + len(content) if last < 0 else len(content) - last
        return content


def _refuse_doctype(element: "etree._Element") -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise RefusedFile(_DOCTYPE)


def _forget(element: "etree._Element") -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
    while (before := element.getprevious()) is not None:
        before.getparent().remove(before)


def _name(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _headings(shape: ListShape) -> Mapping[str, str]:
    return {name: column.heading for column in shape.columns for name in (column.heading, *column.aliases)}


def _owners(shapes: Sequence[ListShape]) -> Mapping[str, int]:
    owners: dict[str, set[int]] = {}
    for shape in shapes:
        for name in _headings(shape):
            owners.setdefault(name, set()).add(shape.number)
    return {name: numbers.pop() for name, numbers in owners.items() if len(numbers) == 1}


_UNKNOWN = "The element {name} is none of this return's, and was not read. Check its spelling."
_STRAY = "There is text here between the elements, where none belongs; it was not read. Check what it was meant to be."
_OUTSIDE = "This stands in no child's record, so nobody can be told whose it is, and it was not read. Put it in one."
_NESTED = "Another record begins here inside one that has not ended, so neither was read. Ask for it to be made again."
_PARTED = "There are elements inside the child's number, so the record was not read. Ask for it to be made again."
_TWO_IDS = "The record has two numbers that differ, so it may be of two children, and was not read. Give it one."
