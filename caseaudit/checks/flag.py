"""A flag: the machine's remark, with its reason and the exact words that led to it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a flag matters, worst first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


ADVICE = Severity.LOW
"""What a flag of this severity says is advice: it may be judged and holds nothing back."""


@dataclass(frozen=True)
class Flag:
    """One remark on one piece of evidence.

    ``quote`` is always word for word what the file says, or empty where the remark is about something that is not
    there; ``reason`` is one sentence that can be read aloud; ``source`` is where the expectation comes from; ``words``
    is everything the remark rests on, by which the same remark is known again wherever it stands. ``fact`` is the end
    of the reason that tells this one from others of its kind, and ``facts`` how many of them the remark tells.
    """

    check: str
    code: str
    criterion: str
    severity: Severity
    place: str
    reason: str
    quote: str
    source: str
    words: str = ""
    fact: str = ""
    facts: int = 1

    @property
    def is_advice(self) -> bool:
        """Whether this is worth saying but nobody has to answer it."""
        return self.severity is ADVICE


def shortened(words: str, longest: int = 90) -> str:
    """The words for use inside a sentence: on one line, and cut at a word where they are long."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
