"""What scripted people do with one audit, through the same changes a page calls."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from caseaudit.auditing import changes as auditing
from caseaudit.auditing.queries import AuditedCase, answers_of, unjudged
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import EvidenceKind, Section
from caseaudit.demo.auditors import Auditor, answers_by, second_thoughts, verdict_by
from caseaudit.demo.case_files import CaseFile
from caseaudit.demo.hours import Hours
from caseaudit.demo.what_next import actions_in
from caseaudit.moderation import changes as moderation
from caseaudit.people import Actor, Role

_ASKED_AGAIN = (
    "Thank you, careful work. On {count} below the file reads differently to me; please look at it once more."
)
_ON_A_QUESTION = "What on the file made this a “{value}”? I read it and came out lower."
_ACCEPTED = (
    "Agreed.",
    "Agreed. Please go through the first action with the worker this week.",
    "Agreed, a fair grade.",
)


@dataclass(frozen=True)
class Piece:
    """One audit, whose it is and the invented file they have in front of them."""

    found: AuditedCase
    auditor: Auditor
    file: CaseFile

    @property
    def by(self) -> Actor:
        """The auditor as they act."""
        return Actor(self.found.audit.auditor_id, Role.AUDITOR)


class Desk:
    """Where audits are worked on: a database, its definitions and a clock."""

    def __init__(self, session: Session, definitions: Definitions, hours: Hours, supervisor: Actor) -> None:
        self.session = session
        self.definitions = definitions
        self.hours = hours
        self.supervisor = supervisor

    def read(self, piece: Piece, *, sections: int | None = None) -> None:
        """Start an audit, copy its evidence and answer its questions; or only those of its first sections."""
        audit = piece.found.audit
        auditing.start(self.session, audit, definitions=self.definitions, by=piece.by, at=self.hours.later(20))
        for section in self._sections(piece)[:sections]:
            self._keep_evidence(piece, section)
            self._answer(piece, section)

    def finish(self, piece: Piece) -> None:
        """Judge every flag, write what should happen next and submit."""
        audit = piece.found.audit
        auditing.keep_actions(
            self.session, audit, actions_in(piece.file.change), definitions=self.definitions, by=piece.by,
            at=self.hours.now,
        )  # fmt: skip
        for flag in unjudged(self.session, audit):
            decision, reason = verdict_by(piece.auditor, piece.file, flag.code, flag.quote)
            auditing.judge_flag(
                self.session, audit, flag.id, decision=decision, reason=reason, definitions=self.definitions,
                by=piece.by, at=self.hours.later(2),
            )  # fmt: skip
        auditing.submit(self.session, audit, definitions=self.definitions, by=piece.by, at=self.hours.later(5))

    def is_kinder_than_the_file(self, piece: Piece) -> bool:
        """Whether a supervisor who reads closely would ask again."""
        return any(second_thoughts(piece.auditor, piece.file, section) for section in self._sections(piece))

    def send_back(self, piece: Piece) -> None:
        """The supervisor asks about the answers that are kinder than the file."""
        given = answers_of(self.session, piece.found.audit.id)
        asked = [
            key for section in self._sections(piece) for key in second_thoughts(piece.auditor, piece.file, section)
        ]
        labels = {"yes": "yes", "partly": "partly"}
        questions = {
            key: _ON_A_QUESTION.format(value=labels[value])
            for key in asked[:3]
            if (value := given[key].value or "") in labels
        }
        comment = _ASKED_AGAIN.format(count="one question" if len(questions) == 1 else "the questions")
        moderation.return_to_auditor(
            self.session, piece.found.audit, comment=comment, questions=questions, definitions=self.definitions,
            by=self.supervisor, at=self.hours.later(25),
        )  # fmt: skip

    def look_again(self, piece: Piece) -> None:
        """The auditor changes the answers asked about and submits once more."""
        for section in self._sections(piece):
            given = answers_of(self.session, piece.found.audit.id)
            changed = {
                key: replace(draft, revision=given[key].revision)
                for key, draft in second_thoughts(piece.auditor, piece.file, section).items()
            }
            if changed:
                auditing.answer(
                    self.session, piece.found.audit, changed, definitions=self.definitions, by=piece.by,
                    at=self.hours.later(6),
                )  # fmt: skip
        self.finish(piece)

    def accept(self, piece: Piece) -> None:
        """The supervisor accepts and seals an audit."""
        comment = _ACCEPTED[len(piece.file.name) % len(_ACCEPTED)]
        moderation.accept(
            self.session, piece.found.audit, comment=comment, definitions=self.definitions, by=self.supervisor,
            at=self.hours.later(12),
        )  # fmt: skip

    def _sections(self, piece: Piece) -> list[Section]:
        """The sections asked of this child, each with only the questions that apply."""
        audit = piece.found.audit
        tool = self.definitions.tool(audit.tool, audit.edition)
        applying = set(piece.found.questions(tool))
        left = [
            section.model_copy(update={"questions": tuple(q for q in section.questions if q in applying)})
            for section in tool.sections
        ]
        return [section for section in left if section.questions]

    def _keep_evidence(self, piece: Piece, section: Section) -> None:
        session, audit, file = self.session, piece.found.audit, piece.file
        definitions, by, at = self.definitions, piece.by, self.hours.later(4)
        if section.evidence is EvidenceKind.CHRONOLOGY and file.chronology:
            auditing.keep_chronology(session, audit, file.chronology, definitions=definitions, by=by, at=at)
        elif section.evidence is EvidenceKind.PLAN and file.plan.actions:
            auditing.keep_plan(session, audit, file.plan, definitions=definitions, by=by, at=at)
        elif section.evidence is EvidenceKind.RECORD:
            auditing.keep_record(session, audit, file.record, definitions=definitions, by=by, at=at)

    def _answer(self, piece: Piece, section: Section) -> None:
        answers = answers_by(piece.auditor, piece.file, section)
        auditing.answer(
            self.session, piece.found.audit, answers, definitions=self.definitions, by=piece.by, at=self.hours.later(5)
        )
