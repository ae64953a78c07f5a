"""The people of the demonstration: an administrator, a supervisor and three auditors of different teams."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import choice, randbelow

from sqlmodel import Session

from caseaudit.accounts.changes import add_account
from caseaudit.demo.auditors import Auditor
from caseaudit.people import Actor, Role, command_line

ADMINISTRATOR, SUPERVISOR = "administrator@demo", "supervisor@demo"
AUDITORS = (
    Auditor("auditor@demo", "Marian Teague", "Family Safeguarding East"),
    Auditor("auditor2@demo", "Leo Stannard", "Children in Care One", kindness=4),
    Auditor("auditor3@demo", "Parveen Coyle", "Assessment Two", kindness=1),
)
_WORDS = (
    "kettle", "harbour", "walnut", "lantern", "gravel", "pepper", "saddle", "orchard", "button", "marble", "thistle",
    "cobalt", "ladder", "pebble", "ribbon", "saffron", "timber", "velvet", "willow", "anchor",
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """Everybody with an account, by email address, and the password they share for this one demonstration."""

    actors: Mapping[str, Actor]
    password: str

    @property
    def supervisor(self) -> Actor:
        """Who draws samples and moderates."""
        return self.actors[SUPERVISOR]

    @property
    def administrator(self) -> Actor:
        """Who loads the lists."""
        return self.actors[ADMINISTRATOR]


def throwaway_password() -> str:
    """Three words and a number, good for one demonstration on this machine."""
    return f"{'-'.join(choice(_WORDS) for _ in range(3))}-{randbelow(90) + 10}"


def let_in(session: Session, password: str, at: datetime) -> Cast:
    """Add an account for everybody."""
    by = command_line(Role.ADMINISTRATOR)
    wanted = [
        (ADMINISTRATOR, "Ines Holloway", Role.ADMINISTRATOR, None),
        (SUPERVISOR, "Ruth Ashby-Cole", Role.SUPERVISOR, None),
        *((auditor.email, auditor.name, Role.AUDITOR, auditor.team) for auditor in AUDITORS),
    ]
    actors = {}
    for email, name, role, team in wanted:
        added = add_account(session, email=email, name=name, role=role, team=team, password=password, by=by, at=at)
        actors[email] = Actor(added.id, role)
    return Cast(actors, password)
