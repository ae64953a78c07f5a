"""What was refused or doubtful in a file, where it is and what to do; never what a cell about a person says."""

from dataclasses import dataclass
from enum import StrEnum

QUOTED = 60


class RemarkKind(StrEnum):
    """What sort of trouble a remark is about."""

    ERROR_VALUE = "error_value"
    UNCALCULATED = "uncalculated"
    BLANK = "blank"
    NOT_A_DATE = "not_a_date"
    SERIAL_NUMBER = "serial_number"
    PLACEHOLDER_DATE = "placeholder_date"
    IMPOSSIBLE_DATE = "impossible_date"
    AFTER_AS_AT = "after_as_at"
    BEFORE_BIRTH = "before_birth"
    OUT_OF_ORDER = "out_of_order"
    WITHOUT_ITS_PAIR = "without_its_pair"
    CONTRADICTION = "contradiction"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_POSTCODE = "not_a_postcode"
    UNMAPPED_CODE = "unmapped_code"
    NO_CHILD_ID = "no_child_id"
    NOT_A_CHILD = "not_a_child"
    ODD_CHILD_ID = "odd_child_id"
    SIMILAR_CHILD_ID = "similar_child_id"
    UNCLEAR_CHILD = "unclear_child"
    OTHER_SYSTEM = "other_system"
    NO_BIRTH_DATE = "no_birth_date"
    EXPECTED_BIRTH = "expected_birth"
    CONFLICT = "conflict"
    REPEATED_ROW = "repeated_row"
    UNKNOWN_HEADING = "unknown_heading"
    REPEATED_HEADING = "repeated_heading"
    READ_BY_POSITION = "read_by_position"
    MISSING_HEADING = "missing_heading"
    NO_CHILD_COLUMN = "no_child_column"
    EMPTY_LIST = "empty_list"
    MISSING_LIST = "missing_list"
    UNUSED_LIST = "unused_list"
    UNKNOWN_SHEET = "unknown_sheet"
    HIDDEN_SHEET = "hidden_sheet"
    REPEATED_SHEET = "repeated_sheet"
    ENCODING = "encoding"
    SEPARATOR = "separator"
    UNEVEN_ROW = "uneven_row"
    CUT_OFF = "cut_off"
    STRAY_TEXT = "stray_text"
    UNKNOWN_ELEMENT = "unknown_element"
    OTHER_YEAR = "other_year"
    OTHER_DATE = "other_date"
    UNLIKELY_AGE = "unlikely_age"
    EPISODE_GAP = "episode_gap"
    EPISODE_OVERLAP = "episode_overlap"
    EPISODE_REPEATED = "episode_repeated"
    EPISODE_START = "episode_start"
    EPISODE_END = "episode_end"


@dataclass(frozen=True)
class Remark:
    """One thing to look at in the file; with ``is_refusal`` the row, or the sheet, was left out."""

    list_no: int | None
    sheet: str
    row_no: int | None
    column: str
    kind: RemarkKind
    sentence: str
    is_refusal: bool = False

    @property
    def is_doubtful_cell(self) -> bool:
        """Whether this is about a cell or row that was kept; the others are refusals, or are about a whole sheet."""
        return self.row_no is not None and not self.is_refusal


@dataclass(frozen=True)
class Trouble:
    """What is doubtful about a cell, before it is known where the cell is."""

    kind: RemarkKind
    sentence: str


def quoted(text: str) -> str:
    """Words that are about no person, such as a code or a heading, shortened for a sentence."""
    return f"“{text[: QUOTED - 1]}…”" if len(text) > QUOTED else f"“{text}”"
