"""Exports: a sample and its findings as files, pseudonymous unless identifiers are asked for with a reason."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, abort, g, url_for
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from caseaudit.clock import now
from caseaudit.people import Role
from caseaudit.reporting.export import (
    EXPORT_FILES,
    LONGEST_REASON,
    NAMING_CHILDREN,
    export_file,
    export_with_identifiers,
)
from caseaudit.sampling.queries import sample as sample_of
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.installed import installed
from caseaudit.web.render import FieldError, errors_of, render

FINDINGS = "findings.csv"
DESCRIPTIONS: Mapping[str, tuple[str, str]] = {
    "sample.csv": ("Sample as CSV", "Every case file in drawn order, those set aside among them."),
    "sample.xlsx": ("Sample as a workbook", "The same for Excel, with how it was drawn on a second sheet."),
    "manifest.json": ("Manifest", "Everything needed to draw the sample again and see that it is the same."),
    FINDINGS: ("Findings as CSV", "Every figure, whole, by case level and by team, with its interval and method."),
}

blueprint = Blueprint("exports", __name__, url_prefix="/samples")


class IdentifiersForm(FlaskForm):
    """What must be said before a file that names children is made."""

    file = RadioField(
        "Which file?",
        choices=[SelectChoice(file, DESCRIPTIONS[file][0]) for file in NAMING_CHILDREN],
        validators=[InputRequired("Select which file to export")],
    )
    reason = TextAreaField(
        "Why are identifiers needed?",
        description="Kept in the history of the sample with your name. Do not name a child here.",
        validators=[
            DataRequired("Enter why identifiers are needed"),
            Length(max=LONGEST_REASON, message=f"The reason must be {LONGEST_REASON} characters or fewer"),
        ],
    )
    confirmed = BooleanField(
        "I need children’s references in this file and will keep it where only those who need them can open it",
        validators=[DataRequired("Tick to confirm that you need identifiers and will keep the file safe")],
    )


@blueprint.get("/<uuid:sample_id>/exports")
@role("supervisor", "administrator")
def choose(sample_id: UUID) -> str:
    """The files to choose from."""
    return _page(sample_id, IdentifiersForm())


@blueprint.get("/<uuid:sample_id>/exports/<file>")
@role("supervisor", "administrator")
def download(sample_id: UUID, file: str) -> Response:
    """One file, pseudonymous."""
    if file not in _files_for(g.actor.role):
        abort(404)
    with transaction(installed().engine, write=False) as reading:
        content = export_file(reading, sample_id, file, installed().definitions)
    return _attachment(file, content)


@blueprint.post("/<uuid:sample_id>/exports")
@role("supervisor", "administrator")
def download_with_identifiers(sample_id: UUID) -> Response | str:
    """One file with children's references, remembered with its reason."""
    form = IdentifiersForm()
    if not form.validate():
        return _page(sample_id, form, errors_of(form))
    with transaction(installed().engine) as writing:
        content = export_with_identifiers(
            writing,
            sample_id,
            form.file.data,
            installed().definitions,
            reason=form.reason.data,
            by=g.actor,
            at=now(),
        )
    return _attachment(form.file.data, content)


def _page(sample_id: UUID, form: IdentifiersForm, errors: tuple[FieldError, ...] = ()) -> str:
    with transaction(installed().engine, write=False) as reading:
        sample = sample_of(reading, sample_id) or abort(404)
    return render(
        "exports/choose.html",
        title="Export",
        caption=sample.name,
        back=url_for("samples.show", sample_id=sample_id),
        errors=errors,
        form=form,
        sample=sample,
        files={file: DESCRIPTIONS[file] for file in _files_for(g.actor.role)},
    )


def _files_for(role_of: Role) -> tuple[str, ...]:
    return tuple(file for file in DESCRIPTIONS if role_of is Role.SUPERVISOR or file != FINDINGS)


def _attachment(file: str, content: bytes) -> Response:
    response = Response(content, mimetype=None, content_type=EXPORT_FILES[file])
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["Cache-Control"] = "no-store"
    return response
