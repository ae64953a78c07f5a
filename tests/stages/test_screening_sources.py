"""The silence of a source is held only against the children who are in it."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from caseaudit.definitions.library import Definitions
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.queries import Frame, cases, journey_of, misfits_of
from caseaudit.intake.reading import read_files
from caseaudit.intake.remarks import RemarkKind
from caseaudit.journey.exchange import read_json
from caseaudit.people import Role, command_line
from caseaudit.screening.children import child_of
from caseaudit.screening.structure import screener
from caseaudit.screening.told import journey_file
from tests.annex_a import write
from tests.factories import NOON
from tests.returns import census, child, details, episode, file_903

AS_AT = date(2026, 3, 31)


def test_a_child_of_one_return_is_not_judged_by_the_silence_of_another(
    session: Session, definitions: Definitions, tmp_path: Path
):
    lists = write(tmp_path / "lists.xlsx", {8: [{"child": "A1", "care_started_on": date(2025, 5, 1)}]})
    returned = file_903(tmp_path / "episodes.csv", "episodes", [episode("B1")])
    read = read_files([lists, returned], as_at=AS_AT, journeys=definitions.journeys)
    by = command_line(Role.ADMINISTRATOR)

    frame = seal_frame(session, read, name="Both", by=by, at=NOON)

    covered = {
        case.child_ref: {name.partition(".")[0] for name in child_of(session, case.id, definitions.journeys).covered}
        for case in cases(session, frame.id)
    }
    assert covered == {"A1": {"annex_a"}, "B1": {"ssda903"}}


def screened(session: Session, definitions: Definitions, *paths: Path, as_at: date = AS_AT) -> set[str]:
    """The flags on time limits of the one child these files tell of, by code and day due."""
    read = read_files(paths, as_at=as_at, journeys=definitions.journeys)
    by = command_line(Role.ADMINISTRATOR)
    frame = seal_frame(session, read, name="Merged", by=by, at=NOON)
    screen = screener(session, definitions)
    (case,) = cases(session, frame.id)
    flags = screen(child_of(session, case.id, definitions.journeys)).flags
    return {f"{flag.code} {flag.words.split()[1]}" for flag in flags if flag.check == "timeliness"}


def reviews(path: Path, *days: str, ref: str = "A1") -> Path:
    rows = [{"CHILD": ref, "DOB": "01/06/2015", "REVIEW": day, "REVIEW_CODE": "PN1"} for day in days]
    return file_903(path, "reviews", rows)


def lists(path: Path) -> Path:
    """Annex A with the latest of the child's reviews, of care and of a child protection plan of two years."""
    care = {"child": "A1", "care_started_on": date(2023, 6, 1), "placement_on": date(2023, 6, 1)}
    care |= {"legal_status_on": date(2023, 6, 1), "care_review_on": date(2026, 2, 2)}
    care |= {"care_visit_on": date(2026, 3, 20), "health_assessment_on": date(2025, 9, 1)}
    return write(path, {7: [plan(date(2024, 6, 3))], 8: [care]})


def plan(started_on: date) -> dict[str, Any]:
    return {"child": "A1", "plan_started_on": started_on, "review_conference_on": date(2026, 1, 12)}


def test_a_return_of_two_years_shows_a_late_review_that_inspection_lists_beside_it_could_not(
    session: Session, definitions: Definitions, tmp_path: Path
):
    days = ["03/05/2024", "17/01/2025", "10/07/2025", "02/02/2026"]
    returned = reviews(tmp_path / "reviews.csv", *days)

    alone = screened(session, definitions, lists(tmp_path / "alone.xlsx"))
    merged = screened(session, definitions, lists(tmp_path / "lists.xlsx"), returned)

    assert alone == set()
    # Due by 3 November 2024: before the 12 months that are looked back on.
    assert merged == {"LAC-03-late 2026-01-10"}


def test_two_returns_of_a_year_each_go_back_two_years(session: Session, definitions: Definitions, tmp_path: Path):
    earlier = reviews(tmp_path / "earlier.csv", "03/05/2024", "08/11/2024")
    later = reviews(tmp_path / "later.csv", "02/06/2025", "01/12/2025")

    assert screened(session, definitions, lists(tmp_path / "lists.xlsx"), earlier, later) == {"LAC-03-late 2025-05-08"}


def test_a_review_since_the_return_ended_may_hide_another_and_nobody_is_called_late(
    session: Session, definitions: Definitions, tmp_path: Path
):
    returned = reviews(tmp_path / "reviews.csv", "02/06/2024", "05/11/2024", "03/03/2025")

    assert screened(session, definitions, lists(tmp_path / "lists.xlsx"), returned) == set()


def test_the_first_review_that_inspection_lists_show_of_a_plan_is_not_called_late_beside_a_longer_return(
    session: Session, definitions: Definitions, tmp_path: Path
):
    path = write(tmp_path / "lists.xlsx", {7: [plan(date(2025, 2, 3))]})
    returned = reviews(tmp_path / "reviews.csv", "03/05/2024", "17/10/2024", "10/04/2025", "02/10/2025")

    assert screened(session, definitions, path, returned) == set()


def test_care_seen_by_two_sources_begins_once(session: Session, definitions: Definitions, tmp_path: Path):
    episodes = [{**episode("A1", "10/10/2024"), "DOB": "01/06/2015", "RNE": "P"}]
    returned = file_903(tmp_path / "episodes.csv", "episodes", episodes)
    path = lists(tmp_path / "lists.xlsx")
    both = reviews(tmp_path / "reviews.csv", "03/05/2024", "01/11/2024", "28/04/2025", "20/10/2025", "02/02/2026")

    assert screened(session, definitions, path, returned, both) == set()
    (case,) = cases(session, session.exec(select(Frame)).one().id)
    child = child_of(session, case.id, definitions.journeys)
    assert [event.on for event in child.of("lac_started")] == [date(2023, 6, 1)]
    assert child.journey.misfits == ()


def test_a_step_is_said_to_have_nothing_before_it_only_where_a_source_of_the_child_goes_back_to_it(
    session: Session, definitions: Definitions, tmp_path: Path
):
    # A year's census shows every conference of its year; Ofsted's lists show those of six months.
    on = "<CPPstartDate>2025-06-02</CPPstartDate><NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
    plans = f"<ChildProtectionPlans>{on}</ChildProtectionPlans>"
    counted = census(tmp_path / "census.xml", child("C1", details(plans, on="2025-05-06")), year=2026)
    listed = write(tmp_path / "lists.xlsx", {5: [], 7: [{"child": "A1", "plan_started_on": date(2025, 6, 2)}]})
    read = read_files([listed, counted], as_at=AS_AT, journeys=definitions.journeys)

    frame = seal_frame(session, read, name="Both", by=command_line(Role.ADMINISTRATOR), at=NOON)

    kept = {
        case.child_ref: {finding.trigger for finding in misfits_of(session, case.id)}
        for case in cases(session, frame.id)
    }
    assert kept == {"A1": set(), "C1": {"cp_plan_started"}}
    for case in cases(session, frame.id):
        told = journey_of(session, case.id, definitions.journeys)
        again = read_json(journey_file(session, case.id, "journey.json", definitions.journeys))
        assert told.misfits == child_of(session, case.id, definitions.journeys).journey.misfits
        assert told == again.replayed(definitions.journeys)


def test_a_child_whom_two_sources_tell_of_alike_is_judged_by_both(
    session: Session, definitions: Definitions, tmp_path: Path
):
    care = {"child": "A1", "care_started_on": date(2025, 5, 1), "care_review_on": date(2025, 9, 1)}
    care |= {"placement_on": date(2025, 5, 1), "legal_status_on": date(2025, 5, 1), "born_on": date(2015, 6, 1)}
    path = write(tmp_path / "lists.xlsx", {8: [care]})
    episodes = [{**episode("A1", "01/05/2025"), "DOB": "01/06/2015", "LS": "C2"}]
    returned = file_903(tmp_path / "episodes.csv", "episodes", episodes)

    # The first was due by 2 June, and the lists alone hold only the latest.
    assert "LAC-01-late 2025-06-02" in screened(
        session, definitions, path, returned, reviews(tmp_path / "reviews.csv", "01/09/2025")
    )


def test_codes_of_two_sources_that_contradict_are_named_and_the_return_is_believed(
    definitions: Definitions, tmp_path: Path
):
    care = {"child": "A1", "care_started_on": date(2025, 5, 1), "legal_status_on": date(2025, 5, 1)}
    care |= {"placement_on": date(2025, 5, 1), "legal_status": "V2", "born_on": date(2015, 6, 1)}
    listed = write(tmp_path / "lists.xlsx", {8: [care]})
    episodes = [{**episode("A1", "01/05/2025"), "DOB": "01/06/2015", "LS": "C2"}]
    returned = file_903(tmp_path / "episodes.csv", "episodes", episodes)

    read = read_files([listed, returned], as_at=AS_AT, journeys=definitions.journeys)

    (one,) = read.children
    assert {found.event.codes.get("legal_status") for found in one.events} - {None} == {"C2"}
    said = [remark.sentence for remark in read.remarks if remark.kind is RemarkKind.CONFLICT]
    assert "legal status of 1 May 2025 is V2 here and C2 in" in " ".join(said)
