"""What was judged over a frame is counted apart from what could not be told, and each rule says what it would need."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.definitions.timescale import Unit
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.reading import read_files
from caseaudit.journey.judgement import Score
from caseaudit.people import Role, command_line
from caseaudit.screening.frame import screen_frame
from caseaudit.screening.local_limits import set_local_limit
from caseaudit.screening.queries import flag_counts, screening_of
from caseaudit.screening.tally import RuleTally, tallies, totals, totals_in_words
from caseaudit.screening.words import title_of
from tests.annex_a import AS_AT, write
from tests.factories import NOON

BY = command_line(Role.SUPERVISOR)


@pytest.fixture
def tallied(session: Session, definitions: Definitions, tmp_path: Path):
    def tallied() -> dict[str, RuleTally]:
        path = write(tmp_path / "lists.xlsx", {4: [{"child": "A1"}], 8: [{"child": "A1"}]})
        read = read_files([path], as_at=AS_AT, journeys=definitions.journeys)
        frame = seal_frame(session, read, name="Lists", by=BY, at=NOON)
        screen_frame(session, frame.id, definitions=definitions, by=BY, at=NOON)
        screening = screening_of(session, frame.id)
        return {one.rule_id: one for one in tallies(session, frame.id, screening, definitions)}

    return tallied


def test_what_no_list_holds_is_counted_as_not_told_and_said_to_need_its_dates(tallied):
    found = tallied()["LAC-07"]

    assert (found.judged, found.untold) == (0, 1)
    assert found.needs == ("Health, education and the GP told of the placement",)


def test_a_rule_that_was_judged_counts_each_way_of_coming_out_apart(tallied):
    found = tallied()

    assert found["LAC-01"].scores == {"overdue": 1}
    assert (found["LAC-01"].judged, found["LAC-01"].untold, found["LAC-01"].needs) == (1, 0, ())
    assert totals(tuple(found.values()))[Score.CANNOT_TELL] == sum(one.untold for one in found.values())


def test_a_rule_needs_a_code_that_no_list_gives_in_words(tallied):
    assert "A code of placement under regulation" in tallied()["VIS-04a"].needs


def test_a_rule_needs_dates_of_what_starts_its_clock_too(tallied):
    assert tallied()["SA-01"].needs == ("Referral received",)


def test_a_local_limit_is_in_the_counts_once_the_authority_sets_it(session: Session, definitions: Definitions, tallied):
    set_local_limit(
        session, definitions.timescales, "CPV-01", n=10, unit=Unit.WORKING_DAYS, note="Policy", by=BY, at=NOON
    )

    found = tallied()

    assert found["CPV-01"].needs == ("Child protection plan started", "Visit under the child protection plan")
    assert "CIN-05" not in found


def test_a_local_indicator_is_in_the_counts_and_flags_once_the_authority_sets_it(
    session: Session, definitions: Definitions, tmp_path: Path
):
    set_local_limit(session, definitions.timescales, "S20-01", n=1, unit=Unit.MONTHS, note="Policy", by=BY, at=NOON)
    care = {"child": "A1", "legal_status": "V2: Section 20", "care_started_on": date(2026, 1, 5)}
    path = write(tmp_path / "lists.xlsx", {8: [care | {"legal_status_on": date(2026, 1, 5)}]})
    read = read_files([path], as_at=AS_AT, journeys=definitions.journeys)
    frame = seal_frame(session, read, name="Lists", by=BY, at=NOON)

    screen_frame(session, frame.id, definitions=definitions, by=BY, at=NOON)

    found = tallies(session, frame.id, screening_of(session, frame.id), definitions)
    assert {one.rule_id: one.scores for one in found}["S20-01"] == {"overdue": 1}
    (line,) = [one for one in flag_counts(session, frame.id) if one.code == "S20-01-sign"]
    assert (line.group, line.children, title_of(line.code, definitions)[:7]) == ("drift", 1, "S20-01:")


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ({}, ""),
        (
            {"on_time": 1200, "late": 1, "overdue": 2, "cannot_tell": 8},
            "1,200 on time, 1 late and 2 overdue; 8 cannot be told",
        ),
        ({"cannot_tell": 8}, "8 cannot be told"),
        ({"late_with_reason": 1}, "1 late with a reason recorded"),
    ],
)
def test_the_counts_can_be_said_in_a_sentence(definitions: Definitions, scores, words):
    rule = definitions.timescales.rule("LAC-01")

    assert totals_in_words([RuleTally(rule.id, rule.title, rule.force, scores)]) == words
