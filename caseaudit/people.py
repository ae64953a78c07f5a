"""Who acts: the three roles, and the person taking a step."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What someone signed in may do; one role to an account."""

    AUDITOR = "auditor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Actor:
    """The person taking a step, as history remembers them."""

    id: UUID
    role: Role


def command_line(role: Role) -> Actor:
    """Whoever works at the command line of the server, in a role they chose there."""
    return Actor(UUID(int=0), role)
