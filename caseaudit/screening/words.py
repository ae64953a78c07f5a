"""What the structural checks find, in groups for a reader, and what each flag is called."""

from collections.abc import Iterable, Mapping

from caseaudit.checks import drift, identity
from caseaudit.definitions.library import Definitions

GROUPS: Mapping[str, str] = {
    "overdue": "Overdue",
    "late": "Late or missed",
    "X": "Cannot be",
    "R": "Likely a serious gap",
    "A": "Needs explaining",
    "drift": "Sign of drift",
    "identity": "Identity data missing",
}
"""The groups of flags, gravest first: time limits and combinations by how they came out, the rest by their check."""
HEADINGS: Mapping[str, str] = {
    "overdue": "Overdue",
    "late": "Late",
    "X": "Cannot be",
    "R": "Gap",
    "A": "To explain",
    "drift": "Drift",
    "identity": "Identity",
}
"""The groups in a word, for the heading of a narrow column."""
GROUPED_BY_CRITERION = ("timeliness", "combination")

MEANINGS: Mapping[str, str] = {
    "overdue": "A time limit has gone by and the lists do not show that the thing was done.",
    "late": "Something due or done in the last 12 months was done after its time limit, or not at all while it ran.",
    "X": "Two things that cannot both be true: a mistake in the lists or in the record.",
    "R": "Something the lists should show and do not, which often means that it was not done.",
    "A": "Lawful, but an auditor would ask why.",
    "drift": "A case that stands still or comes round again. A sign is not a breach.",
    "identity": "Who the child is, where the lists do not say.",
}
_TITLES: Mapping[str, str] = {**drift.TITLES, **identity.TITLES}


def group_of(check: str, criterion: str) -> str:
    """The group a flag is shown in."""
    return criterion if check in GROUPED_BY_CRITERION else check


def choices(codes: Iterable[str], definitions: Definitions) -> Mapping[str, str]:
    """Flags to choose from, in the order of their titles; a time limit says which of its flags it is."""
    titles = {code: title_of(code, definitions) for code in codes}
    for code, title in titles.items():
        rule_id, _, how = code.rpartition("-")
        if definitions.timescales.rule(rule_id) and how in HEADINGS:
            titles[code] = f"{title} ({HEADINGS[how].lower()})"
    return dict(sorted(titles.items(), key=lambda pair: pair[1]))


def title_of(code: str, definitions: Definitions) -> str:
    """A flag in a few words, for tables; the code itself where these definitions no longer know it."""
    if code in _TITLES:
        return _TITLES[code]
    combination = next((row for row in definitions.combinations if row.key == code), None)
    if combination:
        return combination.title
    rule_id, _, _ = code.rpartition("-")
    rule = definitions.timescales.rule(rule_id)
    return f"{rule.id}: {rule.title}" if rule else code
