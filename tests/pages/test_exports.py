"""Exports: neutral names, pseudonyms by default, identifiers only with a reason that history keeps."""

from csv import reader
from json import loads
from uuid import UUID

import pytest
from flask import Flask

from caseaudit.definitions.library import Definitions
from caseaudit.store.history import history_of
from caseaudit.store.transaction import transaction
from tests.browser import Browser
from tests.frames import Child, frame_of
from tests.rounds import drawn

REFS = [f"REF{number:03}" for number in range(5)]
ASKING = {"file": "sample.csv", "reason": "To find the files in the case system", "confirmed": "yes"}


@pytest.fixture
def sample_id(app: Flask, definitions: Definitions) -> UUID:
    with transaction(app.extensions["caseaudit"].engine) as session:
        frame = frame_of(session, [Child(ref=ref, team="North team") for ref in REFS])
        return drawn(session, definitions, frame, size=5).id


@pytest.fixture
def supervisor(browser: Browser) -> Browser:
    browser.sign_in_as("supervisor")
    return browser


def with_identifiers(browser: Browser, sample_id: UUID, **asking: str):
    page = browser.open(f"/samples/{sample_id}/exports")
    data = {"csrf_token": page.find("//main//form//input[@name='csrf_token']")[0].get("value"), **ASKING, **asking}
    return browser.client.post(f"/samples/{sample_id}/exports", data=data, headers={"Origin": "http://localhost"})


@pytest.mark.parametrize("file", ["sample.csv", "sample.xlsx", "manifest.json", "findings.csv"])
def test_a_file_is_an_attachment_with_a_neutral_name_kept_nowhere(supervisor: Browser, sample_id: UUID, file: str):
    supervisor.open(f"/samples/{sample_id}/exports")

    response = supervisor.download(f"/samples/{sample_id}/exports/{file}")

    assert response.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert not any(ref.encode() in response.data for ref in REFS)


def test_the_sample_comes_in_drawn_order(supervisor: Browser, sample_id: UUID):
    response = supervisor.client.get(f"/samples/{sample_id}/exports/sample.csv")

    rows = list(reader(response.data.decode("utf-8-sig").splitlines()))

    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]


def test_the_manifest_is_json_that_names_the_seed(supervisor: Browser, sample_id: UUID):
    manifest = loads(supervisor.client.get(f"/samples/{sample_id}/exports/manifest.json").data)

    assert manifest["sample"]["seed"] == "a seed for tests"
    assert len(manifest["order"]) == 5


def test_identifiers_come_with_a_reason_that_history_keeps(app: Flask, supervisor: Browser, sample_id: UUID):
    response = with_identifiers(supervisor, sample_id)

    assert all(ref in response.text for ref in REFS)
    assert response.headers["Content-Disposition"] == 'attachment; filename="sample.csv"'
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        last = history_of(session, sample_id)[-1]
    assert (last.trigger, last.by_role) == ("export_with_identifiers", "supervisor")
    assert last.note == "sample.csv with identifiers: To find the files in the case system"


@pytest.mark.parametrize(
    ("filling", "error"),
    [
        ({"reason": ""}, "Enter why identifiers are needed"),
        ({"file": ""}, "Select which file to export"),
        ({"confirmed": ""}, "Tick to confirm that you need identifiers and will keep the file safe"),
        ({"file": "findings.csv"}, "Not a valid choice."),
        ({"reason": "x" * 301}, "The reason must be 300 characters or fewer"),
    ],
)
def test_identifiers_are_refused_without_file_reason_and_tick(
    app: Flask, supervisor: Browser, sample_id: UUID, filling: dict[str, str], error: str
):
    response = with_identifiers(supervisor, sample_id, **filling)

    assert "Content-Disposition" not in response.headers
    assert error in response.text
    assert not any(ref in response.text for ref in REFS)
    with transaction(app.extensions["caseaudit"].engine, write=False) as session:
        assert "export_with_identifiers" not in {step.trigger for step in history_of(session, sample_id)}


def test_an_incomplete_request_says_what_is_missing(supervisor: Browser, sample_id: UUID):
    supervisor.open(f"/samples/{sample_id}/exports")

    page = supervisor.submit("Export with identifiers", {"file": "manifest.json"})

    assert page.errors == [
        "Enter why identifiers are needed",
        "Tick to confirm that you need identifiers and will keep the file safe",
    ]


def test_an_administrator_exports_samples_and_not_findings(browser: Browser, sample_id: UUID):
    browser.sign_in_as("administrator")
    page = browser.open(f"/samples/{sample_id}/exports")

    assert "Findings" not in page.text
    assert browser.client.get(f"/samples/{sample_id}/exports/findings.csv").status_code == 404
    assert browser.client.get(f"/samples/{sample_id}/exports/sample.csv").status_code == 200


def test_a_file_that_is_not_made_is_not_found(supervisor: Browser, sample_id: UUID):
    assert supervisor.open(f"/samples/{sample_id}/exports/secrets.csv").status == 404


def test_an_auditor_exports_nothing(browser: Browser, sample_id: UUID):
    browser.sign_in_as("auditor")

    assert browser.open(f"/samples/{sample_id}/exports").status == 403
    assert browser.open(f"/samples/{sample_id}/exports/sample.csv").status == 403
