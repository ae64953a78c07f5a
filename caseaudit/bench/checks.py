"""The checks that read what is on the file: plan actions a second, and whole case files a second, on one core."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import process_time

from caseaudit.bench.figures import Figure, in_its_own_process, seconds_in_words
from caseaudit.bench.written import actions, case_files
from caseaudit.checks.casefile import PlanTerms
from caseaudit.checks.every import raise_flags
from caseaudit.checks.plans import judge_action

ACTIONS_A_SECOND = 3_000
FILES_A_SECOND = 300
# What is read is what the aims allow in so many seconds.
SECONDS = 4
ABOUT_CHECKS = (
    "Invented plans and case files are read by the checks: every criterion of an action, and of whole case files with "
    "ten actions, twenty entries and five records every check there is. The aims, at least "
    f"{ACTIONS_A_SECOND:,} actions and {FILES_A_SECOND:,} case files a second on one core, keep a plan's verdicts "
    "within the blink of an eye."
)
_TERMS = PlanTerms("cp", date(2026, 1, 30), date(2026, 4, 30), 9.0)


@dataclass(frozen=True)
class _Read:
    things: int
    seconds: float


def bench_checks(actions_to_read: int = ACTIONS_A_SECOND * SECONDS) -> Iterator[Figure]:
    """Read so many plan actions, then a tenth as many whole case files, each in a process of its own."""
    read = in_its_own_process(partial(_read_actions, actions_to_read)).found
    yield _figure("Plan actions read a second", read, ACTIONS_A_SECOND)
    files = max(actions_to_read * FILES_A_SECOND // ACTIONS_A_SECOND, 1)
    read = in_its_own_process(partial(_read_files, files)).found
    yield _figure("Whole case files read a second", read, FILES_A_SECOND)


def _figure(what: str, read: _Read, aim: int) -> Figure:
    rate = read.things / read.seconds
    took = f"{read.things:,} in {seconds_in_words(read.seconds)} of processor"
    return Figure(
        what, f"{rate:,.0f}", took, f"{rate / aim:.1f} times as fast as the aim", f"at least {aim:,}", rate >= aim
    )


def _read_actions(how_many: int) -> _Read:
    written = list(actions(how_many))
    judge_action(written[0], _TERMS)  # the word lists are read once, and not for each action
    began = process_time()
    for action in written:
        judge_action(action, _TERMS)
    return _Read(how_many, process_time() - began)


def _read_files(how_many: int) -> _Read:
    written = list(case_files(how_many))
    raise_flags(written[0])
    began = process_time()
    for case in written:
        raise_flags(case)
    return _Read(how_many, process_time() - began)
