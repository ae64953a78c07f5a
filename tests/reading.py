"""One child's case file in the hands of one auditor, for tests of auditing and moderation."""

from datetime import date, timedelta

from sqlmodel import Session

from caseaudit.auditing.changes import allocate
from caseaudit.auditing.queries import AuditedCase, audit_for, audits_in
from caseaudit.definitions.library import Definitions
from caseaudit.people import Actor
from caseaudit.sampling.queries import cases_of
from tests.factories import NOON
from tests.frames import Child, frame_of
from tests.rounds import audited, drawn, person

LATER = NOON + timedelta(hours=1)
CHILD = Child("ref-77", level="child_protection", team="East team", born_on=date(2016, 5, 1))


def me(session: Session) -> Actor:
    """The auditor whose audit it is."""
    return person(session, "auditor@test")


def supervisor(session: Session) -> Actor:
    """A supervisor."""
    return person(session, "supervisor@test")


def asked(session: Session, definitions: Definitions, *, child: Child = CHILD) -> AuditedCase:
    """An audit somebody has been asked for and not opened."""
    sample = drawn(session, definitions, frame_of(session, [child]), size=1)
    share = {case.id: me(session).id for case in cases_of(session, sample.id)}
    allocate(session, sample.id, share, definitions=definitions, by=supervisor(session), at=NOON)
    return audits_in(session, sample.id)[0]


def handed_over(session: Session, definitions: Definitions, *, child: Child = CHILD) -> AuditedCase:
    """An audit answered in full and submitted."""
    one = asked(session, definitions, child=child)
    audited(session, definitions, [one])
    return again(session, one)


def again(session: Session, one: AuditedCase) -> AuditedCase:
    """The same audit as it stands now."""
    return audit_for(session, one.audit.id, supervisor(session))
