"""What the plan check says of rows somebody is still writing: nothing is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseaudit.checks.casefile import CaseFile, PlanAction
from caseaudit.checks.every import CHECKS
from caseaudit.checks.flag import Flag

_OF_ROWS = ("plans", "terms")
_ROW = re.compile(r"Action (\d+)")


@dataclass(frozen=True)
class JudgedRows:
    """What was found of each row, in the order given, and of the plan as a whole; an empty row has nothing."""

    rows: tuple[tuple[Flag, ...], ...]
    whole: tuple[Flag, ...]

    @property
    def remarked(self) -> int:
        """How many rows something more than advice was said of."""
        return sum(any(not flag.is_advice for flag in row) for row in self.rows)


def judge_rows(
    case: CaseFile, actions: Sequence[PlanAction], *, plan_on: date | None, next_review_on: date | None
) -> JudgedRows:
    """Run the plan check over these rows as if they were the plan of this case file."""
    filled = [at for at, action in enumerate(actions) if any(field.strip() for field in action.fields)]
    found: dict[int, list[Flag]] = {}
    whole: list[Flag] = []
    if filled:
        plan = replace(
            case,
            chronology=None,
            records=None,
            actions=tuple(actions[at] for at in filled),
            plan_on=plan_on,
            next_review_on=next_review_on,
        )
        for flag in (flag for check in _OF_ROWS for flag in CHECKS[check](plan)):
            row = _ROW.fullmatch(flag.place)
            found.setdefault(filled[int(row[1]) - 1], []).append(flag) if row else whole.append(flag)
    return JudgedRows(tuple(tuple(found.get(at, ())) for at in range(len(actions))), tuple(whole))
