"""Every check of a child's whole journey: what the lists show before a case file is opened.

These are facts with a reason to look, not remarks on anybody's words: no auditor is asked to judge them.
"""

from collections.abc import Iterable, Mapping
from itertools import chain

from caseaudit.checks.combinations import CHECK as COMBINATION
from caseaudit.checks.combinations import combination_flags
from caseaudit.checks.drift import CHECK as DRIFT
from caseaudit.checks.drift import drift_flags
from caseaudit.checks.identity import CHECK as IDENTITY
from caseaudit.checks.identity import identity_flags
from caseaudit.checks.one_fact import ToldOnce, one_flag_a_fact
from caseaudit.checks.timeliness import CHECK as TIMELINESS
from caseaudit.checks.timeliness import timeliness_flags
from caseaudit.definitions.concurrency import Combination
from caseaudit.journey.child import Child
from caseaudit.journey.judgement import Judgement

STRUCTURAL_CHECKS: tuple[str, ...] = (TIMELINESS, COMBINATION, DRIFT, IDENTITY)


def structural_flags(
    child: Child, judgements: Iterable[Judgement], table: Iterable[Combination], track_titles: Mapping[str, str]
) -> ToldOnce:
    """Every flag a child's journey gives cause for, check by check; the judgements are of the child's time limits."""
    found = chain(
        timeliness_flags(judgements, child.as_at), combination_flags(child, table, track_titles), drift_flags(child)
    )
    told = one_flag_a_fact(found)
    return ToldOnce((*told.flags, *identity_flags(child)), told.told_by_another)
