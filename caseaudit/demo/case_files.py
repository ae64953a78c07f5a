"""Invented case files: which of them stands for a sampled child, and what of it an auditor copies.

A file in `case_files/` has the ages it fits (an unborn child is -1), how the work is marked section by section, what
the auditor concludes, and the evidence. When something happened is given as days from the lists ("-40"), as an event
that the child's own lists show ("icpc_held"; the line is left out where they do not), or as words to be copied as they
stand ("=last summer").
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft, RecordDraft
from caseaudit.demo.diary import AS_AT

_UNBORN = -1.0
_STYLES = {"slashes": "%d/%m/%Y", "dots": "%d.%m.%y", "words": "%d %B %Y"}
_DAYS_FROM_THE_LISTS = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True)
class CaseToFill:
    """A sampled child who needs a case file; ``events`` holds the latest day of each thing that happened."""

    level: str
    age: float | None
    is_disabled: bool
    is_alone_in_country: bool
    events: Mapping[str, date]


@dataclass(frozen=True)
class CaseFile:
    """One invented file as an auditor finds it."""

    name: str
    grade: str
    marks: Mapping[str, str]
    answers: Mapping[str, str]
    overrides: Mapping[str, str]
    strengths: str
    change: str
    reason: str
    chronology: tuple[EntryDraft, ...]
    plan: PlanDraft
    record: RecordDraft


class Shelf:
    """Hands out case files: of the child's level, fitting the age, and no file twice while another would do."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def file_for(self, case: CaseToFill) -> CaseFile:
        """A case file for one child."""
        written = min(_written(case.level), key=lambda written: _distance(written, case, self._used))
        self._used[_id(written)] += 1
        return _filled(written, case)


@cache
def _all() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    folder = files("caseaudit.demo").joinpath("case_files")
    return {
        level.name.removesuffix(".toml"): tuple(
            {"level": level.name, **each} for each in loads(level.read_text(encoding="utf-8"))["files"]
        )
        for level in sorted(folder.iterdir(), key=lambda file: file.name)
    }


def _written(level: str) -> Sequence[Mapping[str, Any]]:
    return _all()[level]


def _id(written: Mapping[str, Any]) -> str:
    return f"{written['level']} {written['name']}"


def _distance(written: Mapping[str, Any], case: CaseToFill, used: Counter[str]) -> tuple[Any, ...]:
    age = _UNBORN if case.age is None else case.age
    least, most = written["ages"]
    too_far = max(least - age, 0.0) + max(age - most + 0.001, 0.0)
    is_odd = written.get("is_disabled", False) and not case.is_disabled
    is_other = written.get("is_alone_in_country", False) != case.is_alone_in_country
    days = max((AS_AT - on).days for on in case.events.values()) if case.events else 0
    shortest, longest = written.get("open_days", (0, 100_000))
    return too_far > 0, is_odd or is_other, not shortest <= days <= longest, used[_id(written)], too_far


def _filled(written: Mapping[str, Any], case: CaseToFill) -> CaseFile:
    style = _STYLES[written["dates"]]
    plan, record = written.get("plan", {}), written["record"]
    return CaseFile(
        name=written["name"],
        grade=written["grade"],
        marks=written["marks"],
        answers=written.get("answers", {}),
        overrides=written.get("overrides", {}),
        strengths=_dated(written["strengths"], style),
        change=_dated(written["change"], style),
        reason=_dated(written["reason"], style),
        chronology=tuple(_entries(written.get("chronology", {}).get("entries", ()), case, style)),
        plan=PlanDraft(
            plan_on=_day(plan.get("on")),
            next_review_on=_day(plan.get("review_on")),
            actions=tuple(ActionDraft(*(_dated(cell, style) for cell in row)) for row in plan.get("actions", ())),
        ),
        record=RecordDraft(
            record_type=record["type"],
            on=_day(record["on"]),
            present=tuple(record["present"]),
            communication_need=record.get("need", ""),
            language=record.get("language", "English"),
            text=_dated(record["text"], style),
        ),
    )


def _entries(rows: Sequence[Sequence[str]], case: CaseToFill, style: str) -> Iterator[EntryDraft]:
    dated = [(when, row) for row in rows if (when := _when(row[0], case)) is not None]
    for when, row in sorted(dated, key=lambda pair: pair[0] if isinstance(pair[0], date) else date.min):
        text = when.strftime(style) if isinstance(when, date) else when
        source, event, significance, action = (_dated(cell, style) for cell in row[1:])
        yield EntryDraft(text, source, event, significance, action)


def _when(written: str, case: CaseToFill) -> date | str | None:
    if written.startswith("="):
        return written[1:]
    return _day(int(written)) if written.startswith("-") else case.events.get(written)


def _day(days: int | None) -> date | None:
    return None if days is None else AS_AT + timedelta(days=days)


def _dated(text: str, style: str) -> str:
    def as_date(found: re.Match[str]) -> str:
        return (AS_AT + timedelta(days=int(found[1]))).strftime(style)

    return _DAYS_FROM_THE_LISTS.sub(as_date, " ".join(text.split()))
