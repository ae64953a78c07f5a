"""Why a drawn case file may be set aside: a closed list of reasons, so that they can be counted and questioned."""

from collections.abc import Mapping

ELIMINATION_CODES: Mapping[str, str] = {
    "not_in_scope": "Not in scope: the child was not in the group being audited on the frame’s date",
    "duplicate_record": "Duplicate record: the same child is in the frame under another reference",
    "sibling_already_drawn": "A brother or sister on the same plan is already in the sample",
    "child_moved_away": "The case moved to another authority and the file went with it",
    "file_not_accessible": "The file cannot be opened: restricted, archived or held elsewhere",
    "proceedings_or_police": "A court, the police or a review asked that the file be left alone",
    "audited_recently": "Audited in the last 12 months",
    "conflict_of_interest": "Conflict of interest: nobody who may audit it is independent of the case",
    "child_or_family_asked": "The child or family asked that the file not be used",
}


def elimination_title(code: str) -> str:
    """The words for a reason, or the code itself where this version does not know it."""
    return ELIMINATION_CODES.get(code, code)
