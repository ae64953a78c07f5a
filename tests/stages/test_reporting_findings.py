"""Findings, files and the report of a whole round, on both databases."""

from csv import DictReader
from io import StringIO

import pytest
from sqlmodel import Session

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.changes import eliminate
from caseaudit.auditing.queries import audits_in
from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.people import Role, command_line
from caseaudit.reporting.export import export_file
from caseaudit.reporting.findings import findings_of
from caseaudit.reporting.report import report_on
from caseaudit.sampling.changes import pick_targeted
from caseaudit.sampling.queries import cases_of
from tests.factories import NOON, add_people
from tests.frames import children, frame_of
from tests.rounds import accepted, all_good, audited, drawn, shared_out

SUPERVISOR = command_line(Role.SUPERVISOR)
EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def frame(session: Session):
    add_people(session)
    return frame_of(
        session,
        [
            *children(40, level="child_in_need", team="East team", worker=EVIL, sex="F"),
            *children(8, level="looked_after", team="West team", worker="W. Orker", sex="M"),
        ],
    )


def half_good(question, one):
    """Good plans for looked-after children only, oversight recorded nowhere, contingency nowhere asked for."""
    said = {
        "plan-outcomes": "yes" if one.case.level == "looked_after" else "no",
        "oversight-recorded": "not_recorded",
        "plan-contingency": "not_applicable",
        "overall-grade": "good" if one.case.level == "looked_after" else "inadequate",
    }
    return AnswerDraft(said[question.id], "Seen on the file.") if question.id in said else all_good(question, one)


@pytest.fixture
def sample(session: Session, definitions: Definitions, frame):
    """Twelve drawn by level (10 in need, 2 looked after), one set aside and replaced, all accepted but one."""
    sample = drawn(session, definitions, frame, size=12, method="stratified")
    out = next(case for case in cases_of(session, sample.id) if case.level == "child_in_need")
    eliminate(session, out.id, code="audited_recently", note="note", definitions=definitions, by=SUPERVISOR, at=NOON)
    shared_out(session, definitions, sample)
    audits = audits_in(session, sample.id)
    left = next(one for one in audits if one.case.level == "child_in_need")
    done = [one for one in audits if one is not left]
    audited(session, definitions, done, says=half_good)
    accepted(session, definitions, [one for one in audits_in(session, sample.id) if one.audit.status == "submitted"])
    return sample


def test_findings_count_accepted_audits_and_say_how_far_the_round_has_come(session, definitions, sample):
    findings = findings_of(session, sample.id, definitions)

    progress = findings.progress
    assert (progress.drawn, progress.set_aside, progress.replacements, progress.in_sample) == (12, 1, 1, 12)
    assert (progress.accepted, progress.is_open) == (11, 1)
    assert any("11 of 12 case files" in sentence and "1 still open" in sentence for sentence in findings.method)
    assert len(findings.files) == 11


def test_a_question_is_a_figure_of_the_applicable_with_its_gaps(session, definitions, sample):
    findings = findings_of(session, sample.id, definitions)

    outcomes, oversight, contingency = (
        findings.question(id).figure for id in ("plan-outcomes", "oversight-recorded", "plan-contingency")
    )
    assert outcomes.sentence == "2 of 11 (18%; 95% interval 5% to 48%)"
    assert (oversight.count, oversight.applicable, oversight.not_recorded) == (0, 11, 11)
    assert (contingency.applicable, contingency.not_applicable) == (0, 9)
    assert contingency.note == "Applied to none of these case files."
    assert {findings.files[case_id].level for case_id in outcomes.case_ids} == {"looked_after"}


def test_groups_stand_highest_level_first_and_are_counts_below_ten(session, definitions, sample):
    by_level = findings_of(session, sample.id, definitions, by="level").question("plan-outcomes")
    by_team = findings_of(session, sample.id, definitions, by="team").question("plan-outcomes")

    assert [(g.key, g.figure.count, g.figure.applicable, g.figure.interval) for g in by_level.groups] == [
        ("looked_after", 2, 2, None),
        ("child_in_need", 0, 9, None),
    ]
    assert [group.title for group in by_team.groups] == ["East team", "West team"]


def test_grades_and_flags_are_counted_over_the_same_files(session, definitions, sample):
    findings = findings_of(session, sample.id, definitions)

    (grade,) = findings.grades
    given = {row.key: row.figure.count for row in grade.grades}
    assert given == {"outstanding": 0, "good": 2, "requires_improvement": 0, "inadequate": 9}
    assert [flag.code for flag in findings.flags][:2] == ["chronology_missing", "chronology_not_current"]
    assert all(flag.figure.applicable + flag.figure.not_applicable == 11 for flag in findings.flags)
    assert findings.question("no-such-question") is None
    assert findings.flag("no_such_flag") is None


def test_a_sample_nobody_drew_has_no_findings(session, definitions, frame):
    with pytest.raises(NotFound):
        findings_of(session, frame.id, definitions)


def test_a_pick_gives_counts_without_intervals_and_says_what_it_is(session, definitions, frame, sample):
    chosen = [case.case_id for case in cases_of(session, sample.id)][:10]
    tool = definitions.latest_tool("core-case-file")
    picked = pick_targeted(
        session,
        frame_id=frame.id,
        name="Worries",
        picks=dict.fromkeys(chosen, "Repeat plan"),
        tool=tool,
        tool_sha256="f" * 64,
        by=SUPERVISOR,
        at=NOON,
    )
    shared_out(session, definitions, picked)
    audited(session, definitions, audits_in(session, picked.id))
    accepted(session, definitions, audits_in(session, picked.id))

    findings = findings_of(session, picked.id, definitions)

    assert not findings.is_estimate
    assert {question.figure.interval for question in findings.questions} == {None}
    assert any(question.figure.proportion is not None for question in findings.questions)
    assert findings.method[-1].startswith("Picked, not drawn")


def test_the_findings_file_has_each_figure_with_its_interval_groups_and_method(session, definitions, sample):
    text = export_file(session, sample.id, "findings.csv", definitions).decode("utf-8-sig")
    rows = list(DictReader(StringIO(text, newline="")))

    lines = {(row["Id"], row["Counted"], row["Group"]): row for row in rows}
    whole = lines["plan-outcomes", "Yes", ""]
    assert (whole["Count"], whole["Of"], whole["Percent"], whole["Interval from"]) == ("2", "11", "18.2", "5.1")
    assert lines["plan-outcomes", "Yes", "West team"]["Percent"] == ""
    assert lines["plan-outcomes", "No", ""]["Count"] == "9"
    assert lines["overall-grade", "Inadequate", ""]["Count"] == "9"
    assert rows[-1]["Kind"] == "method"


def test_the_report_is_one_page_that_fetches_nothing_and_names_nobody(session, definitions, sample):
    page = report_on(session, sample.id, definitions, authority="Borough of <Test>", written_at=NOON)

    assert "Borough of &lt;Test&gt;" in page
    assert "2 of 11" in page
    assert "<strong>18%</strong>" in page
    assert sample.seed in page
    assert "<script" not in page
    assert "://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert [case.child_ref for case in cases_of(session, sample.id) if case.child_ref in page] == []
    assert "W. Orker" not in page
