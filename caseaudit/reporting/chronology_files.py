"""A child's merged chronology as a workbook and as a Word document, each account with the agency that told it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from uuid import UUID

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from sqlmodel import Session

from caseaudit.casefiles.merging import Account, Line, MergedChronology, Silence
from caseaudit.errors import NotFound
from caseaudit.people import Actor
from caseaudit.reporting.as_workbook import workbook_file
from caseaudit.reporting.cells import Table
from caseaudit.store.history import remember
from caseaudit.words import count_of, long_date

_HEADINGS = ("Date", "Agency", "Source", "What happened", "What it meant", "What was done", "Also told by")
_WIDTHS = (2.4, 2.8, 2.4, 7.0, 4.6, 4.6, 2.4)
# XLSX can hold no more in a cell.
_LONGEST_CELL = 32_767


# File name → media type. The names tell nobody whose chronology it is.
CHRONOLOGY_FILES: Mapping[str, str] = {
    "chronology.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "chronology.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_chronology(
    session: Session, case_id: UUID, merged: MergedChronology, file: str, *, title: str, by: Actor, at: datetime
) -> bytes:
    """One of CHRONOLOGY_FILES, remembered with who took it; raises NotFound for any other name."""
    if file not in CHRONOLOGY_FILES:
        raise NotFound("There is no such file to export.")
    remember(session, "case_file", case_id, "export_chronology", by=by, at=at, note=file)
    if file == "chronology.xlsx":
        return chronology_workbook(merged)
    return chronology_document(merged, title=title)


def chronology_workbook(merged: MergedChronology) -> bytes:
    """The merged chronology as XLSX: a sheet of every account in order, and one of the silences."""
    rows = tuple(tuple(cell[:_LONGEST_CELL] for cell in row) for row in _rows(merged))
    silences = tuple((silence_in_words(silence),) for silence in merged.silences)
    return workbook_file((Table("Chronology", _HEADINGS, rows), Table("Silences", ("Silence",), silences)))


def chronology_document(merged: MergedChronology, *, title: str) -> bytes:
    """The merged chronology as DOCX, on its side, with the silences below; ``title`` must name no child."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    document.core_properties.author = ""
    document.core_properties.title = title
    document.add_heading(title, level=1)
    document.add_paragraph(_summary(merged))
    table = document.add_table(rows=1, cols=len(_HEADINGS), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, _HEADINGS, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for row in _rows(merged):
        # add_row().cells is read once: asking for single cells of a table grows with its square.
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    if merged.silences:
        document.add_heading("Silences", level=2)
        for silence in merged.silences:
            document.add_paragraph(silence_in_words(silence), style="List Bullet")
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def silence_in_words(silence: Silence) -> str:
    """A silence in a sentence, from the last entry before it to the first after it."""
    between = f"between {long_date(silence.after)} and {long_date(silence.until)} ({count_of(silence.days, 'day')})"
    if silence.agency is None:
        return f"No agency recorded anything {between}."
    who = silence.agency or "The chronology with no agency named"
    return f"{who} recorded nothing {between}, while others recorded {count_of(silence.recorded_by_others, 'event')}."


def _summary(merged: MergedChronology) -> str:
    agencies = ", ".join(agency or "no agency named" for agency in merged.agencies)
    events = count_of(len(merged.lines), "event")
    chronologies = count_of(len(merged.agencies), "chronology", "chronologies")
    twice = count_of(merged.told_by_several, "event is", "events are")
    return f"{events} from {chronologies} ({agencies}); {twice} told by more than one."


def _rows(merged: MergedChronology) -> Iterator[tuple[str, ...]]:
    for line in merged.lines:
        for account in line.accounts:
            yield _row(account, line)


def _row(account: Account, line: Line) -> tuple[str, ...]:
    entry = account.entry
    others = ", ".join(other.agency or "no agency named" for other in line.accounts if other is not account)
    return (
        entry.date_text,
        account.agency,
        entry.source,
        entry.event,
        entry.significance,
        entry.action,
        others,
    )
