"""Case files as people write them, invented and no two alike, for timing the checks that read them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent, PlanAction, Record

AS_AT = date(2026, 3, 31)
ACTIONS, ENTRIES, RECORDS = 10, 20, 5
_NAMES = ("Leo", "Amira", "Tia", "Kofi", "Ellis", "Maja", "Rhys", "Zainab", "Jodie", "Callum", "Ines", "Bram")
_OUTCOMES = (
    "{name} is safe at home", "{name} goes to school every day", "Emotional wellbeing", "",
    "{name} sees dad and is not scared",
    "Teeth and eyes looked after", "engagement with services", "{name} knows why she lives with nan",
)  # fmt: skip
_ACTIONS = (
    "Mum to book the dentist for {name} and tell the social worker the date", "School to monitor attendance",
    "HV to weigh {name} at clinic every two weeks, expected to stay on the 25th centile", "Therapeutic input to begin",
    "Dad will not drink in the 12 hours before Saturday contact; Nan to check at handover and text SW",
    "Ms Hart to meet {name} in school for six sessions of direct work using the Three Houses",
    "A holistic package of support will be embedded around the family", "Referral to be made to CAMHS",
    "Housing application form completed with the PA and handed in at the town hall",
)  # fmt: skip
_OWNERS = ("Mum", "SW", "All", "", "School", "Ms Hart (SENCo)", "HV and Dad", "CAMHS", "Core group")
_TIMES = (
    "ASAP",
    "by {day}/{month}/26",
    "within 6 weeks",
    "ongoing",
    "",
    "6/52",
    "weekly until 14 July",
    "next core group",
)
_EVENTS = (
    "TC to Mum, no reply", "{name} came to school with a bruise on his left cheek and said it was an accident",
    "Initial child protection conference held", "HV visit, {name} weighed, dropped a centile since March",
    "Strategy discussion with police and health", "Email from school re attendance", "Moved to Nan's",
    "{name} missing overnight, found at a friend's flat", "Core group meeting", "GP appointment, was not brought",
)  # fmt: skip
_MEANINGS = (
    "", "Noted", "Third time in a month that {name} was left with a neighbour, and each time after an argument",
    "{name} was frightened and slept in his clothes", "N/A", "Shows that Mum can act on advice when Nan is there",
)  # fmt: skip
_SENTENCES = (
    "{name} was seen at home with Mum and her baby brother.", "I spoke to {name} alone in the garden.",
    "{name} said \"I like it here but I miss my dog\".", "Mum reports that things are much better.",
    "She drew her family as cats and put Dad outside the house.", "The house was tidy, with food in the fridge.",
    "We agreed that contact will be at the centre because of what {name} said.", "Wishes and feelings gained.",
    "An interpreter from the agency was used on the phone.", "He shrugged and turned his music up.",
    "Mum was asked to ring the school about the trip, and Dad to bring the form on Friday.", "No concerns noted.",
)  # fmt: skip
_TYPES = ("statutory_visit", "s47_enquiry", "cin_visit", "review", "assessment", "session_note")


def actions(how_many: int) -> Iterator[PlanAction]:
    """So many rows of plans."""
    random = Random(7)
    return (_action(random) for _ in range(how_many))


def case_files(how_many: int) -> Iterator[CaseFile]:
    """So many case files with a plan of ten actions, a chronology of twenty entries and five records each."""
    random = Random(11)
    return (_case_file(random) for _ in range(how_many))


def _case_file(random: Random) -> CaseFile:
    opened_on = AS_AT - timedelta(days=random.randrange(120, 900))
    days = sorted(random.randrange((AS_AT - opened_on).days) for _ in range(ENTRIES))
    return CaseFile(
        stage=random.choice(("cp", "cin", "lac", "early_help")),
        level="child_protection",
        as_at=AS_AT,
        age=random.uniform(0.5, 17),
        opened_on=opened_on,
        journey_events=tuple(
            JourneyEvent(opened_on + timedelta(days=day), "Initial child protection conference", is_key=True)
            for day in days[:3]
        ),
        chronology=tuple(_entry(random, opened_on + timedelta(days=day)) for day in days),
        actions=tuple(_action(random) for _ in range(ACTIONS)),
        plan_on=AS_AT - timedelta(days=60),
        next_review_on=AS_AT + timedelta(days=30),
        records=tuple(_record(random) for _ in range(RECORDS)),
    )


def _action(random: Random) -> PlanAction:
    return PlanAction(_said(random, _OUTCOMES), _said(random, _ACTIONS), _said(random, _OWNERS), _said(random, _TIMES))


def _entry(random: Random, on: date) -> Entry:
    written = random.choice((f"{on:%d/%m/%Y}", f"{on.day}.{on.month}.{on:%y}", f"{on.day} {on:%b %Y}"))
    return Entry(
        written, random.choice(("HV", "School", "SW", "Police")), _said(random, _EVENTS), _said(random, _MEANINGS)
    )


def _record(random: Random) -> Record:
    text = " ".join(_said(random, _SENTENCES) for _ in range(random.randrange(8, 16)))
    return Record(
        record_type=random.choice(_TYPES),
        stage=random.choice(("cp", "cin", "lac")),
        text=text,
        on=AS_AT - timedelta(days=random.randrange(200)),
        present=("Mum", random.choice(_NAMES), "SW"),
        age=random.uniform(0.5, 17),
    )


def _said(random: Random, ways: tuple[str, ...]) -> str:
    words = random.choice(ways).format(
        name=random.choice(_NAMES), day=random.randrange(1, 29), month=random.randrange(1, 13)
    )
    return f"{words} {random.randrange(10_000)}" if words and random.random() < 0.2 else words
