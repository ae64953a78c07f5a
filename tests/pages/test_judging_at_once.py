"""Judging all flags of one kind at once, on the flags page and beside a question, through a browser."""

from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.queries import Verdict, judged_flags, verdicts_of
from caseaudit.auditing.tables import Audit
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser, Page
from tests.reading import asked

CODE = "action_without_date"
ALL, WHY = f"all-{CODE}", f"all-reason-{CODE}"
PLAN = "".join(f"Well\tTherapy {number} to begin\tMs Hart\tASAP\n" for number in range(6))
GROUP = f"//section[@aria-labelledby='{ALL}-title']"
LETTER = "The letter dates them."


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions, browser: Browser) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = asked(session, definitions).audit.id
    browser.sign_in_as("auditor")
    browser.open(f"/audits/{audit_id}/evidence/plan")
    browser.submit("Save and continue", {"pasted": PLAN})
    return audit_id


@pytest.fixture(params=["flags", "sections/plan"])
def page(request: pytest.FixtureRequest, browser: Browser, audit_id: UUID) -> Page:
    return browser.open(f"/audits/{audit_id}/{request.param}")


def together(page: Page) -> list[str]:
    """The names of the controls of the flags that stand together."""
    return list(dict.fromkeys(page.find(f"{GROUP}//input[starts-with(@name, 'flag-')]/@name")))


def reason(flag: str) -> str:
    return flag.replace("flag", "reason")


def verdicts(app: Flask, audit_id: UUID) -> dict[str, Verdict]:
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        codes = {one.flag.id: one.flag.code for one in judged_flags(session, session.get_one(Audit, audit_id))}
        found = verdicts_of(session, audit_id)
        assert {codes[flag_id] for flag_id in found} <= {CODE}
        return {f"flag-{flag_id}": verdict for flag_id, verdict in found.items()}


def test_flags_of_one_kind_stand_together_the_first_in_view_and_nothing_is_chosen(page: Page):
    flags = together(page)

    assert len(flags) == 6
    assert len(page.find(f"{GROUP}//details//input[@value='confirmed']")) == 3
    assert page.value_of(ALL) is None
    assert f"Confirm all {len(flags)}" in page.text
    assert not page.find("//input[starts-with(@name, 'flag-') and @checked]")


@pytest.mark.parametrize(
    ("decision", "why"), [("confirmed", ""), ("overridden", LETTER), ("not_enough", ""), ("not_enough", LETTER)]
)
def test_one_choice_gives_each_its_own_verdict_and_its_own_copy_of_the_reason(
    app: Flask, browser: Browser, audit_id: UUID, page: Page, decision: str, why: str
):
    flags = together(page)

    browser.submit("Save and continue", {ALL: decision, WHY: why})

    given = verdicts(app, audit_id)
    assert sorted(given) == sorted(flags)
    assert {(one.decision, one.reason, one.revision, one.is_of_group) for one in given.values()} == {
        (decision, why, 1, True)
    }


def test_a_verdict_on_one_flag_wins_over_the_one_on_all(app: Flask, browser: Browser, audit_id: UUID, page: Page):
    first, *_, last = together(page)

    browser.submit(
        "Save and continue", {ALL: "confirmed", first: "not_enough", last: "overridden", reason(last): LETTER}
    )

    given = verdicts(app, audit_id)
    assert (given.pop(first).decision, given.pop(last).reason) == ("not_enough", LETTER)
    assert {(one.decision, one.is_of_group) for one in given.values()} == {("confirmed", True)}
    assert len(given) == 4


def test_overriding_all_without_a_reason_keeps_none_and_asks_for_it(
    app: Flask, browser: Browser, audit_id: UUID, page: Page
):
    flags = together(page)

    page = browser.submit("Save and continue", {ALL: "overridden", flags[0]: "confirmed"})

    assert (page.status, page.errors) == (422, ["Enter why you override these flags."])
    assert page.value_of(ALL) == "overridden"
    assert list(verdicts(app, audit_id)) == [flags[0]]
    browser.submit("Save and continue", {WHY: LETTER})
    assert sorted(verdicts(app, audit_id)) == sorted(flags)


def test_a_reason_for_all_without_a_verdict_asks_for_the_verdict(
    app: Flask, browser: Browser, audit_id: UUID, page: Page
):
    page = browser.submit("Save and continue", {WHY: LETTER})

    assert page.errors == ["Select whether you confirm or override these flags, or cannot tell."]
    assert page.value_of(WHY).strip() == LETTER
    assert verdicts(app, audit_id) == {}


def test_the_choice_for_all_can_be_taken_back_before_saving(app: Flask, browser: Browser, audit_id: UUID, page: Page):
    flags = together(page)

    browser.submit("Save and continue", {ALL: "each", flags[1]: "confirmed"})

    assert list(verdicts(app, audit_id)) == [flags[1]]


def test_where_one_flag_is_wrong_the_rest_are_kept_and_shown_as_kept(
    app: Flask, browser: Browser, audit_id: UUID, page: Page
):
    first, *others = together(page)

    page = browser.submit("Save and continue", {ALL: "overridden", WHY: LETTER, first: "overridden"})

    assert page.errors == ["Enter why you override the flag."]
    assert page.value_of(ALL) is None
    assert {page.value_of(reason(other)).strip() for other in others if page.value_of(other)} == {LETTER}
    browser.submit("Save and continue", {reason(first): "Row 1 has a date."})
    given = verdicts(app, audit_id)
    assert given[first].reason == "Row 1 has a date."
    assert {(given[other].reason, given[other].revision) for other in others} == {(LETTER, 1)}


def test_a_stale_tab_judges_what_still_waits_and_asks_about_what_was_judged_meanwhile(
    app: Flask, browser: Browser, audit_id: UUID, page: Page
):
    first, *others = together(page)
    browser.submit("Save and continue", {first: "overridden", reason(first): LETTER})
    browser.page = page

    page = browser.submit("Save and continue", {ALL: "confirmed"})

    assert page.status == 409
    assert page.text.count("Two verdicts on this flag") == 1
    assert page.value_of(first) == "confirmed", "what the group said is the verdict of this page"
    given = verdicts(app, audit_id)
    assert given.pop(first).decision == "overridden"
    assert sorted(given) == sorted(others)
    assert browser.submit("Save and continue").status == 409, "saving again without choosing must not win"
    browser.submit("Save and continue", {first.replace("flag", "keep"): "yours"})
    assert (verdicts(app, audit_id)[first].decision, verdicts(app, audit_id)[first].is_of_group) == ("confirmed", False)


def test_a_stale_tab_that_says_nothing_of_a_flag_leaves_its_verdict(
    app: Flask, browser: Browser, audit_id: UUID, page: Page
):
    first, second, *_ = together(page)
    browser.submit("Save and continue", {first: "overridden", reason(first): LETTER})
    browser.page = page

    page = browser.submit("Save and continue", {second: "confirmed"})

    assert page.status == 200
    assert verdicts(app, audit_id)[first].reason == LETTER


def test_a_flag_raised_since_the_page_was_opened_is_not_judged_with_the_others(
    app: Flask, browser: Browser, audit_id: UUID, page: Page
):
    shown = together(page)
    browser.open(f"/audits/{audit_id}/evidence/plan")
    browser.submit("Save and continue", {"pasted": "Well\tTherapy again to begin\tMs Hart\tASAP\n"})
    browser.page = page

    browser.submit("Save and continue", {ALL: "confirmed"})

    assert sorted(verdicts(app, audit_id)) == sorted(shown)
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        dated = [one for one in judged_flags(session, session.get_one(Audit, audit_id)) if one.flag.code == CODE]
    assert [one.is_waiting for one in dated].count(True) == 1


def test_a_verdict_given_with_others_can_be_changed_on_its_own(
    app: Flask, browser: Browser, audit_id: UUID, page: Page
):
    first, *_ = together(page)
    browser.submit("Save and continue", {ALL: "confirmed"})
    browser.open(f"/audits/{audit_id}/flags")

    browser.submit("Save and continue", {first: "not_enough"})

    changed = verdicts(app, audit_id)[first]
    assert (changed.decision, changed.revision, changed.is_of_group) == ("not_enough", 2, False)
