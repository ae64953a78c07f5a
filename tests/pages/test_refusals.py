"""What cannot be done is said on a page, and nothing personal reaches the log."""

import logging
from dataclasses import replace

import pytest
from flask import Flask

from caseaudit.app import create_app
from caseaudit.config import Settings
from caseaudit.errors import EditedMeanwhile, NotAllowed, NotFound, RefusedFile
from caseaudit.web.access import public
from tests.browser import Browser, Page


def _with_view(settings: Settings, raising: Exception, *, is_marked: bool = True) -> Flask:
    app = create_app(settings)

    def broken() -> str:
        raise raising

    app.add_url_rule("/broken", view_func=public(broken) if is_marked else broken)
    return app


@pytest.mark.parametrize(
    ("refusal", "status", "heading"),
    [
        (NotFound("There is no such sample."), 404, "Page not found"),
        (NotAllowed("You cannot submit yet."), 409, "You cannot do this"),
        (EditedMeanwhile("The other tab saved first."), 409, "Somebody else saved first"),
        (RefusedFile("This is not a workbook."), 422, "The file cannot be read"),
    ],
)
def test_every_refusal_is_a_page_with_its_sentence(settings: Settings, refusal: Exception, status: int, heading: str):
    app = _with_view(settings, refusal)

    page = Browser(app.test_client()).open("/broken")

    assert (page.status, page.heading) == (status, heading)
    assert str(refusal) in page.text


def test_an_unknown_address_is_a_page(browser: Browser):
    page = browser.open("/nowhere/at/all")

    assert (page.status, page.heading) == (404, "Page not found")


def test_a_broken_page_gives_a_reference_and_logs_where_but_not_what(
    settings: Settings, caplog: pytest.LogCaptureFixture
):
    app = _with_view(settings, ValueError("Child CH-0042, born 3 June 2014"))

    with caplog.at_level(logging.DEBUG):
        page = Browser(app.test_client()).open("/broken?child=CH-0042")

    reference = page.text.split("this reference: ")[1].split()[0]
    assert (page.status, page.heading) == (500, "Sorry, there is a problem with caseaudit")
    assert reference in caplog.text
    assert "ValueError" in caplog.text
    assert "CH-0042" not in caplog.text + page.html
    assert "2014" not in caplog.text


def test_a_view_nobody_marked_is_never_run(settings: Settings, caplog: pytest.LogCaptureFixture):
    app = _with_view(settings, AssertionError("it ran"), is_marked=False)

    page = Browser(app.test_client()).open("/broken")

    assert page.status == 500
    assert "UnmarkedView" in caplog.text


def test_a_post_too_large_is_refused_on_a_page(app: Flask):
    response = app.test_client().post("/sign-in", data={"email": "x" * 3_000_000})

    page = Page(response, "/sign-in")

    assert (page.status, page.heading) == (413, "That is too large")


def test_another_host_name_is_refused_without_a_page(app: Flask):
    response = app.test_client().get("/sign-in", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.text
    assert "<" not in response.text


def test_the_wrong_role_is_told_which_role_it_takes(browser: Browser):
    browser.sign_in_as("supervisor")

    page = browser.open("/accounts")

    assert "signs in as administrator" in page.text


def test_every_answer_forbids_frames_copies_and_anything_from_elsewhere(app: Flask):
    response = app.test_client().get("/sign-in")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_over_https_the_cookie_and_the_browser_are_kept_to_https(settings: Settings):
    app = create_app(replace(settings, is_https=True))

    response = app.test_client().get("/sign-in", base_url="https://localhost")

    assert "Secure" in response.headers["Set-Cookie"]
    assert response.headers["Strict-Transport-Security"]


def test_style_sheets_are_kept_for_a_year_under_an_address_that_changes_with_them(browser: Browser):
    page = browser.open("/sign-in")
    address = page.find("//link[@rel='stylesheet']/@href")[0]

    response = browser.client.get(address, buffered=True)

    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert b"@font-face" not in response.data
    assert b"url(" not in response.data


@pytest.mark.parametrize("path", ["/static/x/../app.py", "/static/x/..%2f..%2fapp.py", "/static/x/nothing.css"])
def test_nothing_outside_the_folder_of_style_sheets_is_served(app: Flask, path: str):
    assert app.test_client().get(path).status_code == 404
