"""Signs of drift: each raised at its limit, and not a day before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from caseaudit.checks.drift import drift_flags
from caseaudit.checks.flag import Severity
from caseaudit.definitions.library import Definitions
from caseaudit.journey.child import ANNEX_A, Child
from caseaudit.journey.replay import Event, replay

AS_AT = date(2026, 3, 31)


@pytest.fixture
def child_with(definitions: Definitions):
    def made(*events: Event) -> Child:
        return Child(
            as_at=AS_AT,
            born_on=date(2015, 6, 1),
            events=events,
            journey=replay(events, definitions.journeys, AS_AT),
            covered=frozenset({ANNEX_A, *(f"annex_a.{number}" for number in range(1, 12))}),
        )

    return made


def codes(child: Child) -> Sequence[str]:
    return [flag.code for flag in drift_flags(child)]


def on(year: int, month: int, day: int, trigger: str, **codes: str) -> Event:
    return Event(date(year, month, day), trigger, codes=codes)


def test_a_plan_open_for_two_years_to_the_day_is_a_sign(child_with):
    assert codes(child_with(on(2024, 3, 31, "cp_plan_started"))) == ["plan_open_two_years"]


def test_a_plan_a_day_short_of_two_years_is_not(child_with):
    assert codes(child_with(on(2024, 4, 1, "cp_plan_started"))) == []


def test_a_plan_that_lasted_two_years_is_another_measure_than_one_still_open(child_with):
    child = child_with(on(2023, 10, 1, "cp_plan_started"), on(2025, 10, 1, "cp_plan_ended"))

    assert codes(child) == ["plan_lasted_two_years"]


@pytest.mark.parametrize(
    "ended_on",
    [pytest.param(date(2025, 9, 30), id="a day short"), pytest.param(date(2025, 3, 30), id="ended over a year ago")],
)
def test_a_shorter_plan_or_one_ended_over_a_year_ago_is_no_sign(child_with, ended_on):
    started_on = date(2023, 10, 1) if ended_on > date(2025, 6, 1) else date(2022, 1, 1)

    assert codes(child_with(Event(started_on, "cp_plan_started"), Event(ended_on, "cp_plan_ended"))) == []


def test_a_second_plan_is_a_repeat_and_says_whose_plans_are_counted(child_with):
    child = child_with(
        on(2020, 1, 6, "cp_plan_started"), on(2020, 9, 1, "cp_plan_ended"), on(2026, 2, 2, "cp_plan_started")
    )
    (flag,) = drift_flags(child)

    assert flag.code == "repeat_plan"
    assert "an earlier one ended on 1 September 2020" in flag.reason
    assert "only plans of this authority are counted" in flag.reason


def test_earlier_plans_that_the_lists_only_count_make_a_repeat_too(child_with):
    (flag,) = drift_flags(child_with(on(2026, 2, 2, "cp_plan_started", earlier_plans="1")))

    assert flag.code == "repeat_plan"
    assert "the lists count 1 earlier plan" in flag.reason


def test_a_first_plan_is_no_repeat(child_with):
    assert codes(child_with(on(2026, 2, 2, "cp_plan_started", earlier_plans="0"))) == []


def test_a_referral_on_the_anniversary_of_the_last_one_is_a_re_referral(child_with):
    child = child_with(
        on(2025, 2, 10, "referral_received"), on(2025, 2, 11, "referral_closed"), on(2026, 2, 10, "referral_received")
    )

    assert codes(child) == ["re_referral"]


def test_a_referral_a_day_after_the_anniversary_is_not(child_with):
    child = child_with(
        on(2025, 2, 10, "referral_received"), on(2025, 2, 11, "referral_closed"), on(2026, 2, 11, "referral_received")
    )

    assert codes(child) == []


def test_referrals_the_lists_only_count_make_a_re_referral(child_with):
    assert codes(child_with(on(2026, 2, 10, "referral_received", referrals_in_year="2"))) == ["re_referral"]
    assert codes(child_with(on(2026, 2, 10, "referral_received", referrals_in_year="1"))) == []


CONTACTS = (on(2025, 4, 10, "contact_received"), on(2025, 9, 1, "contact_received"))


def test_a_third_contact_within_the_year_with_no_action_is_a_sign(child_with):
    (flag,) = drift_flags(child_with(*CONTACTS, on(2026, 3, 30, "contact_received")))

    assert flag.code == "contacts_without_action"
    assert flag.reason.startswith("3 contacts between 10 April 2025 and 30 March 2026")


@pytest.mark.parametrize(
    "last",
    [
        pytest.param((), id="only two"),
        pytest.param((on(2026, 1, 5, "contact_received"), on(2026, 1, 5, "referral_received")), id="acted on that day"),
        pytest.param((on(2025, 9, 1, "contact_received"),), id="two of one day"),
    ],
)
def test_contacts_that_are_few_or_acted_on_are_no_sign(child_with, last):
    assert codes(child_with(*CONTACTS, *last)) == []


def test_contacts_spread_over_more_than_a_year_are_no_sign(child_with):
    child = child_with(
        on(2025, 2, 1, "contact_received"), on(2025, 9, 1, "contact_received"), on(2026, 2, 2, "contact_received")
    )

    assert codes(child) == []


def test_contacts_about_a_child_with_open_work_are_no_sign(child_with):
    child = child_with(on(2025, 4, 1, "cin_started"), *CONTACTS, on(2026, 3, 30, "contact_received"))

    assert "contacts_without_action" not in codes(child)


def test_nothing_is_said_of_contacts_where_no_list_would_show_a_referral(child_with):
    child = child_with(*CONTACTS, on(2026, 3, 30, "contact_received"))

    assert codes(replace(child, covered=frozenset({"annex_a.1"}))) == []


def by_agreement(began_on: date, **more: str) -> tuple[Event, ...]:
    return (Event(began_on, "lac_started", codes={"legal_status": "V2", **more}),)


@pytest.mark.parametrize(
    ("began_on", "severity"),
    [
        pytest.param(date(2025, 11, 30), Severity.MEDIUM, id="a day over four months"),
        pytest.param(date(2025, 9, 29), Severity.HIGH, id="over six months"),
    ],
)
def test_section_20_beyond_four_months_with_no_permanence_plan_is_a_sign(child_with, began_on, severity):
    (flag,) = drift_flags(child_with(*by_agreement(began_on)))

    assert (flag.code, flag.severity) == ("long_section_20", severity)


def test_section_20_of_four_months_is_not_yet_long(child_with):
    assert codes(child_with(*by_agreement(date(2025, 12, 1)))) == []


def test_section_20_with_a_permanence_plan_is_no_sign(child_with):
    assert codes(child_with(*by_agreement(date(2025, 1, 6), permanence_plan="RETURN"))) == []


def test_a_later_care_order_ends_the_stretch_of_section_20(child_with):
    events = (*by_agreement(date(2025, 1, 6)), on(2026, 1, 6, "legal_status_changed", legal_status="C1"))

    assert codes(child_with(*events)) == []


def test_a_new_episode_under_the_same_agreement_does_not_start_the_count_again(child_with):
    events = (*by_agreement(date(2025, 1, 6)), on(2026, 3, 2, "legal_status_changed", legal_status="V2"))

    assert codes(child_with(*events)) == ["long_section_20"]


def test_nothing_is_said_of_permanence_where_no_list_would_name_a_plan(child_with):
    child = replace(child_with(*by_agreement(date(2025, 1, 6))), covered=frozenset({"ssda903"}))

    assert codes(child) == []


MOVES = (
    on(2024, 5, 1, "lac_started", legal_status="C2"),
    on(2024, 5, 1, "placement_started", placement="U6"),
    on(2025, 8, 1, "placement_started", placement="U6"),
)


def test_a_third_placement_within_the_year_is_a_sign(child_with):
    (flag,) = drift_flags(child_with(*MOVES, on(2026, 3, 1, "placement_started", placement="K2")))

    assert flag.code == "three_placements"
    assert "3 placements" in flag.reason


@pytest.mark.parametrize(
    "last",
    [
        pytest.param((), id="only two"),
        pytest.param((on(2026, 3, 1, "placement_started", placement="T0"),), id="a temporary one"),
        pytest.param((on(2026, 3, 31, "lac_ceased"),), id="no longer looked after"),
    ],
)
def test_two_placements_a_temporary_one_or_care_that_ended_are_no_sign(child_with, last):
    assert codes(child_with(*MOVES, *last)) == []


def test_placements_the_lists_only_count_are_a_sign(child_with):
    events = (
        on(2024, 5, 1, "lac_started", legal_status="C2"),
        on(2026, 3, 1, "placement_started", placement="U6", placements_in_year="3"),
    )

    assert codes(child_with(*events)) == ["three_placements"]


def test_every_flag_is_one_sentence_with_a_source(child_with):
    child = child_with(
        on(2020, 1, 6, "cp_plan_started"),
        on(2020, 9, 1, "cp_plan_ended"),
        on(2024, 1, 1, "cp_plan_started"),
        *by_agreement(date(2025, 1, 6)),
    )
    flags = list(drift_flags(child))

    assert len(flags) == 3
    assert all(flag.reason.endswith(".") and ". " not in flag.reason and flag.source and flag.words for flag in flags)
