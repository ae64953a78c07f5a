"""The start page: what each role comes here to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, g, redirect
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.accounts import queries as accounts
from caseaudit.auditing.queries import audits_of_concern, status_counts
from caseaudit.intake import queries as frames
from caseaudit.people import Role
from caseaudit.sampling import queries as sampling
from caseaudit.sampling.queries import Sample
from caseaudit.screening.queries import Choice, count_flagged, screening_of
from caseaudit.store.transaction import transaction
from caseaudit.web.access import everyone
from caseaudit.web.case_in_hand import in_hand
from caseaudit.web.installed import installed
from caseaudit.web.render import render

blueprint = Blueprint("start", __name__)

_FIRST_OF_MANY = 10


@dataclass(frozen=True)
class SampleRow:
    """One sample on the overview: how far its audits have come."""

    sample: Sample
    allocated: int
    submitted: int
    accepted: int

    @property
    def share_accepted(self) -> float:
        """The accepted audits as a share of the sample."""
        return min(1.0, self.accepted / self.sample.size) if self.sample.size else 0.0


@blueprint.get("/")
@everyone
def start() -> str | Response:
    """An auditor's own list; for others an overview of the work."""
    if g.actor.role == Role.AUDITOR:
        return redirect("/audits")
    with transaction(installed().engine, write=False) as session:
        return _supervisor(session) if g.actor.role == Role.SUPERVISOR else _administrator(session)


def _supervisor(session: Session) -> str:
    statuses = status_counts(session)
    rows = [_row(sample, statuses) for sample in sampling.samples(session)]
    found = frames.frames(session)
    return render(
        "start/supervisor.html",
        title="Overview",
        concerns=[in_hand(one) for one in audits_of_concern(session, installed().definitions)],
        people=accounts.names(session),
        rows=rows[:_FIRST_OF_MANY],
        more=len(rows) - _FIRST_OF_MANY,
        waiting=_count(statuses, "submitted"),
        under_way=_count(statuses, "allocated", "in_progress", "returned"),
        accepted=_count(statuses, "sealed"),
        frames=found,
        screening=screening_of(session, found[0].id) if found else None,
        overdue=count_flagged(session, found[0].id, Choice(group="overdue"))[1] if found else 0,
    )


def _administrator(session: Session) -> str:
    everybody = [account for account in accounts.accounts(session) if account.is_active]
    counts = [(role.value, sum(account.role == role.value for account in everybody)) for role in Role]
    return render("start/administrator.html", title="Overview", frames=frames.frames(session), roles=counts)


def _row(sample: Sample, statuses: Mapping[UUID, Mapping[str, int]]) -> SampleRow:
    counts = statuses.get(sample.id, {})
    return SampleRow(sample, sum(counts.values()), counts.get("submitted", 0), counts.get("sealed", 0))


def _count(statuses: Mapping[UUID, Mapping[str, int]], *names: str) -> int:
    by_sample: Sequence[Mapping[str, int]] = list(statuses.values())
    return sum(counts.get(name, 0) for counts in by_sample for name in names)
