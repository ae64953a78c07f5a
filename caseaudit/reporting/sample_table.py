"""A sample as a table: pseudonyms, ages and reasons, and the child's reference only when asked for by name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from caseaudit.reporting.cells import Cell, Table
from caseaudit.sampling.manifest import manifest_of
from caseaudit.sampling.queries import SampledCaseView, cases_of

_HEADINGS = (
    "Draw order",
    "Case key",
    "Case level",
    "Stratum",
    "Random number",
    "Replaces draw order",
    "Set aside",
    "Reason set aside",
    "Set aside on",
    "Age",
    "Sex",
)
_IDENTIFYING = ("Child reference", "Team", "Worker", "Auditor", "Why picked", "Note on setting aside")


def sample_table(session: Session, sample_id: UUID, *, with_identifiers: bool = False) -> Table:
    """Every case file of a sample in drawn order, those set aside among them."""
    headings = _HEADINGS + (_IDENTIFYING if with_identifiers else ())
    rows = (_row(case) + (_identifying(case) if with_identifiers else ()) for case in cases_of(session, sample_id))
    return Table("Sample", headings, tuple(rows))


def manifest_table(session: Session, sample_id: UUID) -> Table:
    """What the manifest says of the frame and the draw, for the second sheet; the keys of the frame are in the file."""
    manifest = manifest_of(session, sample_id)
    rows: list[tuple[Cell, ...]] = [("product", f"{manifest['product']} {manifest['version']}")]
    rows += _lines("frame", {**manifest["frame"], "cases": len(manifest["frame"]["cases"])})
    rows += _lines("sample", {**manifest["sample"], "strata": None, "tool": None})
    rows += [
        (f"sample.strata.{stratum['stratum'] or 'whole frame'}", f"{stratum['drawn']} of {stratum['frame']}")
        for stratum in manifest["sample"]["strata"]
    ]
    rows += _lines("sample.tool", manifest["sample"]["tool"])
    rows += [("method", sentence) for sentence in manifest["method_in_words"]]
    return Table("Manifest", ("Entry", "Value"), (*rows, ("how_to_check", manifest["how_to_check"])))


def _row(case: SampledCaseView) -> tuple[Cell, ...]:
    return (
        case.position,
        case.case_key,
        case.level,
        case.stratum,
        case.random_number,
        case.replaces_position,
        case.elimination,
        case.elimination_title,
        case.eliminated_at.date().isoformat() if case.eliminated_at else None,
        "Unborn" if case.is_unborn else _whole_years(case.age),
        case.sex,
    )


def _identifying(case: SampledCaseView) -> tuple[Cell, ...]:
    return (case.child_ref, case.team, case.worker, case.auditor_name, case.why, case.elimination_note)


def _whole_years(age: float | None) -> int | None:
    return None if age is None else int(age)


def _lines(prefix: str, entries: Mapping[str, Any]) -> list[tuple[Cell, ...]]:
    return [(f"{prefix}.{name}", str(value)) for name, value in entries.items() if value is not None]
