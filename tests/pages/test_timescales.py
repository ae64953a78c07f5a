"""Time limits on pages: every rule with its authority, and setting and giving up a limit of one's own."""

import pytest

from tests.browser import Browser
from tests.clocks import DEFINITIONS

RULES = DEFINITIONS.timescales.rules


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def line_of(page, rule: str) -> list[str]:
    return next(row for row in page.rows() if row[0].split(",")[0].endswith(rule))


def test_every_rule_is_listed_with_its_limit_and_whether_anything_is_judged_by_it(supervisor: Browser):
    page = supervisor.open("/timescales")

    assert len(page.rows()) == len(RULES)
    title, length, authority, now = line_of(page, "LAC-01")
    assert title == "First looked after review within 20 working daysLAC-01"
    assert (length, now) == ("20 working days", "On")
    assert authority == "LawRead in a primary source"
    assert line_of(page, "PEP-03")[3] == "Off: not verified"
    assert line_of(page, "CPP-01")[3] == "Indicator"
    assert line_of(page, "CPV-01")[1:] == [
        "Set locally: commonly 10 working days, in some places 4 weeks",
        "LocalLocal: no national limit exists",
        "No limit setSet a limit for CPV-01",
    ]


@pytest.mark.parametrize("rule", ["LAC-02", "VIS-03", "CPP-01", "CIN-03", "PF-04", "SDQ-01", "RHA-01", "PEP-03"])
def test_a_rule_has_a_page_that_says_what_it_rests_on(supervisor: Browser, rule: str):
    page = supervisor.open(f"/timescales/{rule}")

    assert DEFINITIONS.timescales.rule(rule).rests_on in page.text


def test_a_rule_whose_length_changed_shows_both_times(supervisor: Browser):
    text = supervisor.open("/timescales/IA-01").text

    assert "To 31 March 2010" in text
    assert "1 April 2010 to 14 April 2013" in text


def test_a_limit_is_set_changed_and_given_up_and_each_stays_in_the_history(supervisor: Browser):
    supervisor.open("/timescales/CPV-01")
    supervisor.click("Set a limit")
    page = supervisor.submit("Set the limit", {"n": "10", "unit": "working_days", "note": "Visiting policy"})
    assert "10 working days, set by Sam Supervisor" in page.text

    supervisor.click("Change the limit")
    page = supervisor.submit("Set the limit", {"n": "4", "unit": "weeks", "note": "New policy"})
    assert [row[1:] for row in page.rows("History of this limit")] == [
        ["4 weeks", "Sam Supervisor", "New policy"],
        ["10 working days", "Sam Supervisor", "Visiting policy"],
    ]
    assert line_of(supervisor.open("/timescales"), "CPV-01")[1] == "4 weeks"

    supervisor.open("/timescales/CPV-01")
    supervisor.click("Give it up")
    page = supervisor.submit("Give up the limit", {"note": "No policy now"})
    assert "None is set, so nobody is judged by this rule." in page.text
    assert page.rows("History of this limit")[0][1:] == ["Given up", "Sam Supervisor", "No policy now"]


def test_the_form_begins_with_the_limit_that_is_set(supervisor: Browser):
    supervisor.open("/timescales/CPV-01/limit")
    supervisor.submit("Set the limit", {"n": "12", "unit": "weeks", "note": "Policy"})

    page = supervisor.open("/timescales/CPV-01/limit")

    assert (page.value_of("n"), page.value_of("unit")) == ("12", "weeks")


@pytest.mark.parametrize(
    ("filling", "error"),
    [
        ({"n": "", "note": "Policy"}, "Enter a whole number from 1 to 999"),
        ({"n": "0", "note": "Policy"}, "Enter a whole number from 1 to 999"),
        ({"n": "ten", "note": "Policy"}, "Enter a whole number from 1 to 999"),
        ({"n": "10", "note": ""}, "Enter where the limit comes from"),
    ],
)
def test_each_mistake_is_named_at_its_field(supervisor: Browser, filling, error):
    supervisor.open("/timescales/CPV-01/limit")

    page = supervisor.submit("Set the limit", filling)

    assert page.errors == [error]


@pytest.mark.parametrize("address", ["/timescales/LAC-01/limit", "/timescales/CIN-05/withdraw", "/timescales/XXX-01"])
def test_there_is_no_page_to_set_a_national_limit(supervisor: Browser, address: str):
    assert supervisor.open(address).status == 404


def test_giving_up_what_was_never_set_is_refused_in_a_sentence(supervisor: Browser):
    supervisor.open("/timescales/CPV-01/withdraw")

    page = supervisor.submit("Give up the limit", {"note": "No policy"})

    assert "You cannot give up this limit: none is set." in page.text


def test_an_auditor_sets_no_limits(browser: Browser):
    browser.sign_in_as("auditor")

    assert browser.open("/timescales").status == 403
