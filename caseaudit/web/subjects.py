"""Every subject that has pages, and the menu of each role."""

from dataclasses import dataclass

from flask import Flask, request

from caseaudit.people import Role
from caseaudit.web import (
    accounts,
    actions,
    allocation,
    assets,
    audits,
    cases,
    chronology,
    columns,
    evidence,
    exports,
    findings,
    frames,
    imports,
    loading,
    moderation,
    precision,
    samples,
    screening,
    sections,
    sign_in,
    start,
    submitting,
    timescales,
    verdicts,
)

_SUBJECTS = tuple(
    subject.blueprint
    for subject in (
        assets,
        sign_in,
        start,
        accounts,
        columns,
        imports,
        frames,
        loading,
        screening,
        cases,
        samples,
        allocation,
        audits,
        sections,
        evidence,
        chronology,
        verdicts,
        actions,
        submitting,
        moderation,
        findings,
        precision,
        exports,
        timescales,
    )
)

_MENU: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.AUDITOR: (("Your audits", "/audits"),),
    Role.SUPERVISOR: (
        ("Overview", "/"),
        ("Samples", "/samples"),
        ("Moderation", "/moderation"),
        ("Checks", "/checks"),
        ("Frames", "/frames"),
        ("Time limits", "/timescales"),
    ),
    Role.ADMINISTRATOR: (
        ("Overview", "/"),
        ("Frames", "/frames"),
        ("Samples", "/samples"),
        ("Time limits", "/timescales"),
        ("Accounts", "/accounts"),
    ),
}


@dataclass(frozen=True)
class Place:
    """One entry of the menu."""

    text: str
    href: str
    is_here: bool


def register(app: Flask) -> None:
    """Add the pages of every subject."""
    for blueprint in _SUBJECTS:
        app.register_blueprint(blueprint)


def menu_of(role: Role) -> tuple[Place, ...]:
    """The menu for somebody in this role, the entry of the present page marked."""
    return tuple(Place(text, href, _is_here(href)) for text, href in _MENU[role])


def _is_here(href: str) -> bool:
    return request.path == href or (href != "/" and request.path.startswith(href + "/"))
