"""Evidence of many children out of one file: into the right files, beside what others told, never under an audit."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from caseaudit.auditing.changes import allocate, keep_chronology, start
from caseaudit.auditing.loading import load_chronologies, load_plans, loading_of
from caseaudit.auditing.queries import audits_in
from caseaudit.casefiles.changes import keep_plan
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft
from caseaudit.casefiles.evidence_files import OfChildren
from caseaudit.casefiles.queries import evidence_of
from caseaudit.errors import NotFound
from caseaudit.intake.queries import cases
from caseaudit.people import Role, command_line
from caseaudit.sampling.queries import cases_of
from caseaudit.screening.queries import flags_of
from tests.factories import NOON, add_people
from tests.frames import Child, frame_of
from tests.reading import me, supervisor
from tests.rounds import drawn

BY = command_line(Role.ADMINISTRATOR)
LATER = NOON + timedelta(hours=1)
FOUND = OfChildren(
    {
        "a": (EntryDraft("1.3.26", "HV", "Seen at home"), EntryDraft("8.3.26", "HV", "Seen at clinic")),
        "b": (EntryDraft("2.3.26", "HV", "Not brought"),),
        "elsewhere": (EntryDraft("3.3.26", "HV", "Seen"),),
    },
    rows_without_a_child=2,
)


@pytest.fixture
def loaded(session, definitions):
    add_people(session)

    def load(frame, found=FOUND, agency="Health", load=load_chronologies):
        return load(session, frame.id, found, agency=agency, definitions=definitions, by=BY, at=LATER)

    return load


def case_of(session, frame, ref):
    return next(case.id for case in cases(session, frame.id) if case.child_ref == ref)


def entries(session, frame, ref):
    return [(row.agency, row.event) for row in evidence_of(session, case_of(session, frame, ref)).chronology]


def test_each_childs_rows_go_into_that_childs_case_file_and_the_rest_is_counted(session, loaded):
    frame = frame_of(session, [Child("a"), Child("b"), Child("c")])

    loading = loaded(frame)

    assert entries(session, frame, "a") == [("Health", "Seen at home"), ("Health", "Seen at clinic")]
    assert entries(session, frame, "b") == [("Health", "Not brought")]
    assert entries(session, frame, "c") == []
    assert (loading.rows, loading.children_not_in_frame, loading.rows_without_a_child) == (3, 1, 2)


def test_an_agencys_later_file_takes_the_place_of_its_earlier_one_and_of_no_others(session, loaded):
    frame = frame_of(session, [Child("a")])
    loaded(frame, agency="School")
    loaded(frame)

    loading = loaded(frame, OfChildren({"a": (EntryDraft("9.3.26", "HV", "Weight steady"),)}, 0))

    assert entries(session, frame, "a") == [
        ("School", "Seen at home"),
        ("School", "Seen at clinic"),
        ("Health", "Weight steady"),
    ]
    assert loading.has_already == {case_of(session, frame, "a")}


def test_plans_take_the_place_of_earlier_ones_and_keep_their_dates(session, loaded):
    frame = frame_of(session, [Child("a")])
    case_id = case_of(session, frame, "a")
    keep_plan(session, case_id, PlanDraft(date(2026, 1, 5), None, (ActionDraft(action="Old"),)), by=BY, at=NOON)

    loaded(frame, OfChildren({"a": (ActionDraft("Safe", "Ring GP", "Mum", "Friday"),)}, 0), load=load_plans)

    evidence = evidence_of(session, case_id)
    assert [row.action for row in evidence.actions] == ["Ring GP"]
    assert evidence.plan is not None
    assert evidence.plan.plan_on == date(2026, 1, 5)


def test_a_case_file_whose_audit_has_begun_is_left_as_it_is(session, definitions, loaded):
    frame = frame_of(session, [Child("a"), Child("b")])
    sample = drawn(session, definitions, frame, size=2)
    share = {case.id: me(session).id for case in cases_of(session, sample.id)}
    allocate(session, sample.id, share, definitions=definitions, by=supervisor(session), at=NOON)
    begun = next(one for one in audits_in(session, sample.id) if one.case.child_ref == "a")
    start(session, begun.audit, definitions=definitions, by=me(session), at=NOON)

    loading = loaded(frame)

    assert (entries(session, frame, "a"), loading.under_audit) == ([], 1)
    assert entries(session, frame, "b") == [("Health", "Not brought")]


def test_flags_are_raised_at_once_where_an_audit_is_asked_for_and_else_when_it_is(session, definitions, loaded):
    frame = frame_of(session, [Child("a", level="child_protection"), Child("b", level="child_protection")])
    found = OfChildren({ref: (ActionDraft("", "Support", "", "ASAP"),) for ref in "ab"}, 0)
    first, second = (drawn(session, definitions, frame, size=2) for _ in range(2))
    allocated = [case for case in cases_of(session, first.id) if case.child_ref == "a"]
    waiting = [case for case in cases_of(session, second.id) if case.child_ref == "b"]
    share = {case.id: me(session).id for case in allocated}
    allocate(session, first.id, share, definitions=definitions, by=supervisor(session), at=NOON)

    loaded(frame, found, load=load_plans)
    assert flags_of(session, case_of(session, frame, "a"))
    assert not flags_of(session, case_of(session, frame, "b"))
    share = {case.id: me(session).id for case in waiting}
    allocate(session, second.id, share, definitions=definitions, by=supervisor(session), at=LATER)

    assert flags_of(session, case_of(session, frame, "b"))


def test_loading_changes_nothing_an_auditor_copied_for_an_audit_under_way(session, definitions, loaded):
    frame = frame_of(session, [Child("a")])
    sample = drawn(session, definitions, frame, size=1)
    share = {case.id: me(session).id for case in cases_of(session, sample.id)}
    allocate(session, sample.id, share, definitions=definitions, by=supervisor(session), at=NOON)
    [one] = audits_in(session, sample.id)
    own = [EntryDraft("1.1.26", "", "Copied by hand")]
    keep_chronology(session, one.audit, own, definitions=definitions, by=me(session), at=NOON)

    loaded(frame)

    assert entries(session, frame, "a") == [("", "Copied by hand")]


def test_a_frame_that_is_none_is_not_found(session):
    with pytest.raises(NotFound, match="no such frame"):
        loading_of(session, uuid4(), FOUND, kind="chronology")
