"""A frame's rows, column by column: what was read of lists, children and doubtful cells as the tables hold it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count, islice
from uuid import uuid4

from sqlmodel import Session

from caseaudit.intake.frame import ReadChild, ReadList
from caseaudit.intake.happened import ReadEvent
from caseaudit.intake.remarks import Remark
from caseaudit.intake.rows import ReadRow
from caseaudit.intake.tables import CaseEvent, CellRemark, FrameCase, FrameList, JourneyFinding, ListRow
from caseaudit.journey.replay import Misfit
from caseaudit.store.bulk import Columns, add_rows

_CHILDREN_AT_A_TIME = 1_000
_REMARKS_AT_A_TIME = 10_000


def add_lists(session: Session, frame_id: str, lists: Sequence[ReadList]) -> None:
    """Add what each list held."""
    add_rows(session, FrameList, _lists(frame_id, lists))


def add_children(session: Session, frame_id: str, children: Sequence[ReadChild], keys: Mapping[str, str]) -> None:
    """Add the case files with their lines, events and findings, so many at a time that the memory holds them."""
    row_ids, event_ids, finding_ids = _ids(), _ids(), _ids()
    # Random, since addresses of pages have them, but in order, since they fill three indexes.
    identified = iter(zip(sorted(uuid4().hex for _ in children), children, strict=True))
    while cases := dict(islice(identified, _CHILDREN_AT_A_TIME)):
        rows = [(case_id, next(row_ids), row) for case_id, child in cases.items() for row in child.rows]
        ids = {id(row): row_id for _, row_id, row in rows}
        events = [(case_id, ids[id(read.row)], read) for case_id, child in cases.items() for read in child.events]
        misfits = [(case_id, misfit) for case_id, child in cases.items() for misfit in child.journey.misfits]
        add_rows(session, FrameCase, _cases(frame_id, cases, keys))
        add_rows(session, ListRow, _rows(frame_id, rows))
        add_rows(session, CaseEvent, _events(frame_id, event_ids, events))
        add_rows(session, JourneyFinding, _findings(frame_id, finding_ids, misfits))


def add_remarks(session: Session, frame_id: str, remarks: Sequence[Remark]) -> None:
    """Add what was refused or doubtful, in the order of reading."""
    ids = _ids()
    for at in range(0, len(remarks), _REMARKS_AT_A_TIME):
        add_rows(session, CellRemark, _remarks(frame_id, ids, remarks[at : at + _REMARKS_AT_A_TIME]))


def _ids() -> Iterator[str]:
    # Ids that follow one another fill an index in order, and keep the order in which the file was read.
    start = uuid4().hex[:22]
    return (f"{start}{number:010x}" for number in count())


def _cases(frame_id: str, cases: Mapping[str, ReadChild], keys: Mapping[str, str]) -> Columns:
    children = cases.values()
    people = [child.person for child in children]
    return {
        "id": list(cases),
        "frame_id": [frame_id] * len(cases),
        "case_key": [keys[child.ref] for child in children],
        "child_ref": [child.ref for child in children],
        "level": [child.journey.level for child in children],
        "sex": [person.sex for person in people],
        "ethnicity": [person.ethnicity for person in people],
        "disability": [person.disability for person in people],
        "born_on": [person.born_on for person in people],
        "expected_on": [person.expected_on for person in people],
        "is_unborn": [person.is_unborn for person in people],
        "is_uasc": [person.is_uasc for person in people],
        "team": [person.team for person in people],
        "worker": [person.worker for person in people],
    }


def _rows(frame_id: str, rows: Sequence[tuple[str, str, ReadRow]]) -> Columns:
    return {
        "id": [row_id for _, row_id, _ in rows],
        "frame_id": [frame_id] * len(rows),
        "case_id": [case_id for case_id, _, _ in rows],
        "list_no": [row.list_no for _, _, row in rows],
        "sheet": [row.sheet[:200] for _, _, row in rows],
        "row_no": [row.row_no for _, _, row in rows],
        "raw": [json.dumps(row.raw) for _, _, row in rows],
        "codes": [_codes_as_json(tuple(row.codes.items())) for _, _, row in rows],
    }


def _events(frame_id: str, ids: Iterator[str], events: Sequence[tuple[str, str, ReadEvent]]) -> Columns:
    return {
        "id": list(islice(ids, len(events))),
        "frame_id": [frame_id] * len(events),
        "case_id": [case_id for case_id, _, _ in events],
        "list_row_id": [row_id for _, row_id, _ in events],
        "on": [read.event.on for _, _, read in events],
        "trigger": [read.event.trigger for _, _, read in events],
        "list_no": [read.row.list_no for _, _, read in events],
        "detail": [read.event.detail for _, _, read in events],
        "codes": [_as_json(tuple(read.event.codes.items())) for _, _, read in events],
    }


# Of the codes of a large council, few are different.
@lru_cache(maxsize=10_000)
def _codes_as_json(codes: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return json.dumps({key: found if len(found) > 1 else found[0] for key, found in codes})


@lru_cache(maxsize=10_000)
def _as_json(codes: tuple[tuple[str, str], ...]) -> str:
    return json.dumps(dict(codes))


def _findings(frame_id: str, ids: Iterator[str], misfits: Sequence[tuple[str, Misfit]]) -> Columns:
    return {
        "id": list(islice(ids, len(misfits))),
        "frame_id": [frame_id] * len(misfits),
        "case_id": [case_id for case_id, _ in misfits],
        "on": [misfit.on for _, misfit in misfits],
        "track": [misfit.track for _, misfit in misfits],
        "trigger": [misfit.trigger for _, misfit in misfits],
        "state": [misfit.state for _, misfit in misfits],
        "sentence": [misfit.sentence[:500] for _, misfit in misfits],
    }


def _lists(frame_id: str, lists: Sequence[ReadList]) -> Columns:
    return {
        "id": list(islice(_ids(), len(lists))),
        "frame_id": [frame_id] * len(lists),
        "source": [found.source for found in lists],
        "list_no": [found.number for found in lists],
        "name": [found.name for found in lists],
        "sheet": [found.sheet[:200] for found in lists],
        "is_sampled": [found.is_used for found in lists],
        "rows_read": [found.rows_read for found in lists],
        "rows_kept": [found.rows_kept for found in lists],
        "rows_refused": [found.rows_refused for found in lists],
        "children": [found.children for found in lists],
        "events": [found.events for found in lists],
        "begins": [found.reach.begins for found in lists],
        "ends": [found.reach.ends for found in lists],
    }


def _remarks(frame_id: str, ids: Iterator[str], remarks: Sequence[Remark]) -> Columns:
    return {
        "id": list(islice(ids, len(remarks))),
        "frame_id": [frame_id] * len(remarks),
        "list_no": [remark.list_no for remark in remarks],
        "sheet": [remark.sheet[:200] for remark in remarks],
        "row_no": [remark.row_no for remark in remarks],
        "column": [remark.column[:300] for remark in remarks],
        "is_refusal": [remark.is_refusal for remark in remarks],
        "kind": [remark.kind.value for remark in remarks],
        "sentence": [remark.sentence[:500] for remark in remarks],
    }
