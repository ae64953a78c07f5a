"""Who may open which page: every view is marked, and no unmarked view is ever run.

Write ``@public``, ``@role("supervisor", "administrator")`` or ``@everyone`` under the route; the view then finds the
person in ``g.actor`` (for changes) and ``g.account`` (name, team). Posts are checked for their token after that.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from caseaudit.people import Role

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC: frozenset[Role] = frozenset()


class UnmarkedView(RuntimeError):
    """A view was registered without saying who may open it."""


class NeedsSignIn(Exception):
    """Nobody is signed in and the page is not public."""


class WrongRole(Exception):
    """The person is signed in, and the page is for another role."""

    def __init__(self, roles: frozenset[Role]) -> None:
        super().__init__("This page is for another role.")
        self.roles = roles


def public(view: View) -> View:
    """Mark a view as open to anyone, signed in or not."""
    return _mark(view, PUBLIC)


def role(*names: str) -> Callable[[View], View]:
    """Mark a view as open to these roles and no other."""
    roles = frozenset(Role(name) for name in names)
    if not roles:
        raise ValueError("Name at least one role, or use @public.")
    return lambda view: _mark(view, roles)


def everyone(view: View) -> View:
    """Mark a view as open to whoever is signed in, in any role."""
    return _mark(view, frozenset(Role))


def accepts_a_file(view: View) -> View:
    """Mark a view whose form carries a file, so that more may be posted to it than to any other."""
    view.accepts_a_file = True  # type: ignore[attr-defined]
    return view


def marks_of(app: Flask) -> Mapping[str, frozenset[Role] | None]:
    """For each endpoint the roles that may open it: empty for a public one, None for one nobody marked."""
    return {endpoint: _mark_of(view) for endpoint, view in app.view_functions.items()}


def refuse_the_unmarked_and_the_unallowed() -> None:
    """Stop a request whose view is unmarked, or that is not for the person in ``g.account``."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return  # no such address: the not-found page follows
    roles = _mark_of(view)
    if roles is None:
        raise UnmarkedView(f"{request.endpoint} does not say who may open it.")
    if roles is PUBLIC or not roles:
        return
    if g.account is None:
        raise NeedsSignIn
    if g.actor.role not in roles:
        raise WrongRole(roles)


def _mark(view: View, roles: frozenset[Role]) -> View:
    view.open_to = roles  # type: ignore[attr-defined]
    return view


def _mark_of(view: Callable[..., Any]) -> frozenset[Role] | None:
    return getattr(view, "open_to", None)
