"""What sort of trouble a remark is about, in words for a person."""

from collections.abc import Mapping

from caseaudit.intake.remarks import RemarkKind

KIND_TITLES: Mapping[RemarkKind, str] = {
    RemarkKind.ERROR_VALUE: "Cell that shows an error",
    RemarkKind.UNCALCULATED: "Formula never calculated",
    RemarkKind.BLANK: "Blank, and asked for of every child",
    RemarkKind.NOT_A_DATE: "Not a date",
    RemarkKind.SERIAL_NUMBER: "Number in place of a date",
    RemarkKind.PLACEHOLDER_DATE: "01/01/1900 in place of a date",
    RemarkKind.IMPOSSIBLE_DATE: "Date that cannot be right",
    RemarkKind.AFTER_AS_AT: "Date after the date of the lists",
    RemarkKind.BEFORE_BIRTH: "Date before the child’s birth",
    RemarkKind.OUT_OF_ORDER: "Dates of a row out of order",
    RemarkKind.WITHOUT_ITS_PAIR: "Filled in without what belongs to it",
    RemarkKind.CONTRADICTION: "Answers of a row that contradict each other",
    RemarkKind.NOT_A_NUMBER: "Not a whole number",
    RemarkKind.NOT_A_POSTCODE: "Not a postcode",
    RemarkKind.UNMAPPED_CODE: "Code that is not known",
    RemarkKind.NO_CHILD_ID: "Row without a child’s number",
    RemarkKind.NOT_A_CHILD: "Note or total among the rows",
    RemarkKind.ODD_CHILD_ID: "Odd child’s number",
    RemarkKind.SIMILAR_CHILD_ID: "Two children’s numbers that look alike",
    RemarkKind.UNCLEAR_CHILD: "Record that may be of two children",
    RemarkKind.OTHER_SYSTEM: "Child’s number of another system",
    RemarkKind.NO_BIRTH_DATE: "No date of birth",
    RemarkKind.EXPECTED_BIRTH: "Expected date of birth to check",
    RemarkKind.CONFLICT: "Lists that disagree about a child",
    RemarkKind.REPEATED_ROW: "Row given twice",
    RemarkKind.UNKNOWN_HEADING: "Column that is not known",
    RemarkKind.REPEATED_HEADING: "Column given twice",
    RemarkKind.READ_BY_POSITION: "Column read by its position",
    RemarkKind.MISSING_HEADING: "Column that is not there",
    RemarkKind.NO_CHILD_COLUMN: "List without the child’s number",
    RemarkKind.EMPTY_LIST: "List without rows",
    RemarkKind.MISSING_LIST: "List that is not there",
    RemarkKind.UNUSED_LIST: "List that is not used",
    RemarkKind.UNKNOWN_SHEET: "Sheet that is no list",
    RemarkKind.HIDDEN_SHEET: "Hidden sheet",
    RemarkKind.REPEATED_SHEET: "List given on two sheets",
    RemarkKind.ENCODING: "Text in an unexpected encoding",
    RemarkKind.SEPARATOR: "Unexpected separator",
    RemarkKind.CUT_OFF: "File that seems cut",
    RemarkKind.UNEVEN_ROW: "Row with more or fewer cells than headings",
    RemarkKind.STRAY_TEXT: "Stray text between elements",
    RemarkKind.UNKNOWN_ELEMENT: "Element that is not known",
    RemarkKind.OTHER_YEAR: "Return of another year",
    RemarkKind.OTHER_DATE: "Return of another date",
    RemarkKind.UNLIKELY_AGE: "Unlikely age",
    RemarkKind.EPISODE_GAP: "Gap between episodes of care",
    RemarkKind.EPISODE_OVERLAP: "Episodes of care that overlap",
    RemarkKind.EPISODE_REPEATED: "Episode of care given twice",
    RemarkKind.EPISODE_START: "Episode of care that begins oddly",
    RemarkKind.EPISODE_END: "Episode of care that ends oddly",
}


def kind_title(kind: str) -> str:
    """A kind of remark in words; the kind itself where this version does not know it."""
    return _WORDS.get(kind, kind)


_WORDS = {kind.value: words for kind, words in KIND_TITLES.items()}
