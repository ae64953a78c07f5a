"""A measured figure beside what it is measured against, and one piece of work done in a process of its own."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from os import times
from time import perf_counter, process_time
from typing import Generic, TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Figure:
    """One line of a bench: what was measured, against what, the two put together, and the aim they are held to."""

    what: str
    ours: str
    against: str = ""
    ratio: str = ""
    aim: str = ""
    is_met: bool | None = None

    @property
    def outcome(self) -> str:
        """Whether the aim was met, in a word; nothing where there is none."""
        return {None: "", True: "met", False: "not met"}[self.is_met]


@dataclass(frozen=True)
class Run(Generic[Found]):
    """What a piece of work gave, how long it took, and what it took of processor and of memory at most.

    ``processor`` is that of its helpers too, and says more than ``seconds`` on a machine that is busy. Memory is None
    where the system cannot tell.
    """

    found: Found
    seconds: float
    processor: float
    megabytes: int | None
    megabytes_of_helpers: int | None


def in_its_own_process(work: Callable[[], Found]) -> Run[Found]:
    """Do one piece of work in a fresh process, so that no memory but its own is counted."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as elsewhere:
        return elsewhere.submit(partial(_timed, work)).result()


def seconds_in_words(seconds: float) -> str:
    """A time as a table shows it: 12.3 s."""
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.1f} s"


def _timed(work: Callable[[], Found]) -> Run[Found]:
    began, used = perf_counter(), _processor()
    found = work()
    return Run(found, perf_counter() - began, _processor() - used, *_megabytes())


def _processor() -> float:
    spent = times()
    return process_time() + spent.children_user + spent.children_system


def _megabytes() -> tuple[int | None, int | None]:
    try:
        from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
    except ImportError:
        return None, None
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024, getrusage(RUSAGE_CHILDREN).ru_maxrss // 1024
