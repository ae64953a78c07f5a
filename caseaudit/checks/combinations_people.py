"""Combinations of a child's age, home, entitlement and household that cannot be, or that need explaining."""

from collections.abc import Iterator
from datetime import timedelta

from caseaudit.checks.combinations_front_door import codes_in
from caseaudit.definitions.concurrency import Combination
from caseaudit.journey.care_leavers import disagreement, entitlement
from caseaudit.journey.child import Child
from caseaudit.journey.months import months_after
from caseaudit.words import count_of, long_date

_ANY_OTHER = "E8"
_OWN_INTERVIEWS = ("mapped.return_interview_offered", "mapped.return_interview_held")
_NOT_IN_TOUCH = "NO"
_NO_DISABILITY = "NONE"
_ASSESSED = (
    "assessment_started",
    "assessment_authorised",
    "initial_assessment_started",
    "core_assessment_started",
    "s47_started",
    "cp_plan_started",
)


def ceased_while_missing(child: Child, row: Combination) -> Iterator[str]:
    """Care that ended, for a reason other than E8, while the child was missing."""
    for ceased in child.of("lac_ceased"):
        reason = ceased.codes.get("reason")
        for stay in child.stays("missing", "missing"):
            is_missing = stay.started_on < ceased.on and (stay.ended_on is None or ceased.on < stay.ended_on)
            if is_missing and reason not in (None, _ANY_OTHER):
                yield f"Missing from {long_date(stay.started_on)}; care ended on {long_date(ceased.on)} ({reason})."


def missing_without_interview(child: Child, row: Combination) -> Iterator[str]:
    """A return with no interview offered before the next time missing, once there has been time to offer one."""
    offered = [event.on for event in child.of("return_interview_offered", "return_interview_held")]
    gone = [event.on for event in child.of("went_missing")]
    came_back = child.of("returned_from_missing")
    for listed in child.of("lac_started")[-1:]:
        if (
            listed.codes.get("return_interview") == "N"
            and listed.codes.get("missing_episodes", "").strip("0").isdecimal()
        ):
            times = count_of(int(listed.codes["missing_episodes"]), "time", "times")
            yield f"The list counts {times} missing in 12 months, and says that after the last none was offered."
    # The list of looked after children says it of the last time missing alone.
    is_listed = bool(child.of("lac_started"))
    for returned in came_back if child.covers(*_OWN_INTERVIEWS) else came_back[-1:] if is_listed else ():
        is_judged = row.in_force_from is None or returned.on >= row.in_force_from
        until = min([on for on in gone if on > returned.on], default=child.as_at)
        has_had_time = child.as_at > returned.on + timedelta(row.limits["days"])
        if is_judged and has_had_time and not any(returned.on <= on <= until for on in offered):
            yield f"The child came back on {long_date(returned.on)}."


def no_pathway_plan(child: Child, row: Combination) -> Iterator[str]:
    """Entitled for longer than the limit, with no pathway plan or review of one."""
    found = entitlement(child)
    if found.since is None or found.category not in ("eligible", "relevant"):
        return
    if child.as_at > months_after(found.since, row.limits["months"]) and not child.of("pathway_plan_reviewed"):
        yield f"Entitled since {long_date(found.since)}. {' '.join(found.reasoning)}"


def care_leaver_not_in_touch(child: Child, row: Combination) -> Iterator[str]:
    """Listed as not in touch, with no contact on any date."""
    listed = [event for event in child.events if event.trigger.startswith("care_leaver_")]
    says_no = any(event.codes.get("in_touch") == _NOT_IN_TOUCH for event in listed)
    if says_no and not child.of("care_leaver_contact"):
        yield f"As at {long_date(child.as_at)}."


def care_leaver_category_wrong(child: Child, row: Combination) -> Iterator[str]:
    """A listed category that the dates rule out."""
    why = disagreement(child)
    if why:
        yield why


def sibling_not_assessed(child: Child, row: Combination) -> Iterator[str]:
    """Another of the household on a plan now, and this child never assessed or enquired about."""
    if child.of(*_ASSESSED):
        return
    plans = [
        stay
        for sibling in child.household
        for stay in sibling.stays("child_protection", "plan")
        if stay.ended_on is None
    ]
    if plans:
        yield f"That plan began on {long_date(min(stay.started_on for stay in plans))}."


def birth_not_entered(child: Child, row: Combination) -> Iterator[str]:
    """Expected by now and not born, as far as the lists say."""
    if child.born_on is None and child.expected_on is not None and child.expected_on < child.as_at:
        yield f"The expected date was {long_date(child.expected_on)}."


def age_out_of_range(child: Child, row: Combination) -> Iterator[str]:
    """In need now, at an age no child in need has."""
    age = child.age_on(child.as_at)
    if age is not None and child.is_now("child_in_need", "open") and not 0 <= age <= row.limits["age"]:
        yield f"The age is {age} on {long_date(child.as_at)}."


def disability_none_with_others(child: Child, row: Combination) -> Iterator[str]:
    """NONE beside a disability."""
    codes = codes_in(child.disability or "")
    if _NO_DISABILITY in codes and len(codes) > 1:
        yield f"The codes are {', '.join(sorted(codes))}."
