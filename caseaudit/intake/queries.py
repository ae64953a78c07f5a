"""What pages, files and later stages ask of frames and their case files."""

from calendar import isleap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, false
from sqlmodel import Session, col, func, select

from caseaudit.definitions.journey import Journey
from caseaudit.intake.beginnings import Beginnings
from caseaudit.intake.facts import Fact, facts_in
from caseaudit.intake.mapped.mapping import FIRST_NUMBER, ColumnMeaning, ColumnsMapped
from caseaudit.intake.specification import title_of
from caseaudit.intake.tables import (
    CaseEvent,
    CellRemark,
    ColumnMapping,
    Frame,
    FrameCase,
    FrameList,
    JourneyFinding,
    ListRow,
)
from caseaudit.journey.replay import Event, JourneySoFar, replay
from caseaudit.journey.sources import Reach

DAYS_IN_A_LONG_YEAR = 366
_LARGEST_NUMBER = 2**31 - 1

__all__ = ["CaseEvent", "CellRemark", "ColumnMapping", "Fact", "Frame", "FrameCase", "FrameList", "JourneyFinding"]


@dataclass(frozen=True)
class RemarkCounts:
    """How many remarks tell of something refused, of a doubtful cell or row that was kept, and of a list as a whole."""

    refused: int
    doubtful: int
    about_lists: int

    @property
    def total(self) -> int:
        """How many remarks there are."""
        return self.refused + self.doubtful + self.about_lists


def frames(session: Session) -> Sequence[Frame]:
    """Every frame, the latest imported first."""
    return session.exec(select(Frame).order_by(col(Frame.imported_at).desc())).all()


def frame(session: Session, frame_id: UUID) -> Frame | None:
    """One frame."""
    return session.get(Frame, frame_id)


def lists_of(session: Session, frame_id: UUID) -> Sequence[FrameList]:
    """What each list of the frame's file held, in the order of the lists."""
    found = select(FrameList).where(col(FrameList.frame_id) == frame_id).order_by(col(FrameList.list_no))
    return session.exec(found).all()


def mappings(session: Session) -> tuple[ColumnsMapped, ...]:
    """Every mapping of columns somebody saved, each with the number its rows are kept under."""
    saved = session.exec(select(ColumnMapping).order_by(col(ColumnMapping.mapped_at), col(ColumnMapping.id))).all()
    return tuple(
        ColumnsMapped(
            FIRST_NUMBER + place, one.name, tuple(ColumnMeaning(**column) for column in one.columns["columns"])
        )
        for place, one in enumerate(saved)
    )


def saved_mappings(session: Session) -> Sequence[ColumnMapping]:
    """Every saved mapping with who made it and when, the latest first."""
    return session.exec(select(ColumnMapping).order_by(col(ColumnMapping.mapped_at).desc())).all()


def title_of_list(one: FrameList) -> str:
    """How a page names a list of a frame."""
    return title_of(one.source, one.list_no, one.name)


def sources_of(session: Session, frame_id: UUID) -> frozenset[str]:
    """The kinds of source a frame was read from, and each list of Annex A among them as "annex_a.5"."""
    lists = lists_of(session, frame_id)
    return frozenset(
        {one.source for one in lists} | {f"annex_a.{one.list_no}" for one in lists if one.source == "annex_a"}
    )


def level_counts(session: Session, frame_id: UUID) -> Mapping[str, int]:
    """How many case files stand at each level, levels nobody stands at left out."""
    counted = (
        select(FrameCase.level, func.count()).where(col(FrameCase.frame_id) == frame_id).group_by(col(FrameCase.level))
    )
    return dict(session.exec(counted).all())


def teams(session: Session, frame_id: UUID) -> Sequence[str]:
    """The teams that hold case files of the frame, by name."""
    named = (
        select(FrameCase.team)
        .where(col(FrameCase.frame_id) == frame_id, col(FrameCase.team).is_not(None))
        .distinct()
        .order_by(col(FrameCase.team))
    )
    return [team for team in session.exec(named) if team]


def remarks(
    session: Session,
    frame_id: UUID,
    *,
    list_no: int | None = None,
    is_refusal: bool | None = None,
    is_about_list: bool | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Sequence[CellRemark]:
    """The refused and doubtful cells of a frame's file, list by list and row by row."""
    # Their ids follow one another in the order they were found.
    found = (
        select(CellRemark)
        .where(*_chosen_remarks(frame_id, list_no, is_refusal, is_about_list))
        .order_by(col(CellRemark.id))
        .offset(offset)
    )
    return session.exec(found.limit(limit) if limit is not None else found).all()


def count_remarks(
    session: Session,
    frame_id: UUID,
    *,
    list_no: int | None = None,
    is_refusal: bool | None = None,
    is_about_list: bool | None = None,
) -> int:
    """How many remarks there are of this choice."""
    chosen = _chosen_remarks(frame_id, list_no, is_refusal, is_about_list)
    return session.exec(select(func.count()).select_from(CellRemark).where(*chosen)).one()


def remark_counts(session: Session, frame_id: UUID) -> RemarkCounts:
    """What was refused of a frame's file and what is doubtful, counted alike wherever it is told."""
    return RemarkCounts(
        refused=count_remarks(session, frame_id, is_refusal=True),
        doubtful=count_remarks(session, frame_id, is_refusal=False, is_about_list=False),
        about_lists=count_remarks(session, frame_id, is_refusal=False, is_about_list=True),
    )


def remark_kinds(session: Session, frame_id: UUID) -> Mapping[tuple[int | None, str], int]:
    """How many remarks there are of each kind in each list, the most first; without a list they are about the file."""
    number = func.count()
    counted = (
        select(CellRemark.list_no, CellRemark.kind, number)
        .where(CellRemark.frame_id == frame_id)
        .group_by(col(CellRemark.list_no), col(CellRemark.kind))
        .order_by(number.desc(), col(CellRemark.list_no), col(CellRemark.kind))
    )
    return {(list_no, kind): count for list_no, kind, count in session.exec(counted).all()}


def cases(
    session: Session, frame_id: UUID, *, level: str | None = None, team: str | None = None
) -> Sequence[FrameCase]:
    """The case files of a frame, in the order of their pseudonyms."""
    found = select(FrameCase).where(col(FrameCase.frame_id) == frame_id).order_by(col(FrameCase.case_key))
    if level is not None:
        found = found.where(col(FrameCase.level) == level)
    if team is not None:
        found = found.where(col(FrameCase.team) == team)
    return session.exec(found).all()


def case(session: Session, case_id: UUID) -> FrameCase | None:
    """One case file."""
    return session.get(FrameCase, case_id)


def cases_keyed(session: Session, frame_id: UUID, beginning: str) -> Sequence[FrameCase]:
    """The case files of a frame whose pseudonym begins like this: one or none, where enough of it was given."""
    found = select(FrameCase).where(
        col(FrameCase.frame_id) == frame_id, col(FrameCase.case_key).startswith(beginning.lower(), autoescape=True)
    )
    return session.exec(found.limit(2)).all()


def age_at(case: FrameCase, on: date) -> float | None:
    """The child's age in years on a day; None for an unborn child and one whose date of birth is not known."""
    if case.born_on is None or case.born_on > on:
        return None
    # Whole years by the calendar: days divided by 365.25 make a child a year younger on many of their birthdays.
    years = on.year - case.born_on.year - ((on.month, on.day) < (case.born_on.month, case.born_on.day))
    return years + (on - _birthday(case.born_on, case.born_on.year + years)).days / DAYS_IN_A_LONG_YEAR


def events_of(session: Session, case_id: UUID) -> Sequence[CaseEvent]:
    """What the lists say happened to a child, oldest first."""
    found = select(CaseEvent).where(col(CaseEvent.case_id) == case_id)
    return session.exec(found.order_by(col(CaseEvent.on), col(CaseEvent.id))).all()


def journey_of(session: Session, case_id: UUID, journeys: Sequence[Journey]) -> JourneySoFar:
    """The child's journey as the lists show it, as at the date of the frame."""
    frame = session.exec(select(Frame).join(FrameCase).where(col(FrameCase.id) == case_id)).one()
    rows, lists = events_of(session, case_id), lists_of(session, frame.id)
    source_of = {one.list_no: one.source for one in lists}
    beginnings = Beginnings((one.source, one.list_no, Reach(one.begins, one.ends)) for one in lists)
    begins = beginnings.of(source_of[row.list_no] for row in rows if row.list_no in source_of)
    events = (Event(row.on, row.trigger, row.detail, row.codes) for row in rows)
    return replay(events, journeys, frame.as_at, begins)


def misfits_of(session: Session, case_id: UUID) -> Sequence[JourneyFinding]:
    """Events of a child that did not fit the journey, oldest first."""
    found = select(JourneyFinding).where(col(JourneyFinding.case_id) == case_id).order_by(col(JourneyFinding.on))
    return session.exec(found).all()


def count_misfits(session: Session, frame_id: UUID) -> int:
    """How many events of a frame did not fit their child's journey."""
    counted = select(func.count()).select_from(JourneyFinding).where(col(JourneyFinding.frame_id) == frame_id)
    return session.exec(counted).one()


def facts_of(session: Session, case_id: UUID) -> Sequence[Fact]:
    """What the lists say about a child beyond events, list by list, from the latest row of each."""
    rows = session.exec(select(ListRow).where(col(ListRow.case_id) == case_id)).all()
    return facts_in([(row.list_no, row.row_no, row.raw, row.codes) for row in rows])


def _chosen_remarks(
    frame_id: UUID, list_no: int | None, is_refusal: bool | None, is_about_list: bool | None
) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [col(CellRemark.frame_id) == frame_id]
    if list_no is not None:
        # Drivers and PostgreSQL refuse a number too large for the column, rather than find nothing.
        is_possible = 0 <= list_no <= _LARGEST_NUMBER
        chosen.append(col(CellRemark.list_no) == list_no if is_possible else false())
    if is_refusal is not None:
        chosen.append(col(CellRemark.is_refusal) == is_refusal)
    if is_about_list is not None:
        row_no = col(CellRemark.row_no)
        chosen.append(row_no.is_(None) if is_about_list else row_no.is_not(None))
    return chosen


def _birthday(born_on: date, year: int) -> date:
    if (born_on.month, born_on.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return born_on.replace(year=year)
