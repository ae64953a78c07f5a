"""Judging flags on a page: the controls, keeping what was said in them, and two verdicts that met."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from caseaudit.web.group_verdicts import (
    FlagGroup,
    GroupControls,
    GroupVerdict,
    arranged,
    controls_of,
    verdicts_on_groups,
)
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
    """What became of the verdicts on a page: what is wrong with some, which met another, which gave way to one.

    ``groups`` are the verdicts on several flags at once that could not be kept, by code.
    """

    wrong: dict[UUID, str] = field(default_factory=dict)
    met: dict[UUID, JudgedMeanwhile] = field(default_factory=dict)
    gave_way: set[UUID] = field(default_factory=set)
    groups: dict[str, GroupVerdict] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was said is kept."""
        return not (self.wrong or self.met or self.groups)


@dataclass(frozen=True)
class Said:
    """What a page says of one flag, on its own or with others."""

    judged: JudgedFlag
    decision: str
    reason: str
    is_of_group: bool = False


@dataclass(frozen=True)
class Board:
    """The flags of a case as a page judges them: the controls, the words in their places, what is still wrong."""

    form: Form
    passages: Mapping[UUID, Passage]
    conflicts: Mapping[UUID, JudgedMeanwhile]
    keeps: Mapping[UUID, Field]
    errors: Sequence[FieldError]
    groups: Mapping[str, GroupVerdict] = field(default_factory=dict)

    def arranged(self, flags: Iterable[JudgedFlag]) -> Sequence[FlagGroup]:
        """The flags as they stand on a page: those of one code that wait together, the others alone."""
        return arranged(flags)

    def controls_of(self, group: FlagGroup) -> GroupControls:
        """The control for judging a group at once."""
        return controls_of(group, self.groups.get(group.code))

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
    for said in _given(case, form, outcome):
        _judge(session, case, said, outcome, at)
    return outcome


def board_of(case: CaseInHand, evidence: Evidence, outcome: Outcome | None = None) -> Board:
    """The flags as they stand, with what was typed over them; after a save that was not whole, what is wrong."""
    outcome, form = outcome or Outcome(), verdict_form(case)
    errors = []
    for judged in case.flags:
        flag_id = judged.flag.id
        if judged.verdict and (flag_id in outcome.gave_way or not _is_judged_alone(flag_id)):
            form[decision_name(flag_id)].data, form[reason_name(flag_id)].data = (
                judged.verdict.decision,
                judged.verdict.reason,
            )
        if flag_id in outcome.met:
            yours = outcome.met[flag_id].yours
            form[decision_name(flag_id)].data, form[reason_name(flag_id)].data = yours.decision, yours.reason
        else:
            form[seen_name(flag_id)].data = str(judged.verdict.revision if judged.verdict else 0)
        if flag_id in outcome.wrong:
            control = form[reason_name(flag_id) if form[decision_name(flag_id)].data else decision_name(flag_id)]
            control.errors = [outcome.wrong[flag_id]]
            errors.append(FieldError(outcome.wrong[flag_id], control.id))
    keeps = {flag_id: _keep_choice(flag_id) for flag_id in outcome.met}
    errors += [FieldError(f"{_WHICH}: {_reason_of(case, flag_id)}", keeps[flag_id].id) for flag_id in outcome.met]
    errors += [unkept.error for unkept in outcome.groups.values()]
    return Board(form, passages_of(case.flags, evidence), outcome.met, keeps, errors, outcome.groups)


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


def _given(case: CaseInHand, form: Form, outcome: Outcome) -> Iterator[Said]:
    groups = verdicts_on_groups({judged.flag.code for judged in case.to_judge})
    for judged in case.flags:
        flag_id = judged.flag.id
        if seen_name(flag_id) not in request.form:
            continue  # the flag was not on the page
        if request.form.get(f"keep-{flag_id}") == "theirs":
            outcome.gave_way.add(flag_id)
            continue
        group = groups.get(judged.flag.code)
        if _is_judged_alone(flag_id):
            said = Said(judged, form[decision_name(flag_id)].data or "", tidy(form[reason_name(flag_id)].data or ""))
            if (said.decision, said.reason) != _kept(judged):
                yield said
        elif group is None or str(flag_id) not in group.flag_ids:
            continue
        elif group.wrong:
            outcome.groups[group.code] = group
        else:
            yield Said(judged, group.decision, group.reason, is_of_group=True)


def _is_judged_alone(flag_id: UUID) -> bool:
    names = (decision_name(flag_id), reason_name(flag_id))
    return any(tidy(request.form.get(name, "")) for name in names)


def _kept(judged: JudgedFlag) -> tuple[str, str]:
    return (judged.verdict.decision, judged.verdict.reason) if judged.verdict else ("", "")


def _judge(session: Session, case: CaseInHand, said: Said, outcome: Outcome, at: datetime) -> None:
    flag_id = said.judged.flag.id
    is_chosen = request.form.get(f"keep-{flag_id}") == "yours"
    seen = request.form.get(f"met-{flag_id}" if is_chosen else seen_name(flag_id))
    try:
        judge_flag(
            session,
            case.audit,
            flag_id,
            decision=said.decision,
            reason=said.reason,
            revision=int(seen) if seen and seen.isdecimal() and len(seen) < 10 else 0,
            is_of_group=said.is_of_group,
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
