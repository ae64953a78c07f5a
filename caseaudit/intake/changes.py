"""Sealing a frame: what was read becomes rows, all of them or none."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from hmac import digest

from sqlmodel import Session, col, select

from caseaudit.errors import NotAllowed
from caseaudit.intake.collector import uncollected
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.parsing import text_of
from caseaudit.intake.sealing import add_children, add_lists, add_remarks
from caseaudit.intake.tables import Frame
from caseaudit.people import Actor
from caseaudit.store.history import remember
from caseaudit.words import can_be_written, count_of, long_date

LONGEST_NAME = 200


@uncollected()
def seal_frame(session: Session, read: ReadFrame, *, name: str, by: Actor, at: datetime) -> Frame:
    """Keep what was read as a frame that never changes; raises NotAllowed for the same file, date and name again.

    The same file may be sealed under another name, and a corrected file under the same one: each is a frame of its own.
    """
    name = text_of(name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise NotAllowed(f"Enter a name for the frame, of {LONGEST_NAME} characters at most.")
    if not can_be_written(name):
        raise NotAllowed("Enter a name for the frame in letters that can be written.")
    _refuse_repetition(session, read, name)
    keys = case_keys([child.ref for child in read.children])
    frame = Frame(
        name=name,
        as_at=read.as_at,
        layout=read.layout,
        source_sha256=read.source_sha256,
        sha256=sha256("\n".join(sorted(keys.values())).encode()).hexdigest(),
        cases=len(read.children),
        imported_by=by.id,
        imported_at=at,
    )
    session.add(frame)
    session.flush()
    add_lists(session, frame.id.hex, read.lists)
    add_children(session, frame.id.hex, read.children, keys)
    add_remarks(session, frame.id.hex, read.remarks)
    remember(session, "frame", frame.id, "seal", to_state="sealed", by=by, at=at, note=count_of(frame.cases, "case"))
    session.flush()
    return frame


def case_keys(refs: Iterable[str]) -> Mapping[str, str]:
    """Each child's pseudonym in a frame: the same wherever the same children are read, and not guessed from one."""
    refs = sorted(refs)
    salt = sha256("\n".join(refs).encode()).hexdigest().encode()
    return {ref: digest(salt, ref.encode(), "sha256").hex()[:32] for ref in refs}


def _refuse_repetition(session: Session, read: ReadFrame, name: str) -> None:
    same = select(Frame).where(
        col(Frame.source_sha256) == read.source_sha256, col(Frame.as_at) == read.as_at, col(Frame.name) == name
    )
    if session.exec(same).first():
        raise NotAllowed(
            f"This very file was already imported as at {long_date(read.as_at)} under this name. "
            "Use that frame, and screen it if that is not done yet, or give another name to keep both."
        )
