"""A clock is judged only as far as the lists can show, and mistakes in dates are no breach."""

from datetime import date

import pytest

from caseaudit.journey.judgement import Score
from caseaudit.journey.sources import Reach
from tests.clocks import ANNEX_A, child, clocks, judged, scores

LATEST_ONLY = "The lists hold only the latest, so whether those before it were in time they cannot show."
AS_AT = "2025-07-31"


def listed(*events, as_at=AS_AT, covered=ANNEX_A, begin=date(2025, 1, 31), **more):
    return child(*events, as_at=as_at, lists_begin=begin, covered=covered, **more)


def test_the_latest_review_of_a_snapshot_says_how_old_it_is_and_when_the_next_is_due():
    one = listed(("2023-09-01", "cp_plan_started"), ("2025-03-14", "cp_review_held"))

    (clock,) = judged("CPR-02", one)

    assert (clock.score, clock.due_on) == (Score.NOT_YET_DUE, date(2025, 9, 14))
    assert clock.arithmetic[0] == (
        "Review child protection conference held on 14 March 2025, 139 days before the date of the lists."
    )
    assert clock.arithmetic[2] == "None is recorded by 31 July 2025, the date of the lists, and it is due in 45 days."
    assert LATEST_ONLY in clock.arithmetic


def test_the_latest_review_of_a_snapshot_can_be_overdue():
    one = listed(("2023-09-01", "cp_plan_started"), ("2025-01-14", "cp_review_held"))

    (clock,) = judged("CPR-02", one)

    assert (clock.score, clock.due_on, clock.days_over) == (Score.OVERDUE, date(2025, 7, 14), 17)


def test_a_snapshot_never_says_that_an_earlier_review_was_late_or_in_time():
    one = listed(("2023-09-01", "cp_plan_started"), ("2025-03-14", "cp_review_held"))

    (clock,) = judged("CPR-01", one)

    assert (clock.score, clock.due_on) == (Score.CANNOT_TELL, date(2023, 12, 1))
    assert "The lists hold only the latest, so one that was in time may not be in them." in clock.arithmetic


def test_no_snapshot_of_a_long_plan_or_a_long_time_in_care_claims_that_every_review_was_on_time():
    one = listed(
        ("2022-09-01", "cp_plan_started"),
        ("2025-07-14", "cp_review_held"),
        ("2022-09-01", "lac_started"),
        ("2025-07-14", "lac_review_held"),
        ("2025-07-14", "lac_visit"),
        ("2025-07-14", "health_assessment"),
        ("2022-09-01", "placement_started"),
    )

    for rule in ("CPR-01", "LAC-01", "VIS-01", "IHA-01"):
        assert scores(rule, one) == ["cannot_tell"], rule
    for rule in ("CPR-02", "LAC-03", "VIS-03", "RHA-02"):
        assert scores(rule, one) == ["not_yet_due"], rule
        assert LATEST_ONLY in judged(rule, one)[0].arithmetic


def test_no_review_at_all_in_a_snapshot_is_overdue():
    one = listed(("2025-03-03", "lac_started"))

    (clock,) = judged("LAC-01", one)

    assert (clock.score, clock.due_on) == (Score.OVERDUE, date(2025, 3, 31))


def test_a_latest_review_that_could_be_the_first_is_judged_by_neither_limit_between_them():
    def reviewed(on):
        return listed(("2024-06-03", "lac_started"), (on, "lac_review_held"))

    assert scores("LAC-03", reviewed("2025-05-15")) == ["not_yet_due"]
    assert scores("LAC-03", reviewed("2025-04-15")) == ["cannot_tell"]
    assert scores("LAC-03", reviewed("2025-01-15")) == ["overdue"]
    assert (
        "The limit is 3 months if this was the first, and the lists do not say whether it is."
        in judged("LAC-03", reviewed("2025-04-15"))[0].arithmetic
    )
    assert scores("LAC-02", reviewed("2025-04-15")) == []


def test_a_latest_review_within_twenty_working_days_was_the_first():
    one = listed(("2025-03-03", "lac_started"), ("2025-03-28", "lac_review_held"))

    assert scores("LAC-02", one) == ["overdue"]
    assert scores("LAC-03", one) == []


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        (["2024-04-20"], "cannot_tell"),  # due on 10 April; one in March may be missing from the return
        (["2024-04-09"], "on_time"),
        ([], "cannot_tell"),
    ],
)
def test_a_return_of_one_year_does_not_show_what_happened_before_it(reviews, expected):
    one = listed(
        ("2024-01-10", "cp_plan_started"),
        *((on, "cp_review_held") for on in reviews),
        begin=date(2024, 4, 1),
        as_at="2025-03-31",
        covered=frozenset({"cin_census"}),
    )

    assert scores("CPR-01", one) == [expected]


def test_an_assessment_that_began_before_the_lists_shows_its_end_in_the_same_row():
    one = listed(("2025-01-06", "assessment_started"), ("2025-03-12", "assessment_authorised"))
    still_open = listed(("2025-01-06", "assessment_started"))

    assert [(clock.score, clock.due_on) for clock in judged("SA-03", one)] == [(Score.LATE, date(2025, 3, 10))]
    assert scores("SA-03", still_open) == ["overdue"]


def test_a_return_of_one_year_shows_every_review_in_it():
    one = listed(
        ("2022-01-10", "lac_started"),
        ("2024-05-01", "lac_review_held"),
        ("2024-11-20", "lac_review_held"),
        begin=date(2024, 4, 1),
        as_at="2025-03-31",
        covered=frozenset({"ssda903"}),
    )

    assert scores("LAC-03", one) == ["late", "not_yet_due"]
    assert LATEST_ONLY not in judged("LAC-03", one)[0].arithmetic


def test_what_no_list_holds_cannot_be_told():
    one = listed(("2025-03-03", "icpc_held"), ("2025-03-03", "cp_plan_started"))

    (clock,) = judged("CG-01", one)

    assert (clock.score, clock.is_unheld) == (Score.CANNOT_TELL, True)
    assert "Nothing that was read holds dates of this." in clock.arithmetic


def test_a_councils_own_file_can_hold_what_no_list_does():
    covered = ANNEX_A | {"mapped", "mapped.core_group_held"}
    told = (("2025-03-03", "icpc_held"), ("2025-03-03", "cp_plan_started"))

    assert scores("CG-01", listed(*told, covered=covered)) == ["overdue"]
    assert scores("CG-01", listed(*told, ("2025-03-17", "core_group_held"), covered=covered)) == ["on_time"]


def test_a_single_date_in_a_councils_own_file_may_be_only_the_latest_and_two_are_not():
    covered = ANNEX_A | {"mapped", "mapped.core_group_held"}
    told = (("2025-03-03", "icpc_held"), ("2025-03-03", "cp_plan_started"), ("2025-04-28", "core_group_held"))

    assert scores("CG-01", listed(*told, covered=covered)) == ["cannot_tell"]
    assert scores("CG-01", listed(*told, ("2025-05-26", "core_group_held"), covered=covered)) == ["late"]


def test_a_decision_the_list_writes_without_a_date_is_never_called_in_time():
    one = listed(("2025-03-03", "referral_received"), ("2025-03-03", "referral_accepted"))

    assert scores("REF-01", one) == ["cannot_tell"]


def test_an_entitlement_the_list_writes_without_a_date_starts_no_clock():
    assert scores("CL-04", listed((AS_AT, "care_leaver_relevant"))) == []


@pytest.mark.parametrize(
    ("covered", "expected"),
    [
        ({"annex_a", "annex_a.5", "annex_a.7"}, "overdue"),
        ({"annex_a", "annex_a.7"}, "cannot_tell"),
        ({"annex_a"}, "overdue"),
    ],
)
def test_a_list_that_was_not_read_says_nothing(covered, expected):
    one = listed(("2025-03-03", "s47_started"), covered=frozenset(covered))

    assert scores("ICPC-01", one) == [expected]


def test_a_date_after_the_date_of_the_lists_is_a_mistake_and_not_a_breach():
    one = child(("2025-03-03", "lac_started"), ("2025-12-01", "lac_review_held"), as_at=AS_AT)

    (clock,) = judged("LAC-01", one)

    assert clock.score is Score.CANNOT_TELL
    assert (
        "One is dated 1 December 2025, after the date of the lists: a mistake in the record, which is not counted."
        in clock.arithmetic
    )


def test_a_clock_that_starts_after_the_date_of_the_lists_does_not_start():
    assert judged("LAC-01", child(("2025-12-01", "lac_started"), as_at=AS_AT)) == []


def test_care_that_begins_before_birth_is_a_mistake_and_not_a_breach():
    (clock,) = judged("LAC-01", child(("2025-03-03", "lac_started"), born="2025-03-04", as_at=AS_AT))

    assert (clock.score, clock.due_on) == (Score.CANNOT_TELL, None)
    assert "That is before the child’s life, so it is a mistake in the record and not a breach." in clock.arithmetic


@pytest.mark.parametrize(("born", "expected"), [("2025-11-20", "overdue"), ("2025-12-20", "cannot_tell")])
def test_work_with_an_unborn_child_may_begin_forty_weeks_before_the_birth(born, expected):
    one = child(("2025-03-03", "s47_started"), born=born, as_at=AS_AT)

    assert scores("ICPC-01", one) == [expected]


def test_an_unborn_child_is_held_to_no_rule_of_an_age():
    told = (("2025-03-03", "lac_started"), ("2025-03-10", "health_assessment"))

    assert scores("RHA-01", child(*told, born=None, is_unborn=True, expected_on=date(2025, 9, 1))) == []
    unknown = child(*told, born=None)
    assert scores("RHA-01", unknown) == scores("RHA-02", unknown) == ["cannot_tell"]


@pytest.mark.parametrize(("on", "rule"), [("2028-12-15", "LAC-01"), ("2030-01-01", "LAC-01")])
def test_beyond_the_known_bank_holidays_nothing_is_counted_and_nothing_fails(on, rule):
    (clock,) = judged(rule, child((on, "lac_started"), born="2020-01-01", as_at="2030-06-30"))

    assert (clock.score, clock.due_on) == (Score.CANNOT_TELL, None)
    assert "outside the bank holidays known" in " ".join(clock.arithmetic)


@pytest.mark.parametrize(
    ("reviews", "covered", "expected"),
    [
        (["2025-02-03", "2025-09-20"], {"ssda903", "annex_a.8"}, ["cannot_tell", "not_yet_due"]),
        (["2025-02-03"], {"ssda903", "annex_a.8"}, ["overdue"]),
        (["2025-02-03"], {"ssda903"}, ["cannot_tell"]),
        (["2024-05-01", "2025-02-03"], {"ssda903"}, ["late", "cannot_tell"]),
    ],
)
def test_a_return_that_ended_before_the_date_of_the_lists_says_nothing_of_what_came_after(reviews, covered, expected):
    one = child(
        ("2022-01-10", "lac_started"),
        *((on, "lac_review_held") for on in reviews),
        as_at="2025-09-30",
        covered=frozenset(covered),
        reach={"ssda903": Reach(date(2024, 4, 1), date(2025, 3, 31)), "annex_a.8": Reach(date(2025, 3, 30))},
    )

    assert scores("LAC-03", one) == expected


EARLIER = {"start": "earlier"}


def test_care_that_had_begun_by_a_day_starts_no_clock_on_that_day():
    one = child(("2025-03-03", "lac_started", EARLIER), as_at=AS_AT)

    (clock,) = judged("LAC-01", one)

    assert (clock.score, clock.due_on) == (Score.CANNOT_TELL, None)
    assert "It had begun by then, on a day that no list gives, so the days cannot be counted." in clock.arithmetic


def test_the_first_review_seen_of_care_that_had_begun_earlier_may_be_a_later_one():
    def reviewed(on):
        return child(("2025-03-03", "lac_started", EARLIER), (on, "lac_review_held"), as_at=AS_AT)

    assert scores("LAC-02", reviewed("2025-03-10")) == []
    assert scores("LAC-03", reviewed("2025-03-10")) == ["cannot_tell"]
    assert scores("LAC-03", reviewed("2025-05-12")) == ["not_yet_due"]


@pytest.mark.parametrize(
    ("rule", "told", "covered", "expected"),
    [
        ("LAC-01", ("2025-03-03", "lac_started"), {"ssda903", "ssda903.202", "ssda903.203"}, "overdue"),
        ("LAC-01", ("2025-03-03", "lac_started"), {"ssda903", "ssda903.202"}, "cannot_tell"),
        ("SA-03", ("2025-03-03", "assessment_started"), {"cin_census", "cin_census.103"}, "overdue"),
        ("SA-03", ("2025-03-03", "assessment_started"), {"cin_census", "cin_census.102"}, "cannot_tell"),
    ],
)
def test_a_part_of_a_return_that_was_not_read_says_nothing(rule, told, covered, expected):
    one = listed(told, covered=frozenset(covered), begin=date(2024, 4, 1))

    assert scores(rule, one) == [expected]


def test_a_rule_whose_part_of_a_return_was_not_read_is_named_as_one_that_needs_it():
    def unseen(*parts):
        return clocks().unseen(child(covered=frozenset({"ssda903", *parts})))

    assert "LAC-01" in unseen("ssda903.201", "ssda903.202")
    assert "LAC-01" not in unseen("ssda903.202", "ssda903.203")
