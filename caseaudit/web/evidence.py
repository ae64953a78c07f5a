"""Evidence copied from the case file: chronology, plan, and a record of a visit or review."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from caseaudit.auditing.changes import keep_chronology, keep_plan, keep_record
from caseaudit.auditing.evidence import fingerprint
from caseaudit.casefiles.drafts import RECORD_TYPES
from caseaudit.casefiles.pasted import chronology_from, plan_from
from caseaudit.casefiles.queries import Evidence, evidence_of
from caseaudit.clock import now
from caseaudit.errors import EditedMeanwhile, NotAllowed, NotFound
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand
from caseaudit.web.evidence_forms import (
    EMPTY_ROWS,
    ChronologyForm,
    PlanForm,
    RecordForm,
    actions_of,
    entries_of,
    faults_of,
    plan_of,
    record_of,
    rows_of,
    without,
)
from caseaudit.web.installed import installed
from caseaudit.web.render import FieldError, render
from caseaudit.words import count_of, long_moment

blueprint = Blueprint("evidence", __name__, url_prefix="/audits/<uuid:audit_id>/evidence")


@dataclass(frozen=True)
class Kind:
    """One kind of evidence: its words, its form, and how what is typed is read and kept."""

    key: str
    title: str
    form: type[FlaskForm]
    data_of: Callable[[Evidence], dict[str, Any]]
    draft_of: Callable[[Any], Any]
    keep: Callable[..., None]
    rows_on: Callable[[Any], Sequence[Any]] = lambda form: ()
    pasted: Callable[[str], Sequence[Any]] = lambda text: ()
    first_control: str = "pasted"

    @property
    def has_rows(self) -> bool:
        """Whether this is copied line by line."""
        return "rows" in dir(self.form)


def _chronology_data(evidence: Evidence) -> dict[str, Any]:
    return {"rows": rows_of(evidence.chronology, empty=0 if evidence.chronology else EMPTY_ROWS)}


def _plan_data(evidence: Evidence) -> dict[str, Any]:
    dates = {"plan_on": evidence.plan.plan_on, "next_review_on": evidence.plan.next_review_on} if evidence.plan else {}
    return {"rows": rows_of(evidence.actions, empty=0 if evidence.actions else EMPTY_ROWS), **dates}


def _record_data(evidence: Evidence) -> dict[str, Any]:
    if not evidence.records:
        return {}
    record = evidence.records[0]
    return {
        "record_type": record.record_type,
        "on": record.on,
        "present": "\n".join(record.present),
        "communication_need": record.communication_need,
        "language": record.language,
        "text": record.text,
    }


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "chronology", "Copy the chronology", ChronologyForm, _chronology_data, entries_of, keep_chronology,
            rows_on=entries_of, pasted=chronology_from,
        ),
        Kind(
            "plan", "Copy the plan", PlanForm, _plan_data, plan_of, keep_plan, rows_on=actions_of, pasted=plan_from
        ),
        Kind(
            "record", "Copy a record of a visit or review", RecordForm, _record_data, record_of, keep_record,
            first_control="record_type",
        ),
    )
}  # fmt: skip


@blueprint.get("/<kind>")
@role("auditor")
def show(audit_id: UUID, kind: str) -> str | Response:
    """What was copied so far, ready to be added to."""
    known = _known(kind)
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
        evidence = evidence_of(session, case.audit.case_id)
        seen = fingerprint(session, case.audit.case_id, kind)
    if not case.is_writable:
        return redirect(case.href)
    return _draw(case, known, known.form(formdata=None, data=known.data_of(evidence) | {"seen": seen}))


@blueprint.post("/<kind>")
@role("auditor")
def save(audit_id: UUID, kind: str) -> str | tuple[str, int] | Response:
    """Keep what was copied, or read what was pasted into rows first."""
    known, do = _known(kind), request.form.get("do", "save")
    form = known.form()
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
    form.validate()
    if do != "save":
        return _rearrange(case, known, form, do)
    if faults_of(form):
        return _draw(case, known, form, faults_of(form)), 422
    return _keep(case, known, form)


def _keep(case: CaseInHand, kind: Kind, form: FlaskForm) -> str | tuple[str, int] | Response:
    read = kind.pasted(form.pasted.data or "") if kind.has_rows else ()
    if read:
        form = _with_rows(kind, form, [*kind.rows_on(form), *read])
    at = now()
    try:
        with transaction(installed().engine) as session:
            hand = case_in_hand(session, case.audit.id)
            kind.keep(
                session,
                hand.audit,
                kind.draft_of(form),
                definitions=installed().definitions,
                by=g.actor,
                at=at,
                seen=form.seen.data or None,
            )
    except EditedMeanwhile as refusal:
        return _draw_both(case, kind, form, str(refusal)), 409
    except NotAllowed as refusal:
        return _draw(case, kind, form, [FieldError(str(refusal), _first_control(kind, form))]), 422
    flash(f"Saved on {long_moment(at)}.{_what_was_read(read)}")
    return redirect(request.path if read else _section_of(case, kind))


def _rearrange(case: CaseInHand, kind: Kind, form: FlaskForm, do: str) -> str | tuple[str, int]:
    rows = list(kind.rows_on(form))
    if do == "read":
        read = kind.pasted(form.pasted.data or "")
        if not read:
            form.pasted.errors = ["Paste the text from the file before reading it into rows"]
            return _draw(case, kind, form, [FieldError(form.pasted.errors[0], "pasted")]), 422
        note = f"{count_of(len(read), 'row was', 'rows were')} read. Check them, then save."
        return _draw(case, kind, _with_rows(kind, form, [*rows, *read]), note=note)
    if do.startswith("remove-"):
        left = without(form.rows.data, do.removeprefix("remove-"))
        return _draw(case, kind, _with_rows(kind, form, left), note="The row is removed. Save to keep it so.")
    return _draw(
        case, kind, _with_rows(kind, form, rows, empty=EMPTY_ROWS), note="There are empty rows to type in below."
    )


def _with_rows(kind: Kind, form: FlaskForm, rows: Sequence[Any], *, empty: int = 0) -> FlaskForm:
    data = form.data | {"rows": rows_of(rows, empty=empty), "pasted": ""}
    again = kind.form(formdata=None, data=data)
    for name in ("plan_on", "next_review_on"):
        if name in again:
            again[name].parts = form[name].parts
    return again


def _known(kind: str) -> Kind:
    if kind not in KINDS:
        raise NotFound("There is no such kind of evidence.")
    return KINDS[kind]


def _section_of(case: CaseInHand, kind: Kind) -> str:
    for part in case.sections:
        if part.section.evidence == kind.key:
            return url_for("sections.show", audit_id=case.audit.id, section_id=part.section.id)
    return case.href


def _what_was_read(read: Sequence[Any]) -> str:
    return f" {count_of(len(read), 'row was', 'rows were')} read from what you pasted: check them." if read else ""


def _first_control(kind: Kind, form: FlaskForm) -> str:
    rows = form.rows.entries if kind.has_rows else ()
    return next(iter(rows[0].form)).id if rows else kind.first_control


def _draw_both(case: CaseInHand, kind: Kind, form: FlaskForm, sentence: str) -> str:
    with transaction(installed().engine, write=False) as session:
        theirs = evidence_of(session, case.audit.case_id)
        form.seen.data = fingerprint(session, case.audit.case_id, kind.key)
    return _draw(case, kind, form, [FieldError(sentence, _first_control(kind, form))], theirs=theirs)


def _draw(case, kind, form, errors=(), *, note="", theirs=None) -> str:
    return render(
        f"evidence/{kind.key}.html",
        title=kind.title,
        caption=case.caption,
        back=_section_of(case, kind),
        errors=errors,
        case=case,
        kind=kind,
        form=form,
        note=note,
        theirs=theirs,
        record_types=RECORD_TYPES,
    )
