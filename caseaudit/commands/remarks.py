"""What could not be read of a file, or is doubtful, as lines at a prompt and as a file to work through."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from uuid import UUID

from sqlmodel import Session

from caseaudit.intake.queries import CellRemark, lists_of, remark_counts, remark_kinds, remarks, title_of_list
from caseaudit.intake.remark_words import kind_title
from caseaudit.intake.remarks import Remark
from caseaudit.words import count_of, looks_like_a_formula

ALL_SHOWN = 50
FIRST_SHOWN = 20


def remark_lines(session: Session, frame_id: UUID) -> Iterator[str]:
    """Every remark on a frame's file where they are few; else how many of each kind, and the first in full."""
    counts = remark_counts(session, frame_id)
    lists = f", {count_of(counts.about_lists, 'remark')} about whole lists" if counts.about_lists else ""
    end = ":" if counts.total else "."
    yield f"{counts.refused:,} refused, {count_of(counts.doubtful, 'doubtful cell')}{lists}{end}"
    if counts.total <= ALL_SHOWN:
        yield from map(_line, remarks(session, frame_id))
        return
    titles = {one.list_no: title_of_list(one).partition(":")[0] for one in lists_of(session, frame_id)}
    yield from _kind_lines(titles, remark_kinds(session, frame_id))
    yield f"The first {FIRST_SHOWN} of {counts.total:,}. All are on the page of the frame; --remarks FILE writes them."
    yield from map(_line, remarks(session, frame_id, limit=FIRST_SHOWN))


def remarks_file(found: Sequence[Remark]) -> bytes:
    """Every remark as CSV, one a line."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["List", "Sheet", "Row", "Column", "Outcome", "Kind", "What to do"])
    for remark in found:
        outcome = "refused" if remark.is_refusal else "doubtful"
        row = [remark.list_no, remark.sheet, remark.row_no, remark.column, outcome, remark.kind.value]
        writer.writerow([_harmless(value) for value in (*row, remark.sentence)])
    return file.getvalue().encode("utf-8-sig")


def _kind_lines(titles: Mapping[int, str], kinds: Mapping[tuple[int | None, str], int]) -> Iterator[str]:
    for (list_no, kind), number in kinds.items():
        where = titles.get(list_no, f"List {list_no}") if list_no is not None else "The files"
        yield f"{number:>9,}  {where}: {kind_title(kind)}"


def _line(remark: CellRemark) -> str:
    place = [remark.sheet or "The files", f"row {remark.row_no}" if remark.row_no else "", remark.column]
    return f"  {', '.join(part for part in place if part)}: {remark.sentence}"


def _harmless(value: object) -> str:
    # A spreadsheet would run a cell that begins like a formula, and sheet names and headings are the council's.
    text = "" if value is None else str(value)
    return f"'{text}" if looks_like_a_formula(text) else text
