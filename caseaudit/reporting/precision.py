"""How often auditors agreed with each check: its flags confirmed among those confirmed or overridden.

A verdict counts once its audit is handed over: submitted or accepted. One that was returned counts again when it is
submitted again, because its verdicts may still change. Verdicts on flags withdrawn since, because the words they were
raised on had been copied wrongly, do not count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from caseaudit.auditing.judging import CONFIRMED, NOT_ENOUGH, OVERRIDDEN
from caseaudit.auditing.tables import Audit, Verdict
from caseaudit.checks.flag import ADVICE
from caseaudit.intake.tables import FrameCase
from caseaudit.reporting.figures import Figure, figure_of_counts
from caseaudit.reporting.flags import title_of_code
from caseaudit.sampling.tables import SampledCase
from caseaudit.screening.tables import RaisedFlag

HANDED_OVER = ("submitted", "sealed")
CHECK_TITLES: Mapping[str, str] = {
    "chronology": "Chronology",
    "plans": "Plans",
    "voice": "Voice of the child",
    "terms": "Terms",
}


@dataclass(frozen=True)
class Precision:
    """The verdicts on the flags of one check, or of one code of it; advice is judged only by auditors who choose to.

    ``of_groups`` counts those given to several flags of one code at once; they count as any other.
    """

    check: str
    title: str
    code: str = ""
    criterion: str = ""
    is_advice: bool = False
    decisions: Mapping[str, int] = field(default_factory=dict)
    of_groups: int = 0

    @property
    def confirmed(self) -> int:
        """How many were found right."""
        return self.decisions.get(CONFIRMED, 0)

    @property
    def overridden(self) -> int:
        """How many were found wrong."""
        return self.decisions.get(OVERRIDDEN, 0)

    @property
    def not_enough(self) -> int:
        """How many could not be told from the file; they are no part of the figure."""
        return self.decisions.get(NOT_ENOUGH, 0)

    @property
    def figure(self) -> Figure:
        """Confirmed of those confirmed or overridden, with its interval from 10 up."""
        return figure_of_counts(self.confirmed, self.confirmed + self.overridden)


@dataclass(frozen=True)
class CheckPrecision:
    """One check whole, and each code it raised, by criterion."""

    whole: Precision
    parts: tuple[Precision, ...]


@dataclass(frozen=True)
class Wanted:
    """Which judged flags are wanted; what is left out is not asked."""

    check: str | None = None
    code: str | None = None
    decision: str | None = None
    sample_id: UUID | None = None


@dataclass(frozen=True)
class JudgedCase:
    """One judged flag with the audit and the case file it was judged in."""

    flag: RaisedFlag
    verdict: Verdict
    audit: Audit
    case: FrameCase


def precision_of_checks(session: Session, sample_id: UUID | None = None) -> tuple[CheckPrecision, ...]:
    """Every check auditors judged a flag of, over one sample or all of them."""
    of_a_flag = (RaisedFlag.check, RaisedFlag.criterion, RaisedFlag.code, RaisedFlag.severity)
    by = [col(column) for column in (*of_a_flag, Verdict.decision, Verdict.is_of_group)]
    counted = select_columns(*by, func.count()).join(RaisedFlag, col(Verdict.flag_id) == col(RaisedFlag.id))
    joined = counted.join(Audit, col(Verdict.audit_id) == col(Audit.id)).join(
        SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id)
    )
    parts: dict[tuple[str, str, str], dict[str, int]] = {}
    of_groups: dict[tuple[str, str, str], int] = {}
    advice: set[tuple[str, str, str]] = set()
    for check, criterion, code, severity, decision, is_of_group, count in session.execute(
        joined.where(*_conditions(Wanted(sample_id=sample_id))).group_by(*by)
    ):
        key = (check, criterion, code)
        decisions = parts.setdefault(key, {})
        decisions[decision] = decisions.get(decision, 0) + count
        of_groups[key] = of_groups.get(key, 0) + (count if is_of_group else 0)
        if severity == ADVICE:
            advice.add(key)
    found = [
        Precision(check, title_of_code(code), code, criterion, key in advice, decisions, of_groups[key])
        for key, decisions in sorted(parts.items())
        for check, criterion, code in [key]
    ]
    return tuple(_whole(check, found) for check in sorted({one.check for one in found}, key=_place))


def count_judged(session: Session, wanted: Wanted) -> int:
    """How many verdicts there are of this choice."""
    joined = (
        select(func.count())
        .select_from(Verdict)
        .join(RaisedFlag, col(Verdict.flag_id) == col(RaisedFlag.id))
        .join(Audit, col(Verdict.audit_id) == col(Audit.id))
        .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
    )
    return session.exec(joined.where(*_conditions(wanted))).one()


def judged(session: Session, wanted: Wanted, *, limit: int, offset: int = 0) -> Sequence[JudgedCase]:
    """The flags behind a figure with the verdict on each, newest verdict first."""
    joined = (
        select(RaisedFlag, Verdict, Audit, FrameCase)
        .join(Verdict, col(Verdict.flag_id) == col(RaisedFlag.id))
        .join(Audit, col(Verdict.audit_id) == col(Audit.id))
        .join(FrameCase, col(Audit.case_id) == col(FrameCase.id))
        .join(SampledCase, col(Audit.sampled_case_id) == col(SampledCase.id))
    )
    ordered = joined.where(*_conditions(wanted)).order_by(col(Verdict.at).desc(), col(Verdict.id))
    return [JudgedCase(*row) for row in session.exec(ordered.limit(limit).offset(offset)).all()]


def check_title(check: str) -> str:
    """What a check is called."""
    return CHECK_TITLES.get(check, check.replace("_", " ").capitalize())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    columns = {
        "check": col(RaisedFlag.check),
        "code": col(RaisedFlag.code),
        "decision": col(Verdict.decision),
        "sample_id": col(SampledCase.sample_id),
    }
    asked = [columns[name] == value for name, value in vars(wanted).items() if value]
    return [col(Audit.status).in_(HANDED_OVER), col(RaisedFlag.withdrawn_at).is_(None), *asked]


def _whole(check: str, found: Sequence[Precision]) -> CheckPrecision:
    # Advice is judged by choice alone: counted in with the rest it would speak for flags nobody looked at.
    parts = tuple(one for one in found if one.check == check)
    decisions: dict[str, int] = {}
    is_advice = all(one.is_advice for one in parts)
    counted = [one for one in parts if is_advice or not one.is_advice]
    for one in counted:
        for decision, count in one.decisions.items():
            decisions[decision] = decisions.get(decision, 0) + count
    of_groups = sum(one.of_groups for one in counted)
    whole = Precision(check, check_title(check), is_advice=is_advice, decisions=decisions, of_groups=of_groups)
    return CheckPrecision(whole, parts)


def _place(check: str) -> tuple[int, str]:
    known = list(CHECK_TITLES)
    return (known.index(check) if check in known else len(known), check)
