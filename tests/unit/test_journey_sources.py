import pytest

from caseaudit.journey.sources import SHOWS, could_show
from tests.lives import TRIGGERS


def test_every_event_a_source_shows_is_one_the_journey_knows():
    assert set().union(*SHOWS.values()) <= TRIGGERS


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
