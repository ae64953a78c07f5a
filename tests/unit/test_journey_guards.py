from datetime import date

import pytest

from caseaudit.journey.guards import (
    Moment,
    before_lists_begin,
    by_agreement,
    by_order_or_power,
    left_by_permanence_order,
    left_grown_up,
    lists_begin,
    returned_home,
    taken_over_elsewhere,
)


@pytest.mark.parametrize(
    ("as_at", "begins"),
    [
        (date(2021, 3, 16), date(2020, 9, 16)),
        (date(2021, 8, 31), date(2021, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2021, 12, 31), date(2021, 6, 30)),
        (date(2021, 6, 30), date(2020, 12, 30)),
        (date(1, 1, 1), date(1, 1, 1)),
    ],
)
def test_lists_go_back_six_months(as_at, begins):
    assert lists_begin(as_at) == begins


def test_the_first_day_of_the_lists_is_in_them():
    assert not before_lists_begin(Moment(date(2020, 9, 16), date(2021, 3, 16)))
    assert before_lists_begin(Moment(date(2020, 9, 15), date(2021, 3, 16)))


def _codes(guard, key, among):
    return " ".join(code for code in among.split() if guard(Moment(date(2020, 9, 16), date(2021, 3, 16), {key: code})))


def test_care_by_agreement_and_care_by_an_order_or_a_power_are_every_legal_status_between_them():
    statuses = "C1 C2 D1 E1 J1 J2 J3 L1 L2 L3 V2 V3 V4"

    assert _codes(by_agreement, "legal_status", statuses) == "V2 V3 V4"
    assert _codes(by_order_or_power, "legal_status", statuses) == "C1 C2 D1 E1 J1 J2 J3 L1 L2 L3"


def test_each_reason_for_the_end_of_care_is_of_one_kind_or_of_none():
    reasons = "E2 E3 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E43 E44 E45 E46 E47 E48"

    assert _codes(returned_home, "reason", reasons) == "E4A E4B E13"
    assert _codes(left_by_permanence_order, "reason", reasons) == "E11 E12 E41 E43 E44 E45 E46 E47 E48"
    assert _codes(left_grown_up, "reason", reasons) == "E5 E6 E7 E15 E17"
    assert _codes(taken_over_elsewhere, "reason", reasons) == "E3"
