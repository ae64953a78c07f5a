"""Whatever is put into an address or a field, the answer is a page and not a broken one."""

import pytest
from flask import Flask, request

from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.frames import children, frame_of


@pytest.mark.parametrize("path", ["/static/x/%00", "/static/x/a%00.css", "/static/%00/caseaudit.css%00"])
def test_a_control_character_in_the_address_of_a_style_sheet_is_not_found(app: Flask, path: str):
    assert app.test_client().get(path).status_code == 404


@pytest.mark.parametrize(
    "query", [f"list={9**30}", "list=99999999999", f"list=-{9**30}", "list=x", f"page={9**30}", "kind=%00"]
)
def test_a_number_no_list_can_have_finds_nothing(app: Flask, browser: Browser, query: str):
    with transaction(app.extensions["caseaudit"].engine) as session:
        frame_id = frame_of(session, children(1, level="child_in_need", team="North team")).id
    browser.sign_in_as("supervisor")

    assert browser.open(f"/frames/{frame_id}/remarks?{query}").status == 200


def test_control_characters_are_taken_out_of_every_value(app: Flask):
    typed = {"no\x00te": ["one\x00 two\x1b", "a line\x0banother\tand\r\nanother é"]}

    with app.test_request_context("/sign-in?q=a%00b", method="POST", data=typed):
        given = [*request.args.items(multi=True), *request.form.items(multi=True)]

    assert given == [("q", "ab"), ("note", "one two"), ("note", "a line\nanother\tand\r\nanother é")]


def test_a_sign_in_with_a_control_character_is_an_ordinary_refusal(browser: Browser):
    browser.open("/sign-in")

    page = browser.submit("Sign in", {"email": "auditor\x00@nowhere", "password": "not\x00 the password"})

    assert page.status == 200
    assert len(page.errors) == 1
