"""Whether a plan action says what exactly is to be done, so that a worker new to the case could start tomorrow."""

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.plan_signs import Signs
from caseaudit.checks.weighing import Weighed, weigh
from caseaudit.checks.wordlists import weight_lists

_WEIGHTS = weight_lists("plan_weights")["specific"]
_WHY = {
    "vague_acts": "“{words}” does not say what exactly is to be done.",
    "vague_things": "“{words}” does not say what or which.",
    "vague_how": "“{words}” does not say what, how much or how often.",
    "talk": "“{words}” does not say about what, to what end.",
    "put_off": "“{words}” leaves open what is to be done.",
}
_WHY_OTHERWISE = "No exact act upon a definite thing was found in this action."


def specific(action: PlanAction, signs: Signs) -> Weighed:
    """The signs of an exact act upon a definite thing, weighed against those of words that fix nothing."""
    return weigh(signs, _WEIGHTS, action.action)


def why_not_specific(weighed: Weighed) -> str:
    """The sentence for what weighed most, with room for the words."""
    return _WHY.get(weighed.against, _WHY_OTHERWISE)
