"""What clocks count and what flags say, over frames read from files: each missed limit is flagged or said not to be."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from caseaudit.definitions.library import Definitions
from caseaudit.definitions.timescale import Unit
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.reading import read_files
from caseaudit.people import Role, command_line
from caseaudit.screening.frame import screen_frame
from caseaudit.screening.local_limits import set_local_limit
from caseaudit.screening.queries import RaisedFlag, screening_of
from caseaudit.screening.tally import facts_by_flag, tallies, unflagged_in_words
from tests.annex_a import AS_AT, write
from tests.factories import NOON
from tests.returns import episode, file_903

BY = command_line(Role.SUPERVISOR)
HEADER = [{"CHILD": ref, "SEX": "2", "DOB": "01/06/2012", "ETHNIC": "WBRI"} for ref in "12345"]


def review(ref: str, on: str) -> dict[str, str]:
    return {"CHILD": ref, "DOB": "01/06/2012", "REVIEW": on, "REVIEW_CODE": "PN1"}


@pytest.fixture
def frame(session: Session, definitions: Definitions, tmp_path: Path):
    """Police protection that ran out, a break reviewed twice, and assessments late by two limits or long ago."""
    episodes = [
        episode("1", "05/01/2026", LS="L1"),
        episode("2", "05/01/2026", "12/01/2026", LS="L1", REC="X1"),
        episode("2", "12/01/2026", LS="C1", RNE="L"),
        episode("3", "01/12/2025", LS="V3"),
        episode("4", "06/05/2024", LS="V2"),
        episode("5", "01/05/2025", PLACE="A5", LS="E1"),
    ]
    reviews = [
        review("3", "10/01/2026"),
        review("3", "10/02/2026"),
        review("4", "02/03/2026"),
        review("5", "01/09/2025"),
    ]
    referrals = [{"child": "8", "referral_on": date(2025, 10, 6), "no_further_action": "b) No"}]
    assessments = [
        {"child": "8", "assessment_started_on": date(2025, 10, 7), "assessment_authorised_on": date(2026, 2, 2)},
        {"child": "9", "assessment_started_on": date(2024, 10, 1), "assessment_authorised_on": date(2025, 2, 3)},
    ]
    paths = [
        file_903(tmp_path / "a.csv", "header", HEADER),
        file_903(tmp_path / "b.csv", "episodes", episodes),
        file_903(tmp_path / "c.csv", "reviews", reviews),
        write(tmp_path / "lists.xlsx", {3: referrals, 4: assessments}),
    ]
    set_local_limit(session, definitions.timescales, "S20-01", n=1, unit=Unit.MONTHS, note="Policy", by=BY, at=NOON)
    return seal_frame(
        session, read_files(paths, as_at=AS_AT, journeys=definitions.journeys), name="Both", by=BY, at=NOON
    )


def test_every_clock_that_is_missed_is_a_fact_of_a_flag_or_is_counted_with_why_not(session, definitions, frame):
    screen_frame(session, frame.id, definitions=definitions, by=BY, at=NOON)

    screening = screening_of(session, frame.id)
    facts, standing = facts_by_flag(screening), session.exec(select(RaisedFlag)).all()
    of_flags = Counter[str]()
    for code in {flag.code for flag in standing if flag.check == "timeliness"}:
        of_flags[code.rpartition("-")[2]] += facts[code]
    found = tallies(session, frame.id, screening, definitions)
    missed, unflagged = Counter[str](), Counter[str]()
    for one in found:
        missed.update(one.scores)
        unflagged.update(one.unflagged)

    late = missed["late"] + missed["late_with_reason"]
    assert missed["overdue"] == of_flags["overdue"] + unflagged["overdue_elsewhere"]
    assert late == of_flags["late"] + unflagged["late_elsewhere"] + unflagged["late_long_ago"]
    assert all(unflagged[why] for why in ("overdue_elsewhere", "late_elsewhere", "late_long_ago"))
    assert of_flags["overdue"] > 0 < of_flags["late"]
    assert "overdue told by another flag" in unflagged_in_words(found)


def test_facts_of_flags_are_counted_apart_from_the_children_who_carry_them(session, definitions, frame):
    screened = screen_frame(session, frame.id, definitions=definitions, by=BY, at=NOON)

    standing = session.exec(select(RaisedFlag)).all()
    assert len({(flag.case_id, flag.code) for flag in standing}) == len(standing) == screened.standing
    assert sum(facts_by_flag(screening_of(session, frame.id)).values()) == screened.facts > screened.standing
