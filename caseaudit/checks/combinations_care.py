"""Combinations of care, placement and legal status that cannot be, or that need explaining."""

from collections.abc import Iterator
from datetime import date, timedelta

from caseaudit.checks.spans import Span, spans
from caseaudit.definitions.concurrency import Combination
from caseaudit.journey.care_codes import (
    ADOPTED,
    BY_AGREEMENT,
    BY_ORDER_OR_POWER,
    FREEING_ORDER,
    INTERIM_OR_FULL_ORDER,
    LEFT_TO_GUARDIANS,
    PLACEMENT_ORDER,
    SHORT_BREAKS,
)
from caseaudit.journey.child import Child
from caseaudit.journey.months import months_after
from caseaudit.journey.replay import Event
from caseaudit.words import long_date

_STATUSES = BY_AGREEMENT | BY_ORDER_OR_POWER
_SINGLE_BREAK = "V3"
_NOT_FORSHORT_BREAKS = frozenset({"T0", "T1", "T2", "T3", "T4", "U1", "U4"})
_PLACED_BY_ORDER = frozenset({"A5", "A6"})
_WITH_PARENTS = "P1"
_UNREGULATED = frozenset({"P2", "H5", "K3"})
_RULED_OUT_BY_DEPRIVATION = frozenset({"P1", "K1", "R5"}) | _UNREGULATED
_POLICE, _EMERGENCY_ORDER = "L1", "L2"
_ADULT = 18


def looked_after_without_legal_status(child: Child, row: Combination) -> Iterator[str]:
    """Looked after with no legal status in the present period of care."""
    care = child.stays("looked_after", "looked_after")
    if not care or care[-1].ended_on is not None:
        return
    if not any(event.on >= care[-1].started_on for event in _with_status(child)):
        yield f"Care began on {long_date(care[-1].started_on)}."


def legal_status_unknown(child: Child, row: Combination) -> Iterator[str]:
    """A legal status that is none of the codes."""
    for event in child.of("lac_started", "legal_status_changed"):
        status = event.codes.get("legal_status")
        if status is not None and status not in _STATUSES:
            yield f"On {long_date(event.on)} it is “{status}”."


def placed_without_order(child: Child, row: Combination) -> Iterator[str]:
    """In a placement for adoption by order, with no order by then."""
    orders = [event.on for event in child.of("placement_order_made")]
    for placed in child.of("placement_started"):
        if placed.codes.get("placement") not in _PLACED_BY_ORDER:
            continue
        if not any(on <= placed.on for on in orders) and status_on(child, placed.on) not in (
            PLACEMENT_ORDER,
            FREEING_ORDER,
        ):
            yield f"The placement {_began(placed)}."


def order_without_decision(child: Child, row: Combination) -> Iterator[str]:
    """A placement order with no earlier decision of the agency."""
    decided = [event.on for event in child.of("should_be_placed_decided")]
    for order in child.of("placement_order_made"):
        if not any(on <= order.on for on in decided):
            yield f"The order was made {_on_or_by(order)}."


def short_break_reviewed(child: Child, row: Combination) -> Iterator[str]:
    """A review of care during short breaks."""
    breaks = short_breaks(child)
    for review in child.of("lac_review_held"):
        if any(one.holds(review.on) for one in breaks):
            yield f"The review was on {long_date(review.on)}."


def short_break_placement(child: Child, row: Combination) -> Iterator[str]:
    """A short break in a placement that is not for short breaks."""
    breaks = short_breaks(child)
    for placed in child.of("placement_started", "short_break_started"):
        code = placed.codes.get("placement")
        if code in _NOT_FORSHORT_BREAKS and any(one.holds(placed.on) for one in breaks):
            yield f"The placement ({code}) began on {long_date(placed.on)}."


def short_break_too_long(child: Child, row: Combination) -> Iterator[str]:
    """A single break, or the breaks of a year, over the limit."""
    single = [one for one in short_breaks(child) if _status(one.begun) in (None, _SINGLE_BREAK)]
    for one in single:
        days = ((one.ended_on or child.as_at) - one.started_on).days
        if days > row.limits["days"]:
            yield f"The break {one.words} lasted {days} days."
    since = months_after(child.as_at, -12)
    # One break over its own limit is told of already.
    counted = [one for one in single if one.ended_on is None or one.ended_on > since]
    total = sum(max(((one.ended_on or child.as_at) - max(one.started_on, since)).days, 0) for one in counted)
    if total > row.limits["total_days"] and len(counted) > 1:
        yield f"The breaks of the 12 months to {long_date(child.as_at)} came to {total} days."


def permanence_order_at_18(child: Child, row: Combination) -> Iterator[str]:
    """Care that ended by adoption or guardianship at 18 or later."""
    adult_on = child.birthday(_ADULT)
    by_reason = [e for e in child.of("lac_ceased") if e.codes.get("reason") in ADOPTED | LEFT_TO_GUARDIANS]
    for event in [*by_reason, *child.of("adoption_order_made", "permanence_order_made")]:
        if adult_on is not None and event.on >= adult_on:
            yield f"The 18th birthday was {long_date(adult_on)}; the order or end of care is of {long_date(event.on)}."


def care_started_at_18(child: Child, row: Combination) -> Iterator[str]:
    """A period of care that began at 18 or later."""
    adult_on = child.birthday(_ADULT)
    for event in child.of("lac_started"):
        if adult_on is not None and event.on >= adult_on:
            yield f"The 18th birthday was {long_date(adult_on)}; care began on {long_date(event.on)}."


def looked_after_at_18(child: Child, row: Combination) -> Iterator[str]:
    """In care or on short breaks now, at 18 or older; care that began so late is told by itself."""
    adult_on = child.birthday(_ADULT)
    if adult_on is None or child.as_at < adult_on:
        return
    for stay in [*child.stays("looked_after", "looked_after"), *child.stays("short_breaks", "open")]:
        if stay.ended_on is None and stay.started_on < adult_on:
            yield f"The 18th birthday was {long_date(adult_on)}; care began on {long_date(stay.started_on)}."


def unborn_in_care_or_court(child: Child, row: Combination) -> Iterator[str]:
    """Looked after or in proceedings before birth."""
    birth = child.born_on or (child.expected_on if child.is_unborn else None)
    for event in child.of("lac_started", "proceedings_issued"):
        if child.is_unborn or (birth is not None and event.on < birth):
            what = "Care began" if event.trigger == "lac_started" else "Proceedings were issued"
            yield f"{what} on {long_date(event.on)}."


def emergency_power_lapsed(child: Child, row: Combination) -> Iterator[str]:
    """Police protection or an emergency order with no other status and no end of care in its time."""
    lasts = {_POLICE: row.limits["police_days"], _EMERGENCY_ORDER: row.limits["court_days"]}
    later = [*_with_status(child), *child.of("lac_ceased")]
    for event in _with_status(child):
        status = _status(event)
        if status not in lasts:
            continue
        until = event.on + timedelta(lasts[status])
        followed = any(event.on <= next_one.on <= until and _status(next_one) != status for next_one in later)
        if until < child.as_at and not followed:
            yield f"It {_began(event)} and could last to {long_date(until)}."


def care_order_at_home(child: Child, row: Combination) -> Iterator[str]:
    """Under a care order and placed with parents now."""
    placed = child.of("placement_started")
    if not child.is_now("looked_after", "looked_after") or not placed:
        return
    if placed[-1].codes.get("placement") == _WITH_PARENTS and status_on(child, child.as_at) in INTERIM_OR_FULL_ORDER:
        yield f"The placement {_began(placed[-1])}."


def under_16_unregulated(child: Child, row: Combination) -> Iterator[str]:
    """Under the age in accommodation that is not regulated, since the law forbade it."""
    if child.born_on is None:
        return
    for placed, left_on in _placements(child):
        if placed.codes.get("placement") not in _UNREGULATED:
            continue
        on = max(placed.on, row.in_force_from or placed.on)
        age = child.age_on(on)
        if on < left_on and on <= child.as_at and age is not None and age < row.limits["age"]:
            yield f"The placement began on {long_date(placed.on)}; on {long_date(on)} the age was {age}."


def placement_with_deprivation_order(child: Child, row: Combination) -> Iterator[str]:
    """A deprivation of liberty order during a placement that rules it out."""
    orders = spans(child, "deprivation_authorised", "deprivation_ended")
    for placed, left_on in _placements(child):
        code = placed.codes.get("placement")
        stay = Span(placed, None if left_on == date.max else left_on)
        if code in _RULED_OUT_BY_DEPRIVATION and any(stay.meets(order) for order in orders):
            yield f"The placement ({code}) began on {long_date(placed.on)}."


def short_breaks(child: Child) -> tuple[Span, ...]:
    """Short breaks by their own dates, and stretches of care under the statuses of short breaks."""
    found = list(spans(child, "short_break_started", "short_break_ended"))
    statuses = child.of("lac_started", "legal_status_changed", "lac_ceased")
    for place, event in enumerate(statuses):
        if _status(event) in SHORT_BREAKS and event.trigger != "lac_ceased":
            later = [next_one.on for next_one in statuses[place + 1 :] if next_one.on > event.on]
            if not any(one.holds(event.on) for one in found):
                found.append(Span(event, min(later, default=None)))
    return tuple(found)


def status_on(child: Child, on: date) -> str | None:
    """The legal status that held on a day, as far as any is recorded by then."""
    held = [event for event in _with_status(child) if event.on <= on]
    return _status(held[-1]) if held else None


def _with_status(child: Child) -> list[Event]:
    return [event for event in child.of("lac_started", "legal_status_changed") if _status(event) is not None]


def _status(event: Event) -> str | None:
    return event.codes.get("legal_status")


def _began(event: Event) -> str:
    is_undated = event.codes.get("start") == "earlier"
    return f"{'had begun' if is_undated else 'began'} {_on_or_by(event)}"


def _on_or_by(event: Event) -> str:
    return f"{'by' if event.codes.get('start') == 'earlier' else 'on'} {long_date(event.on)}"


def _placements(child: Child) -> Iterator[tuple[Event, date]]:
    placed = child.of("placement_started")
    ceased = [event.on for event in child.of("lac_ceased")]
    for place, event in enumerate(placed):
        ends = [on for on in ceased if on >= event.on]
        if place + 1 < len(placed):
            ends.append(placed[place + 1].on)
        yield event, min(ends, default=date.max)
