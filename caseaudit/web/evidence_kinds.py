"""The three kinds of evidence an auditor copies, and how each is typed, pasted, read from a file and kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import request
from flask_wtf import FlaskForm

from caseaudit.auditing.changes import keep_chronology, keep_plan, keep_record
from caseaudit.casefiles.evidence_files import chronology_in, plan_in, words_in
from caseaudit.casefiles.pasted import chronology_from, plan_from
from caseaudit.casefiles.queries import Evidence
from caseaudit.web.evidence_forms import (
    ChronologyForm,
    PlanForm,
    RecordForm,
    actions_of,
    entries_of,
    plan_of,
    record_of,
)


@dataclass(frozen=True)
class Kind:
    """One kind of evidence: its words, its form, and how what stands on its page becomes what is kept."""

    key: str
    title: str
    form: type[FlaskForm]
    keep: Callable[..., None]
    draft_of: Callable[[Any, Sequence[Any]], Any]
    in_file: Callable[[Path], Any]
    data_of: Callable[[Evidence], dict[str, Any]] = lambda evidence: {}
    rows_kept: Callable[[Evidence], Sequence[Any]] = lambda evidence: ()
    rows_on: Callable[[Any], Sequence[Any]] = lambda form: ()
    pasted: Callable[[str], Sequence[Any]] = lambda text: ()
    marked: Callable[[Any, Sequence[Any]], Sequence[Any]] = lambda form, rows: rows
    first_control: str = "pasted"

    @property
    def has_rows(self) -> bool:
        """Whether this is copied line by line."""
        return "rows" in dir(self.form)


def _of_the_agency(form: ChronologyForm, rows: Sequence[Any]) -> Sequence[Any]:
    return [replace(row, agency=(form.agency.data or "").strip()) for row in rows]


def _plan_data(evidence: Evidence) -> dict[str, Any]:
    plan = evidence.plan
    return {"plan_on": plan.plan_on, "next_review_on": plan.next_review_on} if plan else {}


def _record_data(evidence: Evidence) -> dict[str, Any]:
    """The record asked for, or the newest; none where a new one is to be copied."""
    asked = request.args.get("record", "")
    newest = evidence.records[0] if evidence.records and not asked else None
    record = next((one for one in evidence.records if str(one.id) == asked), newest)
    if record is None:
        return {}
    return {
        "record_id": str(record.id),
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
            key="chronology",
            title="Copy the chronology",
            form=ChronologyForm,
            keep=keep_chronology,
            draft_of=lambda form, rows: tuple(rows),
            in_file=chronology_in,
            rows_kept=lambda evidence: evidence.entry_drafts,
            rows_on=entries_of,
            pasted=chronology_from,
            marked=_of_the_agency,
        ),
        Kind(
            key="plan",
            title="Copy the plan",
            form=PlanForm,
            keep=keep_plan,
            draft_of=plan_of,
            in_file=plan_in,
            data_of=_plan_data,
            rows_kept=lambda evidence: evidence.action_drafts,
            rows_on=actions_of,
            pasted=plan_from,
        ),
        Kind(
            key="record",
            title="Copy a record of a visit or review",
            form=RecordForm,
            keep=keep_record,
            draft_of=lambda form, rows: record_of(form),
            in_file=words_in,
            data_of=_record_data,
            first_control="record_type",
        ),
    )
}
