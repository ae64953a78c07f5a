"""Flags that are raised, stand and are withdrawn as the words of a case file change."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from caseaudit.casefiles.changes import keep_chronology, keep_plan, keep_record
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft, RecordDraft
from caseaudit.intake.queries import cases
from caseaudit.people import Role, command_line
from caseaudit.screening.changes import screen
from caseaudit.screening.queries import flags_of
from caseaudit.screening.tables import RaisedFlag
from tests.factories import NOON
from tests.frames import AS_AT, Child, frame_of

AUDITOR = command_line(Role.AUDITOR)
LATER = NOON + timedelta(hours=1)
VAGUE = ActionDraft("Kit is well", "Ring the optician", "All", "ASAP")
SOUND = ActionDraft("Kit is well", "Ring the dentist", "Mum", "by 15 June 2026")


@pytest.fixture
def case_id(session):
    return cases(session, frame_of(session, [Child("one", level="child_protection")]).id)[0].id


@pytest.fixture
def screened(session, definitions, case_id):
    def again(*actions, answers=None, at=NOON):
        keep_plan(session, case_id, PlanDraft(date(2026, 3, 2), date(2026, 7, 1), actions), by=AUDITOR, at=at)
        _screen(session, definitions, case_id, answers=answers, at=at)
        return flags_of(session, case_id)

    return again


def _screen(session, definitions, case_id, *, answers=None, at=NOON):
    tool = definitions.latest_tool("core-case-file")
    screen(session, case_id, journeys=definitions.journeys, tool=tool, answers=answers or {}, as_at=AS_AT, at=at)


def test_a_file_nobody_copied_anything_from_has_no_flags(session, definitions, case_id):
    _screen(session, definitions, case_id)

    assert flags_of(session, case_id) == []


def test_a_flag_is_raised_with_its_words_its_place_and_its_source(screened):
    when, owner = screened(SOUND, VAGUE)

    assert [flag.code for flag in (when, owner)] == ["action_without_date", "action_without_owner"]
    assert {(flag.check, flag.place, flag.severity) for flag in (owner, when)} == {("plans", "Action 2", "high")}
    assert (owner.quote, when.quote, when.raised_at) == ("All", "ASAP", NOON)
    assert "CQC" in when.source


def test_a_flag_stands_when_its_words_only_move(screened):
    before = {flag.id for flag in screened(VAGUE)}

    after = screened(SOUND, VAGUE, at=LATER)

    assert {flag.id for flag in after} == before
    assert {flag.place for flag in after} == {"Action 2"}


def test_a_flag_is_withdrawn_when_its_words_have_gone_and_comes_back_with_them(session, screened):
    before = {flag.id for flag in screened(VAGUE)}

    assert screened(SOUND, at=LATER) == []
    withdrawn = session.exec(select(RaisedFlag)).all()
    assert {flag.withdrawn_at for flag in withdrawn} == {LATER}
    assert {flag.id for flag in screened(VAGUE, at=LATER)} == before


def test_an_action_in_other_words_raises_its_flags_anew(screened):
    before = {flag.id for flag in screened(VAGUE)}

    after = screened(ActionDraft("Kit is well", "Ring the school nurse", "All", "ASAP"), at=LATER)

    assert len(after) == 2
    assert not before & {flag.id for flag in after}


def test_the_same_words_twice_are_two_flags(screened):
    assert len(screened(VAGUE, VAGUE)) == 4


def test_screening_again_changes_nothing(screened):
    assert [flag.id for flag in screened(VAGUE)] == [flag.id for flag in screened(VAGUE, at=LATER)]


def test_flags_come_in_the_order_of_the_file_with_the_worst_first(session, definitions, case_id, screened):
    keep_chronology(session, case_id, [EntryDraft(event="See case notes")], by=AUDITOR, at=NOON)
    visit = RecordDraft("statutory_visit", None, ("Mum", "SW"), text="Mum says all is well.")
    keep_record(session, case_id, visit, by=AUDITOR, at=NOON)

    codes = [flag.code for flag in screened(ActionDraft("Kit is well", "Ring the GP", "Mum", "soon"), VAGUE)]

    assert codes[0] == "chronology_missing"
    assert codes[1:4] == ["action_without_date", "action_without_owner", "action_without_date"]
    assert codes[4] == "child_not_seen"


def test_the_auditors_answers_raise_a_flag_where_nothing_was_copied(session, definitions, case_id):
    _screen(session, definitions, case_id, answers={"chronology-present": "no"})
    assert [flag.reason for flag in flags_of(session, case_id)] == ["The auditor found no chronology on file."]

    _screen(session, definitions, case_id, answers={"chronology-present": "yes"}, at=LATER)
    assert flags_of(session, case_id) == []
