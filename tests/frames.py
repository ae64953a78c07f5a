"""Frames and samples for tests of the stages after intake, with case keys and seals as intake makes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from hmac import digest
from typing import Any
from uuid import UUID

from sqlmodel import Session

from caseaudit.definitions.tool import Tool
from caseaudit.intake.tables import Frame, FrameCase
from caseaudit.people import Role, command_line
from caseaudit.sampling.changes import draw_sample
from caseaudit.sampling.tables import Sample
from tests.factories import NOON

AS_AT = date(2026, 3, 31)


@dataclass(frozen=True)
class Child:
    """An invented child of a test frame."""

    ref: str
    level: str = "child_in_need"
    team: str | None = None
    worker: str | None = None
    born_on: date | None = date(2016, 5, 1)
    sex: str | None = None
    is_unborn: bool = False


def children(count: int, **traits: Any) -> list[Child]:
    """Children alike but for their references."""
    first = traits.get("level", "x")
    return [Child(f"{first}-{number:04}", **traits) for number in range(count)]


def frame_of(session: Session, cases: Sequence[Child], name: str = "Test frame") -> Frame:
    """A sealed frame of these children."""
    salt = sha256("\n".join(sorted(child.ref for child in cases)).encode()).hexdigest()
    keys = {child.ref: digest(salt.encode(), child.ref.encode(), "sha256").hex()[:32] for child in cases}
    frame = Frame(
        name=name,
        as_at=AS_AT,
        layout="test",
        source_sha256="0" * 64,
        sha256=sha256("\n".join(sorted(keys.values())).encode()).hexdigest(),
        cases=len(cases),
        imported_by=UUID(int=0),
        imported_at=NOON,
    )
    session.add(frame)
    session.flush()
    for child in cases:
        traits = {key: value for key, value in vars(child).items() if key != "ref"}
        session.add(FrameCase(frame_id=frame.id, case_key=keys[child.ref], child_ref=child.ref, **traits))
    session.flush()
    return frame


def draw(session: Session, frame: Frame, tool: Tool, **changes: Any) -> Sample:
    """A sample of this frame: ten case files with the seed "seven", but for what is changed."""
    design = {"name": "Spring round", "method": "simple_random", "size": 10, "seed": "seven"}
    design |= {"frame_id": frame.id, "tool": tool, "tool_sha256": "f" * 64, "by": command_line(Role.SUPERVISOR)}
    return draw_sample(session, **(design | changes), at=NOON)
