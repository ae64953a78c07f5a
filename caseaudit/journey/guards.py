"""The guards a journey may name, each a question about one event: its date, or a code given with it."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from caseaudit.journey.care_codes import (
    ADOPTED,
    BY_AGREEMENT,
    BY_ORDER_OR_POWER,
    LEFT_GROWN_UP,
    LEFT_TO_GUARDIANS,
    PLACED_FOR_ADOPTION,
    RETURNED_HOME,
    SHORT_BREAKS,
    TAKEN_OVER,
)

MONTHS_IN_THE_LISTS = 6
LISTS_OF_ANNEX_A = 11

_TEMPORARY = "T"
_ADOPTION = "ADOPTION"


@dataclass(frozen=True)
class Moment:
    """When an event happened, the date of the lists it was read from, and the codes given with it.

    ``begins`` is the first day the lists could show what leads to it; six months before their date, if nothing is said.
    """

    on: date
    as_at: date
    codes: Mapping[str, str] = field(default_factory=dict)
    begins: date | None = None


@lru_cache(maxsize=8)
def lists_begin(as_at: date) -> date:
    """The first day that lists of this date go back to: six months before, at the end of a shorter month."""
    months = max(as_at.year * 12 + as_at.month - 1 - MONTHS_IN_THE_LISTS, 12)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(as_at.day, monthrange(year, month + 1)[1]))


def before_lists_begin(moment: Moment) -> bool:
    """Whether what led to the event would be too old for the lists to show."""
    return moment.on < (moment.begins or lists_begin(moment.as_at))


def by_agreement(moment: Moment) -> bool:
    """Whether care began by agreement, under section 20."""
    return moment.codes.get("legal_status") in BY_AGREEMENT


def by_order_or_power(moment: Moment) -> bool:
    """Whether care began by an order of a court, by police or emergency protection, or on remand."""
    return moment.codes.get("legal_status") in BY_ORDER_OR_POWER


def returned_home(moment: Moment) -> bool:
    """Whether care ended with the child home with parents or left to someone without parental responsibility."""
    return moment.codes.get("reason") in RETURNED_HOME


def left_by_permanence_order(moment: Moment) -> bool:
    """Whether care ended with an adoption, special guardianship, residence or child arrangements order."""
    return moment.codes.get("reason") in ADOPTED | LEFT_TO_GUARDIANS


def left_grown_up(moment: Moment) -> bool:
    """Whether care ended because the young person moved on to adult life or was found to be an adult."""
    return moment.codes.get("reason") in LEFT_GROWN_UP


def taken_over_elsewhere(moment: Moment) -> bool:
    """Whether care ended here because another council took it over."""
    return moment.codes.get("reason") in TAKEN_OVER


def placed_elsewhere(moment: Moment) -> bool:
    """Whether the placement that began is known to be neither one for adoption nor a temporary one."""
    code = moment.codes.get("placement", "")
    return bool(code) and code not in PLACED_FOR_ADOPTION and not code.startswith(_TEMPORARY)


def plan_is_not_adoption(moment: Moment) -> bool:
    """Whether the permanence plan is known and is another than adoption."""
    return moment.codes.get("permanence_plan", _ADOPTION) != _ADOPTION


def on_short_breaks(moment: Moment) -> bool:
    """Whether the child was then on short breaks, which are care in law and on a track of their own."""
    return moment.codes.get("legal_status") in SHORT_BREAKS


def by_legal_status(moment: Moment) -> bool:
    """Whether the event is told by a change of legal status, which shows what ended and not what began it."""
    return "legal_status" in moment.codes


def on_the_date_of_the_lists(moment: Moment) -> bool:
    """Whether the event stands on the date of the lists, which say that it happened and not when."""
    return moment.on == moment.as_at


def in_lists_of_the_latest(moment: Moment) -> bool:
    """Whether the event was read from a list of Annex A, which hold only the latest review and visit of each child."""
    number = moment.codes.get("source_list", "")
    return number.isdecimal() and int(number) <= LISTS_OF_ANNEX_A


JOURNEY_GUARDS: Mapping[str, Callable[[Moment], bool]] = {
    guard.__name__: guard
    for guard in (
        before_lists_begin,
        by_agreement,
        by_order_or_power,
        returned_home,
        left_by_permanence_order,
        left_grown_up,
        taken_over_elsewhere,
        placed_elsewhere,
        plan_is_not_adoption,
        on_short_breaks,
        by_legal_status,
        on_the_date_of_the_lists,
        in_lists_of_the_latest,
    )
}
