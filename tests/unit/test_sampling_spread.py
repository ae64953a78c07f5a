"""The sample beside its frame: every case file once in every trait."""

import pytest

from caseaudit.sampling.spread import CaseTraits, age_band, spreads_of


@pytest.mark.parametrize(
    ("age", "is_unborn", "band"),
    [
        (None, True, "Unborn"),
        (0.99, False, "Under 1"),
        (1.0, False, "1 to 4"),
        (9.99, False, "5 to 9"),
        (16.0, False, "16 and 17"),
        (18.0, False, "18 and over"),
        (None, False, "Not recorded"),
    ],
)
def test_ages_fall_in_the_departments_bands(age, is_unborn, band):
    assert age_band(age, is_unborn) == band


def test_frame_and_sample_are_counted_side_by_side_and_unknowns_come_last():
    cases = [
        CaseTraits("closed", "West", 3.0, False, "F", True),
        CaseTraits("closed", None, None, True, None, False),
        CaseTraits("looked_after", "East", 17.0, False, "M", False),
    ]

    level, team, age, sex = spreads_of(cases)

    assert [(row.value, row.frame, row.sample) for row in level.rows] == [("closed", 2, 1), ("looked_after", 1, 0)]
    assert [row.value for row in team.rows] == ["East", "West", "Not recorded"]
    assert [row.value for row in age.rows] == ["Unborn", "1 to 4", "16 and 17"]
    assert [row.value for row in sex.rows] == ["F", "M", "Not recorded"]
    assert {(spread.frame_cases, spread.sample_cases) for spread in (level, team, age, sex)} == {(3, 1)}
