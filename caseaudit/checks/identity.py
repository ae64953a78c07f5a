"""Who the child is, where the lists do not say: without it nobody can tell whom a service is failing."""

from collections.abc import Iterator

from caseaudit.checks.flag import Flag, Severity
from caseaudit.journey.child import ANNEX_A, CIN_CENSUS, MAPPED, Child

CHECK = "identity"
TITLES = {
    "birth_date_missing": "Date of birth not given",
    "ethnicity_missing": "Ethnicity not given",
    "sex_missing": "Sex not stated",
    "disability_missing": "Disability not given",
    "team_missing": "Team not named",
}
NOT_OBTAINED = "NOBT"
NOT_STATED = "Not stated"
# Lists ask for a disability and a team once there is an assessment; before that a blank is usual.
_BEING_HELPED = frozenset({"open_assessment", "child_in_need", "child_protection", "looked_after", "care_leaver"})
_SOURCE = "Ofsted’s lists for inspection (Annex A); children in need census guide, child characteristics"


def identity_flags(child: Child) -> Iterator[Flag]:
    """What the lists leave out about who the child is; an unborn child has none of it yet."""
    if not child.is_unborn:
        yield from _of_the_born(child)
    if child.journey.level in _BEING_HELPED and not child.team and child.covers(ANNEX_A, MAPPED):
        yield _flag("team_missing", "team", Severity.LOW, "The lists name no team for a case that is open.")


def _of_the_born(child: Child) -> Iterator[Flag]:
    if child.born_on is None:
        yield _flag(
            "birth_date_missing",
            "date of birth",
            Severity.MEDIUM,
            "The lists give no date of birth, so nothing that depends on the child’s age can be judged.",
        )
    if child.ethnicity in (None, NOT_OBTAINED):
        why = "say the child’s ethnicity was not obtained" if child.ethnicity else "do not give the child’s ethnicity"
        yield _flag("ethnicity_missing", "ethnicity", Severity.LOW, f"The lists {why}.")
    if child.sex in (None, NOT_STATED):
        yield _flag("sex_missing", "sex", Severity.LOW, "The lists do not state the child’s sex.")
    asks_for_disability = child.journey.level in _BEING_HELPED and child.covers(ANNEX_A, CIN_CENSUS)
    if child.disability is None and asks_for_disability:
        yield _flag(
            "disability_missing",
            "disability",
            Severity.LOW,
            "The lists do not say whether the child has a disability, though work is open.",
        )


def _flag(code: str, place: str, severity: Severity, reason: str) -> Flag:
    return Flag(CHECK, code, code, severity, place, reason, "", _SOURCE, code)
