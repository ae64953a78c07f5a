"""Families who live together: the front door, early help, assessment, need and protection."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from caseaudit.demo.diary import AS_AT, ago, in_lists, later, rounds
from caseaudit.demo.lives import Assessment, Contact, EarlyHelp, Enquiry, Life, Need, ProtectionPlan, Referral
from caseaudit.demo.town import ASSESSMENT, DISABLED_CHILDREN, EARLY_HELP, FAMILY_SUPPORT, HUB, Town

_SOURCES = {
    "q) 6: Police": 30, "e) 2A: Schools": 24, "a) 1A: Individual - Family member/relative/carer": 8, "g) 3A: GP": 5,
    "h) 3B: Health visitor": 6, "k) 3E: A&E": 5, "j) 3D: Other primary health services": 4, "m) 4: Housing": 4,
    "n) 5A: LA services - Social care": 5, "5D: LA services - Early help": 4, "t) 9: Anonymous": 3, "s) 8: Other": 2,
}  # fmt: skip
_NEEDS = {
    "N1 - Abuse or neglect": 58, "N3 - Parental disability or illness": 7, "N4 - Family in acute stress": 12,
    "N5 - Family dysfunction": 17, "N6 - Socially unacceptable behaviour": 4, "N8 - Absent parenting": 2,
}  # fmt: skip
_CATEGORIES = {"a) Neglect": 50, "d) Emotional abuse": 33, "b) Physical abuse": 10, "c) Sexual abuse": 5}
_ORGANISATIONS = (
    "Wexcombe Family Hub", "Millbrook Primary School", "St Osyth Academy", "Health Visiting East", "Harbour Nursery",
)  # fmt: skip
LIVES_WITH_PLAN, LIVES_IN_NEED, LIVES_CLOSED = "b) Child Protection plan", "c) Child in need plan", "e) Closed episode"
_NOTHING_FURTHER = "RC8 - Case closed after assessment, no further action"
_TO_EARLY_HELP = "RC9 - Case closed after assessment, referred to early help"
_STANDARD_DAYS = (22, 61)
_OVERDUE_DAYS = (66, 84)


def pick(town: Town, weights: dict[str, int]) -> str:
    """One of the words, as often as its weight says."""
    return town.rng.choices(list(weights), list(weights.values()))[0]


def contact_only(town: Town) -> list[Life]:
    """A contact that ended in advice; now and then the third in six months."""
    lives = town.lives(HUB, town.family(0.5, 17, most=3))
    days = [ago(town.rng, 2, 178) for _ in range(town.rng.choice((1, 1, 1, 2, 3)))]
    for life in lives:
        life.contacts += [Contact(on, pick(town, _SOURCES)) for on in sorted(days)]
    return lives


def referral_refused(town: Town) -> list[Life]:
    """A referral on which no further action was taken."""
    lives = town.lives(HUB, town.family(0.5, 17, most=3))
    refer(town, lives, ago(town.rng, 3, 170), is_no_further_action=True)
    return lives


def early_help(town: Town, *, is_open: bool) -> list[Life]:
    """An early help assessment under way, or one finished some time ago."""
    lives = town.lives(EARLY_HELP, town.family(1, 16, most=3))
    started = ago(town.rng, 3, 40) if is_open else ago(town.rng, 60, 175)
    finished = None if is_open else later(town.rng, started, 15, 45)
    organisation = town.rng.choice(_ORGANISATIONS)
    for life in lives:
        life.early_help.append(EarlyHelp(started, finished, organisation))
    return lives


def being_assessed(town: Town) -> list[Life]:
    """A single assessment still open; a few are past their 45 working days."""
    lives = town.lives(ASSESSMENT, town.family(0.27, 17))
    days = (66, 90) if town.rng.random() < 0.1 else (2, 58)
    referred = ago(town.rng, *days)
    refer(town, lives, referred)
    for life in lives:
        life.assessments.append(Assessment(later(town.rng, referred, 0, 1), None, is_child_seen=_is_seen(town)))
    return lives


def unborn_being_assessed(town: Town) -> list[Life]:
    """A pre-birth assessment."""
    lives = town.lives(ASSESSMENT, [town.families.unborn(town.rng.randint(6, 18))])
    referred = ago(town.rng, 10, 40)
    refer(town, lives, referred)
    lives[0].assessments.append(Assessment(later(town.rng, referred, 0, 1), None, is_child_seen=False))
    return lives


def assessed_and_closed(town: Town) -> list[Life]:
    """An assessment that ended with nothing further, or with early help."""
    lives = town.lives(ASSESSMENT, town.family(0.55, 17))
    referred = ago(town.rng, 95, 178)
    closed = assess(town, lives, referred, needs_support=False)
    reason = town.rng.choice((_NOTHING_FURTHER, _NOTHING_FURTHER, _TO_EARLY_HELP))
    for life in lives:
        life.need = Need(referred, pick(town, _NEEDS), later(town.rng, referred, 2, 20), LIVES_CLOSED, closed, reason)
    return lives


def under_enquiry(town: Town) -> list[Life]:
    """A section 47 enquiry begun in the last few days."""
    lives = town.lives(ASSESSMENT, town.family(0.3, 16, most=3))
    referred = ago(town.rng, 4, 13)
    refer(town, lives, referred)
    for life in lives:
        life.assessments.append(Assessment(referred, None))
        life.enquiries.append(Enquiry(later(town.rng, referred, 0, 2), None))
    return lives


def in_need(town: Town) -> list[Life]:
    """A child in need plan; some families came by way of an enquiry that found no continuing risk."""
    days = town.rng.randint(90, 600)
    lives = town.lives(FAMILY_SUPPORT, town.family(days / 365.25 + 0.05, 17))
    referred = ago(town.rng, days, days)
    authorised = assess(town, lives, referred, needs_support=True)
    if town.rng.random() < 0.25:
        enquired = later(town.rng, referred, 1, 12)
        for life in lives:
            life.enquiries.append(Enquiry(enquired, is_conference_unnecessary=True))
    help_in_need(town, lives, authorised)
    return lives


def disabled_in_need(town: Town) -> list[Life]:
    """A disabled child with short breaks and a plan of long standing."""
    (child,) = town.families.family(1, youngest=3, oldest=17)
    lives = town.lives(DISABLED_CHILDREN, [child])
    started = ago(town.rng, 300, int(min(child.age_on() * 365, 2200)))
    lives[0].need = Need(started, "N2 - Child's disability", ago(town.rng, 5, 120), LIVES_IN_NEED)
    return lives


def need_ended(town: Town) -> list[Life]:
    """A child in need plan that ended in the last six months; some families are referred again."""
    lives = town.lives(FAMILY_SUPPORT, town.family(2, 17))
    authorised = assess(town, lives, ago(town.rng, 320, 700), needs_support=True)
    closed = ago(town.rng, 8, 175)
    reason = "RC7 - Any other reason, including child no longer in need"
    for life in lives:
        seen = min(closed, later(town.rng, closed - timedelta(days=30), 0, 20))
        life.need = Need(authorised, pick(town, _NEEDS), seen, LIVES_CLOSED, closed, reason)
    if closed < AS_AT - timedelta(days=60) and town.rng.random() < 0.3:
        refer(town, lives, later(town.rng, closed, 20, 50), is_no_further_action=True)
    return lives


def on_a_plan(town: Town, *, days: tuple[int, int], previous: int = 0) -> list[Life]:
    """A protection plan that began between so many days before the lists."""
    lives = town.lives(FAMILY_SUPPORT, town.family(days[1] / 365.25 + 0.1, 16.5, most=4))
    started = confer(town, lives, ago(town.rng, *days))
    category = pick(town, _CATEGORIES)
    for life in lives:
        life.plans.append(_plan(town, life, started, category, previous=previous))
        life.need = Need(started, "N1 - Abuse or neglect", life.plans[0].visited_on, LIVES_WITH_PLAN)
    return lives


def unborn_on_a_plan(town: Town) -> list[Life]:
    """A child whose plan begins before birth."""
    lives = town.lives(FAMILY_SUPPORT, [town.families.unborn(town.rng.randint(3, 9))])
    started = confer(town, lives, ago(town.rng, 10, 40))
    lives[0].plans.append(ProtectionPlan(started, "a) Neglect", "a) Neglect", ago(town.rng, 1, 9), False, None))
    lives[0].need = Need(started, "N1 - Abuse or neglect", None, LIVES_WITH_PLAN)
    return lives


def stepped_down(town: Town) -> list[Life]:
    """A protection plan that a conference ended, and a child in need plan after it."""
    lives = on_a_plan(town, days=(280, 560))
    ended = ago(town.rng, 5, 170)
    for life in lives:
        plan = life.plans.pop()
        visited = min(plan.visited_on or ended, ended)
        life.plans.append(
            replace(plan, latest_category=plan.category, visited_on=visited, reviewed_on=ended, ended_on=ended)
        )
        life.need = Need(ended, "N1 - Abuse or neglect", max(ended, ago(town.rng, 2, 28)), LIVES_IN_NEED)
    return lives


def refer(town: Town, lives: Sequence[Life], on: date, *, is_no_further_action: bool = False) -> None:
    """A contact and, the next working day at the latest, a referral."""
    source = pick(town, _SOURCES)
    contacted = on - timedelta(days=on.weekday() > 0 and town.rng.random() < 0.5)
    for life in lives:
        life.contacts.append(Contact(contacted, source))
        life.referrals.append(Referral(on, source, is_no_further_action))


def assess(town: Town, lives: Sequence[Life], referred: date, *, needs_support: bool) -> date:
    """A referral and an assessment authorised in time, or a little late; the date of authorisation is given back."""
    refer(town, lives, referred)
    days = _OVERDUE_DAYS if town.rng.random() < 0.14 else _STANDARD_DAYS
    authorised = later(town.rng, referred, *days)
    for life in lives:
        started = later(town.rng, referred, 0, 1)
        life.assessments.append(Assessment(started, authorised, _is_seen(town), needs_support))
    return authorised


def confer(town: Town, lives: Sequence[Life], conferred: date) -> date:
    """The enquiry, the assessment and the conference before a plan; the date of the conference is given back."""
    enquired = conferred - timedelta(days=town.rng.choice((8, 13, 15, 19, 20, 28)))
    enquired -= timedelta(days=max(0, enquired.weekday() - 4))
    refer(town, lives, enquired)
    for life in lives:
        life.assessments.append(Assessment(enquired, conferred, True, True))
        life.enquiries.append(Enquiry(enquired, False, conferred, True))
    return conferred


def help_in_need(town: Town, lives: Sequence[Life], started: date) -> None:
    """A child in need plan for each child of a family, from one date."""
    code = pick(town, _NEEDS)
    for life in lives:
        life.need = Need(started, code, max(started, ago(town.rng, 2, 55)), LIVES_IN_NEED)


def _plan(town: Town, life: Life, started: date, category: str, *, previous: int) -> ProtectionPlan:
    reviews = list(rounds(town.rng, started, 90, 182))
    is_review_missed = len(reviews) > 1 and town.rng.random() < 0.08
    reviewed = reviews[-2 if is_review_missed else -1] if reviews else None
    visited = max(started, ago(town.rng, 1, 24 if town.rng.random() < 0.15 else 11))
    is_alone = life.child.age_on() >= 4 and town.rng.random() < 0.72
    changes = in_lists(reviewed) and town.rng.random() < 0.1
    latest = pick(town, _CATEGORIES) if changes else category
    return ProtectionPlan(started, category, latest, visited, is_alone, reviewed, previous=previous)


def _is_seen(town: Town) -> bool:
    return town.rng.random() < 0.93
