"""What the lists show: the frame at a glance, its flags, and the case page of one child."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from caseaudit.definitions.library import Definitions
from caseaudit.intake.tables import FrameCase
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.clocks import DEFINITIONS
from tests.plans import cases_of, happened, held
from tests.reading import asked

RULES = {rule.id: rule for rule in DEFINITIONS.timescales.rules}


@pytest.fixture
def frame_id(app: Flask) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        return held(session).id


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def first_case(app: Flask, frame_id: UUID) -> FrameCase:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        return next(case for case in cases_of(session, frame_id) if case.child_ref == "c-0")


def screened(browser: Browser, frame_id: UUID) -> None:
    browser.open(f"/frames/{frame_id}/screening")
    browser.submit("Screen this frame")


def test_a_frame_leads_to_what_its_lists_show_and_is_screened_by_a_button(supervisor: Browser, frame_id: UUID):
    supervisor.open(f"/frames/{frame_id}")
    page = supervisor.click("See what the lists show of every child")
    assert "This frame has not been screened yet" in page.text

    page = supervisor.submit("Screen this frame")

    assert "3 children were screened" in page.text
    assert page.rows("Sign of drift")[0][:2] == [
        "Child protection plan open for two years",
        "2 Child protection plan open for two years",
    ]


def test_screening_again_from_the_page_raises_nothing_new(supervisor: Browser, frame_id: UUID):
    screened(supervisor, frame_id)

    assert "0 new flags, 0 withdrawn" in supervisor.submit("Screen again").text


def test_the_glance_counts_children_at_each_level_and_in_each_team(supervisor: Browser, frame_id: UUID):
    screened(supervisor, frame_id)

    page = supervisor.open(f"/frames/{frame_id}/screening")

    (level,) = page.rows("Children at each case level")
    assert level[:2] == ["Child protection plan", "3"]
    (team,) = page.rows("Children flagged in each team")
    assert team[0] == "North team"


def test_the_glance_says_what_cannot_be_told_and_how_each_limit_came_out(supervisor: Browser, frame_id: UUID):
    screened(supervisor, frame_id)

    page = supervisor.open(f"/frames/{frame_id}/screening")

    (review,) = [row[1:] for row in page.rows("How each time limit came out") if "CPR-01" in row[0]]
    judged, *scores = (int(number) for number in review)
    assert judged == sum(scores) == 3


def test_a_number_leads_to_the_children_behind_it(supervisor: Browser, frame_id: UUID):
    screened(supervisor, frame_id)
    supervisor.open(f"/frames/{frame_id}/screening")

    page = supervisor.click("2 Child protection plan open for two years")

    assert "2 flags on 2 children" in page.text
    assert "has been open for two years or longer" in page.text


@pytest.mark.parametrize(
    ("choice", "flags"),
    [
        ({"group": "drift", "code": "plan_open_two_years", "level": "child_protection", "team": "North team"}, 2),
        ({"group": "drift", "code": "plan_open_two_years", "team": "-"}, 0),
        ({"group": "X", "code": "plan_open_two_years"}, 0),
    ],
)
def test_flags_are_chosen_by_kind_flag_level_and_team(supervisor: Browser, frame_id: UUID, choice, flags):
    screened(supervisor, frame_id)
    supervisor.open(f"/frames/{frame_id}/screening/flags")

    page = supervisor.submit("Show", choice)

    assert len(page.find("//tbody/tr")) == flags
    assert flags or "There is no flag of this choice" in page.text


def test_a_flag_leads_to_its_child_by_pseudonym(app: Flask, supervisor: Browser, frame_id: UUID):
    screened(supervisor, frame_id)
    case = first_case(app, frame_id)
    supervisor.open(f"/frames/{frame_id}/screening/flags?code=plan_open_two_years")

    page = supervisor.click(f"Case {case.case_key[:8]}")

    assert page.heading == f"Case {case.case_key[:8]}"
    assert case.child_ref not in page.address
    assert case.child_ref not in page.title
    assert case.child_ref in page.text
    assert "The child protection plan that began on 9 January 2023 has been open for two years or longer." in page.text


def test_the_case_page_needs_no_screening_first(app: Flask, supervisor: Browser, frame_id: UUID):
    page = supervisor.open(f"/frames/{frame_id}/cases/{first_case(app, frame_id).id}")

    assert "Sign of drift" in page.text


def test_each_time_limit_shows_its_arithmetic(app: Flask, supervisor: Browser, frame_id: UUID):
    case = first_case(app, frame_id)
    with transaction(app.extensions["caseaudit"].engine) as session:
        happened(session, case, date(2026, 2, 2), "cp_review_held")

    page = supervisor.open(f"/frames/{frame_id}/cases/{case.id}")

    (row,) = [row for row in page.rows("Time limits missed or still to come, latest first") if "CPR-02" in row[0]]
    assert "6 months after that is 2 August 2026." in row[0]
    assert row[1:] == ["2 August 2026", "–", "Not yet due"]


def test_every_mark_on_the_drawing_leads_to_a_row_that_is_there(app: Flask, supervisor: Browser, frame_id: UUID):
    case = first_case(app, frame_id)
    with transaction(app.extensions["caseaudit"].engine) as session:
        happened(session, case, date(2026, 2, 2), "cp_review_held")

    page = supervisor.open(f"/frames/{frame_id}/cases/{case.id}")

    marks = page.find("//figure//*[local-name()='a']/@href")
    assert {mark.split("-")[0] for mark in marks} == {"#event", "#limit"}
    assert all(page.find(f"//tr[@id='{mark[1:]}']") for mark in marks)


def test_a_case_of_another_frame_is_not_found(app: Flask, supervisor: Browser, frame_id: UUID):
    with transaction(app.extensions["caseaudit"].engine) as session:
        other = held(session, name="Another").id

    assert supervisor.open(f"/frames/{other}/cases/{first_case(app, frame_id).id}").status == 404


def test_an_auditor_sees_no_frame(app: Flask, browser: Browser, frame_id: UUID):
    browser.sign_in_as("auditor")

    assert browser.open(f"/frames/{frame_id}/screening").status == 403
    assert browser.open(f"/frames/{frame_id}/cases/{first_case(app, frame_id).id}").status == 403


def test_the_auditor_reads_what_the_lists_show_and_is_not_asked_to_judge_it(
    app: Flask, definitions: Definitions, browser: Browser
):
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit = asked(session, definitions).audit
        happened(session, session.get(FrameCase, audit.case_id), date(2023, 1, 9), "cp_plan_started")
    browser.sign_in_as("auditor")

    page = browser.open(f"/audits/{audit.id}")

    assert "The child protection plan that began on 9 January 2023 has been open for two years or longer." in page.text
    assert "you do not judge them" in page.text
    assert "No flags so far" in page.text
    assert "Not answered" in browser.open(f"/audits/{audit.id}/submit").text
    assert "two years or longer" not in browser.open(f"/audits/{audit.id}/flags").text


def set_own_limit(browser: Browser, rule: str) -> None:
    browser.open(f"/timescales/{rule}/limit")
    browser.submit("Set the limit", {"n": "10", "unit": "working_days", "note": "Visiting policy"})


def test_figures_judged_before_a_limit_was_changed_say_so_and_offer_to_screen_again(
    app: Flask, supervisor: Browser, frame_id: UUID
):
    screened(supervisor, frame_id)
    case = f"/frames/{frame_id}/cases/{first_case(app, frame_id).id}"
    assert "changed since" not in supervisor.page.text + supervisor.open(case).text
    set_own_limit(supervisor, "CPV-01")

    for address in (f"/frames/{frame_id}/screening/flags", f"/frames/{frame_id}/screening"):
        assert "1 local limit has been changed since then (CPV-01)" in supervisor.open(address).text
    assert "1 local limit has been changed since" in supervisor.open(case).text
    supervisor.open(f"/frames/{frame_id}/screening/flags")

    page = supervisor.submit("Screen again")

    assert "changed since" not in page.text + supervisor.open(case).text


def test_a_list_of_flags_before_any_screening_says_what_to_do(supervisor: Browser, frame_id: UUID):
    page = supervisor.open(f"/frames/{frame_id}/screening/flags")

    assert "This frame has not been screened yet" in page.text
    assert supervisor.click("Screen it first").heading == "What the lists show"


def test_the_overview_of_a_supervisor_leads_to_what_the_newest_lists_show(supervisor: Browser, frame_id: UUID):
    assert "has not been screened yet" in supervisor.open("/").text
    screened(supervisor, frame_id)

    page = supervisor.open("/")

    assert "of 3 children flagged in" in page.text
    assert supervisor.click("See what the lists show").heading == "What the lists show"


def test_a_list_of_flags_names_each_flag_and_says_its_words_once(app: Flask, supervisor: Browser, frame_id: UUID):
    with transaction(app.extensions["caseaudit"].engine) as session:
        happened(session, first_case(app, frame_id), date(2025, 6, 2), "cp_review_held")
    screened(supervisor, frame_id)

    page = supervisor.open(f"/frames/{frame_id}/screening/flags?group=overdue")

    (told,) = [row[2] for row in page.rows() if row[2].startswith("CPR-02")]
    title = RULES["CPR-02"].title
    assert told.startswith(f"CPR-02: {title}Due by 2 December 2025, and by 31 March 2026 the lists do not show it")
    assert told.count(title) == 1
