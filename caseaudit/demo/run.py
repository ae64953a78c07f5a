"""The whole job on invented children, from a council's workbook to a report, through the changes that pages call."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from uuid import UUID

from sqlmodel import Session

from caseaudit.auditing.queries import audits_in, audits_of, judged_flags
from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions, read_definitions
from caseaudit.demo.case_files import Shelf
from caseaudit.demo.council import write_workbook
from caseaudit.demo.diary import AS_AT
from caseaudit.demo.folder import remake
from caseaudit.demo.hours import Hours
from caseaudit.demo.people import AUDITORS, Cast, let_in, throwaway_password
from caseaudit.demo.rounds import FIRST_EDITION, SEED, TOOL, Office
from caseaudit.demo.town import COUNCIL
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.frame import default_name
from caseaudit.intake.queries import frame, lists_of, remark_counts, remarks
from caseaudit.intake.reading import read_files
from caseaudit.journey.working_days import WorkingDays
from caseaudit.moderation.queries import waiting
from caseaudit.people import Actor
from caseaudit.reporting.as_csv import csv_file
from caseaudit.reporting.cells import Table
from caseaudit.reporting.export import EXPORT_FILES, export_file
from caseaudit.reporting.report import report_on
from caseaudit.sampling.queries import cases_of
from caseaudit.screening.frame import screen_frame
from caseaudit.screening.queries import Choice, count_flagged, screening_of
from caseaudit.screening.words import GROUPS
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from caseaudit.store.upgrade import upgrade_database

LISTS_SEED = 7
WORKBOOK, REPORT, REFUSED = "annex-a.xlsx", "report.html", "refused.csv"
_UNFINISHED = frozenset({"allocated", "in_progress", "returned"})
_FIRST_MORNING = datetime(2026, 4, 1, 9, tzinfo=UTC)
_AUTUMN = datetime(2026, 10, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Found:
    """Where to look for what the demonstration did."""

    frame_id: UUID
    random: UUID
    targeted: UUID
    returned: int


@dataclass(frozen=True)
class Outcome:
    """What the demonstration did, counted from the database it left behind."""

    folder: Path
    password: str
    cases: int
    rows_refused: int
    cells_doubtful: int
    children_flagged: int
    in_groups: Mapping[str, int]
    sampled: int
    set_aside: int
    picked: int
    statuses: Counter[str]
    flags: Counter[str]
    verdicts: Counter[str]
    returned: int
    waiting: int
    unfinished: int

    @property
    def seed(self) -> str:
        """The seed of the random sample."""
        return SEED

    @property
    def tool(self) -> str:
        """The tool and edition the random sample was read with."""
        return f"{TOOL} {FIRST_EDITION}"


def demo_settings(folder: Path) -> Settings:
    """Settings for one demonstration: its own folder and database, a throwaway key, this machine only."""
    return Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'caseaudit.sqlite3'}",
        secret_key=token_hex(32),
        trusted_hosts=("127.0.0.1", "localhost"),
        is_https=False,
        authority_name=f"{COUNCIL} (invented)",
        is_demonstration=True,
    )


def run_demo(settings: Settings) -> Outcome:
    """Remake the demonstration's folder and do the whole job in it."""
    remake(settings.instance)
    definitions = read_definitions(settings.instance)
    engine = open_engine(settings.database_url)
    upgrade_database(engine)
    write_workbook(settings.instance / WORKBOOK, LISTS_SEED)
    days = WorkingDays(definitions.calendars["england-and-wales"])
    hours, shelf = Hours(_FIRST_MORNING, days), Shelf()
    with transaction(engine) as session:
        cast = let_in(session, throwaway_password(), hours.now)
        frame_id = _import(session, settings.instance / WORKBOOK, definitions, cast.administrator, hours.later(30))
    with transaction(engine) as session:
        screen_frame(session, frame_id, definitions=definitions, by=cast.administrator, at=hours.now)
    with transaction(engine) as session:
        first = Office(session, definitions, cast, hours, shelf).random_round(frame_id)
    with transaction(engine) as session:
        second = Office(session, definitions, cast, Hours(_AUTUMN, days), shelf).targeted_round(
            frame_id, first.sample_id
        )
    with transaction(engine, write=False) as session:
        _write_files(session, settings, frame_id, first.sample_id, definitions, hours.now)
        found = Found(frame_id, first.sample_id, second.sample_id, first.returned)
        outcome = _count(session, found, settings.instance, cast)
    engine.dispose()
    return outcome


def _import(session: Session, workbook: Path, definitions: Definitions, by: Actor, at: datetime) -> UUID:
    read = read_files([workbook], as_at=AS_AT, journeys=definitions.journeys)
    return seal_frame(session, read, name=default_name(AS_AT), by=by, at=at).id


def _write_files(
    session: Session, settings: Settings, frame_id: UUID, sample_id: UUID, definitions: Definitions, at: datetime
) -> None:
    folder = settings.instance
    rows = [
        (remark.sheet, remark.row_no, remark.column, "refused" if remark.is_refusal else "doubtful", remark.sentence)
        for remark in remarks(session, frame_id)
    ]
    table = Table("Refused and doubtful", ("Sheet", "Row", "Column", "Kept or refused", "What to do"), tuple(rows))
    (folder / REFUSED).write_bytes(csv_file(table))
    for name in EXPORT_FILES:
        (folder / name).write_bytes(export_file(session, sample_id, name, definitions))
    page = report_on(session, sample_id, definitions, authority=settings.authority_name, written_at=at)
    (folder / REPORT).write_text(page, encoding="utf-8")


def _count(session: Session, found: Found, folder: Path, cast: Cast) -> Outcome:
    visitor = cast.actors[AUDITORS[0].email].id
    frame_id, first, second = found.frame_id, found.random, found.targeted
    audits = [one.audit for one in audits_in(session, first)]
    every = [flag for audit in audits if audit.submitted_at for flag in judged_flags(session, audit)]
    judged = [each for each in every if not each.flag.is_advice]
    lists = lists_of(session, frame_id)
    sampled = cases_of(session, first)
    screening = screening_of(session, frame_id)
    return Outcome(
        folder=folder,
        password=cast.password,
        cases=_frame_size(session, frame_id),
        rows_refused=sum(each.rows_refused for each in lists),
        cells_doubtful=remark_counts(session, frame_id).doubtful,
        children_flagged=screening.children_flagged if screening else 0,
        in_groups={group: count_flagged(session, frame_id, Choice(group=group))[1] for group in GROUPS},
        sampled=sum(not case.is_eliminated for case in sampled),
        set_aside=sum(case.is_eliminated for case in sampled),
        picked=len(cases_of(session, second)),
        statuses=Counter(audit.status for audit in audits),
        flags=Counter(each.flag.check for each in judged),
        verdicts=Counter(each.verdict.decision for each in judged if each.verdict),
        returned=found.returned,
        waiting=len(waiting(session)),
        unfinished=sum(one.audit.status in _UNFINISHED for one in audits_of(session, visitor)),
    )


def _frame_size(session: Session, frame_id: UUID) -> int:
    found = frame(session, frame_id)
    return found.cases if found else 0
