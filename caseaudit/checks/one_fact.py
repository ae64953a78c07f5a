"""One fact, one flag: where two checks see the same thing in a child's dates, the clearer of the two tells the reader.

The other is named in its source, so that nothing it rests on is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseaudit.checks.flag import Flag
from caseaudit.words import long_date

SAME_END: Mapping[str, tuple[str, ...]] = {
    "SA-03": ("SA-01",),
    "ADO-04a": ("LAC-03", "LAC-02", "LAC-01"),
    "ADO-04b": ("LAC-03", "LAC-02"),
    "ADO-05a": ("LAC-03", "LAC-02", "LAC-01"),
    "ADO-05b": ("LAC-03", "LAC-02"),
    "ADO-05c": ("LAC-03", "LAC-02"),
}
"""Time limits on one event: told once where the same day, or the same absence, is late by both; the first that is."""

SAME_BEGINNING: Mapping[str, tuple[str, ...]] = {
    "PP-01-overdue": ("emergency_power_lapsed",),
    "SB-01-late": ("short_break_too_long",),
    "SB-01-overdue": ("short_break_too_long",),
    "ICPC-03-late": ("plan_not_on_conference_day",),
    "ICPC-03-overdue": ("plan_decided_not_recorded",),
    "MIS-01-overdue": ("missing_without_interview",),
    "CIN-01-overdue": ("need_without_plan",),
    "SA-01-late": ("closed_after_no_assessment",),
}
"""Time limits that a combination tells more plainly, where it names the day the clock started."""

SAME_LAPSE: Mapping[str, tuple[str, ...]] = {"emergency_power_lapsed": ("PP-01-late",)}
"""Combinations that a time limit tells more plainly, since it knows what came in the end."""

SAME_EVENT: Mapping[str, tuple[str, ...]] = {"activity_before_conception": ("unborn_in_care_or_court",)}
"""Combinations that another tells more plainly, where the day it names is the first that this one does."""


@dataclass(frozen=True)
class ToldOnce:
    """The flags of one child that tell a fact each, and the others, whose facts those tell."""

    flags: tuple[Flag, ...]
    told_by_another: tuple[Flag, ...]


def one_flag_a_fact(flags: Iterable[Flag]) -> ToldOnce:
    """These flags of one child, each fact told once, in the order they came."""
    found = list(flags)
    tellers = {place: teller for place in range(len(found)) if (teller := _teller(found, place)) is not None}
    kept = (
        _with_sources(flag, [found[told] for told, teller in tellers.items() if teller == place])
        for place, flag in enumerate(found)
        if place not in tellers
    )
    return ToldOnce(tuple(kept), tuple(found[place] for place in tellers))


def _teller(found: list[Flag], place: int) -> int | None:
    """The place of the flag that tells the same fact as this one, and better."""
    flag = found[place]
    rule, _, how = flag.code.rpartition("-")
    better = {f"{one}-{how}": _is_same_end for one in SAME_END.get(rule, ())}
    better |= dict.fromkeys(SAME_BEGINNING.get(flag.code, ()), _is_same_beginning)
    better |= dict.fromkeys(SAME_EVENT.get(flag.code, ()), _is_same_event)
    better |= dict.fromkeys(SAME_LAPSE.get(flag.code, ()), _is_same_lapse)
    for code, is_same in better.items():
        for other, one in enumerate(found):
            if one.code == code and is_same(flag, one):
                return other
    return None


def _with_sources(flag: Flag, told: list[Flag]) -> Flag:
    # What a clock rests on begins with its rule, and a source is cut where it is long: rules come first.
    rules = [one.code.rpartition("-")[0] for one in told if one.criterion in ("late", "overdue")]
    others = [one.source for one in told if one.criterion not in ("late", "overdue")]
    own, _, rests_on = flag.source.partition(": ") if flag.criterion in ("late", "overdue") else ("", "", flag.source)
    named = dict.fromkeys([*([own] if own else []), *rules])
    source = "; ".join([f"{' and '.join(named)}: {rests_on}" if named else rests_on, *others])
    return replace(flag, source=source) if told else flag


def _is_same_end(flag: Flag, better: Flag) -> bool:
    """Whether both waited for what happened on one day, or has not happened."""
    return flag.words.split()[2:] == better.words.split()[2:]


def _is_same_beginning(flag: Flag, better: Flag) -> bool:
    return long_date(date.fromisoformat(flag.words.split()[0])) in better.words


def _is_same_lapse(flag: Flag, better: Flag) -> bool:
    return _is_same_beginning(better, flag)


def _is_same_event(flag: Flag, better: Flag) -> bool:
    return flag.words.split(";")[0].split(" of ")[-1] in better.words
