"""What a definition may name is what is written in Python, neither more nor less."""

from caseaudit.auditing.facts import GUARDS as AUDIT_GUARDS
from caseaudit.definitions.vocabulary import JOURNEY_GUARDS, LIFECYCLE_GUARDS
from caseaudit.journey.guards import JOURNEY_GUARDS as WRITTEN_JOURNEY_GUARDS
from caseaudit.sampling.changes import GUARDS as SAMPLE_GUARDS


def test_every_guard_a_lifecycle_may_name_is_written():
    assert {name: set(guards) for name, guards in LIFECYCLE_GUARDS.items()} == {
        "audit": set(AUDIT_GUARDS),
        "sample": set(SAMPLE_GUARDS),
    }


def test_every_guard_a_journey_may_name_is_written():
    assert set(JOURNEY_GUARDS) == set(WRITTEN_JOURNEY_GUARDS)
