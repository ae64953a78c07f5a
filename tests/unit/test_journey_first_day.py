"""An edition of the journey begins on its own first day, not the day after."""

from datetime import date, timedelta

from caseaudit.definitions.library import Definitions
from caseaudit.journey.replay import Event, replay

FIRST_DAY = date(2013, 4, 15)


def test_a_single_assessment_fits_from_the_first_day_of_its_edition(definitions: Definitions):
    def misfits(on: date) -> list[str]:
        so_far = replay([Event(on, "assessment_started")], definitions.journeys, date(2014, 1, 1))
        return [misfit.trigger for misfit in so_far.misfits]

    assert misfits(FIRST_DAY) == []
    assert misfits(FIRST_DAY - timedelta(days=1)) == ["assessment_started"]
