"""The start page of each role."""

from tests.browser import Browser


def test_an_auditor_starts_at_their_own_audits(browser: Browser):
    page = browser.sign_in_as("auditor")

    assert page.address == "/audits"


def test_a_supervisor_without_a_frame_is_told_what_comes_first(browser: Browser):
    page = browser.sign_in_as("supervisor")

    assert (page.address, page.heading) == ("/", "Overview")
    assert "No frame has been imported yet" in page.text


def test_an_administrator_starts_with_frames_and_accounts(browser: Browser):
    page = browser.sign_in_as("administrator")

    assert "2 auditors" in page.text
    assert {"Import a frame", "Add an account"} <= set(page.links)


def test_the_menu_marks_where_one_is(browser: Browser):
    browser.sign_in_as("administrator")

    page = browser.open("/accounts")

    assert [link.get("href") for link in page.find("//nav//a[@aria-current]")] == ["/accounts"]
