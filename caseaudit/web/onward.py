"""Where an auditor goes after a save, as the button they pressed says: nothing typed is lost on the way."""

from collections.abc import Callable, Mapping

from flask import request, url_for

from caseaudit.definitions.tool import EvidenceKind
from caseaudit.web.case_in_hand import CaseInHand


def onward(case: CaseInHand, otherwise: str) -> str:
    """The page asked for by the button's ``then``, such as ``section:plan``; ``otherwise`` where it names none."""
    where, _, which = request.form.get("then", "").partition(":")
    lead = _PLACES.get(where)
    return (lead(case, which) if lead else None) or otherwise


def _later(case: CaseInHand, which: str) -> str:
    return case.href


def _check(case: CaseInHand, which: str) -> str:
    return url_for("submitting.check", audit_id=case.audit.id)


def _evidence(case: CaseInHand, which: str) -> str | None:
    return url_for("evidence.show", audit_id=case.audit.id, kind=which) if which in set(EvidenceKind) else None


def _chronology(case: CaseInHand, which: str) -> str:
    return url_for("chronology.show", audit_id=case.audit.id)


def _flags(case: CaseInHand, which: str) -> str:
    anchor = next((f"flag-{one.flag.id}" for one in case.flags if str(one.flag.id) == which), None)
    return url_for("verdicts.show", audit_id=case.audit.id, _anchor=anchor)


def _actions(case: CaseInHand, which: str) -> str:
    return url_for("actions.show", audit_id=case.audit.id)


def _section(case: CaseInHand, which: str) -> str | None:
    return url_for("sections.show", audit_id=case.audit.id, section_id=which) if case.section(which) else None


def _question(case: CaseInHand, which: str) -> str | None:
    for part in case.sections:
        if which in {question.id for question in part.questions}:
            return url_for("sections.show", audit_id=case.audit.id, section_id=part.section.id, _anchor=which)
    return None


_PLACES: Mapping[str, Callable[[CaseInHand, str], str | None]] = {
    "actions": _actions,
    "later": _later,
    "check": _check,
    "chronology": _chronology,
    "evidence": _evidence,
    "flags": _flags,
    "section": _section,
    "question": _question,
}
