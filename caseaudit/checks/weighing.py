"""Signs weighed against one another: each sign has a weight that was learnt from examples and is kept as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseaudit.checks.plan_reading import Term
from caseaudit.checks.plan_signs import Signs

_AT_THE_START = "to_begin_with"
# The signs whose words are shown; "appropriate support" is better shown by its support than by how much of it.
_SHOWN = {"put_off": 1.5, "vague_acts": 1.0, "vague_things": 1.0, "talk": 1.0, "vague_how": 0.6}
# Words that stand together are quoted together ("routines and boundaries"); any further off, and the first alone.
_LONGEST_GAP = 5


@dataclass(frozen=True)
class Weighed:
    """Whether a criterion is met, and where it is not, the kind of word that weighed most against it and the words."""

    is_met: bool
    against: str = ""
    quote: str = ""


def weigh(signs: Signs, weights: Mapping[str, float], text: str) -> Weighed:
    """The signs weighed; what is quoted is what counted most against, in the words of the text."""
    total = weights[_AT_THE_START]
    for name, strength in signs.strength.items():
        total += weights.get(name, 0.0) * strength
    if total >= 0:
        return Weighed(is_met=True)
    against = {
        name: weights.get(name, 0.0) * signs.strength[name] * share
        for name, share in _SHOWN.items()
        if signs.words.get(name) and weights.get(name, 0.0) < 0
    }
    if not against:
        return Weighed(is_met=False)
    worst = min(against, key=lambda name: (against[name], name))
    return Weighed(False, worst, _quote(signs.words[worst], text))


def _quote(terms: Sequence[Term], text: str) -> str:
    first = terms[0]
    end = first.end
    for term in terms[1:]:
        if term.start - end > _LONGEST_GAP:
            break
        end = max(end, term.end)
    return text[first.start : end]
