"""Signing in and out."""

from tests.browser import Browser


def test_signing_in_leads_to_the_page_asked_for(browser: Browser):
    page = browser.open("/accounts")

    assert page.heading == "Sign in"

    page = browser.submit("Sign in", {"email": "administrator@test", "password": "correct horse battery staple"})

    assert (page.heading, page.address) == ("Accounts", "/accounts")
