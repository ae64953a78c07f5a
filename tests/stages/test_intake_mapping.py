"""Saving what columns mean: once for the same headings, with a name and a date, and shown on the case page."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed
from caseaudit.intake import queries
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.mapped.changes import save_mapping
from caseaudit.intake.mapped.mapping import ColumnMeaning, ColumnsMapped
from caseaudit.intake.reading import read_files
from caseaudit.journey.child import Child
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.judgement import Score
from caseaudit.people import Role, command_line
from tests.annex_a import AS_AT
from tests.factories import NOON

ANALYST = command_line(Role.ADMINISTRATOR)
COLUMNS = (
    ColumnMeaning("Ref", "child"),
    ColumnMeaning("Sex", "sex", translations={"Lad": "M"}),
    ColumnMeaning("RHA held", "event", "health_assessment"),
    ColumnMeaning("Nurse", "fact"),
    ColumnMeaning("Surname", "unread"),
)


def test_a_saved_mapping_reads_the_next_file_with_its_headings(
    session: Session, tmp_path: Path, definitions: Definitions
) -> None:
    save_mapping(session, name="Health tracker", columns=COLUMNS, by=ANALYST, at=NOON)
    path = tmp_path / "x"
    path.write_text("rha held;REF;surname;Nurse;Sex\n02/02/2026;c1;Smith;J. Doe;lad\n")

    read = read_files([path], as_at=AS_AT, journeys=definitions.journeys, mapped=queries.mappings(session))
    frame = seal_frame(session, read, name="Tracker", by=ANALYST, at=NOON)

    (case,) = queries.cases(session, frame.id)
    assert (case.child_ref, case.sex, frame.layout) == ("C1", "Male", "Health tracker")
    assert [(event.on, event.trigger) for event in queries.events_of(session, case.id)] == [
        (date(2026, 2, 2), "health_assessment")
    ]
    assert {fact.label: fact.value for fact in queries.facts_of(session, case.id)} == {
        "RHA held": "02/02/2026",
        "Nurse": "J. Doe",
    }
    assert queries.sources_of(session, frame.id) == {"mapped"}


def test_a_reason_for_lateness_goes_with_the_date_beside_it_and_is_judged(
    tmp_path: Path, definitions: Definitions
) -> None:
    columns = (
        ColumnMeaning("Ref", "child"),
        ColumnMeaning("Referred", "event", "referral_received"),
        ColumnMeaning("Decided", "event", "referral_accepted"),
        ColumnMeaning("Why late", "late_reason"),
    )
    path = tmp_path / "x"
    # A column may hold the latest date alone, so nothing is judged late by a single one.
    rows = ["1,02/02/2026,09/02/2026,Waited", "1,06/10/2025,07/10/2025,", "2,02/02/2026,03/02/2026,"]
    path.write_text("\n".join(["Ref,Referred,Decided,Why late", *rows]) + "\n")

    read = read_files(
        [path], as_at=AS_AT, journeys=definitions.journeys, mapped=[ColumnsMapped(301, "Referrals", columns)]
    )

    told = [(one.ref, found.event) for one in read.children for found in one.events]
    assert [
        (ref, f"{event.on}", event.trigger) for ref, event in told if event.codes.get("late_reason") == "Waited"
    ] == [("1", "2026-02-09", "referral_accepted")]
    clocks = Clocks(definitions.timescales, definitions.calendars["england-and-wales"])
    covered = frozenset({"mapped", "mapped.referral_received", "mapped.referral_accepted"})
    scores = {
        one.ref: [
            judged.score
            for judged in clocks.judge(Child(AS_AT, events=tuple(e.event for e in one.events), covered=covered))
            if judged.rule.id == "REF-01"
        ]
        for one in read.children
    }
    assert scores == {"1": [Score.ON_TIME, Score.LATE_WITH_REASON], "2": [Score.ON_TIME]}


def test_a_date_of_every_event_can_be_read_from_a_councils_own_file(tmp_path: Path, definitions: Definitions) -> None:
    events = sorted(definitions.timescales.events)
    columns = (ColumnMeaning("Ref", "child"), *(ColumnMeaning(event, "event", event) for event in events))
    path = tmp_path / "x"
    path.write_text(",".join(["Ref", *events]) + "\n1" + ",02/02/2026" * len(events) + "\n")

    (child,) = read_files(
        [path], as_at=AS_AT, journeys=definitions.journeys, mapped=[ColumnsMapped(301, "All", columns)]
    ).children

    assert sorted(found.event.trigger for found in child.events) == events
    of_the_journey = {trigger for journey in definitions.journeys for trigger in journey.triggers}
    assert {misfit.trigger for misfit in child.journey.misfits} <= of_the_journey


def test_the_same_headings_are_described_anew_and_not_twice(session: Session) -> None:
    save_mapping(session, name="First", columns=COLUMNS, by=ANALYST, at=NOON)
    save_mapping(session, name="Second", columns=tuple(reversed(COLUMNS)), by=ANALYST, at=NOON)

    assert [saved.name for saved in queries.saved_mappings(session)] == ["Second"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (COLUMNS[1:], "holds the child’s number"),
        ((*COLUMNS, ColumnMeaning("Id", "child")), "holds the child’s number"),
        ((*COLUMNS, ColumnMeaning("Gender", "sex")), "each of these once"),
        ((*COLUMNS, ColumnMeaning("Seen", "event")), "what the date of each event means"),
        ((*COLUMNS, ColumnMeaning("Seen", "magic")), "from the list"),
        ((COLUMNS[0], ColumnMeaning("Why late", "late_reason")), "the reason for lateness is about"),
    ],
)
def test_a_mapping_that_could_not_be_read_is_not_saved(
    session: Session, columns: tuple[ColumnMeaning, ...], words: str
) -> None:
    with pytest.raises(NotAllowed, match=words):
        save_mapping(session, name="Tracker", columns=columns, by=ANALYST, at=NOON)

    assert queries.saved_mappings(session) == []


@pytest.mark.parametrize(("heading", "meaning"), [("born_on", "date"), ("expected_on", "date"), ("team", "fact")])
def test_a_heading_that_is_a_name_of_ours_is_only_a_heading(
    session: Session, tmp_path: Path, definitions: Definitions, heading: str, meaning: str
) -> None:
    columns = (ColumnMeaning("Ref", "child"), ColumnMeaning(heading, meaning))
    path = tmp_path / "x"
    path.write_text(f"Ref,{heading}\nc1,02/02/2026\n")

    mapped = [ColumnsMapped(301, "Tracker", columns)]
    read = read_files([path], as_at=AS_AT, journeys=definitions.journeys, mapped=mapped)
    frame = seal_frame(session, read, name="Tracker", by=ANALYST, at=NOON)

    (case,) = queries.cases(session, frame.id)
    assert (case.born_on, case.expected_on, case.team) == (None, None, None)
    assert [(fact.label, fact.value) for fact in queries.facts_of(session, case.id)] == [(heading, "02/02/2026")]
