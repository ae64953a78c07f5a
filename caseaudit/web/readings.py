"""Files being read into a frame: the work goes on in a thread of its own, so that a page can say how far it has come.

Readings are held by the one process that serves the pages; one is read at a time, for each may fill half a gigabyte.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock, Timer
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, current_app

from caseaudit.clock import now, today
from caseaudit.errors import NotAllowed
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.drawn_up import doubt_about_date, doubt_about_whole
from caseaudit.intake.frame import default_name
from caseaudit.intake.queries import Frame, mappings
from caseaudit.intake.reading import read_files
from caseaudit.people import Actor
from caseaudit.screening.frame import screen_frame
from caseaudit.store.transaction import transaction
from caseaudit.web.installed import Installed
from caseaudit.web.uploads import LEFT_BEHIND_AFTER_SECONDS
from caseaudit.words import count_of

_KEY = "caseaudit_readings"
_KEPT_FOR = timedelta(hours=1)
_TAKES_LONG = "Another file is being read, and that takes long. Nothing was kept; try again in a few minutes."

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome:
    """A sealed frame, or why the date given is doubted; then nothing was kept but the files, for a while."""

    frame_id: UUID | None = None
    cases: int = 0
    doubt: str = ""
    is_cut: bool = False


@dataclass
class Reading:
    """One import under way or done; ``words`` say how far it has come."""

    id: UUID
    owner: UUID
    name: str
    as_at: date
    is_sure: bool = False
    paths: tuple[Path, ...] = ()
    files: ExitStack = field(default_factory=ExitStack)
    words: str = "Receiving the files"
    began_at: datetime = field(default_factory=now)
    is_told: bool = False
    clearing: Timer | None = None
    work: Future[Outcome] | None = None

    def tell(self, words: str) -> None:
        """Say how far it has come."""
        self.words = words

    def keep_for_a_while(self) -> None:
        """Keep the files for as long as somebody may take to look at a date, and no longer: they are whole lists."""
        self.clearing = Timer(LEFT_BEHIND_AFTER_SECONDS, self.files.close)
        self.clearing.daemon = True
        self.clearing.start()

    @property
    def is_done(self) -> bool:
        """Whether there is an outcome, or something went wrong."""
        return self.work is not None and self.work.done()

    @property
    def outcome(self) -> Outcome:
        """What it came to; raises what went wrong."""
        return self.work.result() if self.work else Outcome()


class Readings:
    """The imports of one running application."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[UUID, Reading] = {}
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")

    def begin(self, reading: Reading) -> bool:
        """Take note of an import; False where the very same form was sent before, which then imports nothing."""
        with self._lock:
            self._held = {key: one for key, one in self._held.items() if one.began_at > now() - _KEPT_FOR}
            if reading.id in self._held:
                return False
            self._held[reading.id] = reading
            return True

    def forget(self, reading: Reading) -> None:
        """Take no note of an import after all."""
        with self._lock:
            self._held.pop(reading.id, None)

    def of(self, reading_id: UUID, owner: UUID) -> Reading | None:
        """An import somebody began themselves, while it is remembered."""
        found = self._held.get(reading_id)
        return found if found and found.owner == owner else None

    def start(self, reading: Reading, here: Installed, by: Actor, *, wait_seconds: float) -> None:
        """Read the files, giving a small import the time to be done at once."""
        reading.tell("Waiting for another import to be done")
        reading.work = self._workers.submit(_read, reading, here, by)
        wait([reading.work], timeout=wait_seconds)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Have long work done once no other is."""
        return self._workers.submit(work)

    def in_turn(self, read: Callable[[], T], *, wait_seconds: float) -> T:
        """What reading a file gives, once no other is being read; raises NotAllowed where that takes too long."""
        work = self.submit(read)
        try:
            return work.result(timeout=wait_seconds)
        except TimeoutError as slow:
            work.cancel()
            raise NotAllowed(_TAKES_LONG) from slow

    def again(self, reading: Reading, as_at: date, here: Installed, by: Actor, *, wait_seconds: float) -> None:
        """Read the same files as at a date somebody has looked at again; the date given before is confirmed by it."""
        with self._lock:
            if not reading.is_done:
                return
            if reading.clearing:
                reading.clearing.cancel()
            reading.is_sure, reading.as_at, reading.work = as_at == reading.as_at, as_at, None
        self.start(reading, here, by, wait_seconds=wait_seconds)


def hold_readings(app: Flask) -> None:
    """Give the application somewhere to remember its imports."""
    app.extensions[_KEY] = Readings()


def readings() -> Readings:
    """The imports of the current application."""
    found: Readings = current_app.extensions[_KEY]
    return found


def _read(reading: Reading, here: Installed, by: Actor) -> Outcome:
    keeps: Callable[[], Any] = reading.files.close
    try:
        with transaction(here.engine, write=False) as session:
            mapped = mappings(session)
        journeys = here.definitions.journeys
        read = read_files(reading.paths, as_at=reading.as_at, journeys=journeys, mapped=mapped, tell=reading.tell)
        cut, doubt = (None, None) if reading.is_sure else (doubt_about_whole(read), doubt_about_date(read, today()))
        if cut or doubt:
            keeps = reading.keep_for_a_while
            return Outcome(doubt=" ".join(filter(None, (cut, doubt))), is_cut=bool(cut))
        reading.tell(f"Sealing {count_of(len(read.children), 'case file')}")
        name = reading.name or default_name(reading.as_at, read.layout)
        with transaction(here.engine) as session:
            frame = seal_frame(session, read, name=name, by=by, at=now())
    finally:
        keeps()
    _screen(reading, here, frame, by)
    return Outcome(frame.id, frame.cases)


def _screen(reading: Reading, here: Installed, frame: Frame, by: Actor) -> None:
    def told(children: int) -> None:
        reading.tell(f"Screened {children:,} of {count_of(frame.cases, 'child', 'children')}")

    reading.tell("Screening the frame")
    with transaction(here.engine) as session:
        screen_frame(session, frame.id, definitions=here.definitions, by=by, at=now(), progress=told)
