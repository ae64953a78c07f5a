"""The years a 903 return tells of, told by its dates."""

from datetime import date

import pytest

from caseaudit.intake.rows import ReadRow
from caseaudit.intake.specification import ssda903_files
from caseaudit.intake.ssda903.years import years_told

REVIEWS = next(shape for shape in ssda903_files() if shape.number == 203)
AS_AT = date(2026, 3, 31)


def reviews(*days: str) -> list[ReadRow]:
    dates = [date.fromisoformat(day) for day in days]
    return [ReadRow(REVIEWS, "", row, "1", dates={"care_review_on": on}) for row, on in enumerate(dates)]


@pytest.mark.parametrize(
    ("days", "begins", "ends"),
    [
        (["2025-04-01", "2026-03-31"], "2025-04-01", "2026-03-31"),
        (["2025-03-31", "2025-04-01"], "2024-04-01", "2026-03-31"),
        (["2022-05-05", "2025-05-05"], "2025-04-01", "2026-03-31"),
        (["2025-02-05"], "2024-04-01", "2025-03-31"),
        (["2026-05-05"], "2025-04-01", "2026-03-31"),
        ([], "2025-04-01", "2026-03-31"),
    ],
)
def test_a_return_tells_of_the_years_it_has_dates_of_with_none_left_out(days, begins, ends):
    reach = years_told(reviews(*days), AS_AT)

    assert (reach.begins, reach.ends) == (date.fromisoformat(begins), date.fromisoformat(ends))


def test_a_slip_of_the_pen_does_not_make_a_return_of_two_years():
    in_the_year = [f"2025-0{month}-01" for month in range(4, 10)]

    assert years_told(reviews("2024-05-05", *in_the_year), AS_AT).begins == date(2025, 4, 1)
    assert years_told(reviews("2024-05-05", "2024-06-05", *in_the_year), AS_AT).begins == date(2024, 4, 1)
