"""Whether a rule is for this child on the day its clock starts: age, codes, where the child was, and for how long."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from caseaudit.definitions.timescale import AppliesIf, Timescale
from caseaudit.journey.care_leavers import may_be_entitled_as
from caseaudit.journey.child import Child
from caseaudit.journey.happened import Happened
from caseaudit.journey.months import months_after
from caseaudit.journey.replay import Stay

NOT_KNOWN_DISABLED = frozenset({"No", "Not known"})
FORTY_WEEKS = timedelta(weeks=40)


def has_codes(applies_if: AppliesIf, happened: Happened, on: date) -> bool:
    """Whether the codes a rule asks for are all in force on a day."""
    asked = applies_if.codes
    return asked.keys() <= happened.codes.keys() and all(happened.code(kind, on) in asked[kind] for kind in asked)


def applies(rule: Timescale, happened: Happened, on: date, begun_on: date | None) -> bool:
    """Whether every condition but age and codes holds on a day; ``begun_on`` is when what the rule counts in began."""
    applies_if = rule.applies_if
    if rule.while_in and not is_in(rule.while_in, happened.child, on):
        return False
    if applies_if.not_codes and _any_in_force(applies_if.not_codes, happened, on):
        return False
    if applies_if.not_in_state and is_in(applies_if.not_in_state, happened.child, on):
        return False
    if applies_if.entitled_as and not may_be_entitled_as(applies_if.entitled_as, happened.child):
        return False
    return _is_within(applies_if, on, begun_on) and _is_born_or_not(applies_if, happened.child, on)


def leaves(places: tuple[str, ...], child: Child, on: date) -> date:
    """The day a child who is in one of these states on a day comes out of them; the day itself where they are in none.

    It is the last day there is where the child has not come out.
    """
    ends = [stay.ended_on or date.max for stay in _stays_in(places, child, on)]
    return max(ends, default=on)


def is_in(places: tuple[str, ...], child: Child, on: date) -> bool:
    """Whether a child is in one of these states on a day."""
    return any(True for _ in _stays_in(places, child, on))


def is_of_age(applies_if: AppliesIf, child: Child, on: date) -> bool | None:
    """Whether a child is of the rule's age on a day; None where it has one and the age is not known."""
    if applies_if.min_age is None and applies_if.under_age is None:
        return True
    age = child.age_on(on)
    if age is None:
        return None
    if applies_if.min_age is not None and age < applies_if.min_age:
        return False
    return applies_if.under_age is None or age < applies_if.under_age


def age_of_end(rule: Timescale, child: Child) -> int | None:
    """The age that stops a clock for this child, if any does; a disabled child's may be higher."""
    is_disabled = child.disability is not None and child.disability not in NOT_KNOWN_DISABLED
    return (rule.stops_at_age_if_disabled if is_disabled else None) or rule.stops_at_age


def may_be_shorter(rule: Timescale, happened: Happened, on: date) -> bool:
    """Whether the rule's shorter limit cannot be ruled out for a clock that starts on a day."""
    shorter = rule.shorter
    if shorter is None or _any_in_force(shorter.not_codes, happened, on):
        return False
    born_on = happened.child.born_on
    if shorter.under_age_months is None or born_on is None:
        return True
    return on < months_after(born_on, shorter.under_age_months)


def is_before_life(child: Child, on: date, *, may_precede_birth: bool) -> bool:
    """Whether a day is before the birth, or 40 weeks before it where the work can begin with an unborn child."""
    born_on = child.born_on or child.expected_on
    if born_on is None:
        return False
    return on < (born_on - FORTY_WEEKS if may_precede_birth or child.born_on is None else born_on)


def _any_in_force(codes: Mapping[str, tuple[str, ...]], happened: Happened, on: date) -> bool:
    return any(kind in happened.codes and happened.code(kind, on) in codes[kind] for kind in codes)


def _stays_in(places: tuple[str, ...], child: Child, on: date) -> Iterator[Stay]:
    for stay in child.journey.stays:
        is_then = stay.started_on <= on and (stay.ended_on is None or on < stay.ended_on)
        if is_then and f"{stay.track}.{stay.state}" in places:
            yield stay


def _is_within(applies_if: AppliesIf, on: date, begun_on: date | None) -> bool:
    under, at_least = applies_if.spell_under_months, applies_if.spell_from_months
    if begun_on is None:
        return under is None and at_least is None
    if under is not None and on >= months_after(begun_on, under):
        return False
    return at_least is None or on >= months_after(begun_on, at_least)


def _is_born_or_not(applies_if: AppliesIf, child: Child, on: date) -> bool:
    if applies_if.is_unborn is None:
        return True
    is_unborn = child.born_on is None or on < child.born_on
    return is_unborn is applies_if.is_unborn
