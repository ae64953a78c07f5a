"""People and things for tests, made by walking the real changes; no invented states."""

from datetime import UTC, datetime

from sqlmodel import Session

from caseaudit.accounts.changes import add_account
from caseaudit.accounts.passwords import Passwords
from caseaudit.people import Actor, Role, command_line

NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
TEST_PASSWORD = "correct horse battery staple"
QUICK = Passwords(memory_kib=64, passes=1)
PEOPLE = {
    "supervisor@test": ("Sam Supervisor", Role.SUPERVISOR, "Quality assurance"),
    "supervisor2@test": ("Sol Supervisor", Role.SUPERVISOR, "Quality assurance"),
    "auditor@test": ("Ada Auditor", Role.AUDITOR, "North team"),
    "auditor2@test": ("Abe Auditor", Role.AUDITOR, "South team"),
    "administrator@test": ("Ann Administrator", Role.ADMINISTRATOR, None),
}


def add_people(session: Session) -> dict[str, Actor]:
    """One account of each kind, all with TEST_PASSWORD, by their address."""
    people = {}
    for email, (name, role, team) in PEOPLE.items():
        account = add_account(
            session,
            email=email,
            name=name,
            role=role,
            team=team,
            password=TEST_PASSWORD,
            by=command_line(Role.ADMINISTRATOR),
            at=NOON,
            passwords=QUICK,
        )
        people[email] = Actor(account.id, role)
    return people
