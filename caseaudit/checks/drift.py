"""Signs that a child's case has stood still or come round again: long and repeated plans, repeated contacts and moves.

None of these is a breach. Each is a measure the DfE publishes or a pattern inspectors ask about.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.spells import began_under_section_20, long_enough, placements_within
from caseaudit.journey.child import Child
from caseaudit.journey.months import months_after
from caseaudit.journey.replay import Event, Stay
from caseaudit.words import count_of, long_date

CHECK = "drift"
TITLES = {
    "plan_open_two_years": "Child protection plan open for two years",
    "plan_lasted_two_years": "Child protection plan that lasted two years",
    "repeat_plan": "Second or later child protection plan",
    "re_referral": "Re-referral within 12 months",
    "contacts_without_action": "Three contacts in 12 months, none acted on",
    "long_section_20": "Long section 20, no permanence plan",
    "three_placements": "Three placements in 12 months",
}
LONG_PLAN_MONTHS = 24
YEAR = 12
FEW_CONTACTS = 3
FEW_PLACEMENTS = 3
SECTION_20_WATCH_MONTHS, SECTION_20_LONG_MONTHS = 4, 6

_PLANS = "Child protection"
_FRONT_DOOR = "Front door"
_CARE = "Looked after"
_MEASURED = "DfE children’s social care dashboard, supporting information, October 2024"
# What counts as having acted on a contact.
_ACTIONS = (
    "referral_received",
    "referral_accepted",
    "transferred_in",
    "early_help_assessment_started",
    "assessment_started",
    "strategy_discussion_held",
    "s47_started",
    "cin_started",
    "cp_plan_started",
    "lac_started",
)


def plan_open_two_years(child: Child) -> Iterator[Flag]:
    """The child protection plan has been open for two years or longer."""
    for plan in child.stays("child_protection", "plan"):
        if plan.ended_on is None and long_enough(plan.started_on, child.as_at, LONG_PLAN_MONTHS):
            yield _flag(
                "plan_open_two_years",
                Severity.HIGH,
                _PLANS,
                f"The child protection plan that began on {long_date(plan.started_on)} has been open for two years or "
                "longer.",
                f"CPP-01: {_MEASURED}",
                plan.started_on,
            )


def plan_lasted_two_years(child: Child) -> Iterator[Flag]:
    """A child protection plan that ended in the last 12 months had lasted two years or longer."""
    for plan in child.stays("child_protection", "plan"):
        if plan.ended_on is None or plan.ended_on < months_after(child.as_at, -YEAR):
            continue
        if long_enough(plan.started_on, plan.ended_on, LONG_PLAN_MONTHS):
            yield _flag(
                "plan_lasted_two_years",
                Severity.MEDIUM,
                _PLANS,
                f"The child protection plan that ended on {long_date(plan.ended_on)} had lasted two years or longer, "
                f"since {long_date(plan.started_on)}.",
                f"CPP-01: {_MEASURED}",
                plan.started_on,
                plan.ended_on,
            )


def repeat_plan(child: Child) -> Iterator[Flag]:
    """The latest child protection plan is not the child's first with this authority."""
    plans = child.stays("child_protection", "plan")
    if not plans or not _is_of_this_year(plans[-1], child.as_at):
        return
    latest = plans[-1]
    counted = max((_number(event, "earlier_plans") for event in child.of("cp_plan_started")), default=0)
    if len(plans) > 1 and (ended_on := plans[-2].ended_on):
        earlier = f"an earlier one ended on {long_date(ended_on)}"
    elif counted:
        earlier = f"the lists count {count_of(counted, 'earlier plan')}"
    else:
        return
    yield _flag(
        "repeat_plan",
        Severity.MEDIUM,
        _PLANS,
        f"The child protection plan that began on {long_date(latest.started_on)} is a second or later one: {earlier}, "
        "and only plans of this authority are counted.",
        f"CPP-02: {_MEASURED}; children in need census guide, section 5.4",
        latest.started_on,
        earlier,
    )


def re_referral(child: Child) -> Iterator[Flag]:
    """A referral in the last 12 months came within 12 months of the referral before it."""
    since = months_after(child.as_at, -YEAR)
    received = child.of("referral_received")
    days = sorted({event.on for event in received})
    found = False
    for before, on in pairwise(days):
        if on >= since and on <= months_after(before, YEAR):
            found = True
            yield _flag(
                "re_referral",
                Severity.MEDIUM,
                _FRONT_DOOR,
                f"The referral of {long_date(on)} came within 12 months of the one of {long_date(before)}.",
                f"REF-03: {_MEASURED}",
                before,
                on,
            )
    counted = max((_number(event, "referrals_in_year") for event in received if event.on >= since), default=0)
    if counted > 1 and not found:
        yield _flag(
            "re_referral",
            Severity.MEDIUM,
            _FRONT_DOOR,
            f"The lists count {counted} referrals in 12 months, the latest on {long_date(days[-1])}.",
            f"REF-03: {_MEASURED}",
            days[-1],
            counted,
        )


def contacts_without_action(child: Child) -> Iterator[Flag]:
    """Three or more contacts within 12 months led to nothing the lists show, though no other work was open."""
    if not child.source_has("contact_received", "referral_received"):
        return
    unanswered: list[date] = []
    for event in _contacts_before_actions(child):
        if event.trigger != "contact_received":
            unanswered = []
        elif not _is_at_work(child, event.on) and event.on not in unanswered:
            unanswered = [on for on in unanswered if event.on <= months_after(on, YEAR)] + [event.on]
    if len(unanswered) < FEW_CONTACTS or unanswered[-1] < months_after(child.as_at, -YEAR):
        return
    yield _flag(
        "contacts_without_action",
        Severity.MEDIUM,
        _FRONT_DOOR,
        f"{len(unanswered)} contacts between {long_date(unanswered[0])} and {long_date(unanswered[-1])} were not "
        "followed by a referral, an assessment or help.",
        "Cumulative harm: three or more contacts in 12 months with no action",
        *unanswered,
    )


def long_section_20(child: Child) -> Iterator[Flag]:
    """The child has been looked after by agreement for over four months, and the lists name no permanence plan."""
    began_on = began_under_section_20(child)
    if began_on is None or not child.source_has("permanence_planned") or _has_permanence_plan(child):
        return
    if child.as_at <= months_after(began_on, SECTION_20_WATCH_MONTHS):
        return
    is_long = child.as_at > months_after(began_on, SECTION_20_LONG_MONTHS)
    yield _flag(
        "long_section_20",
        Severity.HIGH if is_long else Severity.MEDIUM,
        _CARE,
        f"The child has been looked after under section 20 since {long_date(began_on)}, over "
        f"{SECTION_20_LONG_MONTHS if is_long else SECTION_20_WATCH_MONTHS} months, and the lists name no permanence "
        "plan.",
        "PERM-01: adoption statutory guidance 2013, 2.2 (permanence plan by the second review); S20-01",
        began_on,
    )


def three_placements(child: Child) -> Iterator[Flag]:
    """The child has lived in three or more placements in the last 12 months."""
    if not child.is_now("looked_after", "looked_after"):
        return
    seen = placements_within(child, months_after(child.as_at, -YEAR))
    counted = max((_number(event, "placements_in_year") for event in child.of("placement_started")), default=0)
    placements = max(seen, counted)
    if placements >= FEW_PLACEMENTS:
        yield _flag(
            "three_placements",
            Severity.MEDIUM,
            _CARE,
            f"The child has lived in {placements} placements in the 12 months to {long_date(child.as_at)}.",
            "DfE children looked after statistics: placement stability",
            child.as_at,
            placements,
        )


_SIGNS = (
    plan_open_two_years,
    plan_lasted_two_years,
    repeat_plan,
    re_referral,
    contacts_without_action,
    long_section_20,
    three_placements,
)


def drift_flags(child: Child) -> Iterator[Flag]:
    """Every sign of drift the child's dates give."""
    for sign in _SIGNS:
        yield from sign(child)


def _flag(code: str, severity: Severity, place: str, reason: str, source: str, *rests_on: object) -> Flag:
    return Flag(CHECK, code, code, severity, place, reason, "", source, " ".join(str(part) for part in rests_on))


def _number(event: Event, code: str) -> int:
    text = event.codes.get(code, "")
    return int(text) if text.isdecimal() else 0


def _is_of_this_year(plan: Stay, as_at: date) -> bool:
    return plan.ended_on is None or plan.ended_on >= months_after(as_at, -YEAR)


def _contacts_before_actions(child: Child) -> Sequence[Event]:
    # Of one day, the contact came first and was acted on.
    return sorted(child.of("contact_received", *_ACTIONS), key=lambda it: (it.on, it.trigger != "contact_received"))


def _is_at_work(child: Child, on: date) -> bool:
    return any(
        stay.is_open and stay.started_on <= on and (stay.ended_on is None or on < stay.ended_on)
        for stay in child.journey.stays
        if (stay.track, stay.state) != ("front_door", "contact")
    )


def _has_permanence_plan(child: Child) -> bool:
    if child.stays("permanence") and not child.is_now("permanence", "none"):
        return True
    latest = child.of("lac_started")[-1:]
    return any(event.codes.get("permanence_plan") for event in latest)
