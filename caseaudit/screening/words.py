"""What the structural checks and their flags are called."""

from collections.abc import Mapping

from caseaudit.checks import drift, identity
from caseaudit.definitions.library import Definitions

CHECKS: Mapping[str, str] = {
    "timeliness": "Time limit missed",
    "combination": "Cannot be, or needs explaining",
    "drift": "Sign of drift",
    "identity": "Missing identity data",
}
_TITLES: Mapping[str, str] = {**drift.TITLES, **identity.TITLES}


def title_of(check: str, code: str, definitions: Definitions) -> str:
    """A flag in a few words, for tables; the code itself where these definitions no longer know it."""
    return _TITLES.get(code, code)
