"""Rounds of audits for tests of pages: drawn, shared out, audited and accepted by the real changes."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from caseaudit.accounts.queries import accounts, auditors
from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.changes import allocate, answer, judge_flag, submit
from caseaudit.auditing.queries import AuditedCase, audits_in, unjudged
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import AnswerType, Question
from caseaudit.intake.queries import Frame
from caseaudit.moderation.changes import accept
from caseaudit.people import Actor, Role
from caseaudit.sampling.changes import draw_sample
from caseaudit.sampling.queries import cases_of
from caseaudit.sampling.sharing import AuditorToAsk, CaseToShare, share_out
from caseaudit.sampling.tables import Sample
from tests.factories import NOON

Says = Callable[[Question, AuditedCase], AnswerDraft]
SEED = "a seed for tests"


def person(session: Session, email: str) -> Actor:
    """The actor behind one of the people of tests.factories."""
    account = next(account for account in accounts(session) if account.email == email)
    return Actor(account.id, Role(account.role))


def drawn(
    session: Session,
    definitions: Definitions,
    frame: Frame,
    *,
    size: int,
    method: str = "simple_random",
    tool_key: str = "core-case-file",
) -> Sample:
    """A sample of the frame with a seed that is always the same."""
    tool = definitions.latest_tool(tool_key)
    return draw_sample(
        session,
        frame_id=frame.id,
        name="Spring round",
        method=method,
        size=size,
        tool=tool,
        tool_sha256=definitions.tool_sha256(tool),
        by=person(session, "supervisor@test"),
        at=NOON,
        seed=SEED,
    )


def shared_out(session: Session, definitions: Definitions, sample: Sample) -> Mapping[UUID, UUID]:
    """Who was asked to read which case file, when the whole sample is shared out evenly."""
    cases = [CaseToShare(case.id, case.team) for case in cases_of(session, sample.id) if not case.is_eliminated]
    shares = share_out(cases, [AuditorToAsk(auditor.id, auditor.team) for auditor in auditors(session)])
    by = person(session, "supervisor@test")
    allocate(session, sample.id, shares, definitions=definitions, by=by, at=NOON)
    return shares


def all_good(question: Question, audited: AuditedCase) -> AnswerDraft:
    """The answers of an auditor who finds nothing wrong."""
    by_type = {AnswerType.JUDGEMENT: "yes", AnswerType.GRADE: "good", AnswerType.DATE: "2026-03-01"}
    return AnswerDraft(by_type.get(question.type, "What the auditor wrote."), "Seen on the file.")


def audited(
    session: Session, definitions: Definitions, audits: Sequence[AuditedCase], *, says: Says = all_good
) -> None:
    """Each audit answered in full by its own auditor, the flags still to judge confirmed, and submitted."""
    for one in audits:
        me = Actor(one.audit.auditor_id, Role.AUDITOR)
        tool = definitions.tool(one.audit.tool, one.audit.edition)
        answers = {question.id: says(question, one) for question in one.questions(tool)}
        answer(session, one.audit, answers, definitions=definitions, by=me, at=NOON)
        for flag in unjudged(session, one.audit):
            judge_flag(session, one.audit, flag.id, decision="confirmed", definitions=definitions, by=me, at=NOON)
        submit(session, one.audit, definitions=definitions, by=me, at=NOON)


def accepted(session: Session, definitions: Definitions, audits: Sequence[AuditedCase]) -> None:
    """Each submitted audit accepted by a supervisor."""
    by = person(session, "supervisor2@test")
    for one in audits:
        accept(session, one.audit, comment="", definitions=definitions, by=by, at=NOON)


def whole_round(
    session: Session,
    definitions: Definitions,
    frame: Frame,
    *,
    size: int,
    method: str = "simple_random",
    says: Says = all_good,
    tool_key: str = "core-case-file",
) -> Sample:
    """A sample with every audit done and accepted."""
    sample = drawn(session, definitions, frame, size=size, method=method, tool_key=tool_key)
    shared_out(session, definitions, sample)
    audited(session, definitions, audits_in(session, sample.id), says=says)
    accepted(session, definitions, audits_in(session, sample.id))
    return sample
