"""The turns a few lives take that no procedure foresees, so that the journey has something to remark on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from caseaudit.demo.diary import in_lists, later
from caseaudit.demo.lives import Enquiry, Life


def make_odd(rng: Random, lives: list[Life]) -> None:
    """Change a few lives so that their lists do not quite add up, as real ones do not."""
    for count, is_fit, change in _ODDITIES:
        fit = [life for life in lives if is_fit(life)]
        for life in rng.sample(fit, count):
            change(rng, life)


def _is_newly_planned(life: Life) -> bool:
    return bool(life.plans) and in_lists(life.plans[0].started_on) and life.plans[0].ended_on is None


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


_ODDITIES: tuple[tuple[int, Callable[[Life], bool], Callable[[Random, Life], None]], ...] = (
    (2, _is_newly_planned, _lose_the_conference),
    (2, lambda life: _is_newly_planned(life) and bool(life.enquiries), _ask_again),
    (1, _is_lately_closed, _close_before_it_began),
)
