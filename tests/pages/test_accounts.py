"""Accounts on pages: letting somebody in, closing an account, one's own password."""

import pytest
from flask import Flask

from tests.browser import Browser
from tests.factories import TEST_PASSWORD

NORA = {
    "name": "Nora Newcomer",
    "email": "nora@test",
    "role": "auditor",
    "team": "North",
    "password": "a first password",
}


def test_an_administrator_lets_somebody_in_who_can_then_sign_in(app: Flask, browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts")
    browser.click("Add an account")

    page = browser.submit("Add account", NORA)

    assert ["Nora Newcomer", "Auditor", "North", "nora@test", "Active"] in [row[:5] for row in page.rows()]
    assert Browser(app.test_client()).sign_in_as("nora@test", "a first password").heading != "Sign in"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": ""}, "Enter a full name"),
        ({"email": "nora"}, "Enter an email address in the correct format, like name@example.gov.uk"),
        (
            {"email": "auditor@test"},
            "You cannot add this account: somebody has an account with this email address already",
        ),
        ({"password": "short"}, "Enter a password of at least 12 characters; three random words are good"),
    ],
)
def test_each_mistake_is_named_at_its_field_and_the_rest_is_kept(browser: Browser, change, error):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")

    page = browser.submit("Add account", {**NORA, **change})

    assert page.errors == [error]
    assert page.value_of("team") == "North"


def test_an_empty_form_names_every_field(browser: Browser):
    browser.sign_in_as("administrator")
    browser.open("/accounts/new")

    page = browser.submit("Add account")

    assert page.errors == ["Enter a full name", "Enter an email address", "Select a role", "Enter a first password"]


def test_closing_an_account_signs_the_person_out_at_once(app: Flask, browser: Browser):
    supervisor = Browser(app.test_client())
    supervisor.sign_in_as("supervisor")
    browser.sign_in_as("administrator")
    page = browser.open("/accounts")
    close = next(href for words, href in page.links.items() if words == "Close the account of Sam Supervisor")

    page = browser.open(close)
    assert page.heading == "Close the account of Sam Supervisor"
    page = browser.submit("Close this account")

    assert "The account is closed." in page.text
    assert supervisor.open("/").heading == "Sign in"


def test_nobody_is_offered_to_close_their_own_account(browser: Browser):
    browser.sign_in_as("administrator")

    page = browser.open("/accounts")

    assert not [words for words in page.links if words == "Close the account of Ann Administrator"]


@pytest.mark.parametrize("who", ["auditor", "supervisor"])
def test_only_an_administrator_sees_the_accounts(browser: Browser, who: str):
    browser.sign_in_as(who)

    page = browser.open("/accounts")

    assert (page.status, page.heading) == (403, "You cannot see this page")


def test_everybody_can_change_their_own_password(app: Flask, browser: Browser):
    browser.sign_in_as("supervisor")
    browser.click("Sam Supervisor")

    page = browser.submit("Change password", {"current": "not the password", "new": "three other random words"})
    assert [error[:41] for error in page.errors] == ["Enter your current password as it is now."]

    page = browser.submit("Change password", {"current": TEST_PASSWORD, "new": "three other random words"})
    assert "Your password is changed" in page.text
    assert Browser(app.test_client()).sign_in_as("supervisor", "three other random words").heading == "Overview"


def test_no_account_page_gives_a_closed_door_away_to_a_stranger(browser: Browser):
    browser.sign_in_as("administrator")

    page = browser.open("/accounts/00000000-0000-4000-8000-000000000000/close")

    assert (page.status, page.heading) == (404, "Page not found")


def test_an_administrator_gives_a_new_password_to_somebody_who_forgot_theirs(app: Flask, browser: Browser):
    theirs = Browser(app.test_client())
    theirs.sign_in_as("auditor@test")
    browser.sign_in_as("administrator@test")
    page = browser.open("/accounts")
    browser.open(next(where for words, where in page.links.items() if words == "Reset password of Ada Auditor"))

    assert browser.submit("Reset the password", {"new": "short"}).errors == [
        "Enter a password of at least 12 characters; three random words are good"
    ]
    browser.submit("Reset the password", {"new": "lantern orchard window"})

    assert theirs.open("/audits").heading == "Sign in"
    theirs.submit("Sign in", {"email": "auditor@test", "password": "lantern orchard window"})
    assert theirs.open("/audits").heading == "Your audits"


def test_wrong_current_passwords_are_counted_although_nothing_else_is_saved(app: Flask, browser: Browser):
    browser.sign_in_as("supervisor")
    browser.open("/accounts/own")
    for _ in range(5):
        browser.submit("Change password", {"current": "not the password", "new": "three other random words"})

    page = browser.submit("Change password", {"current": TEST_PASSWORD, "new": "three other random words"})

    assert "wait 15 minutes" in page.errors[0]
    elsewhere = Browser(app.test_client())
    elsewhere.open("/sign-in")
    assert elsewhere.submit("Sign in", {"email": "supervisor@test", "password": TEST_PASSWORD}).errors
