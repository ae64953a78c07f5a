"""Frames being screened: the work waits its turn behind imports, so that a page can say how far it has come."""

from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from flask import Flask, current_app

from caseaudit.clock import now
from caseaudit.people import Actor
from caseaudit.screening.frame import FrameScreened, screen_frame
from caseaudit.store.transaction import transaction
from caseaudit.web.installed import Installed
from caseaudit.web.readings import readings
from caseaudit.words import count_of

_KEY = "caseaudit_screenings"


@dataclass
class Screening:
    """One screening under way or done; ``words`` say how far it has come."""

    frame_id: UUID
    words: str = "Waiting for other work to be done"
    work: Future[FrameScreened] | None = None

    @property
    def is_done(self) -> bool:
        """Whether it came to an end, or something went wrong."""
        return self.work is not None and self.work.done()


class Screenings:
    """The screenings of one running application, one at most of each frame."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[UUID, Screening] = {}

    def start(self, frame_id: UUID, here: Installed, by: Actor, *, wait_seconds: float) -> None:
        """Screen a frame unless that is under way, giving a small one the time to be done at once."""
        with self._lock:
            found = self._held.get(frame_id)
            if found is None or found.is_done:
                found = self._held[frame_id] = Screening(frame_id)
                found.work = readings().submit(lambda: _screen(found, here, by))
        wait([found.work], timeout=wait_seconds)

    def of(self, frame_id: UUID) -> Screening | None:
        """The screening of a frame that is under way, or done and not told of yet."""
        return self._held.get(frame_id)

    def forget(self, frame_id: UUID) -> None:
        """Take note that somebody was told."""
        with self._lock:
            self._held.pop(frame_id, None)


def hold_screenings(app: Flask) -> None:
    """Give the application somewhere to remember its screenings."""
    app.extensions[_KEY] = Screenings()


def screenings() -> Screenings:
    """The screenings of the current application."""
    found: Screenings = current_app.extensions[_KEY]
    return found


def _screen(screening: Screening, here: Installed, by: Actor) -> FrameScreened:
    def told(children: int) -> None:
        screening.words = f"Screened {count_of(children, 'child', 'children')}"

    screening.words = "Screening the frame"
    with transaction(here.engine) as session:
        return screen_frame(session, screening.frame_id, definitions=here.definitions, by=by, at=now(), progress=told)
