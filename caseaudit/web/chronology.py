"""The chronology of an audited case in order of time: several agencies' accounts as one, to read and to take away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, abort, g, url_for
from sqlmodel import Session

from caseaudit.casefiles.merging import Line, MergedChronology, Silence
from caseaudit.casefiles.reading import merged_chronology
from caseaudit.clock import now
from caseaudit.reporting.chronology_files import CHRONOLOGY_FILES, export_chronology, silence_in_words
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.case_in_hand import CaseInHand, case_in_hand
from caseaudit.web.installed import installed
from caseaudit.web.render import Back, render

blueprint = Blueprint("chronology", __name__, url_prefix="/audits/<uuid:audit_id>/chronology")

_BUTTONS: Mapping[str, str] = {"chronology.docx": "Word document", "chronology.xlsx": "Excel workbook"}


@dataclass(frozen=True)
class Row:
    """A row of the page: an event as it was told, or the words of a silence."""

    line: Line | None = None
    silence: str = ""


@blueprint.get("")
@role("auditor", "supervisor")
def show(audit_id: UUID) -> str:
    """Every account in order of time, the same event told twice in one row, and silences where they fall."""
    with transaction(installed().engine, write=False) as session:
        case = case_in_hand(session, audit_id)
        merged = _merged(session, case)
    return render(
        "evidence/merged.html",
        title="The chronology in order of time",
        caption=case.caption,
        back=_back_to(case),
        case=case,
        merged=merged,
        rows=tuple(_rows(merged)),
        files=_BUTTONS,
    )


@blueprint.post("/<file>")
@role("auditor", "supervisor")
def download(audit_id: UUID, file: str) -> Response:
    """The merged chronology as a file, remembered with who took it away."""
    if file not in CHRONOLOGY_FILES:
        abort(404)
    with transaction(installed().engine) as session:
        case = case_in_hand(session, audit_id)
        merged = _merged(session, case)
        content = export_chronology(session, case.audit.case_id, merged, file, title=case.name, by=g.actor, at=now())
    response = Response(content, mimetype=None, content_type=CHRONOLOGY_FILES[file])
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _merged(session: Session, case: CaseInHand) -> MergedChronology:
    journeys = installed().definitions.journeys
    return merged_chronology(session, case.audit.case_id, journeys=journeys, as_at=case.audited.as_at)


def _rows(merged: MergedChronology) -> Iterator[Row]:
    left = list(merged.silences)
    for line in merged.lines:
        while left and _is_before(left[0], line):
            yield Row(silence=silence_in_words(left.pop(0)))
        yield Row(line=line)
    yield from (Row(silence=silence_in_words(silence)) for silence in left)


def _is_before(silence: Silence, line: Line) -> bool:
    return line.when is None or silence.after < line.when.first


def _back_to(case: CaseInHand) -> Back:
    for part in case.sections:
        if part.section.evidence == "chronology":
            href = url_for("sections.show", audit_id=case.audit.id, section_id=part.section.id)
            return Back(href, part.section.title)
    return Back(case.href, case.name)
