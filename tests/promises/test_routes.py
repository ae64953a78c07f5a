"""Every page says who may see it, and the wrong person never does."""

import pytest
from flask import Flask

from caseaudit.people import Role
from caseaudit.web.access import marks_of
from tests.browser import Browser

SIGNED_IN = ("auditor@test", "supervisor@test", "administrator@test")
SOME_ID = "00000000-0000-4000-8000-000000000000"


def test_every_route_is_marked_public_or_with_its_roles(app: Flask):
    unmarked = [rule.endpoint for rule in app.url_map.iter_rules() if marks_of(app).get(rule.endpoint) is None]

    assert unmarked == []


def _paths(app: Flask) -> list[tuple[str, str]]:
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static":
            values = {name: SOME_ID if "id" in name else "x" for name in rule.arguments}
            with app.test_request_context():
                found.append((rule.endpoint, app.url_for(rule.endpoint, **values)))
    return found


def test_a_stranger_is_sent_to_sign_in_from_every_page_that_is_not_public(app: Flask):
    marks = marks_of(app)
    client = app.test_client()

    for endpoint, path in _paths(app):
        if marks[endpoint]:
            response = client.get(path)

            assert (response.status_code, response.headers.get("Location", "").split("?")[0]) == (302, "/sign-in"), path


@pytest.mark.parametrize("email", SIGNED_IN)
def test_no_role_opens_a_page_that_is_not_marked_for_it(app: Flask, browser: Browser, email: str):
    marks = marks_of(app)
    role = Role(email.split("@")[0])
    browser.sign_in_as(email)

    for endpoint, path in _paths(app):
        if marks[endpoint] and role not in marks[endpoint]:
            assert browser.client.get(path).status_code == 403, path
