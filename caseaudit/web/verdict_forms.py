"""The form for judging flags, and keeping what was said in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask import g
from flask_wtf import FlaskForm
from sqlmodel import Session
from wtforms import Field, Form, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from caseaudit.auditing.changes import judge_flag
from caseaudit.auditing.queries import JudgedFlag
from caseaudit.casefiles.queries import Evidence
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.web.case_in_hand import CaseInHand
from caseaudit.web.installed import installed
from caseaudit.web.marking import Passage, passage_of
from caseaudit.web.render import FieldError

_CHOICES = (
    SelectChoice("confirmed", "Confirm: the flag is right"),
    SelectChoice("overridden", "Override: the flag is wrong or does not matter here"),
)


def verdict_form(case: CaseInHand) -> Form:
    """Confirm or override for every flag that stands, filled with what is posted or else with what is kept."""
    fields: dict[str, Field] = {}
    data: dict[str, str] = {}
    for judged in case.flags:
        decision, reason = decision_name(judged.flag.id), reason_name(judged.flag.id)
        fields[decision] = RadioField("What do you make of it?", choices=_CHOICES, validate_choice=False)
        fields[reason] = TextAreaField("Why do you override it?")
        if judged.verdict:
            data |= {decision: judged.verdict.decision, reason: judged.verdict.reason}
    return type("VerdictsForm", (FlaskForm,), fields)(data=data)


def judge_given(session: Session, case: CaseInHand, form: Form, *, at: datetime) -> Sequence[FieldError]:
    """Keep every verdict given; what is wrong with the others, beside their fields."""
    return [error for judged in _given(case, form) for error in _judge(session, case, judged, form, at)]


def decision_name(flag_id: UUID) -> str:
    """The name of the field for the verdict on a flag."""
    return f"flag-{flag_id}"


def reason_name(flag_id: UUID) -> str:
    """The name of the field for the reason of a verdict."""
    return f"reason-{flag_id}"


def passages_of(flags: Sequence[JudgedFlag], evidence: Evidence) -> Mapping[UUID, Passage]:
    """For each flag that quotes the words it quotes, where they stand."""
    return {judged.flag.id: passage_of(judged.flag, evidence) for judged in flags if judged.flag.quote}


def _given(case: CaseInHand, form: Form) -> Iterator[JudgedFlag]:
    # A verdict that is already kept as it stands is left alone, so that its moment stays the moment it was given.
    for judged in case.flags:
        decision, reason = form[decision_name(judged.flag.id)].data, form[reason_name(judged.flag.id)].data or ""
        kept = (judged.verdict.decision, judged.verdict.reason) if judged.verdict else None
        if decision and (decision, reason.strip()) != kept:
            yield judged


def _judge(session: Session, case: CaseInHand, judged: JudgedFlag, form: Form, at: datetime) -> Sequence[FieldError]:
    flag_id = judged.flag.id
    reason = form[reason_name(flag_id)]
    try:
        judge_flag(
            session,
            case.audit,
            flag_id,
            decision=form[decision_name(flag_id)].data,
            reason=reason.data or "",
            definitions=installed().definitions,
            by=g.actor,
            at=at,
        )
    except NotAllowed as refusal:
        reason.errors = [str(refusal)]
        return [FieldError(str(refusal), reason.id)]
    except NotFound:
        return []  # the words the flag was raised on have just gone, and the flag with them
    return []
