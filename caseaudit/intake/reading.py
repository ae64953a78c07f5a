"""The one way in for a council's files: each known by what it holds, all put together on the child's number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path

from caseaudit.definitions.journey import Journey
from caseaudit.errors import RefusedFile
from caseaudit.intake.census.message import is_census, read_census
from caseaudit.intake.collector import uncollected
from caseaudit.intake.elements import root_of
from caseaudit.intake.frame import Part, ReadFrame, Tell, children_in, in_reading_order, layout_of, lists_of
from caseaudit.intake.headings import Recognised, recognise
from caseaudit.intake.kinds import Kind, kind_of
from caseaudit.intake.mapped.mapping import ColumnsMapped, recognise_mapped
from caseaudit.intake.readings import ReadSource
from caseaudit.intake.remarks import Remark, RemarkKind
from caseaudit.intake.rows import read_rows
from caseaudit.intake.separated import read_separated, uneven
from caseaudit.intake.sheets import has_rows, lists_in
from caseaudit.intake.ssda903.files import LAYOUT, is_903, read_903_xml, recognise_903
from caseaudit.intake.workbook import Sheet, read_workbook
from caseaudit.journey.guards import lists_begin
from caseaudit.journey.sources import Reach

_NO_LIST = (
    "The headings are those of no Annex A list and no file of the 903 return, and nobody has said what they mean. "
    "Check that it is the right file, or describe its columns first."
)
_NO_RETURN = "The XML is neither the children in need census nor the 903 return. Ask for one of these."
_NO_FILE = "That is no file that can be read to its end. Save the lists as a file and give its name."
_CHANGED = "A file was changed while it was read, so nothing of it was kept. Close it everywhere and import it again."
_TWICE = "Two files hold the {what}. Give one of them."


@uncollected()
def read_files(
    paths: Sequence[Path],
    *,
    as_at: date,
    journeys: Sequence[Journey],
    mapped: Sequence[ColumnsMapped] = (),
    tell: Tell = lambda sentence: None,
) -> ReadFrame:
    """What all of these files say as at a date; raises RefusedFile, saying which file where there are several."""
    _refuse_what_is_no_file(paths)
    source_sha256 = _digest(paths)
    read = _parts_of(paths, _Files(as_at, mapped), tell)
    if _digest(paths) != source_sha256:
        raise RefusedFile(_CHANGED)
    children, found_together = children_in(read.parts, as_at=as_at, journeys=journeys, tell=tell)
    remarks = [*read.remarks, *(remark for part in read.parts for remark in part.rows.remarks), *found_together]
    return ReadFrame(
        as_at=as_at,
        layout=read.layout,
        source_sha256=source_sha256,
        lists=lists_of(read.parts, children, as_at),
        children=children,
        remarks=tuple(sorted(remarks, key=in_reading_order)),
    )


def _refuse_what_is_no_file(paths: Sequence[Path]) -> None:
    # A pipe would be waited for without end. A folder, or nothing at all, is said by what reads it.
    if any(path.exists() and not path.is_file() and not path.is_dir() for path in paths):
        raise RefusedFile(_NO_FILE)


@dataclass(frozen=True)
class _Parts:
    """The lists of all the files with their rows read, the cells themselves given up."""

    parts: Sequence[Part]
    remarks: Sequence[Remark]
    layout: str


def _parts_of(paths: Sequence[Path], files: "_Files", tell: Tell) -> _Parts:
    for number, path in enumerate(paths, start=1):
        label = f"File {number}" if len(paths) > 1 else ""
        tell(f"Reading file {number} of {len(paths)}" if label else "Reading the file")
        try:
            files.read(path, label)
        except RefusedFile as refusal:
            raise RefusedFile(f"{label}: {refusal}" if label else str(refusal)) from refusal
    sources = files.sources()
    return _Parts(
        parts=[
            Part(table.without_rows(), read_rows(table, files.as_at), one.reach)
            for one in sources
            for table in one.tables
        ],
        remarks=[remark for source in sources for remark in source.remarks],
        layout=layout_of([source.layout for source in sources]),
    )


class _Files:
    def __init__(self, as_at: date, mapped: Sequence[ColumnsMapped]) -> None:
        self.as_at = as_at
        self.mapped = mapped
        self.sheets: list[Sheet] = []
        self.sheet_remarks: list[Remark] = []
        self.found: list[ReadSource] = []

    def read(self, path: Path, label: str) -> None:
        readers = {Kind.WORKBOOK: self._workbook, Kind.XML: self._xml, Kind.TEXT: self._text}
        readers[kind_of(path)](path, label)

    def sources(self) -> tuple[ReadSource, ...]:
        if not self.sheets:
            return tuple(self.found)
        tables, remarks = lists_in(self.sheets)
        reach = Reach(lists_begin(self.as_at))
        annex_a = ReadSource(tables, (*self.sheet_remarks, *remarks), _annex_a_layout(tables), reach)
        return (annex_a, *self.found)

    def _workbook(self, path: Path, label: str) -> None:
        sheets = read_workbook(path).sheets
        if not any(recognise(sheet) for sheet in sheets):
            tables = [found for sheet in sheets if (found := recognise_mapped(sheet, self.mapped)) and has_rows(found)]
            if tables:
                self._add(ReadSource(tuple(tables), (), tables[0].shape.name))
                return
            if not label:
                # A workbook alone with no list: the refusal counts its sheets.
                lists_in(sheets)
            raise RefusedFile(_NO_LIST)
        self.sheets += [_labelled(sheet, label) for sheet in sheets]

    def _xml(self, path: Path, label: str) -> None:
        root, beneath = root_of(path)
        if is_census(root, tuple(beneath)):
            self._add(read_census(path, label or "The file", self.as_at))
        elif is_903(root, beneath):
            self._add(read_903_xml(path, label or "The file"))
        else:
            raise RefusedFile(_NO_RETURN)

    def _text(self, path: Path, label: str) -> None:
        read = read_separated(path, label or "The file", self._recognised)
        found = self._recognised(read[0]) if read else None
        if read is None or found is None:
            raise RefusedFile(_NO_LIST)
        sheet, remarks = read
        remarks = tuple(
            Remark(found.shape.number, sheet.name, remark.row_no, remark.column, remark.kind, remark.sentence)
            for remark in (*remarks, *_uneven(sheet, found))
        )
        if found.shape.source == "annex_a":
            self.sheets.append(sheet)
            self.sheet_remarks += remarks
        else:
            layout = LAYOUT if found.shape.source == "ssda903" else found.shape.name
            self._add(ReadSource((found,), (*remarks, *found.remarks), layout))

    def _recognised(self, sheet: Sheet) -> Recognised | None:
        return recognise(sheet) or recognise_903(sheet) or recognise_mapped(sheet, self.mapped)

    def _add(self, source: ReadSource) -> None:
        if source.repeats and source.repeats in {other.repeats for other in self.found}:
            raise RefusedFile(_TWICE.format(what=source.repeats))
        self.found.append(source)


def _labelled(sheet: Sheet, label: str) -> Sheet:
    name = f"{label}, {sheet.name}" if label else sheet.name
    return Sheet(name, sheet.rows, sheet.is_hidden, sheet.doubtful, sheet.row_numbers)


def _uneven(sheet: Sheet, found: Recognised) -> Iterator[Remark]:
    rows = tuple(uneven(sheet, found.heading_row))
    width = len(sheet.rows[found.heading_row])
    last = max((at for at, cells in enumerate(sheet.rows) if any(cells)), default=0)
    for row_no, sentence in rows:
        # A programme that leaves out the blank cells of a row's end does so in more rows than the last.
        is_cut = len(rows) == 1 and row_no == sheet.row_numbers[last] and len(sheet.rows[last]) < width
        yield Remark(None, sheet.name, row_no, "", RemarkKind.CUT_OFF if is_cut else RemarkKind.UNEVEN_ROW, sentence)


def _annex_a_layout(tables: Sequence[Recognised]) -> str:
    # The layouts differ in List 9 alone; without it nobody can tell, and nothing depends on it.
    layout = next((table.layout for table in tables if table.shape.number == 9), None)
    return f"Annex A, layout of {layout}" if layout else "Annex A"


def _digest(paths: Sequence[Path]) -> str:
    digests = [_digest_of(path) for path in paths]
    return digests[0] if len(digests) == 1 else sha256("\n".join(sorted(digests)).encode()).hexdigest()


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # whatever reads it says what is wrong
