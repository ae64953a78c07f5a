"""The words of a time limit for a page: how long, for whom, in which years, on whose authority."""

from collections.abc import Iterator, Mapping, Sequence

from caseaudit.definitions.timescale import CODE_KINDS, Force, Kind, Timescale, Timescales
from caseaudit.words import in_words, long_date

FORCES: Mapping[Force, str] = {
    Force.REGULATION: "Law",
    Force.STATUTORY_GUIDANCE: "Statutory guidance",
    Force.NATIONAL_GUIDANCE: "National guidance",
    Force.LOCAL: "Local",
}
VERIFIED: Mapping[str, str] = {
    "V": "Read in a primary source",
    "S": "Read in a secondary source that restates it",
    "L": "Local: no national limit exists",
    "unverified": "Not verified, so it is off",
}
KINDS: Mapping[Kind, str] = {
    Kind.LIMIT: "Limit: a day due, judged met or missed",
    Kind.INDICATOR: "Indicator: counted and looked into, not a breach",
    Kind.CHECK: "Check: two things in the record that must agree",
    Kind.DEFINITION: "Definition: what a word means",
    Kind.EXPECTATION: "Expectation: something to be done with no last day to judge by",
}


def length_of(rule: Timescale) -> str:
    """How long a rule gives, or that it gives no number of its own."""
    if rule.n is not None and rule.unit is not None:
        return rule.unit.in_words(rule.n)
    return f"Set locally: {rule.suggested}" if rule.suggested else "No number"


def years_of(rule: Timescale) -> str:
    """The years in which a clock must start for this rule to judge it."""
    if rule.in_force_from and rule.in_force_to:
        return f"{long_date(rule.in_force_from)} to {long_date(rule.in_force_to)}"
    if rule.in_force_from:
        return f"From {long_date(rule.in_force_from)}"
    return f"To {long_date(rule.in_force_to)}" if rule.in_force_to else "All"


def titles_of(timescales: Timescales, events: Sequence[str]) -> tuple[str, ...]:
    """The words for some events."""
    return tuple(timescales.events.get(event, event) for event in events)


def whom_for(rule: Timescale, timescales: Timescales, places: Mapping[str, str]) -> tuple[str, ...]:
    """Each condition of a rule as a short phrase; ``places`` are the words for "track.state"."""
    return (*_events(rule, timescales), *_conditions(rule, places))


def no_condition(rule: Timescale) -> str:
    """What stands for whom where a rule has no condition: what starts its clock says it, or the rule itself."""
    return "Every child for whom the clock starts" if rule.triggers else "As the rule says"


def _events(rule: Timescale, timescales: Timescales) -> Iterator[str]:
    asked = (
        ("counted within", rule.starts),
        ("only if, on that day or after it", rule.only_if),
        ("not if, before the day due", rule.stops),
    )
    for when, events in asked:
        if events:
            yield f"{when}: {in_words([_mid_sentence(title) for title in titles_of(timescales, events)], 'or')}"
    yield from _instead(rule, timescales)
    if rule.is_optional:
        yield "only if it was done"
    if rule.is_by_entitlement:
        yield "by the dates of birth and care, where no list gives the day"
    if rule.is_met_before:
        yield "one done before that day counts"


def _instead(rule: Timescale, timescales: Timescales) -> Iterator[str]:
    for when, events in (("done by the day of", rule.implied_by), ("not missed where there was", rule.excused_by)):
        if events:
            yield f"{when}: {in_words([_mid_sentence(title) for title in titles_of(timescales, events)], 'or')}"
    for kind, codes in rule.shown_while.items():
        yield f"by the returns, only of a child under {CODE_KINDS[kind]} {in_words(codes, 'or')}"
    if rule.or_later is not None:
        yield f"or {rule.or_later}"


def _conditions(rule: Timescale, places: Mapping[str, str]) -> Iterator[str]:
    applies = rule.applies_if
    yield from _ages(rule)
    yield from _entitled(rule)
    if applies.is_unborn is not None:
        yield "before birth" if applies.is_unborn else "once born"
    for kind, codes in applies.codes.items():
        yield f"{CODE_KINDS[kind]} {in_words(codes, 'or')}"
    for kind, codes in applies.not_codes.items():
        yield f"not {CODE_KINDS[kind]} {in_words(codes, 'or')}"
    states = (("while", rule.while_in), ("not while", applies.not_in_state), ("not if, on the day due", rule.unless_in))
    for when, held in states:
        yield from (f"{when}: {places.get(place, place).lower()}" for place in held)
    if applies.spell_under_months is not None:
        yield f"in the first {applies.spell_under_months} months"
    if applies.spell_from_months is not None:
        yield f"after the first {applies.spell_from_months} months"
    if rule.shorter is not None:
        yield f"{rule.shorter.unit.in_words(rule.shorter.n)} {rule.shorter.when}"


def _mid_sentence(title: str) -> str:
    is_initials = title[1:2].isupper()
    return title if is_initials else f"{title[:1].lower()}{title[1:]}"


def _entitled(rule: Timescale) -> Iterator[str]:
    if rule.applies_if.entitled_as:
        categories = [category.replace("_", " ") for category in rule.applies_if.entitled_as]
        yield f"a care leaver who is {in_words(categories, 'or')}"


def _ages(rule: Timescale) -> Iterator[str]:
    applies = rule.applies_if
    on = " on the day due" if applies.age_on == "due" else ""
    if applies.min_age is not None:
        yield f"aged {applies.min_age} or over{on}"
    if applies.under_age is not None:
        yield f"aged under {applies.under_age}{on}"
    if rule.stops_at_age is not None:
        disabled = f", {rule.stops_at_age_if_disabled} if disabled" if rule.stops_at_age_if_disabled else ""
        yield f"until the age of {rule.stops_at_age}{disabled}"
