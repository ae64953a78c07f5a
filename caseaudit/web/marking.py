"""Showing a flag's exact words where they stand on the file."""

from collections.abc import Iterable
from dataclasses import dataclass

_AROUND = 160


@dataclass(frozen=True)
class Passage:
    """Words from the file with what stands before and after them."""

    before: str
    words: str
    after: str


def passage_of(quote: str, texts: Iterable[str]) -> Passage:
    """The quoted words within the first of these texts that holds them, cut to what is near; alone where none does."""
    for text in texts:
        at = text.find(quote)
        if at >= 0:
            return Passage(_end_of(text[:at]), quote, _start_of(text[at + len(quote) :]))
    return Passage("", quote, "")


def _end_of(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:].partition(" ")[2]


def _start_of(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + "…"
