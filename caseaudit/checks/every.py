"""Every check over one case file."""

from caseaudit.checks.casefile import CaseFile
from caseaudit.checks.chronology import chronology_flags
from caseaudit.checks.flag import Flag
from caseaudit.checks.plans import plan_flags
from caseaudit.checks.terms import TERMS, term_flags
from caseaudit.checks.voice import voice_flags

CHECKS = {"chronology": chronology_flags, "plans": plan_flags, "voice": voice_flags, TERMS: term_flags}


def raise_flags(case: CaseFile) -> tuple[Flag, ...]:
    """Every flag the case file gives cause for, check by check."""
    return tuple(flag for check in CHECKS.values() for flag in check(case))
