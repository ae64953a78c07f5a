"""Reading coded cells: the code, its label or both, with or without a letter before it."""

import re
from collections.abc import Mapping
from functools import cache

from caseaudit.intake.specification import Code, code_sets

# A council may put two statuses in one cell, and the census repeats these elements; every other code stands alone.
_SEVERAL = {"case_status", "disabilities", "factors"}
_BETWEEN_SEVERAL = re.compile(r"\s*(?:&|/|\+|,| and )\s*")
_LETTER = re.compile(r"([a-z]{1,2})\s*\)\s*")
# "no longer in touch" is not the code NO: a short code without a figure needs a mark after it.
_CODE_AND_LABEL = re.compile(r"([a-z0-9]{1,5})\s*[:\-]\s*\S|((?=\w*\d)[a-z0-9]{1,5}|[a-z]{4})\s+\S")
_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‐": "-"})


@cache
def read_code(set_name: str, text: str) -> tuple[str, ...]:
    """The codes a cell holds, nearly always one; none where it cannot be read as any."""
    spellings = _spellings(set_name)
    plain = _plain(text)
    found = _one(spellings, plain)
    if found is None and set_name in _SEVERAL:
        parts = [_one(spellings, part) for part in _BETWEEN_SEVERAL.split(plain) if part]
        return tuple(dict.fromkeys(code for code in parts if code)) if all(parts) else ()
    return (found,) if found else ()


def label_of(set_name: str, code: str) -> str:
    """The words for a code, or the code itself where the set does not hold it."""
    meaning = code_sets()[set_name].get(code)
    return meaning.label if meaning else code


def _one(spellings: Mapping[str, str], plain: str) -> str | None:
    if plain in spellings:
        return spellings[plain]
    lettered = _LETTER.match(plain)
    if lettered:
        # The letters are each council's own ordering: what stands after one decides, and a letter counts only alone.
        rest = plain[lettered.end() :]
        return _one(spellings, rest) if rest else spellings.get(f"{lettered[1]})")
    labelled = _CODE_AND_LABEL.match(plain)
    return spellings.get(f"={labelled[1] or labelled[2]}") if labelled else None


@cache
def _spellings(set_name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, meaning in code_sets()[set_name].items():
        # "=" marks a code itself, which alone may be followed by any label.
        for spelling in (f"={_plain(code)}", _plain(code), *_words(meaning)):
            found.setdefault(spelling, code)
    for code, meaning in code_sets()[set_name].items():
        if meaning.letter:
            found.setdefault(f"{meaning.letter})", code)
            found.setdefault(meaning.letter, code)
    return found


def _words(meaning: Code) -> tuple[str, ...]:
    return tuple(_plain(words) for words in (meaning.label, *meaning.also))


def _plain(text: str) -> str:
    return " ".join(text.translate(_ALIKE).casefold().split()).strip(" .;:")
