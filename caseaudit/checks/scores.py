"""Precision, recall and F1 of a check's findings against labels somebody gave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseaudit.checks.measuring import Example, Judgement, Measure


@dataclass(frozen=True)
class Score:
    """How well one label was judged: of the examples it applies to, how many are findings, and how many were found."""

    label: str
    examples: int
    findings: int
    found: int
    rightly_found: int

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.rightly_found / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None where there is nothing to find."""
        return self.rightly_found / self.findings if self.findings else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there was nothing to find and nothing found."""
        total = self.found + self.findings
        return 2 * self.rightly_found / total if total else None


def score(measure: Measure, judged: Sequence[tuple[Example, Judgement]]) -> tuple[Score, ...]:
    """The score of each label this check judges; an example the label does not apply to is left out."""
    return tuple(
        _tally(
            label,
            (
                (example.truth[label] is finding, judgement.labels.get(label) is finding)
                for example, judgement in judged
                if example.truth.get(label) is not None
            ),
        )
        for label, finding in measure.findings.items()
    )


def score_flags(measure: Measure, judged: Sequence[tuple[Example, Judgement]]) -> tuple[Score, Score]:
    """The score of the flag by the part of the rule that is built, and against the whole rule."""
    built = _tally("flag", ((measure.flagged(example), judgement.flag) for example, judgement in judged))
    whole = _tally("flag, whole rule", ((example.flag, judgement.flag) for example, judgement in judged))
    return built, whole


def _tally(label: str, pairs: Iterable[tuple[bool, bool]]) -> Score:
    counted = list(pairs)
    return Score(
        label,
        examples=len(counted),
        findings=sum(is_there for is_there, _ in counted),
        found=sum(is_found for _, is_found in counted),
        rightly_found=sum(is_there and is_found for is_there, is_found in counted),
    )
