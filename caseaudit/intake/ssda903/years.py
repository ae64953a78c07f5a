"""Which years a 903 return tells of, told by its dates: no file of the return has its year in it.

A return of one year has only that year's reviews, ends of episodes and returns from being missing. So files that have
them of two years are two years' returns, given together. A few of another year are slips of the pen.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from caseaudit.intake.rows import ReadRow
from caseaudit.journey.sources import Reach

OF_THE_YEAR = ("care_review_on", "episode_ended_on", "returned_on")
"""The columns of dates that all fall in the year of the return."""
# No council has in one year four times the reviews of the year before.
_ENOUGH = 4


def years_told(rows: Iterable[ReadRow], as_at: date) -> Reach:
    """From when to when rows of the return hold everything: years from 1 April to 31 March, with none left out.

    Where no date tells of a year, it is the one the date of the lists is in.
    """
    found = Counter(_year(on) for row in rows for key in OF_THE_YEAR if (on := row.dates.get(key)) and on <= as_at)
    most = max(found.values(), default=0)
    years = {year for year, dates in found.items() if dates * _ENOUGH >= most}
    latest = max(years, default=_year(as_at))
    first = latest
    while first - 1 in years:
        first -= 1
    return Reach(date(first, 4, 1), date(latest + 1, 3, 31))


def _year(on: date) -> int:
    return on.year if (on.month, on.day) >= (4, 1) else on.year - 1
