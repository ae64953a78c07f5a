"""Evidence copied from the case file: chronology, plan, and a record of a visit or review."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask_wtf import FlaskForm
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.auditing.evidence import fingerprint, judge_plan
from caseaudit.casefiles.drafts import RECORD_TYPES, PlanDraft
from caseaudit.casefiles.queries import evidence_of
from caseaudit.clock import now
from caseaudit.errors import EditedMeanwhile, NotAllowed, NotFound, RefusedFile
from caseaudit.store.transaction import transaction
from caseaudit.web.access import accepts_a_file, role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand
from caseaudit.web.evidence_forms import EMPTY_ROWS, faults_of, rows_of, without
from caseaudit.web.evidence_kinds import KINDS, Kind
from caseaudit.web.installed import installed
from caseaudit.web.kept_files import kept_for_reading
from caseaudit.web.render import FieldError, refuse, render
from caseaudit.web.said_of_rows import Said, as_answer, drafts_in, said_of
from caseaudit.words import count_of, long_moment

blueprint = Blueprint("evidence", __name__, url_prefix="/audits/<uuid:audit_id>/evidence")

# A page of more rows than this is slow to draw and to send, and nobody checks so many by eye.
MOST_ROWS_ON_A_PAGE = 300
_TOO_MANY = "{rows} were read, too many to check on a page. Save to keep them as they stand, or use a part"
_NOTHING_TO_READ = "Paste the text from the file, or choose a file, before reading it into rows"


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
    kept = known.rows_kept(evidence)
    apart = len(kept) if len(kept) > MOST_ROWS_ON_A_PAGE else 0
    rows = rows_of(() if apart else kept, empty=0 if kept else EMPTY_ROWS)
    data = known.data_of(evidence) | {"seen": seen, "rows": rows, "apart": str(apart or "")}
    return _draw(case, known, known.form(formdata=None, data=data))


@blueprint.post("/<kind>")
@role("auditor")
@accepts_a_file
def save(audit_id: UUID, kind: str) -> str | tuple[str, int] | Response:
    """Keep what was copied, or read what was pasted or sent as a file into rows first."""
    known, do = _known(kind), request.form.get("do", "save")
    form = known.form()
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
    form.validate()
    try:
        if do != "save":
            return _rearrange(case, known, form, do)
        if faults_of(form):
            return _draw(case, known, form, faults_of(form)), 422
        return _keep(case, known, form)
    except RefusedFile as refusal:
        return _draw(case, known, form, refuse(form.file, str(refusal))), 422


@blueprint.post("/plan/check")
@role("auditor")
def check(audit_id: UUID) -> Response:
    """What the check says of the actions as they stand on the page; nothing is kept."""
    form = KINDS["plan"].form()
    form.validate()
    with transaction(installed().engine, write=False) as session:
        return as_answer(_said(session, case_in_hand(session, audit_id), form))


def _said(session: Session, case: CaseInHand, form: FlaskForm) -> Said:
    drafts = drafts_in(form.rows)[:MOST_ROWS_ON_A_PAGE]
    plan = PlanDraft(form.plan_on.data, form.next_review_on.data, drafts)
    return said_of(judge_plan(session, case.audit, plan, definitions=installed().definitions), drafts)


def _keep(case: CaseInHand, kind: Kind, form: FlaskForm) -> str | tuple[str, int] | Response:
    read = _read(kind, form)
    rows = [*_rows_before(case, kind, form), *read]
    if not form.apart.data and len(rows) <= MOST_ROWS_ON_A_PAGE:
        form = _with_rows(kind, form, rows) if read else form
    at = now()
    try:
        with transaction(installed().engine) as session:
            hand = case_in_hand(session, case.audit.id)
            kind.keep(
                session,
                hand.audit,
                kind.draft_of(form, rows),
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
    return redirect(request.path if read and len(rows) <= MOST_ROWS_ON_A_PAGE else _section_of(case, kind))


def _rows_before(case: CaseInHand, kind: Kind, form: FlaskForm) -> Sequence[Any]:
    """The rows on the page, or those kept where they are too many to stand on it."""
    if not form.apart.data:
        return kind.rows_on(form)
    with transaction(installed().engine, write=False) as session:
        return kind.rows_kept(evidence_of(session, case.audit.case_id))


def _read(kind: Kind, form: FlaskForm) -> Sequence[Any]:
    """The rows of what was pasted and of the file, marked with what was said about them."""
    if not kind.has_rows:
        return ()
    read = list(kind.pasted(form.pasted.data or ""))
    if form.file.data:
        with kept_for_reading(form.file.data) as path:
            read += kind.in_file(path)
    return kind.marked(form, read)


def _rearrange(case: CaseInHand, kind: Kind, form: FlaskForm, do: str) -> str | tuple[str, int]:
    if do == "clear":
        return _draw(
            case, kind, _with_rows(kind, form, (), empty=EMPTY_ROWS), note="All are removed. Save to keep it so."
        )
    if do == "read":
        return _rearrange_read(case, kind, form) if kind.has_rows else _words_read(case, kind, form)
    if do.startswith("remove-"):
        left = without(form.rows.data, do.removeprefix("remove-"))
        return _draw(case, kind, _with_rows(kind, form, left), note="The row is removed. Save to keep it so.")
    if do == "check":
        return _draw(case, kind, form, note="The actions were checked. Nothing is saved yet.")
    rows = kind.rows_on(form)
    note = "There are empty rows to type in below."
    return _draw(case, kind, _with_rows(kind, form, rows, empty=EMPTY_ROWS), note=note)


def _rearrange_read(case: CaseInHand, kind: Kind, form: FlaskForm) -> str | tuple[str, int]:
    read = _read(kind, form)
    if not read:
        return _draw(case, kind, form, refuse(form.pasted, _NOTHING_TO_READ)), 422
    rows = kind.rows_on(form)
    if form.apart.data or len(read) + len(rows) > MOST_ROWS_ON_A_PAGE:
        sentence = _TOO_MANY.format(rows=count_of(len(read), "row"))
        return _draw(case, kind, form, refuse(form.file if form.file.data else form.pasted, sentence)), 422
    note = f"{count_of(len(read), 'row was', 'rows were')} read. Check them, then save."
    return _draw(case, kind, _with_rows(kind, form, [*rows, *read]), note=note)


def _words_read(case: CaseInHand, kind: Kind, form: FlaskForm) -> str | tuple[str, int]:
    if not form.file.data:
        return _draw(case, kind, form, refuse(form.file, "Choose the file the record is in")), 422
    with kept_for_reading(form.file.data) as path:
        form.text.data = kind.in_file(path)
    return _draw(case, kind, form, note="The file was read. Check its words below, then save.")


def _with_rows(kind: Kind, form: FlaskForm, rows: Sequence[Any], *, empty: int = 0) -> FlaskForm:
    data = form.data | {"rows": rows_of(rows, empty=empty), "pasted": "", "agency": "", "apart": "", "file": None}
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
    return f" {count_of(len(read), 'row was', 'rows were')} read: check them." if read else ""


def _first_control(kind: Kind, form: FlaskForm) -> str:
    rows = form.rows.entries if kind.has_rows else ()
    return next(iter(rows[0].form)).id if rows else kind.first_control


def _draw_both(case: CaseInHand, kind: Kind, form: FlaskForm, sentence: str) -> str:
    with transaction(installed().engine, write=False) as session:
        theirs = evidence_of(session, case.audit.case_id)
        form.seen.data = fingerprint(session, case.audit.case_id, kind.key)
    return _draw(case, kind, form, [FieldError(sentence, _first_control(kind, form))], theirs=theirs)


def _draw(case, kind, form, errors=(), *, note="", theirs=None) -> str:
    with transaction(installed().engine, write=False) as session:
        copied = evidence_of(session, case.audit.case_id)
        said = _said(session, case, form) if kind.key == "plan" else None
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
        copied=copied,
        said=said,
        record_types=RECORD_TYPES,
    )
