"""When the present episode of a case opened, from the stays of its journey."""

from datetime import date

from caseaudit.casefiles.reading import STAGE_OF_LEVEL, opened_on
from caseaudit.journey.replay import Stay


def stay(started, ended=None, *, is_open=True):
    return Stay("any", "any", "Any", started, ended, is_open)


def test_a_case_opened_when_its_only_open_stay_began():
    assert opened_on([stay(date(2024, 1, 8))]) == date(2024, 1, 8)


def test_a_plan_that_followed_without_a_break_opened_with_what_led_to_it():
    stays = [stay(date(2022, 5, 9), date(2024, 1, 4)), stay(date(2024, 1, 8))]

    assert opened_on(stays) == date(2022, 5, 9)


def test_an_earlier_episode_that_had_closed_does_not_count():
    stays = [stay(date(2019, 5, 9), date(2020, 1, 4)), stay(date(2024, 1, 8)), stay(date(2018, 1, 1), is_open=False)]

    assert opened_on(stays) == date(2024, 1, 8)


def test_a_case_with_nothing_open_has_no_opening():
    assert opened_on([stay(date(2019, 5, 9), date(2020, 1, 4))]) is None


def test_every_level_of_the_journey_has_a_stage(definitions):
    levels = {level.key for journey in definitions.journeys for level in journey.levels}

    assert levels <= set(STAGE_OF_LEVEL)
