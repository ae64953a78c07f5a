"""How often auditors agreed with each check, over one sample or all of them, and the flags behind each number."""

from collections.abc import Mapping
from math import ceil
from uuid import UUID

from flask import Blueprint, request, url_for
from sqlmodel import Session

from caseaudit.auditing.judging import DECISIONS
from caseaudit.auditing.queries import SHORT_KEY_LENGTH
from caseaudit.errors import NotFound
from caseaudit.reporting.flags import title_of_code
from caseaudit.reporting.precision import (
    HANDED_OVER,
    Precision,
    Wanted,
    check_title,
    count_judged,
    judged,
    precision_of_checks,
)
from caseaudit.sampling.queries import samples
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.drawings.answers import drawn_figure
from caseaudit.web.installed import installed
from caseaudit.web.render import render

FLAGS_A_PAGE = 50

blueprint = Blueprint("precision", __name__, url_prefix="/checks")


@blueprint.get("")
@role("supervisor")
def index() -> str:
    """Each check with its precision among auditors’ verdicts."""
    with transaction(installed().engine, write=False) as session:
        names = _sample_names(session)
        sample_id = _sample_asked(names)
        found = precision_of_checks(session, sample_id)
    return render(
        "precision/index.html",
        title="How often auditors agree with the checks",
        caption=names[sample_id] if sample_id else "All samples",
        back=url_for("findings.show", sample_id=sample_id) if sample_id else None,
        found=found,
        drawn={_key(one): drawn_figure(one.figure) for check in found for one in (check.whole, *check.parts)},
        key=_key,
        names=names,
        sample_id=sample_id,
        counted=_counted(),
    )


@blueprint.get("/<check>")
@role("supervisor")
def flags(check: str) -> str:
    """The judged flags of one check, or those of one code or decision of it, each with what the auditor said."""
    code, decision = request.args.get("code"), request.args.get("decision")
    decision = decision if decision in DECISIONS else None
    with transaction(installed().engine, write=False) as session:
        names = _sample_names(session)
        sample_id = _sample_asked(names)
        wanted = Wanted(check, code, decision, sample_id)
        every = Wanted(check, code, None, sample_id)
        counts = {key: count_judged(session, Wanted(check, code, key, sample_id)) for key in DECISIONS}
        count = counts[decision] if decision else count_judged(session, every)
        last = max(1, ceil(count / FLAGS_A_PAGE))
        page = min(max(1, request.args.get("page", 1, type=int)), last)
        rows = judged(session, wanted, limit=FLAGS_A_PAGE, offset=(page - 1) * FLAGS_A_PAGE)
    if code and not rows and not any(counts.values()):
        raise NotFound("No flag of this kind was judged.")
    return render(
        "precision/flags.html",
        title=f"{check_title(check)}: {title_of_code(code)}" if code else check_title(check),
        caption=names[sample_id] if sample_id else "All samples",
        back=url_for("precision.index", sample=sample_id),
        wanted=wanted,
        counts=counts,
        count=count,
        decisions=DECISIONS,
        rows=rows,
        key_length=SHORT_KEY_LENGTH,
        title_of_code=title_of_code,
        page=page,
        last=last,
    )


def precision_by_code(session: Session) -> Mapping[tuple[str, str], Precision]:
    """The precision of each check and code over all samples, for standing beside a flag."""
    return {(part.check, part.code): part for check in precision_of_checks(session) for part in check.parts}


def _key(one: Precision) -> tuple[str, str, str]:
    return (one.check, one.criterion, one.code)


def _sample_names(session: Session) -> Mapping[UUID, str]:
    return {sample.id: sample.name for sample in samples(session)}


def _sample_asked(names: Mapping[UUID, str]) -> UUID | None:
    return next((sample_id for sample_id in names if str(sample_id) == request.args.get("sample")), None)


def _counted() -> str:
    states = installed().definitions.lifecycles["audit"].states
    return " or ".join(state.title.lower() for state in states if state.name in HANDED_OVER)
