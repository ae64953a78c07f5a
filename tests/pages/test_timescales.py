"""Time limits on pages: every rule with its authority, and setting and giving up a limit of one's own."""

import pytest

from tests.browser import Browser
from tests.clocks import DEFINITIONS

RULES = DEFINITIONS.timescales.rules


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def line_of(rows: list[list[str]], rule: str) -> list[str]:
    return next(row for row in rows if row[0].split(",")[0].endswith(rule))


def test_a_limit_is_found_by_a_word_or_by_its_number(supervisor: Browser):
    supervisor.open("/timescales")
    page = supervisor.submit("Find", {"q": "cpv-01"})
    assert [row[0][-6:] for row in page.rows()] == ["CPV-01"]

    page = supervisor.submit("Find", {"q": "Review conference"})
    assert {"CPR-01", "CPR-02"} <= {row[0][-6:] for row in page.rows()}
    assert "There is no such time limit" in supervisor.submit("Find", {"q": "no such words"}).text


def test_the_limits_an_authority_sets_stand_together(supervisor: Browser):
    supervisor.open("/timescales")
    own = [rule for rule in RULES if rule.takes_a_local_limit]

    page = supervisor.click(f"see all {len(own)} local limits")

    assert len(page.rows()) == len(own)
    assert all("Set a limit" in row[3] for row in page.rows())


def test_every_rule_is_listed_with_its_limit_and_whether_anything_is_judged_by_it(supervisor: Browser):
    stages = [link for link in supervisor.open("/timescales").links.values() if "stage=" in link]
    rows = [row for stage in stages for row in supervisor.open(stage).rows()]
    assert len(rows) == len(RULES)

    title, length, authority, now = line_of(rows, "LAC-01")
    assert title == "First looked after review within 20 working daysLAC-01"
    assert (length, now) == ("20 working days", "On")
    assert authority == "LawRead in a primary source"
    assert line_of(rows, "PEP-03")[3] == "Off: not verified"
    assert line_of(rows, "CPP-01")[3] == "Indicator"
    assert line_of(rows, "CPV-01")[1:] == [
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
    assert line_of(supervisor.open("/timescales?q=CPV-01").rows(), "CPV-01")[1] == "4 weeks"

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


@pytest.mark.parametrize("address", ["/timescales/LAC-01/limit", "/timescales/CPP-01/withdraw", "/timescales/XXX-01"])
def test_there_is_no_page_to_set_a_national_limit(supervisor: Browser, address: str):
    assert supervisor.open(address).status == 404


def test_giving_up_what_was_never_set_is_refused_in_a_sentence(supervisor: Browser):
    supervisor.open("/timescales/CPV-01/withdraw")

    page = supervisor.submit("Give up the limit", {"note": "No policy"})

    assert "You cannot give up this limit: none is set." in page.text


def test_an_auditor_sets_no_limits(browser: Browser):
    browser.sign_in_as("auditor")

    assert browser.open("/timescales").status == 403


def test_codes_keep_their_capital_letters(supervisor: Browser):
    assert "until the age of 18; not legal status V3 or V4" in supervisor.open("/timescales/LAC-01").text
