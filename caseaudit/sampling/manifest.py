"""The manifest: everything anyone needs to draw a sample again and see that it is the same, and nobody's name."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from uuid import UUID

from sqlmodel import Session

from caseaudit.errors import NotFound
from caseaudit.sampling.design import Design
from caseaudit.sampling.draw import ALGORITHM, IN_WORDS
from caseaudit.sampling.frame import frame_to_draw_from, strata_of
from caseaudit.sampling.queries import SampledCaseView, cases_of, design_of_sample, sample
from caseaudit.sampling.tables import Sample

FORMAT = 1


def manifest_of(session: Session, sample_id: UUID, *, with_identifiers: bool = False) -> dict[str, Any]:
    """The manifest of a sample as JSON can hold it: pseudonyms only, unless identifiers are asked for by name."""
    row = sample(session, sample_id)
    if row is None:
        raise NotFound("There is no such sample.")
    cases = cases_of(session, sample_id)
    return {
        "manifest": FORMAT,
        "product": "caseaudit",
        "version": version("caseaudit"),
        "how_to_check": "python redraw.py THIS-FILE (docs/redraw.py in the source of caseaudit; it needs Python alone)",
        "frame": _frame(session, row),
        "sample": _sample(row, design_of_sample(row)),
        "order": [_drawn(case, cases, with_identifiers) for case in cases],
        "eliminations": _eliminations(cases, with_identifiers),
        "method_in_words": list(IN_WORDS) if row.seed is not None else list(design_of_sample(row).sentences()),
    }


def _frame(session: Session, row: Sample) -> dict[str, Any]:
    frame = frame_to_draw_from(session, row.frame_id)
    # The seal is over every case key of the frame; a case file that was not in scope of the draw stands in no stratum.
    everybody = strata_of(session, row.frame_id, "").values()
    in_scope = strata_of(session, row.frame_id, row.method, design_of_sample(row).levels)
    keys: dict[str, str | None] = {key: None for cases in everybody for key in cases}
    keys |= {key: stratum for stratum, cases in in_scope.items() for key in cases}
    return {
        "as_at": frame.as_at.isoformat(),
        "sealed_at": frame.imported_at.isoformat(),
        "source_sha256": frame.source_sha256,
        "sha256": frame.sha256,
        "hashed": "SHA-256 of the sorted case keys, joined by line feeds",
        "cases": [{"key": key, "stratum": keys[key]} for key in sorted(keys)],
    }


def _sample(row: Sample, design: Design) -> dict[str, Any]:
    return {
        "method": row.method,
        "algorithm": ALGORITHM if row.seed is not None else None,
        "size": row.size,
        "seed": row.seed,
        "seed_was_given": design.seed_was_given,
        "drawn_at": row.drawn_at.isoformat(),
        "drawn_by": str(row.drawn_by),
        "strata": [{"stratum": s.name, "frame": s.frame, "drawn": s.drawn} for s in design.strata],
        "levels": list(design.levels),
        "tool": {"key": row.tool, "edition": row.edition, "sha256": row.tool_sha256},
    }


def _drawn(case: SampledCaseView, cases: Sequence[SampledCaseView], with_identifiers: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "position": case.position,
        "key": case.case_key,
        "stratum": case.stratum,
        "random_number": case.random_number,
        "replaces": _key_at(cases, case.replaces_position),
        "set_aside": case.elimination,
    }
    if with_identifiers:
        entry |= {"child_ref": case.child_ref, "team": case.team, "worker": case.worker, "why": case.why}
    return entry


def _eliminations(cases: Sequence[SampledCaseView], with_identifiers: bool) -> list[dict[str, Any]]:
    stand_ins = {case.replaces_id: case for case in cases if case.replaces_id}

    def when(case: SampledCaseView) -> tuple[float, str]:
        # Replacements were numbered as they were drawn, which no clock can contradict; without one the order is free.
        stand_in = stand_ins.get(case.id)
        return (stand_in.position if stand_in else float("inf"), case.case_key)

    return [
        _elimination(case, stand_ins.get(case.id), with_identifiers)
        for case in sorted((case for case in cases if case.is_eliminated), key=when)
    ]


def _elimination(case: SampledCaseView, stand_in: SampledCaseView | None, with_identifiers: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "key": case.case_key,
        "code": case.elimination,
        "reason": case.elimination_title,
        "at": case.eliminated_at.isoformat() if case.eliminated_at else None,
        "by": str(case.eliminated_by),
        "replaced_by": stand_in.case_key if stand_in else None,
    }
    # What somebody typed may name a child.
    return entry | {"note": case.elimination_note} if with_identifiers else entry


def _key_at(cases: Sequence[SampledCaseView], position: int | None) -> str | None:
    return next((case.case_key for case in cases if case.position == position), None)
