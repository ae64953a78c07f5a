"""How a flag is known again: by its code and everything it rests on, wherever the words have moved to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from caseaudit.checks.flag import Flag


def with_digests(flags: Sequence[Flag]) -> Iterator[tuple[Flag, str]]:
    """Each flag of one case file with the digest it is kept under."""
    # Two rows with the very same words are two flags: the second of them carries its number.
    seen: Counter[tuple[str, str]] = Counter()
    for flag in flags:
        number = seen[flag.code, flag.words]
        seen[flag.code, flag.words] += 1
        yield flag, sha256("\x1f".join((flag.code, str(number), flag.words)).encode()).hexdigest()
