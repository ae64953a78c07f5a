from datetime import date

import pytest

from caseaudit.journey.holdings import HOLDS
from caseaudit.journey.sources import Reach, could_show, together
from tests.lives import DEFINITIONS, TRIGGERS


def test_every_event_a_source_shows_is_one_the_journey_knows():
    assert set().union(*HOLDS.values()) <= TRIGGERS


@pytest.mark.parametrize("journey", DEFINITIONS.journeys, ids=lambda journey: journey.edition)
def test_an_event_is_held_by_a_return_or_the_journey_says_what_is_needed(journey):
    held = set().union(*HOLDS.values())

    assert set(journey.needs) == set(journey.triggers) - held


@pytest.mark.parametrize(
    ("covered", "trigger", "shows"),
    [
        ({"annex_a.5"}, "icpc_held", True),
        ({"annex_a.7"}, "icpc_held", False),
        ({"annex_a"}, "icpc_held", True),
        ({"annex_a", "annex_a.7"}, "icpc_held", False),
        ({"annex_a"}, "cin_plan_started", False),
        ({"cin_census"}, "cin_plan_started", True),
        ({"cin_census", "cin_census.104"}, "cin_plan_started", True),
        ({"cin_census", "cin_census.102"}, "cin_plan_started", False),
        ({"ssda903", "ssda903.202"}, "lac_review_held", False),
        ({"annex_a.9"}, "pathway_plan_reviewed", False),
        ({"annex_a.9.2024"}, "pathway_plan_reviewed", True),
        ({"mapped.core_group_held"}, "core_group_held", True),
        (set(), "contact_received", False),
    ],
)
def test_a_source_could_show_what_its_columns_hold(covered, trigger, shows):
    assert could_show(covered, trigger) is shows


def year(first: int, *, to: int | None = None) -> Reach:
    return Reach(date(first, 4, 1), date(to or first + 1, 3, 31))


@pytest.mark.parametrize(
    ("reaches", "joined"),
    [
        ([year(2024)], year(2024)),
        ([year(2024), year(2023)], year(2023, to=2025)),
        ([year(2024), year(2021)], year(2024)),
        ([Reach(date(2024, 9, 30)), year(2023)], Reach(date(2024, 9, 30))),
        ([Reach(date(2024, 9, 30)), year(2024)], Reach(date(2024, 4, 1))),
        ([Reach(), year(2024)], Reach()),
        ([], Reach()),
    ],
)
def test_sources_reach_back_together_as_far_as_no_day_is_left_out(reaches, joined):
    assert together(reaches) == joined
