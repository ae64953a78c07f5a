"""Sealing a frame: what was read becomes rows, all of them or none."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from hmac import digest
from itertools import count, islice
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from caseaudit.errors import NotAllowed
from caseaudit.intake.frame import ReadChild, ReadFrame
from caseaudit.intake.tables import CaseEvent, CellRemark, Frame, FrameCase, FrameList, JourneyFinding, ListRow
from caseaudit.people import Actor
from caseaudit.store.history import remember
from caseaudit.store.schema import metadata
from caseaudit.words import count_of, long_date

LONGEST_NAME = 200
_BATCH = 2_000
_Values = dict[str, Any]


def seal_frame(session: Session, read: ReadFrame, *, name: str, by: Actor, at: datetime) -> Frame:
    """Keep what was read as a frame that never changes; raises NotAllowed for the same file, date and name again.

    The same file may be sealed under another name, and a corrected file under the same one: each is a frame of its own.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise NotAllowed(f"Enter a name for the frame, of {LONGEST_NAME} characters at most.")
    _refuse_repetition(session, read, name)
    keys = case_keys([child.ref for child in read.children])
    frame = Frame(
        name=name,
        as_at=read.as_at,
        layout=read.layout,
        source_sha256=read.source_sha256,
        sha256=sha256("\n".join(sorted(keys.values())).encode()).hexdigest(),
        cases=len(read.children),
        imported_by=by.id,
        imported_at=at,
    )
    session.add(frame)
    session.flush()
    _insert(session, FrameList, _numbered(_lists(frame.id, read)))
    _insert_children(session, frame.id, read, keys)
    _insert(session, CellRemark, _numbered(_remarks(frame.id, read)))
    remember(session, "frame", frame.id, "seal", to_state="sealed", by=by, at=at, note=count_of(frame.cases, "case"))
    session.flush()
    return frame


def case_keys(refs: Iterable[str]) -> Mapping[str, str]:
    """Each child's pseudonym in a frame: the same wherever the same children are read, and not guessed from one."""
    refs = sorted(refs)
    salt = sha256("\n".join(refs).encode()).hexdigest().encode()
    return {ref: digest(salt, ref.encode(), "sha256").hex()[:32] for ref in refs}


def _refuse_repetition(session: Session, read: ReadFrame, name: str) -> None:
    same = select(Frame).where(
        col(Frame.source_sha256) == read.source_sha256, col(Frame.as_at) == read.as_at, col(Frame.name) == name
    )
    if session.exec(same).first():
        raise NotAllowed(
            f"This very file was already imported as at {long_date(read.as_at)} under this name. "
            "Use that frame, or give another name to keep both."
        )


def _insert_children(session: Session, frame_id: UUID, read: ReadFrame, keys: Mapping[str, str]) -> None:
    case_ids = {child.ref: uuid4() for child in read.children}
    row_ids = dict(zip((id(row) for child in read.children for row in child.rows), _ids(), strict=False))
    _insert(session, FrameCase, (_case(frame_id, case_ids, keys, child) for child in read.children))
    _insert(session, ListRow, (row for child in read.children for row in _rows(frame_id, case_ids, row_ids, child)))
    _insert(
        session, CaseEvent, _numbered(row for c in read.children for row in _events(frame_id, case_ids, row_ids, c))
    )
    _insert(session, JourneyFinding, _numbered(row for c in read.children for row in _misfits(frame_id, case_ids, c)))


def _insert(session: Session, table: type[SQLModel], rows: Iterable[_Values]) -> None:
    # The plain table, many rows to a statement: an object for each row would take minutes for a large council.
    statement = insert(metadata.tables[str(table.__tablename__)])
    connection = session.connection()
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        connection.execute(statement, batch)


def _ids() -> Iterator[UUID]:
    # Ids that follow one another fill an index in order, and keep the order in which the file was read.
    start = uuid4().int >> 40 << 40
    return (UUID(int=number) for number in count(start))


def _numbered(rows: Iterable[_Values]) -> Iterator[_Values]:
    return ({"id": row_id, **row} for row_id, row in zip(_ids(), rows, strict=False))


def _case(frame_id: UUID, case_ids: Mapping[str, UUID], keys: Mapping[str, str], child: ReadChild) -> _Values:
    person = child.person
    return {
        "id": case_ids[child.ref],
        "frame_id": frame_id,
        "case_key": keys[child.ref],
        "child_ref": child.ref,
        "level": child.journey.level,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "disability": person.disability,
        "born_on": person.born_on,
        "expected_on": person.expected_on,
        "is_unborn": person.is_unborn,
        "is_uasc": person.is_uasc,
        "team": person.team,
        "worker": person.worker,
    }


def _rows(
    frame_id: UUID, case_ids: Mapping[str, UUID], row_ids: Mapping[int, UUID], child: ReadChild
) -> Iterator[_Values]:
    for row in child.rows:
        yield {
            "id": row_ids[id(row)],
            "frame_id": frame_id,
            "case_id": case_ids[child.ref],
            "list_no": row.list_no,
            "sheet": row.sheet[:200],
            "row_no": row.row_no,
            "raw": row.raw,
            "codes": {key: list(codes) if len(codes) > 1 else codes[0] for key, codes in row.codes.items()},
        }


def _events(
    frame_id: UUID, case_ids: Mapping[str, UUID], row_ids: Mapping[int, UUID], child: ReadChild
) -> Iterator[_Values]:
    for read in child.events:
        yield {
            "frame_id": frame_id,
            "case_id": case_ids[child.ref],
            "list_row_id": row_ids[id(read.row)],
            "on": read.event.on,
            "trigger": read.event.trigger,
            "list_no": read.row.list_no,
            "detail": read.event.detail,
            "codes": dict(read.event.codes),
        }


def _misfits(frame_id: UUID, case_ids: Mapping[str, UUID], child: ReadChild) -> Iterator[_Values]:
    for misfit in child.journey.misfits:
        yield {
            "frame_id": frame_id,
            "case_id": case_ids[child.ref],
            "on": misfit.on,
            "track": misfit.track,
            "trigger": misfit.trigger,
            "state": misfit.state,
            "sentence": misfit.sentence[:500],
        }


def _lists(frame_id: UUID, read: ReadFrame) -> Iterator[_Values]:
    for found in read.lists:
        yield {
            "frame_id": frame_id,
            "source": found.source,
            "list_no": found.number,
            "name": found.name,
            "sheet": found.sheet[:200],
            "is_sampled": found.is_used,
            "rows_read": found.rows_read,
            "rows_kept": found.rows_kept,
            "rows_refused": found.rows_refused,
            "children": found.children,
            "events": found.events,
            "begins": found.reach.begins,
            "ends": found.reach.ends,
        }


def _remarks(frame_id: UUID, read: ReadFrame) -> Iterator[_Values]:
    for remark in read.remarks:
        yield {
            "frame_id": frame_id,
            "list_no": remark.list_no,
            "sheet": remark.sheet[:200],
            "row_no": remark.row_no,
            "column": remark.column[:300],
            "is_refusal": remark.is_refusal,
            "kind": remark.kind.value,
            "sentence": remark.sentence[:500],
        }
