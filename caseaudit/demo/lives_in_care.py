"""Children and young people who are or were looked after: care, permanence, adoption and leaving care."""

from dataclasses import replace
from datetime import date, timedelta

from caseaudit.demo.diary import AS_AT, ago, in_lists, later, rounds
from caseaudit.demo.lives import Adoption, Assessment, Care, Contact, LeavingCare, Life, Need, ProtectionPlan, Referral
from caseaudit.demo.lives_at_home import LIVES_CLOSED, LIVES_IN_NEED, confer
from caseaudit.demo.town import IN_CARE, LEAVING_CARE, Town

LOOKED_AFTER = "a) Looked after child"
_SECTION_20, _INTERIM, _FULL = (
    "V2: Single period of accommodation under section 20",
    "C1: Interim care order",
    "C2: FCO",
)
_PLACEMENT_ORDER = "E1: Placement order"
_FOSTERED, _FOSTERED_FOR_GOOD = "U6: Foster placement - not FFA", "U4: Foster placement - long term"
_WITH_RELATIVES = "U3: Foster placement with relative or friend - not long term or FFA"
_CHILDRENS_HOME, _SUPPORTED = "K2: Children's home", "K3: Supported accommodation"
_FIRST_REVIEW, _REVIEW_EVERY, _A_YEAR = 28, 175, 365
_HOMES = (
    "U: Independent living", "U: Independent living", "D: Semi-independent", "B: With parents or relatives",
    "Z: With former foster carers", "T: Foyer", "E: Supported lodgings", "K: Ordinary lodgings", "X: In custody",
    "S: No fixed abode/homeless",
)  # fmt: skip
_ACTIVITIES = (
    "F1: Full time in higher education", "F2: Full time in education other than higher", "F4: Full time apprenticeship",
    "F5: Full time in training or employment", "F5: Full time in training or employment",
    "P5: Part time in training or employment", "G4: NEET - illness or disability", "G5: NEET - other",
    "G5: NEET - other",
    "G6: NEET - pregnancy or parenting",
)  # fmt: skip


def looked_after(town: Town, *, days: tuple[int, int], youngest: float, oldest: float) -> list[Life]:
    """Brothers and sisters who came into care together, between so many days before the lists."""
    least = max(youngest, days[1] / 365.25 + 0.1)
    children = town.family(least, max(oldest, least + 1), most=3)
    lives = town.lives(IN_CARE, children)
    started = ago(town.rng, *days)
    is_from_a_plan = town.rng.random() < 0.6
    for life in lives:
        if in_lists(started):
            _came_in_this_year(town, life, started, is_from_a_plan)
        life.care = _care(town, life, started)
        life.need = Need(started, life.care.need, life.care.visited_on, LOOKED_AFTER)
        if life.child.age_on() >= 16.1 and (AS_AT - started).days > 91:
            life.leaving = _entitled(town, life, "d) Eligible child")
    return lives


def alone_in_the_country(town: Town) -> list[Life]:
    """A young person who came to England without a parent and is accommodated under section 20."""
    lives = town.lives(IN_CARE, [town.families.alone_in_the_country(15.8, 17.8)])
    (life,) = lives
    started = ago(town.rng, 20, 340)
    if in_lists(started):
        life.contacts.append(Contact(started, "q) 6: Police"))
        life.referrals.append(Referral(started, "q) 6: Police", False))
        life.assessments.append(Assessment(started, _by_the_lists(later(town.rng, started, 25, 55)), True, True))
    life.care = replace(
        _care(town, life, started), need="N8 - Absent parenting", status=_SECTION_20, status_on=started,
        placement=_SUPPORTED if life.child.age_on() >= 16 else _FOSTERED, provider="PR4 - Private provision",
        permanence="d) Supported living in the community", is_alone_in_country=True,
    )  # fmt: skip
    life.need = Need(started, "N8 - Absent parenting", life.care.visited_on, LOOKED_AFTER)
    if life.child.age_on() >= 16.1 and (AS_AT - started).days > 91:
        life.leaving = replace(_entitled(town, life, "d) Eligible child"), was_alone_in_country=True)
    return lives


def left_care(town: Town) -> list[Life]:
    """Care that ended in the last six months: home, to relatives under an order, or at eighteen."""
    lives = looked_after(town, days=(400, 900), youngest=3, oldest=13)
    ceased = ago(town.rng, 10, 170)
    is_home = town.rng.random() < 0.5
    because = "E4A: Returned home - planned" if is_home else "E46: Special guardianship order - relative"
    for life in lives:
        care = life.care
        life.care = care and replace(_as_it_stood(care, ceased), ceased_on=ceased, ceased_because=because)
        life.leaving = None
        status = LIVES_IN_NEED if is_home else LIVES_CLOSED
        closed = None if is_home else ceased
        reason = "" if is_home else "RC4 - Special guardianship order"
        seen = max(ceased, ago(town.rng, 3, 40)) if is_home else ceased
        life.need = Need(
            ceased if is_home else ceased - timedelta(days=900), "N1 - Abuse or neglect", seen, status, closed, reason
        )
    return lives


def on_the_way_to_adoption(town: Town, *, adopted: bool) -> list[Life]:
    """A young child with a placement order; some are matched and placed, and some adopted in the last year."""
    lives = town.lives(IN_CARE, [*town.families.family(1, youngest=2.2 if adopted else 1.6, oldest=4.5)])
    (life,) = lives
    started = ago(town.rng, 560, 780) if adopted else ago(town.rng, 300, 560)
    decided = later(town.rng, started, 120, 170)
    ordered = later(town.rng, decided, 30, 60)
    steps = [later(town.rng, ordered, 30, 60)]
    steps.append(later(town.rng, steps[0], 20, 50))
    matched, placed = (step if step < AS_AT - timedelta(days=20) else None for step in steps)
    placement = "A5: Placed for adoption with placement order, not with current foster carer" if placed else _FOSTERED
    life.care = replace(
        _care(town, life, started), status=_PLACEMENT_ORDER, status_on=ordered, placement=placement,
        placed_on=placed or started, permanence="b) Adoption", need="N1 - Abuse or neglect",
    )  # fmt: skip
    life.adoption = Adoption(decided, ordered, matched, placed)
    life.need = Need(started, "N1 - Abuse or neglect", life.care.visited_on, LOOKED_AFTER)
    if adopted and placed:
        order = max(later(town.rng, placed, 120, 180), ago(town.rng, 30, 160))
        life.adoption = replace(life.adoption, adopted_on=order)
        life.care = replace(
            _as_it_stood(life.care, order), ceased_on=order, ceased_because="E12: Adopted - consent dispensed with"
        )
        life.need = Need(started, "N1 - Abuse or neglect", order, LIVES_CLOSED, order, "RC1 - Adopted")
    return lives


def care_leaver(town: Town, category: str, *, youngest: float, oldest: float) -> list[Life]:
    """A young person who has left care."""
    lives = town.lives(LEAVING_CARE, town.families.family(1, youngest=youngest, oldest=oldest))
    lives[0].leaving = _entitled(town, lives[0], category)
    if town.rng.random() < 0.16:
        lives[0].leaving = replace(lives[0].leaving, was_alone_in_country=True)
    return lives


def _care(town: Town, life: Life, started: date) -> Care:
    rng, days = town.rng, (AS_AT - started).days
    status, status_on = _legal_status(town, started, life.child.age_on())
    placement, provider, permanence = _placement(town, life.child.age_on(), days)
    reviews = list(rounds(rng, started, _FIRST_REVIEW, _REVIEW_EVERY))
    is_dental_due = life.child.age_on() >= 1.5 and days > 60
    teenage = life.child.age_on() >= 13
    return Care(
        started, "N1 - Abuse or neglect" if rng.random() < 0.8 else "N5 - Family dysfunction", status, status_on,
        placement, provider, _since(town, started, min(days, 900)), permanence,
        reviewed_on=reviews[-1] if reviews else None,
        visited_on=max(started, ago(rng, 2, 70 if rng.random() < 0.12 else 40)),
        reviewer_on=_since(town, started, 120) if days > 45 else None,
        health_on=_since(town, started, 420 if rng.random() < 0.15 else _A_YEAR) if days > 35 else None,
        dental_on=_since(town, started, _A_YEAR) if is_dental_due and rng.random() < 0.85 else None,
        placements=rng.choices((1, 2, 3, 4), (70, 20, 7, 3))[0],
        missing=rng.choice((1, 2, 5, 11)) if teenage and rng.random() < 0.3 else 0,
        is_out_of_area=rng.random() < 0.35,
    )  # fmt: skip


def _legal_status(town: Town, started: date, age: float) -> tuple[str, date]:
    days = (AS_AT - started).days
    if town.rng.random() < (0.4 if age > 13 else 0.12):
        return _SECTION_20, started
    if days < 280:
        return _INTERIM, later(town.rng, started, 0, 6)
    return _FULL, later(town.rng, started, 210, 270)


def _placement(town: Town, age: float, days: int) -> tuple[str, str, str]:
    chance = town.rng.random()
    if age >= 16.1 and chance < 0.25:
        return _SUPPORTED, "PR4 - Private provision", "d) Supported living in the community"
    if age >= 11 and chance < 0.3:
        return _CHILDRENS_HOME, "PR4 - Private provision", "e) Long-term residential placement"
    if chance > 0.82:
        return _WITH_RELATIVES, "PR1 - Own provision", "c) Special guardianship/child arrangements order"
    if days > 700:
        return _FOSTERED_FOR_GOOD, "PR1 - Own provision", "f) Long-term fostering"
    has_no_plan = days > 150 and town.rng.random() < 0.12
    return _FOSTERED, "PR1 - Own provision", "" if has_no_plan else "a) Return to family"


def _came_in_this_year(town: Town, life: Life, started: date, is_from_a_plan: bool) -> None:
    if is_from_a_plan and started - timedelta(days=40) > AS_AT - timedelta(days=180):
        conferred = confer(town, [life], later(town.rng, started - timedelta(days=12), 0, 3))
        category = "a) Neglect"
        life.plans.append(ProtectionPlan(conferred, category, category, conferred, False, None, ended_on=started))
        return
    life.contacts.append(Contact(started, "q) 6: Police"))
    life.referrals.append(Referral(started, "q) 6: Police", False))
    life.assessments.append(Assessment(started, _by_the_lists(later(town.rng, started, 25, 58)), True, True))


def _entitled(town: Town, life: Life, category: str) -> LeavingCare:
    is_lost = town.rng.random() < 0.07
    home = town.rng.choice(_HOMES[:8] if town.rng.random() < 0.93 else _HOMES[8:])
    if category.startswith("d)"):
        home = "D: Semi-independent" if life.care and life.care.placement == _SUPPORTED else ""
    return LeavingCare(
        category, ago(town.rng, 5, 330 if town.rng.random() < 0.2 else 180), "b) No" if is_lost else "a) Yes",
        ago(town.rng, 150, 300) if is_lost else ago(town.rng, 2, 60), home, home[:1] not in {"X", "S"},
        town.rng.choice(_ACTIVITIES) if life.child.age_on() >= 16.5 else "F2: Full time in education other than higher",
    )  # fmt: skip


def _as_it_stood(care: Care, ended: date) -> Care:
    def before(on: date | None) -> date | None:
        return on if on is None or on <= ended else ended - timedelta(days=(on - ended).days % 60)

    return replace(
        care, reviewed_on=before(care.reviewed_on), visited_on=before(care.visited_on),
        reviewer_on=before(care.reviewer_on),
        health_on=before(care.health_on), dental_on=before(care.dental_on), placed_on=min(care.placed_on, ended),
    )  # fmt: skip


def _since(town: Town, started: date, most: int) -> date:
    return max(started, ago(town.rng, 3, max(4, most)))


def _by_the_lists(on: date) -> date | None:
    return on if on < AS_AT else None
