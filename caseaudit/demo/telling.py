"""The last lines of the demonstration: what it did, in figures that were counted and not written."""

from pathlib import Path

from caseaudit.demo.diary import AS_AT
from caseaudit.demo.run import REFUSED, REPORT, Outcome
from caseaudit.screening.words import HEADINGS
from caseaudit.words import count_of, long_date

_CHECKS = {"chronology": "chronology", "plans": "plans", "voice": "voice of the child"}
_WIDTH, _COUNT = 10, 4


def told(outcome: Outcome) -> list[str]:
    """What the demonstration did, line by line."""
    submitted = outcome.statuses["sealed"] + outcome.statuses["submitted"] + outcome.statuses["returned"]
    flags = ", ".join(f"{words} {outcome.flags.get(check, 0)}" for check, words in _CHECKS.items())
    verdicts = f"{outcome.verdicts.get('confirmed', 0)} confirmed, {outcome.verdicts.get('overridden', 0)} overridden"
    refused = f"{count_of(outcome.rows_refused, 'row')} refused, {count_of(outcome.cells_doubtful, 'cell')} doubtful"
    rows = (
        ("Imported", outcome.cases, f"case files as at {long_date(AS_AT)}", f"{refused}: {_path(outcome, REFUSED)}"),
        ("Screened", outcome.cases, _flagged(outcome), _in_groups(outcome)),
        ("Sampled", outcome.sampled, f"of them by case level, seed {outcome.seed}", _set_aside(outcome)),
        ("Audited", submitted, f"with {outcome.tool}", f"{outcome.sampled - submitted} left open for you"),
        ("Flagged", outcome.flags.total(), f"remarks: {flags}", verdicts),
        ("Moderated", outcome.statuses["sealed"], "accepted and sealed", f"{outcome.returned} returned, then accepted"),
        ("Picked", outcome.picked, "more for learning", "in no estimate"),
    )
    widest = max(len(what) for _, _, what, _ in rows)
    lines = [f"{step:<{_WIDTH}}{count:>{_COUNT}} {what:<{widest}}   ({aside})" for step, count, what, aside in rows]
    return [*lines, f"{'Report':<{_WIDTH + _COUNT}} {_path(outcome, REPORT)}"]


def sign_ins(outcome: Outcome, address: str) -> list[str]:
    """Where to sign in, as whom, and what waits there."""
    to_moderate = count_of(outcome.waiting, "audit")
    return [
        f"Sign in at {address} as supervisor@demo or auditor@demo. The password is {outcome.password}",
        f"supervisor@demo has {to_moderate} to moderate and auditor@demo {outcome.unfinished} to finish.",
        "auditor2@demo, auditor3@demo and administrator@demo can sign in too. Ctrl-C to stop.",
    ]


def _flagged(outcome: Outcome) -> str:
    return f"of them: {count_of(outcome.children_flagged, 'child', 'children')} flagged"


def _in_groups(outcome: Outcome) -> str:
    return ", ".join(f"{HEADINGS[group].lower()} {count}" for group, count in outcome.in_groups.items() if count)


def _set_aside(outcome: Outcome) -> str:
    return f"{outcome.set_aside} set aside and replaced"


def _path(outcome: Outcome, name: str) -> str:
    path = outcome.folder / name
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
