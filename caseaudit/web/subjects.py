"""Every subject that has pages, and the menu of each role."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from flask import Flask, request

from caseaudit.people import Role
from caseaudit.web import accounts, assets, frames, sign_in, start

_MENU: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.AUDITOR: (("Your audits", "/audits"),),
    Role.SUPERVISOR: (
        ("Overview", "/"),
        ("Samples", "/samples"),
        ("Moderation", "/moderation"),
        ("Frames", "/frames"),
    ),
    Role.ADMINISTRATOR: (("Overview", "/"), ("Frames", "/frames"), ("Accounts", "/accounts")),
}


@dataclass(frozen=True)
class Place:
    """One entry of the menu."""

    text: str
    href: str
    is_here: bool


def register(app: Flask) -> None:
    """Add the pages of every subject."""
    for module in (assets, sign_in, start, accounts, frames):
        app.register_blueprint(module.blueprint)
    for name in _STILL_BEING_WRITTEN:
        if find_spec(f"caseaudit.web.{name}"):
            try:
                app.register_blueprint(import_module(f"caseaudit.web.{name}").blueprint)
            except ImportError as unready:
                print(f"{name} left out: {unready}")  # noqa: T201


_STILL_BEING_WRITTEN = (
    "audits",
    "sections",
    "submitting",
    "evidence",
    "verdicts",
    "moderation",
    "samples",
    "allocation",
    "findings",
    "exports",
)


def menu_of(role: Role) -> tuple[Place, ...]:
    """The menu for somebody in this role, the entry of the present page marked."""
    return tuple(Place(text, href, _is_here(href)) for text, href in _MENU[role])


def _is_here(href: str) -> bool:
    return request.path == href or (href != "/" and request.path.startswith(href + "/"))
