"""Entitlement to leaving care services, computed from dates: eligible, relevant, former relevant, qualifying.

Care Planning, Placement and Case Review (England) Regulations 2010, regulation 40; Children Act 1989, sections 23A to
24. Thirteen weeks in care since the age of 14, some of it at 16 or later, are what the first three rest on; short
breaks do not count. Six months at home with a parent end them (Care Leavers Regulations 2010, regulation 3(4)); since
no list says that a young person stayed at home, that is never certain.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseaudit.journey.care_codes import HOME_TO_PARENTS, LEFT_TO_GUARDIANS, SHORT_BREAKS
from caseaudit.journey.child import Child
from caseaudit.journey.months import months_after
from caseaudit.words import count_of, long_date

THIRTEEN_WEEKS = timedelta(weeks=13)
COUNTED_FROM, ENTITLED_FROM, ADULT, LAST_YEAR = 14, 16, 18, 25
GUARDIANSHIP_TO = 20
MONTHS_AT_HOME = 6

CATEGORIES = {
    "care_leaver_eligible": "eligible",
    "care_leaver_relevant": "relevant",
    "care_leaver_former_relevant": "former_relevant",
    "care_leaver_qualifying": "qualifying",
}
TITLES = {
    "eligible": "an eligible child",
    "relevant": "a relevant child",
    "former_relevant": "a former relevant child",
    "qualifying": "a qualifying young person",
}


@dataclass(frozen=True)
class Entitlement:
    """A category, or None for no entitlement yet; uncertain where an earlier period of care would change it.

    ``since`` is the day an eligible child became one. ``reasoning`` is the arithmetic in sentences.
    """

    category: str | None
    is_certain: bool
    days: int = 0
    since: date | None = None
    reasoning: tuple[str, ...] = ()


def entitlement(child: Child) -> Entitlement:
    """What the dates of birth and care say a young person is entitled as on the date of the lists."""
    age = child.age_on(child.as_at)
    if age is None:
        return Entitlement(None, is_certain=False, reasoning=("There is no date of birth.",))
    if not ENTITLED_FROM <= age <= LAST_YEAR:
        return Entitlement(None, is_certain=True, reasoning=(f"The age is {age}, not {ENTITLED_FROM} to {LAST_YEAR}.",))
    periods = tuple(_counted(child))
    days = sum((ended - started).days for started, ended in periods)
    since = _eligible_since(child, periods)
    category, is_certain = _category(child, age, periods, since)
    return Entitlement(category, is_certain, days, since, tuple(_reasoning(child, periods, days)))


def as_listed(child: Child) -> str | None:
    """The category the council's own list gives, if any."""
    listed = child.of(*CATEGORIES)
    return CATEGORIES[listed[-1].trigger] if listed else None


def may_be_entitled_as(categories: Collection[str], child: Child) -> bool:
    """Whether a young person is in one of these categories as listed or by the dates, or neither is known."""
    listed, computed = as_listed(child), entitlement(child)
    if listed in categories or computed.category in categories:
        return True
    return listed is None and not computed.is_certain


def disagreement(child: Child) -> str | None:
    """Why the listed category cannot be right, or None where it may be."""
    listed, age = as_listed(child), child.age_on(child.as_at)
    if listed is None or age is None:
        return None
    if listed in {"eligible", "relevant"} and age >= ADULT:
        return f"Listed as {TITLES[listed]}, which ends at {ADULT}; the age is {age}."
    if listed == "former_relevant" and age < ADULT:
        return f"Listed as {TITLES[listed]}, which begins at {ADULT}; the age is {age}."
    if age < ENTITLED_FROM:
        return f"Listed as {TITLES[listed]}, which begins at {ENTITLED_FROM}; the age is {age}."
    computed = entitlement(child)
    if not computed.is_certain or computed.category in (listed, None):
        return None
    return f"Listed as {TITLES[listed]}; by the dates, {TITLES[computed.category]}. {' '.join(computed.reasoning)}"


def _category(
    child: Child, age: int, periods: tuple[tuple[date, date], ...], since: date | None
) -> tuple[str | None, bool]:
    is_in_care = age < ADULT and child.is_now("looked_after", "looked_after")
    knows_everything = child.lists_begin is None
    if since is not None and _went_home_for_good(child):
        return "qualifying", False
    if since is not None:
        return ("eligible" if is_in_care else "relevant" if age < ADULT else "former_relevant"), True
    if is_in_care:
        return None, knows_everything
    if periods and periods[-1][1] > _on(child, ENTITLED_FROM):
        return "qualifying", knows_everything
    if age <= GUARDIANSHIP_TO and _left_to_guardians(child):
        return "qualifying", False
    return None, knows_everything and bool(periods)


def _counted(child: Child) -> Iterator[tuple[date, date]]:
    first, last = _on(child, COUNTED_FROM), min(child.as_at, _on(child, ADULT))
    for stay in child.stays("looked_after", "looked_after"):
        started, ended = max(stay.started_on, first), min(stay.ended_on or child.as_at, last)
        if started < ended and not _is_short_breaks(child, stay.started_on, stay.ended_on):
            yield started, ended


def _is_short_breaks(child: Child, started_on: date, ended_on: date | None) -> bool:
    statuses = {
        event.codes["legal_status"]
        for event in child.of("lac_started", "legal_status_changed")
        if "legal_status" in event.codes and started_on <= event.on <= (ended_on or child.as_at)
    }
    return bool(statuses) and statuses <= SHORT_BREAKS


def _eligible_since(child: Child, periods: tuple[tuple[date, date], ...]) -> date | None:
    so_far = timedelta()
    for started, ended in periods:
        reached = max(started + max(THIRTEEN_WEEKS - so_far, timedelta()), _on(child, ENTITLED_FROM))
        so_far += ended - started
        if so_far >= THIRTEEN_WEEKS and reached <= ended and ended > _on(child, ENTITLED_FROM):
            return reached
    return None


def _left_to_guardians(child: Child) -> bool:
    return any(event.codes.get("reason") in LEFT_TO_GUARDIANS for event in child.of("lac_ceased"))


def _went_home_for_good(child: Child) -> bool:
    """Whether the young person went home from care and, for all the dates say, was there for six months before 18."""
    left = child.of("lac_ceased")
    if not left or child.is_now("looked_after", "looked_after") or left[-1].codes.get("reason") not in HOME_TO_PARENTS:
        return False
    return months_after(left[-1].on, MONTHS_AT_HOME) <= min(child.as_at, _on(child, ADULT))


def _reasoning(child: Child, periods: tuple[tuple[date, date], ...], days: int) -> Iterator[str]:
    yield f"The age is {child.age_on(child.as_at)}."
    for started, ended in periods:
        yield f"Looked after from {long_date(started)} to {long_date(ended)}, counted from the age of {COUNTED_FROM}."
    yield f"{count_of(days, 'day')} in all; 13 weeks are {THIRTEEN_WEEKS.days}."


def _on(child: Child, age: int) -> date:
    birthday = child.birthday(age)
    if birthday is None:
        raise ValueError("This is asked only of a child with a date of birth.")
    return birthday
