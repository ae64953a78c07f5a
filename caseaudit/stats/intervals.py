"""How far a proportion seen in a sample may be from the truth: the score interval of Wilson (1927)."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """The range that holds the true proportion in ``confidence`` of such samples; both ends within 0 and 1."""

    low: float
    high: float
    confidence: float = CONFIDENCE

    @property
    def width(self) -> float:
        """How far apart the ends are."""
        return self.high - self.low


def normal_quantile(probability: float) -> float:
    """The standard normal value that this share of values falls below."""
    return NormalDist().inv_cdf(probability)


def wilson(count: int, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's score interval for ``count`` of ``n``, without continuity correction; None where n is 0.

    Newcombe (1998), Statistics in Medicine 17, method 3: it stays within 0 and 1, and 0 of n has an upper end.
    """
    if n < 0 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is not a proportion.")
    if not 0 < confidence < 1:
        raise ValueError(f"{confidence} is not a level of confidence between 0 and 1.")
    if n == 0:
        return None
    z = normal_quantile((1 + confidence) / 2)
    centre = (count + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(count * (n - count) / n + z * z / 4)
    # At the ends the formula is exactly 0 or 1; floating point would miss by a hair.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return Interval(low, high, confidence)
