from datetime import date

import pytest

from caseaudit.journey.care_leavers import as_listed, disagreement, entitlement
from tests.lives import child_of

BORN = date(2009, 1, 10)  # 16 on 10 January 2025, 17 on the date of the lists
ADULT = date(2007, 1, 10)


@pytest.mark.parametrize(
    ("life", "born_on", "category"),
    [
        ("2024-06-03 lac_started", BORN, "eligible"),
        ("2024-06-03 lac_started\n2025-03-03 lac_ceased", BORN, "relevant"),
        ("2022-06-03 lac_started\n2025-01-09 lac_ceased", ADULT, "former_relevant"),
        ("2025-06-02 lac_started\n2025-07-02 lac_ceased", BORN, "qualifying"),
        ("2024-06-03 lac_started\n2024-12-03 lac_ceased", BORN, None),
        ("2026-03-02 lac_started", BORN, None),
    ],
)
def test_the_dates_give_the_category(life, born_on, category):
    found = entitlement(child_of(life, born_on=born_on))

    assert (found.category, found.is_certain) == (category, True)


def test_the_ninety_first_day_in_care_makes_a_young_person_eligible():
    on_the_day = child_of("2025-12-30 lac_started", born_on=BORN)
    the_day_before = child_of("2025-12-31 lac_started", born_on=BORN)

    assert entitlement(on_the_day).category == "eligible"
    assert entitlement(on_the_day).since == date(2026, 3, 31)
    assert entitlement(the_day_before).category is None


def test_periods_of_care_are_added_up_from_the_fourteenth_birthday():
    life = "2022-01-10 lac_started\n2023-02-10 lac_ceased\n2025-02-01 lac_started\n2025-04-02 lac_ceased"

    found = entitlement(child_of(life, born_on=BORN))

    assert found.days == 31 + 60
    assert found.category == "relevant"


def test_short_breaks_do_not_count():
    found = entitlement(child_of("2024-06-03 lac_started legal_status=V4", born_on=BORN))

    assert (found.category, found.days) == (None, 0)


def test_lists_that_go_back_six_months_cannot_rule_out_an_earlier_period():
    life = "2025-12-15 lac_started\n2026-02-02 lac_ceased"

    found = entitlement(child_of(life, born_on=BORN, lists_begin=date(2025, 9, 30)))

    assert (found.category, found.is_certain) == ("qualifying", False)


def test_a_child_under_16_or_a_grown_up_past_25_is_entitled_to_nothing():
    assert entitlement(child_of("2020-06-03 lac_started", born_on=date(2010, 4, 1))).category is None
    assert entitlement(child_of("2012-06-03 lac_started", born_on=date(2000, 3, 31))).category is None
    assert not entitlement(child_of("2012-06-03 lac_started", born_on=None)).is_certain


def test_a_child_who_left_care_to_a_guardian_may_qualify():
    found = entitlement(child_of("2020-06-03 lac_started\n2022-06-03 lac_ceased reason=E45", born_on=BORN))

    assert (found.category, found.is_certain) == ("qualifying", False)


@pytest.mark.parametrize(
    ("life", "born_on", "words"),
    [
        ("2026-03-31 care_leaver_relevant", ADULT, "which ends at 18; the age is 19"),
        ("2026-03-31 care_leaver_former_relevant", BORN, "which begins at 18; the age is 17"),
        ("2026-03-31 care_leaver_qualifying", date(2010, 4, 1), "which begins at 16; the age is 15"),
        ("2024-06-03 lac_started\n2026-03-31 care_leaver_qualifying", BORN, "by the dates, an eligible child"),
    ],
)
def test_a_listed_category_that_the_dates_rule_out_is_said_with_its_arithmetic(life, born_on, words):
    assert words in disagreement(child_of(life, born_on=born_on))


def test_a_listed_category_that_may_be_right_is_left_alone():
    assert disagreement(child_of("2024-06-03 lac_started\n2026-03-31 care_leaver_eligible", born_on=BORN)) is None
    assert disagreement(child_of("2026-03-31 care_leaver_former_relevant", born_on=ADULT)) is None
    assert disagreement(child_of("2024-06-03 lac_started", born_on=BORN)) is None
    assert as_listed(child_of("2026-03-31 care_leaver_former_relevant")) == "former_relevant"


@pytest.mark.parametrize(
    ("reason", "left_on", "category"),
    [
        ("E4A", "2025-09-30", "qualifying"),
        ("E4B", "2025-09-30", "qualifying"),
        ("E4A", "2025-10-01", "relevant"),
        ("E13", "2025-09-30", "relevant"),
        ("E45", "2025-09-30", "relevant"),
    ],
)
def test_six_months_at_home_with_a_parent_end_what_a_relevant_child_is_entitled_to(reason, left_on, category):
    one = child_of(f"2024-06-03 lac_started\n{left_on} lac_ceased reason={reason}", born_on=BORN)

    found = entitlement(one)
    assert (found.category, found.is_certain) == (category, category == "relevant")


def test_six_months_at_home_are_those_before_18():
    home_before = child_of("2022-06-03 lac_started\n2024-07-10 lac_ceased reason=E4A", born_on=ADULT)
    home_until = child_of("2022-06-03 lac_started\n2024-07-11 lac_ceased reason=E4A", born_on=ADULT)

    assert (entitlement(home_before).category, entitlement(home_until).category) == ("qualifying", "former_relevant")


def test_a_young_person_who_came_back_into_care_from_home_is_eligible():
    life = "2022-06-03 lac_started\n2025-02-03 lac_ceased reason=E4A\n2025-09-30 lac_started"

    assert entitlement(child_of(life, born_on=BORN)).category == "eligible"


@pytest.mark.parametrize("listed", ["care_leaver_qualifying", "care_leaver_relevant"])
def test_neither_category_is_called_wrong_of_one_who_may_have_stayed_at_home(listed):
    life = f"2024-06-03 lac_started\n2025-02-03 lac_ceased reason=E4A\n2026-03-31 {listed}"

    assert disagreement(child_of(life, born_on=BORN)) is None


@pytest.mark.parametrize(
    ("born_on", "category"), [(date(2005, 4, 1), "qualifying"), (date(2005, 3, 31), None), (date(2004, 4, 1), None)]
)
def test_one_who_left_care_to_a_guardian_may_qualify_until_21(born_on, category):
    one = child_of("2015-06-03 lac_started\n2017-06-03 lac_ceased reason=E45", born_on=born_on)

    assert entitlement(one).category == category
