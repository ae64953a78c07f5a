"""Signing in and out."""

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import TEST_PASSWORD


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
