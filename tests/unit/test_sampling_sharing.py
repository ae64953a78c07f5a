"""Sharing out: evenly, and nobody reads their own team's work."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.sampling.sharing import AuditorToAsk, CaseToShare, is_same_team, share_out

TEAMS = st.sampled_from(["North", "South", "East", None])


def cases(*teams):
    return [CaseToShare(UUID(int=number), team) for number, team in enumerate(teams, start=1)]


def auditors(*teams):
    return [AuditorToAsk(UUID(int=100 + number), team) for number, team in enumerate(teams)]


@pytest.mark.parametrize(("one", "other"), [("North", " north"), ("Child  Protection", "CHILD protection ")])
def test_a_team_is_the_same_whatever_its_capitals_and_spaces(one, other):
    assert is_same_team(one, other)


@pytest.mark.parametrize(("one", "other"), [(None, None), ("", ""), ("North", None), ("North", "South")])
def test_an_unknown_team_is_nobodys_own(one, other):
    assert not is_same_team(one, other)


def test_the_one_who_may_read_anything_is_left_what_others_may_not():
    shared = share_out(cases("North", "North", "South", "South"), auditors("North", "South"))

    assert [shared[UUID(int=n)].int for n in (1, 2, 3, 4)] == [101, 101, 100, 100]


def test_files_are_passed_on_through_others_until_they_are_even():
    # First come, first served would leave East with all of North's files.
    people = auditors("North", "South", "East")
    shared = share_out(cases("North", "North", "North", "South", "South", "East"), people)

    assert set(Counter(shared.values()).values()) == {2}


def test_files_held_already_count():
    busy, free = AuditorToAsk(UUID(int=100), None, already=4), AuditorToAsk(UUID(int=101), None)

    shared = share_out(cases("North", "North"), [busy, free])

    assert set(shared.values()) == {free.id}


def test_a_file_nobody_may_read_is_left_out():
    assert share_out(cases("North", "South"), auditors("North")) == {UUID(int=2): UUID(int=100)}


@given(st.lists(TEAMS, max_size=15), st.lists(TEAMS, min_size=1, max_size=5))
def test_nobody_reads_their_own_teams_work_and_nothing_more_even_is_in_reach(case_teams, auditor_teams):
    waiting, people = cases(*case_teams), auditors(*auditor_teams)
    team_of = {person.id: person.team for person in people}

    shared = share_out(waiting, people)

    held = Counter({person.id: 0 for person in people})
    held.update(shared.values())
    for case in waiting:
        may = [person.id for person in people if not is_same_team(person.team, case.team)]
        assert (case.id in shared) == bool(may)
        if case.id in shared:
            assert not is_same_team(team_of[shared[case.id]], case.team)
            assert held[shared[case.id]] - min(held[person] for person in may) <= 1
