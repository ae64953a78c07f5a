"""Combinations of plans, conferences and enquiries that cannot be, or that need explaining."""

from collections.abc import Iterator
from datetime import date, timedelta

from caseaudit.checks.spans import Span, overlapping, spans
from caseaudit.definitions.concurrency import Combination
from caseaudit.journey.child import CIN_CENSUS, Child
from caseaudit.words import long_date

_SATURDAY = 5
_CONFERENCES = ("icpc_held", "transfer_in_conference_held")
_BEFORE_A_CONFERENCE = ("s47_started", "strategy_discussion_held")


def two_cp_plans(child: Child, row: Combination) -> Iterator[str]:
    """Two child protection plans at once."""
    for first, second in overlapping(_protection_plans(child)):
        yield f"One plan is {first.words}, another {second.words}."


def two_cin_plans(child: Child, row: Combination) -> Iterator[str]:
    """Two child in need plans at once."""
    for first, second in overlapping(_need_plans(child)):
        yield f"One plan is {first.words}, another {second.words}."


def cin_plan_with_cp_plan(child: Child, row: Combination) -> Iterator[str]:
    """A child in need plan beside a child protection plan."""
    for need in _need_plans(child):
        for protection in _protection_plans(child):
            is_judged = row.in_force_from is None or max(need.started_on, protection.started_on) >= row.in_force_from
            if is_judged and need.meets(protection):
                yield f"The child in need plan is {need.words}, the child protection plan {protection.words}."


def review_before_plan(child: Child, row: Combination) -> Iterator[str]:
    """A review on or before the start of every plan it could be of."""
    plans = _protection_plans(child)
    for review in child.of("cp_review_held"):
        if any(plan.started_on < review.on and (plan.ended_on or review.on) >= review.on for plan in plans):
            continue
        later = next((plan for plan in plans if plan.started_on >= review.on), None)
        if later is not None:
            yield f"The review is of {long_date(review.on)}; the plan started on {long_date(later.started_on)}."


def plan_of_one_day(child: Child, row: Combination) -> Iterator[str]:
    """A plan that starts and ends on one day."""
    for plan in _protection_plans(child):
        if plan.started_on == plan.ended_on:
            yield f"That day is {long_date(plan.started_on)}."


def conference_at_weekend(child: Child, row: Combination) -> Iterator[str]:
    """An initial conference on a Saturday or Sunday."""
    for conference in child.of(*_CONFERENCES):
        if conference.on.weekday() >= _SATURDAY:
            yield f"{long_date(conference.on)} was a {conference.on:%A}."


def plan_not_on_conference_day(child: Child, row: Combination) -> Iterator[str]:
    """A plan that starts some days after or before its conference."""
    for plan in _protection_plans(child):
        nearest = _nearest_conference(child, plan.started_on)
        if nearest is not None and 0 < abs((nearest - plan.started_on).days) <= row.limits["days"]:
            yield f"The conference was on {long_date(nearest)}, and the plan started on {long_date(plan.started_on)}."


def plan_without_conference(child: Child, row: Combination) -> Iterator[str]:
    """A plan with no conference near its start, in a source that goes back far enough."""
    for plan in _protection_plans(child):
        nearest = _nearest_conference(child, plan.started_on)
        has_none = nearest is None or abs((nearest - plan.started_on).days) > row.limits["days"]
        if not has_none:
            continue
        if child.could_show(plan.started_on - timedelta(row.limits["days"]), "icpc_held"):
            yield f"The plan started on {long_date(plan.started_on)}."
        elif child.covers(CIN_CENSUS) and nearest is not None and plan.started_on < nearest and plan.holds(nearest):
            # The census has both in one episode, however long ago they were.
            yield (
                f"The plan started on {long_date(plan.started_on)}, and the first conference recorded is of "
                f"{long_date(nearest)}, while it was open."
            )


def plan_decided_not_recorded(child: Child, row: Combination) -> Iterator[str]:
    """A conference that decided on a plan, and no plan then or near it."""
    plans = _protection_plans(child)
    for conference in child.of("icpc_held"):
        if conference.codes.get("plan_made") != "Y":
            continue
        near = (abs((plan.started_on - conference.on).days) <= row.limits["days"] for plan in plans)
        if not any(near) and not any(plan.holds(conference.on) for plan in plans):
            yield f"The conference was on {long_date(conference.on)}."


def conference_without_enquiry(child: Child, row: Combination) -> Iterator[str]:
    """An initial conference of a child already born with no enquiry since any earlier plan."""
    birth = child.born_on or child.expected_on
    for conference in child.of("icpc_held"):
        is_before_birth = birth is not None and conference.on < birth
        if is_before_birth or not child.could_show(conference.on, "s47_started") or _is_transfer(child, conference.on):
            continue
        ended = [event.on for event in child.of("cp_plan_ended") if event.on <= conference.on]
        since = max(ended, default=date.min)
        if not any(since <= event.on <= conference.on for event in child.of(*_BEFORE_A_CONFERENCE)):
            yield f"The conference was on {long_date(conference.on)}."


def enquiry_without_strategy_discussion(child: Child, row: Combination) -> Iterator[str]:
    """An enquiry with no strategy discussion on its day or the days before."""
    discussed = [event.on for event in child.of("strategy_discussion_held")]
    for enquiry in child.of("s47_started"):
        first = enquiry.on - timedelta(row.limits["days"])
        if child.could_show(first, "strategy_discussion_held") and not any(
            first <= on <= enquiry.on for on in discussed
        ):
            yield f"The enquiry began on {long_date(enquiry.on)}."


def plan_and_care_after_review(child: Child, row: Combination) -> Iterator[str]:
    """A plan and care that both still run after a review of the care."""
    plans, care = child.stays("child_protection", "plan"), child.stays("looked_after", "looked_after")
    if not plans or not care or plans[-1].ended_on or care[-1].ended_on:
        return
    since = max(plans[-1].started_on, care[-1].started_on)
    reviewed = [event.on for event in child.of("lac_review_held") if event.on > since]
    if reviewed:
        yield f"Both have run since {long_date(since)}, and care was reviewed on {long_date(reviewed[0])}."


def need_without_plan(child: Child, row: Combination) -> Iterator[str]:
    """A child in need for whom an assessment was authorised long enough ago, and who has no plan of any kind."""
    has_other = child.is_now("child_protection", "plan") or child.is_now("looked_after", "looked_after")
    if has_other or not child.is_now("child_in_need", "open") or child.is_now("cin_plan", "open"):
        return
    if child.is_now("assessment", "open"):
        return
    needed_since = child.stays("child_in_need", "open")[-1].started_on
    authorised = [event.on for event in child.of("assessment_authorised") if event.on >= needed_since]
    if authorised and (child.as_at - authorised[-1]).days > row.limits["days"]:
        yield f"The assessment was authorised on {long_date(authorised[-1])}."


def _protection_plans(child: Child) -> tuple[Span, ...]:
    return spans(child, "cp_plan_started", "cp_plan_ended")


def _need_plans(child: Child) -> tuple[Span, ...]:
    return spans(child, "cin_plan_started", "cin_plan_ended")


def _nearest_conference(child: Child, on: date) -> date | None:
    held = [event.on for event in child.of(*_CONFERENCES)]
    return min(held, key=lambda conference: abs((conference - on).days), default=None)


def _is_transfer(child: Child, on: date) -> bool:
    return any(event.on <= on for event in child.of("transferred_in", "transfer_in_conference_held"))
