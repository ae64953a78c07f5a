"""Dates in the cells and lines of a pasted chronology: which words are a date, and where a date ends."""

import re
from datetime import date

from caseaudit.casefiles.tables_in_text import splits_at_dash
from caseaudit.checks.dates import MONTH, WEEKDAY, Precision, find_dates, read_date

_FAR_AHEAD = date(2100, 1, 1)
_LONGEST_CELL = 60
_DAY_NAME = re.compile(rf"\s*(?:{WEEKDAY}\.?,?\s+|w/[cb]\s+)?", re.IGNORECASE)
_WORD = re.compile(r"[a-z']+")
_MOST_WORDS_OF_A_TIME = 5
_DATE_WORDS = re.compile(
    rf"(?<![a-z])(?:{WEEKDAY}|{MONTH}|to|and|until|till|from|w/[cb]|circa|c|approx|about|early|mid|late|of|the|at|am|pm)"
    r"(?![a-z])|(?<=\d)(?:st|nd|rd|th|am|pm)"
)
_VAGUE_TIME = re.compile(
    r"\b(?:last|this|next|week|month|year|term|spring|summer|autumn|winter|christmas|easter|recent(?:ly)?|undated|"
    r"tbc|not known|unknown|today|yesterday|ongoing|various|\w+day|birth|date)\b|^[\W_]*$",
    re.IGNORECASE,
)


def dated_line(line: str) -> list[str]:
    """A line as its date and what happened then, where it begins with a date, or whole."""
    dated = [[before, after] for before, after in splits_at_dash(line) if after and is_wholly_date(before)]
    if dated:
        return dated[-1]
    lead = _DAY_NAME.match(line)
    first = next(iter(find_dates(line, near=_FAR_AHEAD)), None)
    if first is None or lead is None or first.start != lead.end() or not line[first.end :].strip():
        return [line]
    return [line[: first.end].strip(), line[first.end :].strip()]


def is_date(cell: str) -> bool:
    """Whether a cell holds a date and little else."""
    return 0 < len(cell) <= _LONGEST_CELL and len(cell.split()) <= 6 and read_date(cell, by=_FAR_AHEAD) is not None


def is_wholly_date(cell: str) -> bool:
    """Whether a cell holds a date, or the two ends of one, and no other words."""
    return is_date(cell) and not _WORD.search(_DATE_WORDS.sub(" ", cell.lower()))


def is_time_like(cell: str) -> bool:
    """Whether words in a date column are about a time at all, though no day can be made of them."""
    if not cell or is_date(cell) or read_date(cell, by=_FAR_AHEAD) is not None:
        return True
    has_few_words = len(cell.split()) <= _MOST_WORDS_OF_A_TIME
    return has_few_words and (any(letter.isdigit() for letter in cell) or _VAGUE_TIME.search(cell) is not None)


def exact_day(text: str) -> date | None:
    """The one day a cell names with its year, or None."""
    found = read_date(text, by=_FAR_AHEAD)
    return found.last if found and found.precision is Precision.DAY and found.has_year else None
