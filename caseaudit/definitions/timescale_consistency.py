"""What must hold inside a file of time limits: events exist, rules are complete, and nothing unverified is on."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from caseaudit.definitions.sentences import Complaint
from caseaudit.definitions.timescale import CODE_KINDS, AppliesIf, Force, Kind, Timescale, Timescales, Unit

_EVENT_FIELDS = ("triggers", "or_else", "due", "starts", "stops", "only_if", "implied_by", "excused_by")


def timescale_complaints(
    timescales: Timescales, triggers: Collection[str], places: Collection[str]
) -> Iterator[Complaint]:
    """What is wrong with a file of time limits, by key; the journey's triggers and "track.state" places are given."""
    yield from _events(timescales, triggers)
    yield from _eras(timescales.rules)
    ids = {rule.id for rule in timescales.rules}
    stages = {stage.key for stage in timescales.stages}
    known = {*triggers, *timescales.events}
    for index, rule in enumerate(timescales.rules):
        key = f"rules.{index}."
        if rule.stage not in stages:
            yield f"{key}stage", f"“{rule.stage}” is not one of the stages."
        if rule.follows is not None and rule.follows not in ids:
            yield f"{key}follows", f"There is no rule “{rule.follows}”."
        for field in _EVENT_FIELDS:
            yield from _unknown(f"{key}{field}", getattr(rule, field), known, "an event of a journey or of this file")
        yield from _length(key, rule)
        yield from _row(key, rule)
        yield from _conditions(f"{key}applies_if.", rule.applies_if, places)
        for field in ("while_in", "unless_in"):
            yield from _unknown(f"{key}{field}", getattr(rule, field), places, "a track and state of a journey")
        yield from _on(key, rule)
    for index, relaxation in enumerate(timescales.relaxations):
        yield from _unknown(f"relaxations.{index}.rules", relaxation.rules, ids, "a rule of this file")
        if relaxation.to_on < relaxation.from_on:
            yield f"relaxations.{index}.to_on", "This is before from_on."


def _events(timescales: Timescales, triggers: Collection[str]) -> Iterator[Complaint]:
    for event in timescales.events:
        if event in triggers:
            yield f"events.{event}", "A journey has this event already; take it away here."
    used = {event for rule in timescales.rules for field in _EVENT_FIELDS for event in getattr(rule, field)}
    for event in sorted(timescales.events.keys() - used):
        yield f"events.{event}", "No rule names this event."


def _eras(rules: Sequence[Timescale]) -> Iterator[Complaint]:
    for (_, earlier), (index, later) in combinations(enumerate(rules), 2):
        if earlier.id != later.id:
            continue
        if earlier.in_force_to is None or later.in_force_from is None or later.in_force_from <= earlier.in_force_to:
            yield f"rules.{index}.id", f"An earlier rule “{later.id}” is in force in the same years."


def _limit(key: str, rule: Timescale) -> Iterator[Complaint]:
    if rule.kind is not Kind.LIMIT:
        return
    if not rule.triggers or not rule.due or rule.unit is None:
        yield f"{key}kind", "A limit names its triggers, what is due and its unit."
    if rule.n is None and not rule.takes_a_local_limit:
        yield f"{key}n", "Say how long; only a local rule leaves it to the authority."
    if rule.n is not None and rule.force is Force.LOCAL:
        yield f"{key}n", "A local rule has no length until an authority sets one; write it under suggested."
    if rule.n and rule.unit and rule.unit.in_words(rule.n) not in rule.title:
        yield f"{key}title", f"Say “{rule.unit.in_words(rule.n)}” in the title, so that a reader can hold n to it."


def _length(key: str, rule: Timescale) -> Iterator[Complaint]:
    yield from _limit(key, rule)
    if rule.n is not None and rule.unit is None:
        yield f"{key}unit", "Say what n counts."
    if rule.is_inclusive and rule.unit is not Unit.CALENDAR_DAYS:
        yield f"{key}is_inclusive", "Only calendar days are counted from the first day itself."
    if rule.unit is Unit.SAME_DAY and rule.n:
        yield f"{key}n", "The same day is no days after."


def _row(key: str, rule: Timescale) -> Iterator[Complaint]:
    if rule.kind is not Kind.LIMIT:
        return
    if rule.occurrence != "every" and (rule.basis != "previous" or not rule.starts):
        yield f"{key}occurrence", "Only on the basis of the previous event, within something that starts."
    if rule.basis == "previous" and not set(rule.triggers) & set(rule.due):
        yield f"{key}basis", "On the basis of the previous event, what is due is also a trigger."
    if (rule.applies_if.spell_under_months or rule.applies_if.spell_from_months) and not rule.starts:
        yield f"{key}starts", "Say what the months are counted from."


def _conditions(key: str, applies: AppliesIf, places: Collection[str]) -> Iterator[Complaint]:
    for field in ("codes", "not_codes"):
        yield from _unknown(f"{key}{field}", getattr(applies, field), CODE_KINDS, "a kind of code the product knows")
    yield from _unknown(f"{key}not_in_state", applies.not_in_state, places, "a track and state of a journey")
    if applies.min_age is not None and applies.under_age is not None and applies.under_age <= applies.min_age:
        yield f"{key}under_age", "This is not above min_age, so nobody is of that age."


def _on(key: str, rule: Timescale) -> Iterator[Complaint]:
    if rule.is_on and rule.verification == "unverified":
        yield f"{key}is_on", "A rule that was not verified is off."
    if rule.is_on and rule.force is Force.LOCAL:
        yield f"{key}is_on", "A local rule is off until an authority sets its limit."
    if rule.in_force_from and rule.in_force_to and rule.in_force_to < rule.in_force_from:
        yield f"{key}in_force_to", "This is before in_force_from."


def _unknown(key: str, names: Collection[str], known: Collection[str], what: str) -> Iterator[Complaint]:
    for name in names:
        if name not in known:
            yield key, f"“{name}” is not {what}."
