"""Judging flags on a page: the controls, keeping what was said in them, and two verdicts that met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import g, request
from flask_wtf import FlaskForm
from sqlmodel import Session
from wtforms import Field, Form, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from caseaudit.auditing.answering import tidy
from caseaudit.auditing.changes import judge_flag
from caseaudit.auditing.judging import CONFIRMED, NOT_ENOUGH, OVERRIDDEN, JudgedMeanwhile
from caseaudit.auditing.queries import JudgedFlag
from caseaudit.casefiles.queries import Evidence
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.web.case_in_hand import CaseInHand
from caseaudit.web.installed import installed
from caseaudit.web.marking import Passage, passage_of
from caseaudit.web.render import FieldError

_CHOICES = (
    SelectChoice(CONFIRMED, "Confirm"),
    SelectChoice(OVERRIDDEN, "Override"),
    SelectChoice(NOT_ENOUGH, "Not enough on file to tell"),
)
_WHICH = "Select which verdict to keep"


@dataclass
class Outcome:
    """What became of the verdicts on a page: what is wrong with some, which met another, which gave way to one."""

    wrong: dict[UUID, str] = field(default_factory=dict)
    met: dict[UUID, JudgedMeanwhile] = field(default_factory=dict)
    gave_way: set[UUID] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was said is kept."""
        return not (self.wrong or self.met)


@dataclass(frozen=True)
class Board:
    """The flags of a case as a page judges them: the controls, the words in their places, what is still wrong."""

    form: Form
    passages: Mapping[UUID, Passage]
    conflicts: Mapping[UUID, JudgedMeanwhile]
    keeps: Mapping[UUID, Field]
    errors: Sequence[FieldError]

    def needs_a_look(self, judged: JudgedFlag) -> bool:
        """Whether something is wrong with the verdict on this flag, so that its controls must be seen."""
        flag_id = judged.flag.id
        controls = (self.form[decision_name(flag_id)], self.form[reason_name(flag_id)])
        return flag_id in self.conflicts or any(control.errors for control in controls)


def verdict_form(case: CaseInHand) -> Form:
    """The controls for every flag that stands, filled with what is posted or else with what is kept."""
    fields: dict[str, Field] = {}
    data: dict[str, str] = {}
    for judged in case.flags:
        flag_id, verdict = judged.flag.id, judged.verdict
        fields[decision_name(flag_id)] = RadioField("What do you make of it?", choices=_CHOICES, validate_choice=False)
        fields[reason_name(flag_id)] = TextAreaField("Why?", description="Needed if you override.")
        fields[seen_name(flag_id)] = HiddenField()
        data[seen_name(flag_id)] = str(verdict.revision if verdict else 0)
        if verdict:
            data |= {decision_name(flag_id): verdict.decision, reason_name(flag_id): verdict.reason}
    return type("VerdictsForm", (FlaskForm,), fields)(data=data)


def judge_given(session: Session, case: CaseInHand, *, at: datetime) -> Outcome:
    """Keep every verdict given on this page; what could not be kept is in the outcome, and the others are kept."""
    form, outcome = verdict_form(case), Outcome()
    for judged in _given(case, form, outcome):
        _judge(session, case, judged, form, outcome, at)
    return outcome


def board_of(case: CaseInHand, evidence: Evidence, outcome: Outcome | None = None) -> Board:
    """The flags as they stand, with what was typed over them; after a save that was not whole, what is wrong."""
    outcome, form = outcome or Outcome(), verdict_form(case)
    errors = []
    for judged in case.flags:
        flag_id = judged.flag.id
        if judged.verdict and flag_id in outcome.gave_way:
            form[decision_name(flag_id)].data, form[reason_name(flag_id)].data = (
                judged.verdict.decision,
                judged.verdict.reason,
            )
        if flag_id not in outcome.met:
            form[seen_name(flag_id)].data = str(judged.verdict.revision if judged.verdict else 0)
        if flag_id in outcome.wrong:
            control = form[reason_name(flag_id) if form[decision_name(flag_id)].data else decision_name(flag_id)]
            control.errors = [outcome.wrong[flag_id]]
            errors.append(FieldError(outcome.wrong[flag_id], control.id))
    keeps = {flag_id: _keep_choice(flag_id) for flag_id in outcome.met}
    errors += [FieldError(f"{_WHICH}: {_reason_of(case, flag_id)}", keeps[flag_id].id) for flag_id in outcome.met]
    return Board(form, passages_of(case.flags, evidence), outcome.met, keeps, errors)


def decision_name(flag_id: UUID) -> str:
    """The name of the field for the verdict on a flag."""
    return f"flag-{flag_id}"


def reason_name(flag_id: UUID) -> str:
    """The name of the field for the reason of a verdict."""
    return f"reason-{flag_id}"


def seen_name(flag_id: UUID) -> str:
    """The name of the hidden field that says which revision of a verdict the page was looking at."""
    return f"seen-{flag_id}"


def passages_of(flags: Sequence[JudgedFlag], evidence: Evidence) -> Mapping[UUID, Passage]:
    """For each flag that quotes the words it quotes, where they stand."""
    return {judged.flag.id: passage_of(judged.flag, evidence) for judged in flags if judged.flag.quote}


def _given(case: CaseInHand, form: Form, outcome: Outcome) -> Iterator[JudgedFlag]:
    for judged in case.flags:
        flag_id = judged.flag.id
        if seen_name(flag_id) not in request.form:
            continue  # the flag was not on the page
        if request.form.get(f"keep-{flag_id}") == "theirs":
            outcome.gave_way.add(flag_id)
            continue
        said = (form[decision_name(flag_id)].data or "", tidy(form[reason_name(flag_id)].data or ""))
        kept = (judged.verdict.decision, judged.verdict.reason) if judged.verdict else ("", "")
        if said != kept:
            yield judged


def _judge(session: Session, case: CaseInHand, judged: JudgedFlag, form: Form, outcome: Outcome, at: datetime) -> None:
    flag_id = judged.flag.id
    is_chosen = request.form.get(f"keep-{flag_id}") == "yours"
    seen = request.form.get(f"met-{flag_id}") if is_chosen else form[seen_name(flag_id)].data
    try:
        judge_flag(
            session,
            case.audit,
            flag_id,
            decision=form[decision_name(flag_id)].data or "",
            reason=form[reason_name(flag_id)].data or "",
            revision=int(seen) if seen and seen.isdecimal() and len(seen) < 10 else 0,
            definitions=installed().definitions,
            by=g.actor,
            at=at,
        )
    except JudgedMeanwhile as meanwhile:
        outcome.met[flag_id] = meanwhile
    except NotAllowed as refusal:
        outcome.wrong[flag_id] = str(refusal)
    except NotFound:
        return  # the words the flag was raised on have just gone, and the flag with them


def _keep_choice(flag_id: UUID) -> Field:
    name = f"keep-{flag_id}"
    listed = [SelectChoice("yours", "The verdict on this page"), SelectChoice("theirs", "The verdict saved first")]
    radios = RadioField("Which verdict do you want to keep?", choices=listed, validate_choice=False)
    kept = type("KeepForm", (Form,), {name: radios})()[name]
    kept.errors = [_WHICH]
    return kept


def _reason_of(case: CaseInHand, flag_id: UUID) -> str:
    return next((judged.flag.reason for judged in case.flags if judged.flag.id == flag_id), "")
