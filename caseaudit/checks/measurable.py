"""Whether a review could tell, without asking the author's opinion, that a plan action was done or had worked."""

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.plan_signs import Signs
from caseaudit.checks.weighing import Weighed, weigh
from caseaudit.checks.wordlists import weight_lists

_WEIGHTS = weight_lists("plan_weights")["measurable"]
_WHY = {
    "vague_acts": "“{words}” is a matter of opinion, and no number, standard or finished piece of work was found here.",
    "vague_things": "“{words}” cannot be counted or ticked off, and nothing else here can.",
    "vague_how": "“{words}” is a matter of opinion, and no number or standard was found here.",
    "put_off": "“{words}” leaves open whether anything is to be done, so nothing can be ticked off.",
    "talk": "“{words}” cannot be told done from not done: no number, answer or record of it was found here.",
}
_WHY_OTHERWISE = "No number, standard or finished piece of work was found that a review could answer yes or no to."


def measurable(action: PlanAction, signs: Signs) -> Weighed:
    """The signs of something that can be counted or ticked off, weighed against those of matters of opinion."""
    return weigh(signs, _WEIGHTS, action.action)


def why_not_measurable(weighed: Weighed) -> str:
    """The sentence for what weighed most, with room for the words."""
    return _WHY.get(weighed.against, _WHY_OTHERWISE)
