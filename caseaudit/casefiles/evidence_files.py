"""Chronologies, plans and records out of files: Word documents, workbooks and text of cells, told apart by content."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from caseaudit.casefiles.columns import (
    CHRONOLOGY,
    PLAN,
    Rows,
    actions_in,
    entries_in,
    has_headings_of,
    is_a_heading,
    without_children,
)
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft
from caseaudit.casefiles.tables_in_text import LONGEST_PASTE, rows_of
from caseaudit.casefiles.word_documents import is_word_document, tables_of, words_of
from caseaudit.errors import RefusedFile
from caseaudit.intake.parsing import Cell
from caseaudit.intake.separated import text_in
from caseaudit.intake.workbook import read_workbook

Draft = TypeVar("Draft")

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF, whose tables cannot be read reliably. Open it, copy the table and paste it."),
    (b"{\\rtf", "This is an RTF file. Open it in Word, save it as a Word document (.docx) and use that."),
    (b"\x89PNG", "This is a picture, and no words can be read from it. Type what it says."),
    (b"\xff\xd8\xff", "This is a picture, and no words can be read from it. Type what it says."),
    (
        b"\xd0\xcf\x11\xe0",
        "This is an old Office file, or one protected by a password. Save it as .docx or .xlsx without a password.",
    ),
)
_EMPTY = "Nothing was found in this file. Check that it is the right one, or copy its table and paste it."
_NOT_ONE = (
    "This file has several tables and none has the headings of a {kind}. Copy the right table and paste it, or give "
    "its columns headings such as {headings}."
)
_HEADINGS = {CHRONOLOGY: "Date, Source, Event and Significance", PLAN: "Outcome, Action, Who and By when"}
_OTHER = {
    CHRONOLOGY: "The table in this file has the headings of a plan, not of a chronology. Is it the right one?",
    PLAN: "The table in this file has the headings of a chronology, not of a plan. Is it the right one?",
}
_NO_CHILD = "No column of this file says which child each row is about. Give one the heading “Child ID”."
_NO_TEXT = "This file does not hold text. Choose a Word document, a workbook or a text file, or paste the words."
# Text from old systems has a stray control character here and there, and what is no text has them everywhere.
_ONE_IN = 200
_TOO_LONG = f"This file holds more than {LONGEST_PASTE // 1_000_000} MB of words. Use the part that matters."


@dataclass(frozen=True)
class OfChildren(Generic[Draft]):
    """What a file holds for many children, by the reference it has for each; rows without one are only counted."""

    by_child: Mapping[str, Sequence[Draft]]
    rows_without_a_child: int


def chronology_in(path: Path) -> tuple[EntryDraft, ...]:
    """The entries of the chronology in a file, in the order they stand; raises RefusedFile with what to do."""
    return tuple(entry for table in _tables_of_kind(path, CHRONOLOGY) for entry in entries_in(table))


def plan_in(path: Path) -> tuple[ActionDraft, ...]:
    """The actions of the plan in a file, in the order they stand; raises RefusedFile with what to do."""
    return tuple(action for table in _tables_of_kind(path, PLAN) for action in actions_in(table))


def words_in(path: Path) -> str:
    """All a file says, for a record of a visit or review; raises RefusedFile with what to do."""
    _refuse_what_nobody_can_read(path)
    if is_word_document(path):
        words = words_of(path)
    elif _is_zip(path):
        words = "\n".join("\t".join(row) for table in _sheets(path) for row in table)
    else:
        words = text_in(path)
    if not words.strip():
        raise RefusedFile(_EMPTY)
    if sum(map(_is_control, words)) * _ONE_IN > len(words):
        raise RefusedFile(_NO_TEXT)
    if len(words) > LONGEST_PASTE:
        raise RefusedFile(_TOO_LONG)
    return words


def chronologies_in(path: Path) -> OfChildren[EntryDraft]:
    """The chronologies of many children in one file with a column for the child; raises RefusedFile with what to do."""
    return _of_children(_tables_of_kind(path, CHRONOLOGY), entries_in)


def plans_in(path: Path) -> OfChildren[ActionDraft]:
    """The plans of many children in one file with a column for the child; raises RefusedFile with what to do."""
    return _of_children(_tables_of_kind(path, PLAN), actions_in)


def _of_children(tables: Sequence[Rows], read: Callable[[Rows], Sequence[Draft]]) -> OfChildren[Draft]:
    by_child: dict[str, list[Draft]] = {}
    without = 0
    for table in tables:
        divided = without_children(table)
        if divided is None:
            raise RefusedFile(_NO_CHILD)
        for child, rows in _by_child(*divided).items():
            if child:
                by_child.setdefault(child, []).extend(read(rows))
            else:
                without += sum(any(row) for row in rows[1:])
    return OfChildren(by_child, without)


def _by_child(children: Sequence[str], lines: Rows) -> Mapping[str, Rows]:
    """The rows of each child below the headings, which stand above the first that has a child."""
    first = next((at for at, child in enumerate(children) if child), len(children))
    headings = lines[max(0, first - 1)]
    of_child: dict[str, Rows] = {}
    for child, line in zip(children[first:], lines[first:], strict=True):
        of_child.setdefault(child, [headings]).append(line)
    return of_child


def _tables_of_kind(path: Path, kind: str) -> Sequence[Rows]:
    """Every table with such headings, what goes on from one without headings among it, or the only table there is."""
    found = [table for table in _tables(path, kind) if any(any(row) for row in table)]
    if not found:
        raise RefusedFile(_EMPTY)
    fitting: list[Rows] = []
    for table in found:
        if has_headings_of(kind, table):
            fitting.append(list(table))
        elif fitting and len(table[0]) == len(fitting[-1][0]) and not _is_of_another_kind(table):
            fitting[-1] += table
    if not fitting and _is_of_another_kind(found[0]):
        raise RefusedFile(_OTHER[kind])
    if not fitting and len(found) > 1:
        raise RefusedFile(_NOT_ONE.format(kind=kind, headings=_HEADINGS[kind]))
    return fitting or found


def _is_of_another_kind(table: Rows) -> bool:
    return any(has_headings_of(kind, table) for kind in _HEADINGS)


def _tables(path: Path, kind: str) -> Sequence[Rows]:
    _refuse_what_nobody_can_read(path)
    if is_word_document(path):
        return tables_of(path)
    if _is_zip(path):
        return _sheets(path)
    return [rows_of(text_in(path), partial(is_a_heading, kind))]


def _refuse_what_nobody_can_read(path: Path) -> None:
    head = _head(path)
    for beginning, sentence in _BEGINNINGS:
        if head.startswith(beginning):
            raise RefusedFile(sentence)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


def _is_control(letter: str) -> bool:
    return letter < " " and letter not in "\t\n\r\x0b\x0c"


def _is_zip(path: Path) -> bool:
    return _head(path).startswith(b"PK")


def _sheets(path: Path) -> Sequence[Rows]:
    return [
        [[_words(cell) for cell in row] for row in sheet.rows]
        for sheet in read_workbook(path).sheets
        if not sheet.is_hidden
    ]


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell.day:02}/{cell.month:02}/{cell.year}"
