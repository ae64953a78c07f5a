"""Whether an owner is only asked to see that somebody else acts."""

import re

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.dates import plain
from caseaudit.checks.owners import names_somebody
from caseaudit.checks.wordlists import any_of, whole, word_list

_PEOPLE = word_list("people")
_OTHERS = any_of((*_PEOPLE["family"], *_PEOPLE["roles"], *_PEOPLE["organisations"], *_PEOPLE["everybody"]))
_SEES_TO_IT = whole(
    rf"(?:ensur(?:e|es|ing)|make(?:s)? sure|making sure|see(?:s)? to it|oversee(?:s)?)(?:\s+that)?\s+(?:the\s+|all\s+)?"
    rf"(?P<who>{_OTHERS})\s+(?:(?:will|to|can|do|does|has|have|is|are)\s+)?[a-z]{{2,}}"
)


def relied_on(action: PlanAction) -> str:
    """The words that put the act on somebody other than the owner, or nothing."""
    if not names_somebody(action.owner):
        return ""
    match = _SEES_TO_IT.search(plain(action.action))
    if match is None or re.search(rf"\b{re.escape(match['who'])}\b", plain(action.owner), re.IGNORECASE):
        return ""
    return action.action[match.start() : match.end()]
