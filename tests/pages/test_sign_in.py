"""Signing in and out, and what becomes of typed text when a session lapses."""

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import TEST_PASSWORD

NEW_PASSWORD = "three other random words"
TYPED = {"name": "Nora Newcomer", "email": "nora@test", "role": "auditor", "team": "North team, with a note"}


def _end_every_other_session_of(app: Flask, email: str) -> None:
    elsewhere = Browser(app.test_client())
    elsewhere.sign_in_as(email)
    elsewhere.open("/accounts/own")
    page = elsewhere.submit("Change password", {"current": TEST_PASSWORD, "new": NEW_PASSWORD})
    assert not page.errors


def test_signing_in_leads_to_the_page_asked_for(browser: Browser):
    page = browser.open("/accounts")
    assert page.heading == "Sign in"

    page = browser.submit("Sign in", {"email": "administrator@test", "password": TEST_PASSWORD})

    assert (page.heading, page.address) == ("Accounts", "/accounts")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\n/x"],
)
def test_signing_in_never_leads_to_another_site(browser: Browser, elsewhere: str):
    response = browser.client.get("/sign-in", query_string={"next": elsewhere})
    assert "evil.example" not in response.text

    browser.open("/sign-in")
    page = browser.submit("Sign in", {"email": "administrator@test", "password": TEST_PASSWORD, "next": elsewhere})

    assert page.address == "/"


def test_a_wrong_password_is_refused_on_the_page_and_is_not_sent_back(browser: Browser):
    browser.open("/sign-in")

    page = browser.submit("Sign in", {"email": "administrator@test", "password": "not the password"})

    assert page.errors == [
        "The email address or the password is not right. After several wrong tries you have to wait 15 minutes, "
        "even with the right password."
    ]
    assert page.value_of("email") == "administrator@test"
    assert "not the password" not in page.html


def test_wrong_passwords_are_counted_although_nothing_else_is_saved(browser: Browser):
    browser.open("/sign-in")
    for _ in range(5):
        browser.submit("Sign in", {"email": "auditor@test", "password": "not the password"})

    page = browser.submit("Sign in", {"email": "auditor@test", "password": TEST_PASSWORD})

    assert len(page.errors) == 1


def test_both_fields_must_be_filled_in(browser: Browser):
    browser.open("/sign-in")

    page = browser.submit("Sign in")

    assert page.errors == ["Enter your email address", "Enter your password"]


def test_signing_out_ends_the_session_for_a_copied_cookie_too(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    copied = browser.client.get_cookie("caseaudit").value

    browser.sign_out()

    thief = app.test_client()
    thief.set_cookie("caseaudit", copied)
    assert thief.get("/accounts").status_code == 302


def test_signing_in_gives_a_new_cookie_so_that_none_can_be_planted(browser: Browser):
    browser.open("/sign-in")
    before = browser.client.get_cookie("caseaudit").value

    browser.submit("Sign in", {"email": "administrator@test", "password": TEST_PASSWORD})

    assert browser.client.get_cookie("caseaudit").value != before


def test_what_was_typed_survives_a_lapsed_session(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")
    _end_every_other_session_of(app, "administrator@test")

    page = browser.submit("Add account", {**TYPED, "password": "a first password"})
    assert (page.heading, page.status) == ("Sign in again", 403)
    assert "What you typed is not lost" in page.text

    page = browser.submit("Sign in", {"email": "administrator@test", "password": NEW_PASSWORD})
    assert page.heading == "Save what you typed"
    assert "North team, with a note" in page.text
    assert "a first password" not in page.html

    page = browser.submit("Continue and save")
    assert page.errors == ["Enter a first password"]
    assert page.value_of("team") == "North team, with a note"


def test_what_was_typed_survives_a_wrong_password_on_the_way(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")
    _end_every_other_session_of(app, "administrator@test")
    browser.submit("Add account", TYPED)

    browser.submit("Sign in", {"email": "administrator@test", "password": "not the password"})
    page = browser.submit("Sign in", {"email": "administrator@test", "password": NEW_PASSWORD})

    assert page.heading == "Save what you typed"


def test_nobody_else_can_save_what_was_typed(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")
    _end_every_other_session_of(app, "administrator@test")
    browser.submit("Add account", TYPED)

    page = browser.submit("Sign in", {"email": "supervisor@test", "password": TEST_PASSWORD})

    assert page.heading == "Overview"
    assert "North team, with a note" not in page.html


def test_what_another_site_posts_is_not_carried_past_the_sign_in(app: Flask):
    response = app.test_client().post("/accounts/new", data=TYPED, headers={"Origin": "https://evil.example"})

    assert response.status_code == 403
    assert 'name="kept"' not in response.text


def test_kept_text_that_was_altered_is_not_offered(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")
    _end_every_other_session_of(app, "administrator@test")
    page = browser.submit("Add account", TYPED)

    altered = (page.value_of("kept") or "")[:-3] + "xyz"
    page = browser.submit("Sign in", {"email": "administrator@test", "password": NEW_PASSWORD, "kept": altered})

    assert page.heading == "Overview"


def test_what_was_typed_survives_signing_in_again_in_another_tab(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")
    other_tab = Browser(browser.client)
    other_tab.open("/accounts")
    other_tab.sign_out()
    other_tab.sign_in_as("administrator")

    page = browser.submit("Add account", {**TYPED, "password": "a first password"})
    assert page.heading == "Save what you typed"

    page = browser.submit("Continue and save")
    page = browser.submit("Add account", {"password": "a first password"})
    assert "Nora Newcomer can sign in now." in page.text


def test_a_sign_in_page_left_open_too_long_asks_for_the_password_again(app: Flask, browser: Browser):
    browser.open("/sign-in")
    browser.client.delete_cookie("caseaudit")

    page = browser.submit("Sign in", {"email": "administrator@test", "password": TEST_PASSWORD})

    assert page.errors == ["Enter your password again, because this page had been open too long"]
    page = browser.submit("Sign in", {"password": TEST_PASSWORD})
    assert page.heading == "Overview"


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser: Browser):
    browser.open("/sign-in")

    cookie = browser.client.get_cookie("caseaudit")

    assert (cookie.http_only, cookie.same_site) == (True, "Lax")
