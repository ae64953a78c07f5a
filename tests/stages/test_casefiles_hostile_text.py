"""The checks read no more of a text than somebody would write, so that no text can make them read for ever."""

from uuid import UUID

import pytest
from sqlmodel import Session

from caseaudit.casefiles.changes import keep_chronology, keep_plan, keep_record
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft, RecordDraft
from caseaudit.casefiles.reading import read_case_file
from caseaudit.definitions.library import Definitions
from caseaudit.intake.queries import cases
from caseaudit.people import Role, command_line
from tests.factories import NOON
from tests.frames import AS_AT, children, frame_of

BY = command_line(Role.AUDITOR)
LONG = "the next " * 20_000
GAP = "a" + " " * 90_000 + "b"


@pytest.fixture
def case_id(session: Session) -> UUID:
    return cases(session, frame_of(session, children(1)).id)[0].id


@pytest.fixture
def read(session: Session, definitions: Definitions, case_id: UUID):
    return lambda: read_case_file(session, case_id, journeys=definitions.journeys, as_at=AS_AT, answers={})


def test_of_a_plan_no_more_is_read_than_somebody_would_write(session, case_id, read):
    action = ActionDraft(outcome=LONG, action=LONG, owner=GAP, timescale=LONG)
    keep_plan(session, case_id, PlanDraft(None, None, (action,)), by=BY, at=NOON)

    kept = read().actions[0]

    assert (len(kept.outcome), len(kept.action), len(kept.timescale)) == (2_000, 2_000, 500)
    assert kept.owner == "a "


def test_of_a_chronology_no_more_is_read_than_somebody_would_write(session, case_id, read):
    keep_chronology(session, case_id, [EntryDraft("3.9.24", "School", LONG, GAP, LONG)], by=BY, at=NOON)

    kept = read().chronology[0]

    assert (len(kept.event), kept.significance, len(kept.action)) == (2_000, "a ", 2_000)


def test_a_record_of_ordinary_length_is_read_whole(session, case_id, read):
    text = "I saw her alone in her room. " * 400
    keep_record(session, case_id, RecordDraft("statutory_visit", None, ("SW",), "", "", text), by=BY, at=NOON)

    assert read().records[0].text.strip() == text.strip()


def test_of_an_endless_record_a_long_one_is_read(session, case_id, read):
    keep_record(session, case_id, RecordDraft("statutory_visit", None, ("SW",), "", "", LONG), by=BY, at=NOON)

    assert len(read().records[0].text) == 30_000
