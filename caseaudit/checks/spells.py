"""Stretches of care read from dated events: how long an agreement has run, how many placements a year has held."""

from datetime import date

from caseaudit.journey.child import Child
from caseaudit.journey.months import months_after

SECTION_20 = "V2"


def long_enough(started_on: date, until: date, months: int) -> bool:
    """Whether so many months or more have gone by from one day to another."""
    return until >= months_after(started_on, months)


def began_under_section_20(child: Child) -> date | None:
    """The day the present stretch of care under section 20 began; None where the child is not in one.

    An episode that begins with the same legal status as the one before continues the stretch.
    """
    stays = child.stays("looked_after", "looked_after")
    if not stays or stays[-1].ended_on is not None:
        return None
    began_on = None
    for event in child.of("lac_started", "legal_status_changed"):
        status = event.codes.get("legal_status")
        if event.on < stays[-1].started_on or not status:
            continue
        began_on = (began_on or event.on) if status == SECTION_20 else None
    return began_on


def placements_within(child: Child, since: date) -> int:
    """How many placements a looked after child has lived in since a day, the one they were then in among them.

    A temporary placement, whose code begins with T, is not counted.
    """
    stay = child.stays("looked_after", "looked_after")[-1]
    days = {
        event.on
        for event in child.of("placement_started")
        if event.on >= stay.started_on and not event.codes.get("placement", "").startswith("T")
    }
    began_before = sum(on < since for on in days)
    return len(days) - began_before + min(began_before, 1)
