"""What something else says of a clock that nothing met: that it had been met by then, was excused, or is not shown."""

from datetime import date

from caseaudit.definitions.timescale import Timescale
from caseaudit.journey.happened import Found, Happened
from caseaudit.words import long_date

IMPLIED = "What happened on {on} shows that it had been done by then, on a day that no list gives."
EXCUSED = "It was offered, and the lists do not say whether it was taken up or refused."
NOT_SHOWN = "The lists show this only of some children, by codes that this child has not."
OR_LATER = "It may be due later, {when}, and the lists do not say whether it is."


def implied(rule: Timescale, happened: Happened, on: date, stopped_on: date | None) -> Found | None:
    """The first event that shows a clock to have been met by its day, if the clock had not been stopped before."""
    found = happened.first(rule.implied_by, on)
    return None if found is None or (stopped_on is not None and stopped_on <= found[0]) else found


def excused_on(rule: Timescale, happened: Happened, on: date, again_on: date | None) -> date | None:
    """The day on which what was due was offered for this clock, and not for the one that started after it."""
    found = happened.first(rule.excused_by, on)
    return None if found is None or (again_on is not None and again_on <= found[0]) else found[0]


def why_untold(rule: Timescale, happened: Happened, by: Found | None, offered_on: date | None, due_on: date) -> str:
    """Why a clock that nothing met by the day due cannot be called missed; nothing where it can."""
    if by is not None:
        return IMPLIED.format(on=long_date(by[0]))
    # A list that says that something was offered, and not when, says so on its own date.
    if offered_on is not None and (offered_on <= due_on or offered_on == happened.child.as_at):
        return EXCUSED
    if rule.shown_while and not _is_shown(rule, happened):
        return NOT_SHOWN
    return ""


def _is_shown(rule: Timescale, happened: Happened) -> bool:
    child, codes = happened.child, rule.shown_while
    if not child.covered or any(f"mapped.{event}" in child.covered for event in rule.due):
        return True
    return all(happened.code(kind, child.as_at) in codes[kind] for kind in codes)
