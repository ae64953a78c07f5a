"""Findings on a page: every figure with its method, counts alone below ten, and each leading to its case files."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.queries import AuditedCase, audits_in
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import Question
from caseaudit.intake.queries import cases
from caseaudit.sampling.changes import pick_targeted
from caseaudit.store.transaction import transaction
from tests.browser import Browser, Page
from tests.factories import NOON
from tests.frames import children, frame_of
from tests.rounds import accepted, all_good, audited, drawn, person, shared_out, whole_round

QUESTION = "chronology-up-to-date"
WROTE = "The last entry is eleven weeks old."


def says(question: Question, one: AuditedCase) -> AnswerDraft:
    """Good everywhere, but for one question that North team's files do not meet."""
    if question.id == QUESTION and one.case.team == "North team":
        return AnswerDraft("no", WROTE)
    return all_good(question, one)


@pytest.fixture
def sample_id(app: Flask, definitions: Definitions) -> UUID:
    norths, souths = (
        children(5, level="child_in_need", team="North team"),
        children(7, level="closed", team="South team"),
    )
    with transaction(app.extensions["caseaudit"].engine) as session:
        return whole_round(session, definitions, frame_of(session, [*norths, *souths]), size=12, says=says).id


@pytest.fixture
def small_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return whole_round(
            session, definitions, frame_of(session, children(4, team="North team")), size=3, says=says
        ).id


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def row_of(page: Page, words: str) -> list[str]:
    return next(row for row in page.rows() if row[0].startswith(words))


def test_a_question_is_a_count_a_share_and_an_interval(supervisor: Browser, sample_id: UUID):
    page = supervisor.open(f"/samples/{sample_id}/findings")

    _, answers, figure = row_of(page, "Is the chronology up to date?")

    assert "58%" in figure
    assert "7 of 12" in figure
    assert "32% to 81%" in figure
    assert ("Yes 7" in answers, "No 5" in answers) == (True, True)


def test_heading_figures_say_who_counts(supervisor: Browser, sample_id: UUID):
    page = supervisor.open(f"/samples/{sample_id}/findings")

    assert "12 drawn from 12 case files" in page.text
    assert "12 audits accepted, and counted here" in page.text
    assert "0 still open" in page.text
    assert "Only accepted audits count: 12 of 12 case files." in page.text


def test_below_ten_there_are_counts_and_no_percentages(supervisor: Browser, small_id: UUID):
    page = supervisor.open(f"/samples/{small_id}/findings")

    tables = " ".join(" ".join(row) for row in page.rows())

    assert "0 of 3" in row_of(page, "Is the chronology up to date?")[2]
    assert "%" not in tables
    assert "95% interval" not in page.html.split("How these figures were made")[0]


def test_grades_are_as_they_were_given(supervisor: Browser, sample_id: UUID):
    page = supervisor.open(f"/samples/{sample_id}/findings")

    assert "12 of 12" in row_of(page, "Good")[2]
    assert "0 of 12" in row_of(page, "Inadequate")[2]


def test_flags_are_counted_with_how_often_auditors_agreed(supervisor: Browser, sample_id: UUID):
    page = supervisor.open(f"/samples/{sample_id}/findings")

    _, _, figure, agreed = row_of(page, "Chronology not up to date")

    assert "5 of" in figure
    assert agreed.startswith("5 of 5 flags")


def test_figures_break_down_by_team_in_counts(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/findings")
    page = supervisor.click("By team")

    rows = page.rows("Chronology and history")
    at = next(index for index, row in enumerate(rows) if row[0] == "Is the chronology up to date?")

    assert [row[0] for row in rows[at + 1 : at + 3]] == ["North team", "South team"]
    assert "0 of 5" in rows[at + 1][2]
    assert "7 of 7" in rows[at + 2][2]
    assert page.rows("Grades by team") == [
        ["North team", "0", "5 in North team graded Good", "0", "0", "5"],
        ["South team", "0", "7 in South team graded Good", "0", "0", "7"],
    ]


def test_figures_break_down_by_case_level(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/findings")
    page = supervisor.click("By case level")

    assert [row[0] for row in page.rows("Grades by case level")] == ["Child in need", "Closed or not known"]


def test_a_figure_leads_to_its_case_files_and_what_was_written(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/findings")
    page = supervisor.click("No 5: Is the chronology up to date?")

    assert page.heading == "Is the chronology up to date?"
    assert len(page.rows("Case files")) == 5
    assert all(WROTE in row[5] and row[2] == "North team" for row in page.rows("Case files"))
    assert all(link.get("href").startswith("/moderation/") for link in page.find("//table//th//a"))


def test_a_flag_leads_to_its_words_and_verdicts(supervisor: Browser, sample_id: UUID):
    page = supervisor.open(f"/samples/{sample_id}/findings/chronology_not_current")

    assert len(page.rows("Case files")) == 5
    assert all("Confirmed" in row[4] for row in page.rows("Case files"))


def test_a_figure_of_one_team_leads_to_that_teams_case_files(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/findings?by=team")
    page = supervisor.click("7 of 7 in South team answered yes: Is the chronology up to date?")

    assert "7 case files in South team." in page.text
    assert {row[2] for row in page.rows("Case files")} == {"South team"}


def test_a_grade_leads_to_its_case_files(supervisor: Browser, sample_id: UUID):
    page = supervisor.open(f"/samples/{sample_id}/findings/overall-grade?answer=good")

    assert len(page.rows("Case files")) == 12


def test_a_question_the_tool_does_not_ask_is_not_found(supervisor: Browser, sample_id: UUID):
    assert supervisor.open(f"/samples/{sample_id}/findings/no-such-question").status == 404


def test_no_reference_of_a_child_stands_in_the_findings(supervisor: Browser, sample_id: UUID):
    for page in ("", "?by=team", f"/{QUESTION}", "/chronology_not_current"):
        html = supervisor.open(f"/samples/{sample_id}/findings{page}").html

        assert "child_in_need-0" not in html
        assert "closed-0" not in html


def test_a_pick_is_labelled_and_has_no_interval(app: Flask, definitions: Definitions, supervisor: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        frame = frame_of(session, children(14, team="North team"))
        tool = definitions.latest_tool("core-case-file")
        picked = pick_targeted(
            session,
            frame_id=frame.id,
            name="Repeat plans",
            picks={case.id: "Repeat plan" for case in cases(session, frame.id)[:12]},
            tool=tool,
            tool_sha256=definitions.tool_sha256(tool),
            by=person(session, "supervisor@test"),
            at=NOON,
        )
        shared_out(session, definitions, picked)
        audited(session, definitions, audits_in(session, picked.id), says=says)
        accepted(session, definitions, audits_in(session, picked.id))

    page = supervisor.open(f"/samples/{picked.id}/findings")

    assert "Picked, not drawn." in page.text
    assert "95% interval" not in page.text
    assert "0% 0 of 12" in row_of(page, "Is the chronology up to date?")[2]


def test_an_audit_that_is_not_accepted_counts_nowhere(app: Flask, definitions: Definitions, supervisor: Browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        one = drawn(session, definitions, frame_of(session, children(3)), size=3)
        shared_out(session, definitions, one)
        audited(session, definitions, audits_in(session, one.id))

    page = supervisor.open(f"/samples/{one.id}/findings")

    assert "No audit has been accepted yet." in page.text
    assert page.find("//table") == []


def test_only_a_supervisor_reads_findings(browser: Browser, small_id: UUID):
    for role in ("auditor", "administrator"):
        browser.sign_in_as(role)

        assert browser.open(f"/samples/{small_id}/findings").status == 403
        assert browser.open(f"/samples/{small_id}/findings/{QUESTION}").status == 403
        browser.open("/")
        browser.sign_out()
