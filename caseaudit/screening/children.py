"""Children as the structural checks read them, from the rows of a frame: one, or all in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from caseaudit.definitions.journey import Journey
from caseaudit.errors import NotFound
from caseaudit.intake.tables import CaseEvent, Frame, FrameCase, FrameList, ListRow
from caseaudit.journey.child import ANNEX_A, MAPPED, Child
from caseaudit.journey.guards import lists_begin
from caseaudit.journey.replay import Event, replay
from caseaudit.journey.sources import EVERYTHING, Reach, steps_begin
from caseaudit.store.schema import metadata

_AT_A_TIME = 1_000
_NEWER_LAYOUT = "2024"


@dataclass(frozen=True)
class _Setting:
    """What every child of a frame shares."""

    as_at: date
    covered: frozenset[str]
    reach: Mapping[str, Reach]
    journeys: Sequence[Journey]
    source_of: Mapping[int, str]
    family_of: Mapping[UUID, str]

    @property
    def is_of_several_sources(self) -> bool:
        return len(set(self.source_of.values())) > 1

    def covers(self, lists: Collection[int]) -> frozenset[str]:
        """What could show something of a child with rows in these lists: the sources the child is in, and no other.

        A return of looked after children says nothing, by its silence, of a child whom only another return holds.
        """
        if not self.is_of_several_sources:
            return self.covered
        held = {self.source_of.get(number, "") for number in lists}
        return frozenset(name for name in self.covered if name.partition(".")[0] in held)

    def child(self, case: FrameCase, events: Sequence[Event], lists: Collection[int]) -> Child:
        covered = self.covers(lists)
        return Child(
            as_at=self.as_at,
            born_on=case.born_on,
            expected_on=case.expected_on,
            is_unborn=case.is_unborn,
            is_uasc=case.is_uasc,
            disability=case.disability,
            sex=case.sex,
            ethnicity=case.ethnicity,
            team=case.team,
            events=tuple(events),
            journey=replay(events, self.journeys, self.as_at, steps_begin(covered, self.reach)),
            covered=covered,
            reach=self.reach,
        )


def child_of(session: Session, case_id: UUID, journeys: Sequence[Journey]) -> Child:
    """One child as the lists of their frame show them; raises NotFound where there is no such case file."""
    case = session.get(FrameCase, case_id)
    if case is None:
        raise NotFound("There is no such case file.")
    rows = session.exec(select(CaseEvent).where(col(CaseEvent.case_id) == case_id)).all()
    events = [Event(row.on, row.trigger, row.detail, row.codes) for row in sorted(rows, key=lambda row: row.on)]
    setting = _setting(session, case.frame_id, journeys)
    lists = _lists_of(session, setting, [case_id])
    (whole,) = _with_households(session, setting, [(case, setting.child(case, events, lists[case_id]))])
    return whole[1]


def what_was_read(session: Session, frame_id: UUID) -> Child:
    """A child of this frame of whom nothing is known: what the sources that were read could show, and no more."""
    setting = _setting(session, frame_id, ())
    return Child(as_at=setting.as_at, covered=setting.covered, reach=setting.reach)


def batches_of_children(
    session: Session, frame_id: UUID, journeys: Sequence[Journey]
) -> Iterator[Sequence[tuple[FrameCase, Child]]]:
    """Every child of a frame with their case file, a thousand at a time."""
    setting = _setting(session, frame_id, journeys)
    ids = session.exec(select(FrameCase.id).where(FrameCase.frame_id == frame_id).order_by(col(FrameCase.id))).all()
    for first in range(0, len(ids), _AT_A_TIME):
        these = ids[first : first + _AT_A_TIME]
        cases = session.exec(select(FrameCase).where(col(FrameCase.id).in_(these)).order_by(col(FrameCase.id))).all()
        events, lists = _events_of(session, these), _lists_of(session, setting, these)
        batch = [(case, setting.child(case, events.get(case.id, ()), lists[case.id])) for case in cases]
        yield _with_households(session, setting, batch)
        for case in cases:
            session.expunge(case)


def _setting(session: Session, frame_id: UUID, journeys: Sequence[Journey]) -> _Setting:
    frame = session.get(Frame, frame_id)
    if frame is None:
        raise NotFound("There is no such frame.")
    read = session.exec(select(FrameList).where(FrameList.frame_id == frame_id)).all()
    lists = [(one.source, one.list_no) for one in read]
    sources = {source for source, _ in lists}
    names = {f"{source}.{number}" for source, number in lists}
    reach = {f"{one.source}.{one.list_no}": _reach(one, frame.as_at) for one in read}
    names |= {f"{MAPPED}.{trigger}" for trigger in _mapped_to(session, frame_id, lists)}
    if _NEWER_LAYOUT in frame.layout:
        names |= {f"{name}.{_NEWER_LAYOUT}" for name in names}
    source_of = {number: source for source, number in lists}
    reach = {name: bounds for name, bounds in reach.items() if bounds != EVERYTHING}
    families = _families(session, frame_id, lists)
    return _Setting(frame.as_at, frozenset(sources | names), reach, journeys, source_of, families)


def _families(session: Session, frame_id: UUID, lists: Sequence[tuple[str, int]]) -> Mapping[UUID, str]:
    # No national return names a household; a council's own file may.
    numbers = [number for source, number in lists if source == MAPPED]
    if not numbers:
        return {}
    rows = metadata.tables[str(ListRow.__tablename__)].c
    family = rows.raw["family"].as_string()
    told = select_columns(rows.case_id, family).where(
        rows.frame_id == frame_id, rows.list_no.in_(numbers), family.is_not(None)
    )
    return {case_id: name.strip().casefold() for case_id, name in session.connection().execute(told)}


def _with_households(
    session: Session, setting: _Setting, batch: Sequence[tuple[FrameCase, Child]]
) -> Sequence[tuple[FrameCase, Child]]:
    named = {setting.family_of[case.id] for case, _ in batch if case.id in setting.family_of}
    if not named:
        return batch
    members = [case_id for case_id, family in setting.family_of.items() if family in named]
    events, lists = _events_of(session, members), _lists_of(session, setting, members)
    cases = session.exec(select(FrameCase).where(col(FrameCase.id).in_(members))).all()
    households: dict[str, list[tuple[UUID, Child]]] = defaultdict(list)
    for case in cases:
        one = setting.child(case, events.get(case.id, ()), lists[case.id])
        households[setting.family_of[case.id]].append((case.id, one))
    return [
        (case, replace(child, household=_others(households[setting.family_of[case.id]], case.id)))
        if case.id in setting.family_of
        else (case, child)
        for case, child in batch
    ]


def _others(household: Sequence[tuple[UUID, Child]], case_id: UUID) -> tuple[Child, ...]:
    return tuple(child for other_id, child in household if other_id != case_id)


def _reach(one: FrameList, as_at: date) -> Reach:
    # Frames imported before the beginnings of lists were kept are of Annex A.
    begins = one.begins or (lists_begin(as_at) if one.source == ANNEX_A else None)
    return Reach(begins, one.ends)


def _mapped_to(session: Session, frame_id: UUID, lists: Sequence[tuple[str, int]]) -> Sequence[str]:
    numbers = [number for source, number in lists if source == MAPPED]
    if not numbers:
        return ()
    found = select(CaseEvent.trigger).where(CaseEvent.frame_id == frame_id, col(CaseEvent.list_no).in_(numbers))
    return session.exec(found.distinct()).all()


def _lists_of(session: Session, setting: _Setting, case_ids: Sequence[UUID]) -> Mapping[UUID, set[int]]:
    # Of the rows and not of the events: what two sources say alike is kept as one event, of the first of them.
    found: dict[UUID, set[int]] = defaultdict(set)
    if setting.is_of_several_sources:
        columns = metadata.tables[str(ListRow.__tablename__)].c
        rows = select_columns(columns.case_id, columns.list_no).where(columns.case_id.in_(case_ids)).distinct()
        for case_id, number in session.connection().execute(rows):
            found[case_id].add(number)
    return found


def _events_of(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, list[Event]]:
    # Columns and not objects: a large council has millions of events. The ids themselves and not the frame and a range
    # of them: SQLite would go by the index of the frame, and read all of its events for every thousand children.
    found: dict[UUID, list[Event]] = defaultdict(list)
    columns = metadata.tables[str(CaseEvent.__tablename__)].c
    rows = session.connection().execute(
        select_columns(columns.case_id, columns.on, columns.trigger, columns.detail, columns.codes)
        .where(columns.case_id.in_(case_ids))
        .order_by(columns.case_id, columns.on, columns.id)
    )
    for case_id, on, trigger, detail, codes in rows:
        found[case_id].append(Event(on, trigger, detail, codes))
    return found
