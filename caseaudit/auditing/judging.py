"""Judging flags: the auditor confirms one, overrides it with a reason, or says that the file does not tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from caseaudit.auditing.answering import tidy
from caseaudit.auditing.queries import verdicts_of
from caseaudit.auditing.tables import Audit, Verdict
from caseaudit.auditing.writing import take_up
from caseaudit.definitions.library import Definitions
from caseaudit.errors import EditedMeanwhile, NotAllowed, NotFound
from caseaudit.people import Actor
from caseaudit.screening.queries import flags_of
from caseaudit.store.history import remember

CONFIRMED, OVERRIDDEN, NOT_ENOUGH = "confirmed", "overridden", "not_enough"
DECISIONS: Mapping[str, str] = {
    CONFIRMED: "Confirmed",
    OVERRIDDEN: "Overridden",
    NOT_ENOUGH: "Not enough on file to tell",
}


@dataclass(frozen=True)
class VerdictDraft:
    """What somebody decided on a flag and why, and the revision they looked at (0 where there was no verdict yet)."""

    decision: str
    reason: str = ""
    revision: int = 0
    is_of_group: bool = False


class JudgedMeanwhile(EditedMeanwhile):
    """A flag was judged elsewhere since it was opened: ``theirs`` was saved first, ``yours`` wants its place."""

    def __init__(self, flag_id: UUID, theirs: VerdictDraft, saved_at: datetime, yours: VerdictDraft) -> None:
        super().__init__("This flag was judged in another tab or window after you opened this page.")
        self.flag_id, self.theirs, self.saved_at, self.yours = flag_id, theirs, saved_at, yours


def judge_flag(
    session: Session,
    audit: Audit,
    flag_id: UUID,
    *,
    decision: str,
    reason: str = "",
    revision: int = 0,
    is_of_group: bool = False,
    definitions: Definitions,
    by: Actor,
    at: datetime,
) -> None:
    """Keep a verdict in place of the one looked at; raises JudgedMeanwhile where another was given since."""
    draft = _checked(VerdictDraft(decision, tidy(reason), revision, is_of_group))
    take_up(session, audit, definitions=definitions, by=by, at=at)
    if flag_id not in {flag.id for flag in flags_of(session, audit.case_id)}:
        raise NotFound("There is no such flag on this case file any more.")
    standing = verdicts_of(session, audit.id).get(flag_id)
    if standing is not None:
        kept = VerdictDraft(standing.decision, standing.reason, standing.revision)
        if (kept.decision, kept.reason) == (draft.decision, draft.reason):
            return
        if kept.revision != draft.revision:
            raise JudgedMeanwhile(flag_id, kept, standing.at, draft)
    _put(session, audit, flag_id, draft, standing, by=by, at=at)


def _checked(draft: VerdictDraft) -> VerdictDraft:
    if draft.decision not in DECISIONS:
        raise NotAllowed("Select whether you confirm or override the flag, or cannot tell.")
    if draft.decision == OVERRIDDEN and not draft.reason:
        raise NotAllowed("Enter why you override the flag.")
    return draft


def _put(
    session: Session,
    audit: Audit,
    flag_id: UUID,
    draft: VerdictDraft,
    standing: Verdict | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    before = standing.decision if standing else None
    row = standing or Verdict(audit_id=audit.id, flag_id=flag_id, decision="", revision=0, by_id=by.id, at=at)
    row.decision, row.reason, row.revision = draft.decision, draft.reason, row.revision + 1
    row.is_of_group, row.by_id, row.at = draft.is_of_group, by.id, at
    session.add(row)
    # Who decided what, and never the words: those may hold something personal and stand in the verdict alone.
    remember(session, "verdict", row.id, "judge", from_state=before, to_state=draft.decision, by=by, at=at)
    session.flush()
