"""What the scripted auditors write for a child at the end: their words on what needs to change, as actions."""

import re

from caseaudit.casefiles.drafts import ActionDraft

_WHO_AND_WHEN = re.compile(r"(?:^|\.\s+)([^().]+?) \(([^(),]+), ([^()]+)\)")


def actions_in(change: str) -> tuple[ActionDraft, ...]:
    """The actions that name who and by when in brackets, such as "Knock (personal adviser, this week)."."""
    return tuple(ActionDraft("", action, who, when) for action, who, when in _WHO_AND_WHEN.findall(change))
