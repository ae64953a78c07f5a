"""The two rounds of the demonstration: a random sample for the figures, and a few files picked for learning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from caseaudit.auditing.changes import allocate, eliminate
from caseaudit.auditing.queries import AuditedCase, audits_in
from caseaudit.definitions.library import Definitions
from caseaudit.demo.case_files import CaseToFill, Shelf
from caseaudit.demo.diary import AS_AT
from caseaudit.demo.hours import Hours
from caseaudit.demo.people import AUDITORS, Cast
from caseaudit.demo.work import Desk, Piece
from caseaudit.intake.queries import cases, events_of, misfits_of
from caseaudit.sampling.changes import draw_sample, pick_targeted
from caseaudit.sampling.queries import cases_of
from caseaudit.sampling.sharing import AuditorToAsk, CaseToShare, share_out

SIZE, SEED = 30, "7"
TOOL = "core-case-file"
FIRST_EDITION, NEXT_EDITION = "2026-04", "2026-10"
_SENT_BACK = 4
_SET_ASIDE = 5
_LONG = timedelta(days=730)
_MOST_INTERESTING = "looked_after"


@dataclass(frozen=True)
class Round:
    """What came of one round."""

    sample_id: UUID
    returned: int


class Office:
    """Everything the scripted people work with."""

    def __init__(self, session: Session, definitions: Definitions, cast: Cast, hours: Hours, shelf: Shelf) -> None:
        self.session = session
        self.definitions = definitions
        self.cast = cast
        self.hours = hours
        self.shelf = shelf
        self.desk = Desk(session, definitions, hours, cast.supervisor)

    def random_round(self, frame_id: UUID) -> Round:
        """Draw by case level, read nearly all, moderate, and leave a few for whoever signs in."""
        tool = self.definitions.tool(TOOL, FIRST_EDITION)
        sample = draw_sample(
            self.session, frame_id=frame_id, name="Spring round 2026", method="stratified", size=SIZE, seed=SEED,
            tool=tool,
            tool_sha256=self.definitions.tool_sha256(tool), by=self.cast.supervisor, at=self.hours.later(30),
        )  # fmt: skip
        self._share_out(sample.id)
        self._set_one_aside(sample.id)
        self.hours.next_morning()
        pieces = self._pieces(sample.id)
        part_read, untouched = _for_the_visitor(pieces)
        done = [piece for piece in pieces if piece not in (part_read, untouched)]
        for piece in done:
            self.desk.read(piece)
            self.desk.finish(piece)
        self.desk.read(part_read, sections=4)
        self.hours.next_morning()
        return Round(sample.id, self._moderate(done))

    def targeted_round(self, frame_id: UUID, sampled: UUID) -> Round:
        """Pick files for a reason, with the next edition of the tool; most are read, none enters an estimate."""
        tool = self.definitions.tool(TOOL, NEXT_EDITION)
        sample = pick_targeted(
            self.session, frame_id=frame_id, name="Long plans and odd journeys", tool=tool,
            picks=self._worth_a_look(frame_id, sampled), tool_sha256=self.definitions.tool_sha256(tool),
            by=self.cast.supervisor, at=self.hours.later(30),
        )  # fmt: skip
        self._share_out(sample.id)
        self.hours.next_morning()
        pieces = self._pieces(sample.id)
        for piece in pieces[:-1]:
            self.desk.read(piece)
            self.desk.finish(piece)
        for piece in pieces[:-2]:
            self.desk.accept(piece)
        return Round(sample.id, 0)

    def _moderate(self, done: Sequence[Piece]) -> int:
        waiting, read = done[-1], done[:-1]
        asked_again = [piece for piece in read if self.desk.is_kinder_than_the_file(piece)][:_SENT_BACK]
        for piece in asked_again:
            self.desk.send_back(piece)
        for piece in asked_again[:-1]:
            self.desk.look_again(piece)
        for piece in read:
            if piece not in asked_again[-1:]:
                self.desk.accept(piece)
        return len(asked_again[:-1]) if waiting else 0

    def _share_out(self, sample_id: UUID) -> None:
        free = [case for case in cases_of(self.session, sample_id) if not case.is_eliminated]
        held = [case.auditor_id for case in free]
        asked = [
            AuditorToAsk(
                self.cast.actors[auditor.email].id, auditor.team, held.count(self.cast.actors[auditor.email].id)
            )
            for auditor in AUDITORS
        ]
        shared = share_out([CaseToShare(case.id, case.team) for case in free if case.auditor_id is None], asked)
        allocate(
            self.session,
            sample_id,
            shared,
            definitions=self.definitions,
            by=self.cast.supervisor,
            at=self.hours.later(15),
        )

    def _set_one_aside(self, sample_id: UUID) -> None:
        eliminate(
            self.session, cases_of(self.session, sample_id)[_SET_ASIDE].id, code="audited_recently",
            note="Audited in the autumn round.", definitions=self.definitions, by=self.cast.supervisor,
            at=self.hours.later(20),
        )  # fmt: skip
        self._share_out(sample_id)

    def _pieces(self, sample_id: UUID) -> list[Piece]:
        order = {case.id: case.position for case in cases_of(self.session, sample_id)}
        found = [one for one in audits_in(self.session, sample_id) if one.audit.status == "allocated"]
        found.sort(key=lambda one: order[one.audit.sampled_case_id])
        by_id = {self.cast.actors[auditor.email].id: auditor for auditor in AUDITORS}
        return [Piece(one, by_id[one.audit.auditor_id], self.shelf.file_for(self._to_fill(one))) for one in found]

    def _to_fill(self, found: AuditedCase) -> CaseToFill:
        events = {event.trigger: event.on for event in events_of(self.session, found.case.id)}
        is_disabled = (found.case.disability or "").casefold() in {"y", "yes"}
        return CaseToFill(found.case.level, found.age, is_disabled, found.case.is_uasc, events)

    def _worth_a_look(self, frame_id: UUID, sampled: UUID) -> dict[UUID, str]:
        drawn = {case.case_id for case in cases_of(self.session, sampled)}
        left = [case for case in cases(self.session, frame_id, level="child_protection") if case.id not in drawn]
        long = {case.id: "On a protection plan for more than two years" for case in left if self._is_long(case.id)}
        odd = {
            case.id: "A plan with no conference in the lists"
            for case in left
            if any(misfit.trigger == "cp_plan_started" for misfit in misfits_of(self.session, case.id))
        }
        return dict([*list(long.items())[:3], *list(odd.items())[:1]])

    def _is_long(self, case_id: UUID) -> bool:
        started: list[date] = [e.on for e in events_of(self.session, case_id) if e.trigger == "cp_plan_started"]
        return bool(started) and started[-1] < AS_AT - _LONG


def _for_the_visitor(pieces: Sequence[Piece]) -> tuple[Piece, Piece]:
    own = [piece for piece in pieces if piece.auditor is AUDITORS[0]]
    part_read = next((piece for piece in own if piece.found.case.level == _MOST_INTERESTING), own[0])
    return part_read, next(piece for piece in reversed(own) if piece is not part_read)
