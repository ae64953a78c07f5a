"""Which sheets of a workbook hold which lists, and what is said about those that do not."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from caseaudit.errors import RefusedFile
from caseaudit.intake.headings import Recognised, recognise
from caseaudit.intake.remarks import Remark, RemarkKind
from caseaudit.intake.specification import annex_a_lists
from caseaudit.intake.workbook import Sheet
from caseaudit.words import count_of, in_words

_NO_LIST = (
    "The workbook has {sheets}, and none holds an Annex A list. "
    "Check that it is the Annex A workbook, with the headings of the lists in its first rows."
)
_TWICE = (
    "The workbook has List {number} on more than one sheet ({names}). "
    "Delete or empty all but one, or put their rows on one sheet, and import again."
)


def lists_in(sheets: Sequence[Sheet]) -> tuple[tuple[Recognised, ...], tuple[Remark, ...]]:
    """The one sheet of each list, in the order of the lists; raises RefusedFile where none or two could be meant.

    A list twice over is not put together: an old copy beside the new would bring children back. A hidden copy gives way
    to a visible sheet, an empty one to one with rows.
    """
    candidates = [(sheet, recognise(sheet)) for sheet in sheets]
    found = [recognised for _, recognised in candidates if recognised]
    if not found:
        raise RefusedFile(_NO_LIST.format(sheets=count_of(len(sheets), "sheet")))
    chosen = []
    remarks = [remark for sheet, recognised in candidates if not recognised for remark in _unknown(sheet)]
    found.sort(key=lambda one: one.shape.number)
    for number, group in groupby(found, key=lambda one: one.shape.number):
        copies = list(group)
        one = _the_one(number, copies)
        chosen.append(one)
        remarks += [*one.remarks, *_about(one)]
        remarks += [
            _remark(other, RemarkKind.REPEATED_SHEET, _COPY, is_refusal=True) for other in copies if other != one
        ]
    remarks += _missing({one.shape.number for one in chosen})
    return tuple(chosen), tuple(remarks)


def has_rows(found: Recognised) -> bool:
    """Whether there is anything beneath the headings."""
    return any(any(cells) for cells in found.sheet.rows[found.heading_row + 1 :])


def _the_one(number: int, copies: Sequence[Recognised]) -> Recognised:
    filled = [copy for copy in copies if has_rows(copy)] or copies[:1]
    visible = [copy for copy in filled if not copy.sheet.is_hidden] or filled
    if len(visible) > 1:
        names = in_words([f"“{copy.sheet.name[:40]}”" for copy in visible])
        raise RefusedFile(_TWICE.format(number=number, names=names))
    return visible[0]


def _about(found: Recognised) -> Iterator[Remark]:
    if found.sheet.is_hidden:
        yield _remark(
            found, RemarkKind.HIDDEN_SHEET, "The sheet is hidden, and was read. Check that it was meant to be sent."
        )
    if not has_rows(found):
        yield _remark(
            found, RemarkKind.EMPTY_LIST, "The list has headings and no rows. Check that it was meant to be empty."
        )
    elif not (found.shape.is_used and found.shape.brings_children):
        yield _remark(found, RemarkKind.UNUSED_LIST, _UNUSED[found.shape.number])


def _unknown(sheet: Sheet) -> Iterator[Remark]:
    if any(any(cells) for cells in sheet.rows):
        where = "The sheet, which is hidden," if sheet.is_hidden else "The sheet"
        sentence = (
            f"{where} has the headings of no Annex A list, so it was not read. If it is one, put its headings right."
        )
        yield Remark(None, sheet.name[:200], None, "", RemarkKind.UNKNOWN_SHEET, sentence)


def _missing(present: set[int]) -> Iterator[Remark]:
    for shape in annex_a_lists():
        if shape.is_used and shape.brings_children and shape.number not in present:
            sentence = f"No sheet holds List {shape.number}, {shape.name}. Nothing it would show is in the frame."
            yield Remark(shape.number, "", None, "", RemarkKind.MISSING_LIST, sentence)


def _remark(found: Recognised, kind: RemarkKind, sentence: str, *, is_refusal: bool = False) -> Remark:
    return Remark(found.shape.number, found.sheet.name[:200], None, "", kind, sentence, is_refusal)


_COPY = "Another sheet holds this list too, and that one was read. Delete this one if it is an old copy."
_UNUSED = {
    10: "The list brings no child into the frame: what it says is used of those whom another list has.",
    11: "The list was read and is not used: its people are adults, and adults are never sampled.",
}
