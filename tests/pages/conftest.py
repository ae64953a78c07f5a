"""One auditor with one case file in hand, for the pages on which evidence is copied."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from caseaudit.auditing.queries import audit
from caseaudit.casefiles.queries import Evidence, evidence_of
from caseaudit.definitions.library import Definitions
from caseaudit.store.transaction import transaction
from tests.browser import Browser, Page
from tests.reading import asked


@pytest.fixture
def audit_id(app: Flask, definitions: Definitions) -> UUID:
    """An audit the auditor was asked for and has not opened."""
    with transaction(app.extensions["caseaudit"].engine) as session:
        return asked(session, definitions).audit.id


@pytest.fixture
def copy(browser: Browser, audit_id: UUID) -> Callable[[str], Page]:
    """Open the page of one kind of evidence as its auditor."""
    browser.sign_in_as("auditor")
    return lambda kind: browser.open(f"/audits/{audit_id}/evidence/{kind}")


@pytest.fixture
def kept(app: Flask, audit_id: UUID) -> Callable[[], Evidence]:
    """What has been copied from the case file by now."""

    def read() -> Evidence:
        with transaction(app.extensions["caseaudit"].engine, write=False) as session:
            return evidence_of(session, audit(session, audit_id).case_id)

    return read
