"""A case file put together for the checks: what was copied from it beside what the council's lists say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from caseaudit.casefiles.drafts import ActionWords
from caseaudit.casefiles.merging import MergedChronology, merge
from caseaudit.casefiles.queries import Evidence, evidence_of
from caseaudit.casefiles.tables import ChronologyEntry
from caseaudit.casefiles.tables import Record as RecordRow
from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent, PlanAction, Record
from caseaudit.checks.chronology_limits import limits_in_force
from caseaudit.checks.wordlists import word_map
from caseaudit.definitions.journey import Journey
from caseaudit.errors import NotFound
from caseaudit.intake import queries
from caseaudit.intake.tables import CaseEvent, FrameCase
from caseaudit.journey.replay import Stay

# Which limits and rules fit a case level.
STAGE_OF_LEVEL = {
    "looked_after": "lac",
    "child_protection": "cp",
    "care_leaver": "care_leaver",
    "child_in_need": "cin",
    "open_assessment": "cin",
    "early_help": "early_help",
    "front_door": "early_help",
    "closed": "closed",
}
_SAME_EPISODE = timedelta(days=14)
# What the checks read of one cell, one field and one record. Nobody writes longer, and a hostile text could make
# reading take a time that grows with its square.
_OF_A_CELL, _OF_A_FIELD, _OF_A_RECORD = 500, 2_000, 30_000
_LONG_GAP = re.compile(r"\s{20,}")


def read_case_file(
    session: Session,
    case_id: UUID,
    *,
    journeys: Sequence[Journey],
    as_at: date,
    answers: Mapping[str, frozenset[str]],
) -> CaseFile:
    """One case file as the checks read it; ``answers`` is by flag code. Raises NotFound where there is no such case."""
    case = queries.case(session, case_id)
    if case is None:
        raise NotFound("There is no such case file.")
    evidence = evidence_of(session, case_id)
    stage = STAGE_OF_LEVEL.get(case.level, case.level)
    return CaseFile(
        stage=stage,
        level=case.level,
        as_at=as_at,
        age=queries.age_at(case, as_at),
        is_unborn=case.is_unborn,
        opened_on=opened_on(queries.journey_of(session, case_id, journeys).stays),
        journey_events=_journey_events(queries.events_of(session, case_id)),
        chronology=_chronology(evidence, as_at),
        actions=_actions(evidence),
        plan_on=evidence.plan.plan_on if evidence.plan else None,
        next_review_on=evidence.plan.next_review_on if evidence.plan else None,
        records=_records(evidence, case, stage, as_at),
        answers=answers,
    )


def merged_chronology(session: Session, case_id: UUID, *, journeys: Sequence[Journey], as_at: date) -> MergedChronology:
    """The chronologies copied from a file as one; a silence is one longer than the limit of the child's stage."""
    case = queries.case(session, case_id)
    if case is None:
        raise NotFound("There is no such case file.")
    stage = STAGE_OF_LEVEL.get(case.level, case.level)
    return merge(
        entries_by_agency(evidence_of(session, case_id)),
        as_at=as_at,
        opened_on=opened_on(queries.journey_of(session, case_id, journeys).stays),
        longest_silence=limits_in_force().of(stage, age=queries.age_at(case, as_at)) or timedelta.max,
    )


def opened_on(stays: Iterable[Stay]) -> date | None:
    """When the present episode opened: the start of the open stays, and of whatever led into them without a break."""
    open_stays = [stay for stay in stays if stay.is_open]
    opened = min((stay.started_on for stay in open_stays if stay.ended_on is None), default=None)
    while opened is not None:
        reach = opened - _SAME_EPISODE
        earlier = [
            s.started_on for s in open_stays if s.started_on < opened and (s.ended_on is None or s.ended_on >= reach)
        ]
        if not earlier:
            break
        opened = min(earlier)
    return opened


def _journey_events(events: Sequence[CaseEvent]) -> tuple[JourneyEvent, ...]:
    titles = word_map("key_events")
    return tuple(
        JourneyEvent(
            event.on, titles.get(event.trigger, event.trigger.replace("_", " ")), event.trigger in titles, event.trigger
        )
        for event in events
    )


def entries_by_agency(evidence: Evidence) -> Mapping[str, tuple[Entry, ...]]:
    """The chronology copied from a file, by whose it is, each in the order it stands."""
    found: dict[str, list[Entry]] = {}
    for row in evidence.chronology:
        found.setdefault(row.agency, []).append(_entry(row))
    return {agency: tuple(entries) for agency, entries in found.items()}


def _chronology(evidence: Evidence, as_at: date) -> tuple[Entry, ...] | None:
    by_agency = entries_by_agency(evidence)
    if len(by_agency) < 2:
        return next(iter(by_agency.values()), None)
    # Each agency's is in its own order, and two of them tell of one event: only merged can they be judged as one.
    return tuple(line.as_one_entry for line in merge(by_agency, as_at=as_at).lines)


def _entry(row: ChronologyEntry) -> Entry:
    return Entry(
        _read(row.date_text, _OF_A_CELL),
        _read(row.source, _OF_A_CELL),
        _read(row.event, _OF_A_FIELD),
        _read(row.significance, _OF_A_FIELD),
        _read(row.action, _OF_A_FIELD),
        row.recorded_on,
    )


def _actions(evidence: Evidence) -> tuple[PlanAction, ...] | None:
    return plan_rows(evidence.actions) or None


def plan_rows(rows: Sequence[ActionWords]) -> tuple[PlanAction, ...]:
    """Rows of a plan, kept or not yet, as the check reads them."""
    return tuple(
        PlanAction(
            _read(row.outcome, _OF_A_FIELD),
            _read(row.action, _OF_A_FIELD),
            _read(row.owner, _OF_A_CELL),
            _read(row.timescale, _OF_A_CELL),
        )
        for row in rows
    )


def _records(evidence: Evidence, case: FrameCase, stage: str, as_at: date) -> tuple[Record, ...] | None:
    return tuple(_record(row, case, stage, as_at) for row in evidence.records) or None


def _record(row: RecordRow, case: FrameCase, stage: str, as_at: date) -> Record:
    on = row.on or as_at
    was_born = case.born_on is None or case.born_on <= on
    return Record(
        record_type=row.record_type,
        stage=stage,
        text=_read(row.text, _OF_A_RECORD),
        on=row.on,
        present=tuple(str(who) for who in row.present),
        age=queries.age_at(case, on) if was_born else None,
        is_unborn=case.is_unborn or not was_born,
        communication_need=row.communication_need,
        language=row.language,
    )


def _read(text: str, longest: int) -> str:
    return _LONG_GAP.sub(" ", text[:longest])
