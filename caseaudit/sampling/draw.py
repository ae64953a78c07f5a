"""Drawing case files by permanent random numbers: the same frame, seed and design give the same sample anywhere.

Each case file has the random number SHA-256(seed | case key). A draw takes the lowest numbers: of the whole frame, or
of each stratum. So a larger draw begins with the smaller one, and the next number up is the replacement.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from heapq import nsmallest

from caseaudit.sampling.strata import sizes_of_strata

ALGORITHM = "caseaudit-draw-1"

IN_WORDS = (
    "The random number of a case file is the SHA-256 hash of the seed, a vertical bar and the case key, written as 64"
    " hexadecimal digits. A simple random sample takes the case files with the lowest numbers of the whole frame.",
    "A stratified sample takes the lowest numbers of each stratum. Every stratum is given at least 2 case files (all it"
    " has, if fewer), or at least 1 where the sample is too small for that. Each stratum is due its share of the sample"
    " in proportion to its case files in the frame. A stratum due less than its least number is given that number and"
    " leaves the reckoning, and what is left is shared again among the others until none is due less. Shares are"
    " rounded down, and the case files left over go one each to the largest remainders; ties go to the larger stratum,"
    " then to the first by name.",
    "The drawn order of the whole sample runs from the lowest random number to the highest, whatever the stratum. Ties,"
    " which nobody expects to see, go to the lower case key.",
    "A case file set aside is replaced by the one with the lowest random number in the same stratum that was not drawn"
    " yet. The replacement goes to the end of the order.",
)


def random_number(seed: str, case_key: str) -> str:
    """The permanent random number of a case file under this seed, as 64 hexadecimal digits."""
    return sha256(f"{seed}|{case_key}".encode()).hexdigest()


def in_drawn_order(keys: Iterable[str], seed: str) -> tuple[str, ...]:
    """All the keys, lowest random number first."""
    return tuple(sorted(keys, key=lambda key: (random_number(seed, key), key)))


def draw_simple(keys: Iterable[str], seed: str, size: int) -> tuple[str, ...]:
    """The ``size`` keys with the lowest random numbers, in drawn order; fewer only where there are fewer."""
    return tuple(nsmallest(size, keys, key=lambda key: (random_number(seed, key), key)))


def draw_stratified(strata: Mapping[str, Sequence[str]], seed: str, size: int) -> Mapping[str, tuple[str, ...]]:
    """The draw of each stratum in drawn order, with the size shared out in proportion (see sizes_of_strata)."""
    sizes = sizes_of_strata({name: len(keys) for name, keys in strata.items()}, size)
    return {name: draw_simple(strata[name], seed, sizes[name]) for name in sorted(sizes)}


def next_in_line(keys: Iterable[str], seed: str, drawn: Iterable[str]) -> str | None:
    """The replacement: the lowest random number among the keys that were not drawn yet; None where all were."""
    waiting = set(keys) - set(drawn)
    return min(waiting, key=lambda key: (random_number(seed, key), key), default=None)
