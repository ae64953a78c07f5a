"""Invented lives for benches: dated events in the proportions of a council's lists, about ten to a child."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate
from operator import attrgetter
from random import Random

from caseaudit.journey.replay import Event

AS_AT = date(2026, 3, 31)
_NO_CODES: Mapping[str, str] = {}
_Chapter = tuple[tuple[str, int, Mapping[str, str]], ...]


def _chapter(text: str) -> _Chapter:
    # A word an event: its trigger, the most days since the one before, and a code: lac_started/20/legal_status=C2.
    steps = (word.split("/") for word in text.split())
    return tuple(
        (trigger, int(days), dict([codes[0].split("=")]) if codes else _NO_CODES) for trigger, days, *codes in steps
    )


_ASKED = "contact_received/0 referral_received/3/referral_source=6 referral_accepted/2 assessment_started/2"
_WATCHED = " ".join(["cp_visit/21"] * 4 + ["cp_review_held/90"] + ["cp_visit/21"] * 3 + ["cp_review_held/170"])
_CARED = (
    "placement_started/0/placement=U6 lac_visit/7 health_assessment/25 lac_review_held/20 lac_visit/40 "
    + " ".join(["dental_check/60 lac_review_held/80 lac_visit/42 iro_contact/60"] * 3)
)
_STORIES: tuple[tuple[int, _Chapter], ...] = tuple(
    (weight, _chapter(text))
    for weight, text in (
        (14, "contact_received/0 contact_received/200"),
        (8, "early_help_assessment_started/0 early_help_assessment_completed/60 contact_received/100"),
        (12, "contact_received/0 referral_received/3/referral_source=5D referral_closed/2 contact_received/150"),
        (16, f"{_ASKED} assessment_authorised/50 case_closed/5/reason=RC8 contact_received/120 referral_received/2"),
        (14, f"{_ASKED} assessment_authorised/50 cin_started/0/need=N1 child_last_seen/30 child_last_seen/40"),
        (
            4,
            f"{_ASKED} assessment_authorised/50 cin_started/0/need=N1 cin_closed/90 case_closed/0/reason=RC1",
        ),
        (10, f"{_ASKED} s47_started/9 icpc_held/16 assessment_authorised/30 cp_plan_started/0/category=NEG {_WATCHED}"),
        (6, f"{_ASKED} s47_started/9 icpc_held/16 cp_plan_started/0/category=EMO {_WATCHED} cp_plan_ended/9"),
        (10, f"{_ASKED} assessment_authorised/44 lac_started/9/legal_status=C2 {_CARED}"),
        (4, f"{_ASKED} assessment_authorised/44 lac_started/9/legal_status=V2 {_CARED} lac_ceased/30/reason=E4A"),
        (2, f"lac_started/0/legal_status=C2 {_CARED} lac_ceased/90/reason=E7 care_leaver_former_relevant/0"),
    )
)
_WEIGHTS = [weight for weight, _ in _STORIES]
_CHAPTERS = [chapter for _, chapter in _STORIES]


def lives(children: int, seed: int = 7) -> Iterator[tuple[Event, ...]]:
    """The events of so many children, oldest first; the same for the same seed. One child in fifty has an odd date."""
    random = Random(seed)
    for chapter in random.choices(_CHAPTERS, _WEIGHTS, k=children):
        days = list(accumulate(random.randint(most // 2, most) for _, most, _ in chapter))
        # A life ends by the date of the lists: cut off there, all its last events would share one day.
        first_on = AS_AT - timedelta(days[-1] + random.randint(0, 600))
        events = [
            Event(first_on + timedelta(day), trigger, "", codes)
            for day, (trigger, _, codes) in zip(days, chapter, strict=True)
        ]
        if random.random() < 0.02:
            odd = random.randrange(len(events))
            events[odd] = Event(events[0].on - timedelta(30), events[odd].trigger, "", events[odd].codes)
            events.sort(key=attrgetter("on"))
        yield tuple(events)
