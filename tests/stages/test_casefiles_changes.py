"""Keeping evidence copied from a case file."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from caseaudit.casefiles.changes import keep_chronology, keep_plan, keep_record
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft, RecordDraft
from caseaudit.casefiles.queries import evidence_of
from caseaudit.casefiles.reading import read_case_file
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.intake.queries import cases
from caseaudit.people import Role, command_line
from caseaudit.store.history import history_of
from tests.factories import NOON
from tests.frames import AS_AT, Child, frame_of

AUDITOR = command_line(Role.AUDITOR)
VISIT = RecordDraft("statutory_visit", date(2026, 3, 2), ("Mum", " ", "Zara"), text="Zara said “it’s better”. 🙂")


def case_id_in(session, **traits):
    frame = frame_of(session, [Child("one", **traits)])
    return cases(session, frame.id)[0].id


def test_a_chronology_comes_back_in_its_order_and_word_for_word(session):
    case_id = case_id_in(session)
    entries = (
        EntryDraft("3.9.24", "School", "Bruise – “fell”", "First", "s47", date(2024, 9, 5)),
        EntryDraft("summer"),
    )

    keep_chronology(session, case_id, entries, by=AUDITOR, at=NOON)

    kept = evidence_of(session, case_id).chronology
    assert [(row.position, row.date_text, row.event, row.recorded_on) for row in kept] == [
        (1, "3.9.24", "Bruise – “fell”", date(2024, 9, 5)),
        (2, "summer", "", None),
    ]


def test_what_is_kept_later_replaces_what_was_there(session):
    case_id = case_id_in(session)
    keep_chronology(session, case_id, [EntryDraft(event="old"), EntryDraft(event="older")], by=AUDITOR, at=NOON)
    keep_plan(session, case_id, PlanDraft(actions=(ActionDraft(action="old"),)), by=AUDITOR, at=NOON)
    keep_record(session, case_id, RecordDraft("review", text="old"), by=AUDITOR, at=NOON)
    [old] = evidence_of(session, case_id).records

    keep_chronology(session, case_id, [EntryDraft(event="new")], by=AUDITOR, at=NOON)
    plan = PlanDraft(
        date(2026, 1, 5), date(2026, 4, 6), (ActionDraft("o", "a", "Mum", "by June"), ActionDraft(action="b"))
    )
    keep_plan(session, case_id, plan, by=AUDITOR, at=NOON)
    keep_record(session, case_id, replace(VISIT, replaces=old.id), by=AUDITOR, at=NOON)

    evidence = evidence_of(session, case_id)
    assert [row.event for row in evidence.chronology] == ["new"]
    assert [row.action for row in evidence.actions] == ["a", "b"]
    assert evidence.plan is not None
    assert (evidence.plan.plan_on, evidence.plan.next_review_on) == (date(2026, 1, 5), date(2026, 4, 6))
    assert [(row.text, row.present) for row in evidence.records] == [(VISIT.text, ["Mum", "Zara"])]


def test_keeping_nothing_takes_away_what_was_kept(session):
    case_id = case_id_in(session)
    keep_chronology(session, case_id, [EntryDraft(event="old")], by=AUDITOR, at=NOON)
    keep_plan(session, case_id, PlanDraft(date(2026, 1, 5)), by=AUDITOR, at=NOON)
    keep_record(session, case_id, VISIT, by=AUDITOR, at=NOON)

    keep_chronology(session, case_id, [], by=AUDITOR, at=NOON)
    keep_plan(session, case_id, PlanDraft(), by=AUDITOR, at=NOON)
    [record] = evidence_of(session, case_id).records
    keep_record(session, case_id, RecordDraft("review", text="  ", replaces=record.id), by=AUDITOR, at=NOON)

    assert evidence_of(session, case_id).is_empty


def test_records_stand_beside_one_another_the_newest_first_up_to_twenty(session):
    case_id = case_id_in(session)
    for number in range(20):
        keep_record(session, case_id, replace(VISIT, on=date(2026, 1, 1 + number)), by=AUDITOR, at=NOON)

    assert [row.on.day for row in evidence_of(session, case_id).records] == list(range(20, 0, -1))
    with pytest.raises(NotAllowed, match="more than 20 records"):
        keep_record(session, case_id, VISIT, by=AUDITOR, at=NOON)


def test_a_record_takes_the_place_of_none_of_another_case_file(session):
    case_id = case_id_in(session)
    keep_record(session, case_id, VISIT, by=AUDITOR, at=NOON)
    [record] = evidence_of(session, case_id).records
    other = case_id_in(session)

    keep_record(session, other, replace(VISIT, replaces=record.id), by=AUDITOR, at=NOON)

    assert [kept.id for kept in evidence_of(session, case_id).records] == [record.id]


def test_history_remembers_who_kept_evidence_and_none_of_its_words(session):
    case_id = case_id_in(session)

    keep_record(session, case_id, VISIT, by=AUDITOR, at=NOON)

    [line] = history_of(session, case_id)
    assert (line.trigger, line.by_id, line.note) == ("keep_record", AUDITOR.id, "")


def test_a_kind_of_record_nobody_knows_and_too_many_rows_are_refused(session):
    case_id = case_id_in(session)

    with pytest.raises(NotAllowed, match="kind of record"):
        keep_record(session, case_id, RecordDraft("gossip", text="x"), by=AUDITOR, at=NOON)
    with pytest.raises(NotAllowed, match="more than 5,000 entries"):
        keep_chronology(session, case_id, [EntryDraft()] * 5_001, by=AUDITOR, at=NOON)


def test_a_case_file_is_put_together_from_the_lists_and_the_evidence(session, definitions):
    case_id = case_id_in(session, level="looked_after", born_on=date(2016, 5, 1))
    keep_record(session, case_id, VISIT, by=AUDITOR, at=NOON)

    case = read_case_file(session, case_id, journeys=definitions.journeys, as_at=AS_AT, answers={})

    assert (case.stage, case.chronology, case.actions) == ("lac", None, None)
    assert case.records is not None
    assert case.records[0].age == pytest.approx(9.8, abs=0.1)


def test_a_record_made_before_birth_is_read_as_about_an_unborn_child(session, definitions):
    case_id = case_id_in(session, level="child_protection", born_on=date(2026, 3, 10))
    keep_record(session, case_id, VISIT, by=AUDITOR, at=NOON)

    case = read_case_file(session, case_id, journeys=definitions.journeys, as_at=AS_AT, answers={})

    assert case.records is not None
    assert (case.records[0].is_unborn, case.records[0].age) == (True, None)


def test_a_case_that_is_not_there_is_not_found(session, definitions):
    with pytest.raises(NotFound):
        read_case_file(session, uuid4(), journeys=definitions.journeys, as_at=AS_AT, answers={})
