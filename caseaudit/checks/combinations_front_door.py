"""Combinations at the front door, in assessment and at closure that cannot be, or that need explaining."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from caseaudit.definitions.concurrency import Combination
from caseaudit.journey.child import CIN_CENSUS, Child
from caseaudit.journey.months import months_after
from caseaudit.journey.replay import Event, Stay
from caseaudit.words import in_words, long_date

ACTIVITY = {
    "initial_assessment_started": "an assessment",
    "core_assessment_started": "an assessment",
    "assessment_started": "an assessment",
    "strategy_discussion_held": "a strategy discussion",
    "s47_started": "a section 47 enquiry",
    "icpc_held": "an initial conference",
    "cin_plan_started": "a child in need plan",
    "cp_plan_started": "a child protection plan",
}
_ENDS = {
    "assessment_authorised": "the end of an assessment",
    "cp_review_held": "a review of a child protection plan",
    "cp_plan_ended": "the end of a child protection plan",
    "cin_plan_ended": "the end of a child in need plan",
}
_ASSESSMENTS = ("assessment_started", "initial_assessment_started", "core_assessment_started")
_OPENINGS = ("referral_received", "referral_accepted", "transferred_in", "cin_started")
_CLOSINGS = ("case_closed", "transferred_out")
_STILL_OPEN = {
    "assessment": ("open", "initial", "core"),
    "child_protection": ("strategy", "enquiry", "conference", "plan"),
    "cin_plan": ("open",),
}
_NO_FACTORS = "21"
_CLOSED_AFTER_ASSESSMENT = frozenset({"RC8", "RC9"})


def activity_before_referral(child: Child, row: Combination) -> Iterator[str]:
    """Work before the first referral of a child whose whole episodes are known."""
    opened = child.of("referral_received", "transferred_in")
    has_whole_episodes = child.lists_begin is None or child.covers(CIN_CENSUS)
    if not has_whole_episodes or not opened:
        return
    early = [event for event in child.of(*ACTIVITY) if event.on < opened[0].on]
    if early:
        yield f"{_dated(early)}; the first referral is of {long_date(opened[0].on)}."


def activity_after_closure(child: Child, row: Combination) -> Iterator[str]:
    """Work after the case closed and before anything that opens it again."""
    for closed in child.of(*_CLOSINGS):
        opened = [event.on for event in child.of(*_OPENINGS) if event.on >= closed.on]
        until = min(opened, default=date.max)
        later = [event for event in child.of(*ACTIVITY, *_ENDS) if closed.on < event.on < until]
        if later and not _is_open(child, closed.on):
            yield f"{_dated(later)}; the case closed on {long_date(closed.on)}."


def activity_before_conception(child: Child, row: Combination) -> Iterator[str]:
    """Any event more than 40 weeks before the birth."""
    birth = child.born_on or child.expected_on
    if birth is None:
        return
    early = [event for event in child.events if event.on < birth - timedelta(row.limits["days"])]
    if early:
        yield f"The earliest is of {long_date(min(event.on for event in early))}; the birth, of {long_date(birth)}."


def activity_after_no_action(child: Child, row: Combination) -> Iterator[str]:
    """Work within days of a referral that was closed with no further action, with nothing else to explain it."""
    for closed in child.of("referral_closed"):
        if _is_open(child, closed.on):
            continue
        until = closed.on + timedelta(row.limits["days"])
        opened = [event.on for event in child.of(*_OPENINGS) if closed.on < event.on <= until]
        later = [event for event in child.of(*ACTIVITY) if closed.on <= event.on < min(opened, default=until)]
        if later:
            yield f"{_dated(later)}; the referral of {long_date(closed.on)} was closed."


def factor_none_with_others(child: Child, row: Combination) -> Iterator[str]:
    """Factor 21 beside another."""
    for event in child.of("assessment_authorised", "assessment_started"):
        factors = codes_in(event.codes.get("factors", ""))
        if _NO_FACTORS in factors and len(factors) > 1:
            yield f"The assessment of {long_date(event.on)} has {in_words(sorted(factors))}."


def closed_with_work_open(child: Child, row: Combination) -> Iterator[str]:
    """Work begun before a closure and open when the case closed, whether or not it has ended since."""
    closed_on = [event.on for event in child.of(*_CLOSINGS)]
    closed = child.stays("front_door", "closed")
    if closed and child.is_now("front_door", "closed"):
        closed_on.append(closed[-1].started_on)
    for track, states in _STILL_OPEN.items():
        for stay in child.stays(track, *states):
            within = [on for on in closed_on if stay.started_on <= on < (stay.ended_on or date.max)]
            if within and (stay.ended_on is not None or child.is_now("front_door", "closed")):
                yield f"“{stay.title}” {_open_for(stay)}; the case closed on {long_date(within[-1])}."


def _open_for(stay: Stay) -> str:
    if stay.ended_on is None:
        return f"has been open since {long_date(stay.started_on)}"
    return f"was open from {long_date(stay.started_on)} to {long_date(stay.ended_on)}"


def no_action_after_enquiry(child: Child, row: Combination) -> Iterator[str]:
    """Closed as RC8 in an episode that had an enquiry."""
    for closed in _closures(child, frozenset({"RC8"})):
        since = _opened_before(child, closed.on)
        enquiries = [event.on for event in child.of("s47_started") if event.on <= closed.on]
        if enquiries and (since is None or enquiries[-1] >= since):
            yield f"The enquiry began on {long_date(enquiries[-1])}; the case closed on {long_date(closed.on)}."


def closed_after_no_assessment(child: Child, row: Combination) -> Iterator[str]:
    """Closed after assessment in an episode with none."""
    for closed in _closures(child, _CLOSED_AFTER_ASSESSMENT):
        since = _opened_before(child, closed.on)
        if since is None or not child.could_show(since, "assessment_started"):
            continue
        if not any(since <= event.on <= closed.on for event in child.of(*_ASSESSMENTS, "assessment_authorised")):
            yield f"The case was opened on {long_date(since)} and closed on {long_date(closed.on)}."


def re_referral_after_no_action(child: Child, row: Combination) -> Iterator[str]:
    """A referral within a year of a closure with no action, by code, or of a referral closed at once."""
    ended = [*child.of("referral_closed"), *_closures(child, _CLOSED_AFTER_ASSESSMENT)]
    for referral in child.of("referral_received"):
        before = [event.on for event in ended if event.on < referral.on]
        if before and referral.on <= months_after(max(before), row.limits["months"]):
            yield f"Closed on {long_date(max(before))}, referred again on {long_date(referral.on)}."


def codes_in(text: str) -> frozenset[str]:
    """The codes of a cell or element that holds several."""
    return frozenset(text.replace(";", ",").replace(" ", ",").split(",")) - {""}


def _dated(events: Sequence[Event]) -> str:
    """What these are and the day of each: An assessment is dated 3 May 2025, a section 47 enquiry 4 May 2025."""
    first, *others = dict.fromkeys(((ACTIVITY | _ENDS)[event.trigger], event.on) for event in events)
    what = f"{first[0][0].upper()}{first[0][1:]} is dated {long_date(first[1])}"
    return in_words([what, *(f"{other} {long_date(on)}" for other, on in others)])


def _is_open(child: Child, on: date) -> bool:
    tracks = (("front_door", "accepted"), ("child_in_need", "open"))
    return any(
        stay.started_on <= on and (stay.ended_on is None or on < stay.ended_on)
        for track, state in tracks
        for stay in child.stays(track, state)
    )


def _closures(child: Child, reasons: frozenset[str]) -> tuple[Event, ...]:
    return tuple(event for event in child.of("case_closed") if event.codes.get("reason") in reasons)


def _opened_before(child: Child, closed_on: date) -> date | None:
    before = [event.on for event in child.of(*_CLOSINGS) if event.on < closed_on]
    since = max(before, default=date.min)
    opened = [event.on for event in child.of(*_OPENINGS) if since <= event.on <= closed_on]
    return min(opened, default=None)
