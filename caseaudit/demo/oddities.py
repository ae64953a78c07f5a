"""The turns a few lives take that no procedure foresees, so that the journey has something to remark on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from caseaudit.demo.diary import AS_AT, in_lists, later
from caseaudit.demo.lives import Enquiry, Life


def make_odd(rng: Random, lives: list[Life]) -> None:
    """Change a few lives so that their lists do not quite add up, as real ones do not."""
    for count, is_fit, change in _ODDITIES:
        fit = [life for life in lives if is_fit(life)]
        for life in rng.sample(fit, count):
            change(rng, life)


def _is_newly_planned(life: Life) -> bool:
    return bool(life.plans) and in_lists(life.plans[0].started_on) and life.plans[0].ended_on is None


def _came_by_a_conference(life: Life) -> bool:
    is_told = _is_newly_planned(life) and bool(life.enquiries)
    return is_told and life.enquiries[0].conference_on == life.plans[0].started_on < AS_AT - timedelta(days=10)


def _lose_the_conference(rng: Random, life: Life) -> None:
    # A plan that moved in with the child from another council has no enquiry or conference here.
    life.enquiries.clear()


def _ask_again(rng: Random, life: Life) -> None:
    life.enquiries.append(Enquiry(later(rng, life.plans[0].started_on, 20, 40), is_conference_unnecessary=True))


def _is_lately_closed(life: Life) -> bool:
    return life.need is not None and in_lists(life.need.closed_on) and not life.referrals[1:] and life.care is None


def _close_before_it_began(rng: Random, life: Life) -> None:
    if life.need and life.need.closed_on:
        life.need = replace(life.need, started_on=life.need.closed_on + timedelta(days=9))


def _start_days_after(rng: Random, life: Life) -> None:
    plan = life.plans[0]
    life.plans[0] = replace(plan, started_on=later(rng, plan.started_on, 3, 3))


def _is_under_a_care_order(life: Life) -> bool:
    care = life.care
    return care is not None and care.ceased_on is None and care.status.startswith("C2") and care.placement[:1] == "U"


def _place_at_home(rng: Random, life: Life) -> None:
    if life.care:
        home = "P1: Placed with own parent(s) or other person(s) with parental responsibility"
        life.care = replace(life.care, placement=home, provider="PR0 - Parent(s) or other person(s)")


_ODDITIES: tuple[tuple[int, Callable[[Life], bool], Callable[[Random, Life], None]], ...] = (
    (2, _is_newly_planned, _lose_the_conference),
    (2, lambda life: _is_newly_planned(life) and bool(life.enquiries), _ask_again),
    (1, _is_lately_closed, _close_before_it_began),
    (3, _came_by_a_conference, _start_days_after),
    (2, _is_under_a_care_order, _place_at_home),
)
