"""Moderation: the audits that wait, and one whole audit on a page, to return or to accept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, g, redirect, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Form, TextAreaField

from caseaudit.accounts.queries import names
from caseaudit.auditing.actions import judge_actions
from caseaudit.auditing.judging import DECISIONS
from caseaudit.auditing.queries import AuditedCase, audits_at, audits_of_concern
from caseaudit.casefiles.drafts import RECORD_TYPES
from caseaudit.casefiles.queries import evidence_of
from caseaudit.clock import now
from caseaudit.errors import NotAllowed
from caseaudit.moderation.changes import accept, return_to_auditor
from caseaudit.moderation.queries import readings_of, waiting
from caseaudit.reporting.precision import check_title
from caseaudit.screening.words import GROUPS, MEANINGS
from caseaudit.store.history import history_of
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand, in_hand
from caseaudit.web.children import what_the_lists_show
from caseaudit.web.installed import installed
from caseaudit.web.precision import precision_by_code
from caseaudit.web.render import FieldError, render
from caseaudit.web.said_of_rows import Said, said_of
from caseaudit.web.verdict_forms import passages_of

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")


@blueprint.get("")
@role("supervisor")
def index() -> str:
    """The audits that wait to be read, those of immediate concern, those that went back, and those accepted."""
    with transaction(installed().engine, write=False) as session:
        groups = {
            "unfinished": _unfinished(audits_of_concern(session, installed().definitions)),
            "waiting": waiting(session),
            "returned": audits_at(session, "returned"),
            "accepted": list(reversed(audits_at(session, "sealed"))),
        }
        people = names(session)
    cases = {key: [in_hand(audited) for audited in group] for key, group in groups.items()}
    return render("moderation/index.html", title="Moderation", names_of=people, **cases)


@blueprint.get("/<uuid:audit_id>")
@role("supervisor")
def show(audit_id: UUID) -> str:
    """One audit whole: answers, evidence, flags, what was said before."""
    page = _Page(audit_id)
    return page.draw(_form(page.case))


@blueprint.post("/<uuid:audit_id>")
@role("supervisor")
def decide(audit_id: UUID) -> str | tuple[str, int] | Response:
    """Return the audit with comments, or accept it once that is confirmed."""
    page, do = _Page(audit_id), request.form.get("do")
    form = _form(page.case)
    if do == "accept":
        return _confirm(page.case, form)
    if do not in ("return", "accept-for-good"):
        return page.draw(form)
    try:
        with transaction(installed().engine) as session:
            said = _return if do == "return" else _accept
            sentence = said(session, case_in_hand(session, audit_id), form, now())
    except NotAllowed as refusal:
        return page.draw(form, [FieldError(str(refusal), "comment")]), 422
    flash(sentence)
    return redirect("/moderation")


def _unfinished(found: Sequence[AuditedCase]) -> Sequence[AuditedCase]:
    return [one for one in found if one.audit.status not in ("submitted", "returned")]


class _Page:
    """Everything the page of one audit reads."""

    def __init__(self, audit_id: UUID) -> None:
        with transaction(installed().engine, write=False) as session:
            self.case = case_in_hand(session, audit_id)
            self.evidence = evidence_of(session, self.case.audit.case_id)
            self.shown = what_the_lists_show(session, self.case.audit.case_id, self.case.audited.case.frame_id)
            self.readings = readings_of(session, audit_id)
            self.history = history_of(session, audit_id)
            self.verdict_steps = _changed_verdicts(session, self.case)
            self.said = _said(session, self.case)
            self.precision = precision_by_code(session)
            self.names = names(session)

    def draw(self, form: Form, errors: Sequence[FieldError] = ()) -> str:
        """The page, with what is wrong at the top."""
        if errors:
            form.comment.errors = [error.text for error in errors]
        return render(
            "moderation/show.html",
            title=self.case.name,
            back="/moderation",
            errors=errors,
            case=self.case,
            evidence=self.evidence,
            shown=self.shown,
            groups=GROUPS,
            meanings=MEANINGS,
            readings=self.readings,
            history=self.history,
            step_words=_step_words(),
            verdict_steps=self.verdict_steps,
            decisions=DECISIONS,
            said_of_actions=self.said,
            precision=self.precision,
            check_title=check_title,
            names=self.names,
            passages=passages_of(self.case.flags, self.evidence),
            record_types=RECORD_TYPES,
            form=form,
            is_own=self.case.audit.auditor_id == g.actor.id,
        )


def _changed_verdicts(session, case: CaseInHand) -> Mapping[UUID, Sequence[object]]:
    """What was decided on each flag whose verdict was changed, first to last."""
    steps = {
        one.verdict.id: history_of(session, one.verdict.id)
        for one in case.flags
        if one.verdict and one.verdict.revision > 1
    }
    return {verdict_id: found for verdict_id, found in steps.items() if found}


def _said(session, case: CaseInHand) -> Said | None:
    """What the check says of the actions the auditor wrote, their times counted from the day they were written."""
    if not case.actions:
        return None
    at, definitions = case.actions[0].kept_at, installed().definitions
    return said_of(judge_actions(session, case.audit, case.actions, definitions=definitions, at=at), case.actions)


def _form(case: CaseInHand) -> Form:
    fields = {"comment": TextAreaField("Comment on the whole audit")}
    for part in case.sections:
        for question in part.questions:
            fields[f"comment-{question.id}"] = TextAreaField("What should the auditor look at again?")
    return type("ModerationForm", (FlaskForm,), fields)()


def _comments(case: CaseInHand, form: Form) -> Mapping[str, str]:
    ids = [question.id for part in case.sections for question in part.questions]
    return {key: form[f"comment-{key}"].data for key in ids if (form[f"comment-{key}"].data or "").strip()}


def _return(session, case: CaseInHand, form: Form, at: datetime) -> str:
    return_to_auditor(
        session,
        case.audit,
        comment=form.comment.data or "",
        questions=_comments(case, form),
        definitions=installed().definitions,
        by=g.actor,
        at=at,
    )
    return f"{case.name} is returned to its auditor."


def _accept(session, case: CaseInHand, form: Form, at: datetime) -> str:
    comment = form.comment.data or ""
    accept(session, case.audit, comment=comment, definitions=installed().definitions, by=g.actor, at=at)
    return f"{case.name} is accepted and sealed."


def _confirm(case: CaseInHand, form: Form) -> str:
    return render(
        "moderation/accept.html",
        title=f"Accept {case.name.lower()}?",
        caption=case.caption,
        back=f"/moderation/{case.audit.id}",
        case=case,
        form=form,
        comments=_comments(case, form),
    )


def _step_words() -> Mapping[str, str]:
    return {step.trigger: step.label for step in installed().definitions.lifecycles["audit"].steps}
