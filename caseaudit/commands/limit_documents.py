"""The time limits as documents written from the data: a table for each track, and one page of them all, by stage."""

from collections.abc import Iterable, Iterator
from datetime import date

from caseaudit.definitions.journey import Journey, Track
from caseaudit.definitions.timescale import Kind, Timescale, Timescales, Unit
from caseaudit.web.timescale_words import FORCES, VERIFIED, length_of, no_condition, titles_of, whom_for, years_of

HEADINGS = ("Rule", "Time limit", "How long", "Counted from", "To", "Counting", "For whom", "Authority", "Rests on")
_COUNTING = {
    Unit.SAME_DAY: "the very day",
    Unit.HOURS: "hours; with dates alone a day cannot be told",
    Unit.WORKING_DAYS: "working days of England and Wales, the next one is day one",
    Unit.SCHOOL_DAYS: "days of school terms",
    Unit.CALENDAR_DAYS: "every day, the next one is day one",
    Unit.WEEKS: "seven days a week",
    Unit.MONTHS: "to the same day of the month, or its last",
    Unit.YEARS: "to the same day of the year",
}
_INCLUSIVE = "every day, the first is day one"


def limits_of_track(timescales: Timescales, journey: Journey, track: Track) -> tuple[Timescale, ...]:
    """The rules of an edition's years whose clock an event of this track starts or answers."""
    return tuple(
        rule
        for rule in timescales.rules
        if _is_of_its_years(rule, journey)
        and any(journey.home_of(event) == track.key for event in (*rule.triggers, *rule.or_else, *rule.due))
    )


def limit_rows(rules: Iterable[Timescale], timescales: Timescales, places: dict[str, str]) -> Iterator[list[str]]:
    """Each rule as a row: the number, the unit, the clock and the source side by side."""
    for rule in rules:
        yield [
            rule.id,
            rule.title,
            length_of(rule),
            "; ".join(titles_of(timescales, (*rule.triggers, *rule.or_else))) or "–",
            "; ".join(titles_of(timescales, rule.due)) or "–",
            _counting(rule),
            "; ".join((*whom_for(rule, timescales, places), *_years(rule))) or no_condition(rule).lower(),
            f"{FORCES[rule.force]}. {VERIFIED[rule.verification]}. {_state(rule)}.",
            rule.rests_on,
        ]


def _counting(rule: Timescale) -> str:
    if rule.unit is None:
        return "–"
    return _INCLUSIVE if rule.is_inclusive else _COUNTING[rule.unit]


def _years(rule: Timescale) -> Iterator[str]:
    if rule.in_force_from or rule.in_force_to:
        yield f"clock started: {years_of(rule)}"


def _state(rule: Timescale) -> str:
    if rule.takes_a_local_limit:
        return "Off until the authority sets its own"
    if not rule.is_on:
        return "Off"
    return "On" if rule.kind is Kind.LIMIT else f"{rule.kind.value.capitalize()}: looked for, not judged as a limit"


def _is_of_its_years(rule: Timescale, journey: Journey) -> bool:
    begins, last = rule.in_force_from or date.min, journey.in_force_to or date.max
    return begins <= last and (rule.in_force_to or date.max) >= journey.in_force_from


def all_limits(timescales: Timescales, places: dict[str, str]) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Each stage with the rows of its rules."""
    for stage in timescales.stages:
        rules = [rule for rule in timescales.rules if rule.stage == stage.key]
        yield stage.title, limit_rows(rules, timescales, places)


def places_of(journey: Journey) -> dict[str, str]:
    """The words for each state of each track, as "track.state"."""
    return {
        f"{track.key}.{state.name}": f"{track.title}: {state.title}"
        for track in journey.tracks
        for state in track.states
    }
