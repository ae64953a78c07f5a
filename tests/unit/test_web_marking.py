"""A flag's words are shown where they stand, and in no other place that happens to hold them."""

from datetime import date
from uuid import uuid4

from caseaudit.casefiles.queries import Evidence
from caseaudit.casefiles.tables import ChronologyEntry, PlanAction, Record
from caseaudit.screening.tables import RaisedFlag
from caseaudit.web.marking import kind_of, passage_of
from tests.factories import NOON

CASE = uuid4()


def flag(check: str, quote: str, place: str = "") -> RaisedFlag:
    return RaisedFlag(
        case_id=CASE, check=check, code="c", criterion="c", severity="high", place=place, reason="r", quote=quote,
        evidence_digest="d", raised_at=NOON,
    )  # fmt: skip


def action(position: int, **cells: str) -> PlanAction:
    return PlanAction(plan_id=uuid4(), case_id=CASE, position=position, **cells)


def evidence(*, chronology=(), actions=(), records=()) -> Evidence:
    return Evidence(chronology=chronology, plan=None, actions=actions, records=records)


def test_an_owner_is_marked_in_the_owners_cell_of_its_own_row():
    rows = [
        action(1, action="School to ring", owner="School", timescale="by 3 May"),
        action(2, outcome="Kai attends", action="School to watch", owner="School"),
    ]

    found = passage_of(flag("plans", "School", "Action 2"), evidence(actions=rows))

    assert found.before == "Outcome: Kai attends\nAction: School to watch\nWho: "
    assert (found.words, found.after) == ("School", "\nBy when: –")


def test_words_of_a_plan_are_not_looked_for_in_the_chronology():
    entry = ChronologyEntry(case_id=CASE, position=1, event="School to log", added_by=CASE, added_at=NOON)

    found = passage_of(flag("plans", "School", "Action 1"), evidence(chronology=[entry]))

    assert (found.before, found.words, found.after) == ("", "School", "")


def test_an_entry_is_shown_with_its_date():
    entry = ChronologyEntry(
        case_id=CASE, position=1, date_text="Jan 2026", event="Home visit", added_by=CASE, added_at=NOON
    )

    found = passage_of(flag("chronology", "Home visit"), evidence(chronology=[entry]))

    assert found.before == "Jan 2026\n"


def test_a_long_record_is_cut_at_words_around_the_passage():
    text = "word " * 200 + "Mum says he is fine." + " word" * 200
    record = Record(case_id=CASE, record_type="review", text=text, added_by=CASE, added_at=NOON)

    found = passage_of(flag("voice", "Mum says he is fine."), evidence(records=[record]))

    assert found.before.startswith("…word")
    assert found.after.endswith("word…")
    assert len(found.before) < 170


def test_of_two_records_with_the_same_words_the_one_named_by_its_number_or_day_is_marked():
    records = [
        Record(case_id=CASE, record_type="review", on=on, text=text, added_by=CASE, added_at=NOON)
        for on, text in ((date(2026, 3, 20), "Later. Mum says fine."), (date(2026, 3, 3), "First. Mum says fine."))
    ]

    for place in ("Record 2", "Review of 3 March 2026"):
        found = passage_of(flag("voice", "Mum says fine.", place), evidence(records=records))

        assert found.before == "First. "


def test_a_term_is_marked_in_the_kind_of_evidence_its_place_names():
    rows = [action(1, action="Off the at risk register")]

    assert kind_of(flag("terms", "at risk register", "Action 1")) == "plan"
    assert passage_of(flag("terms", "at risk register", "Action 1"), evidence(actions=rows)).in_its_line.before == (
        "Action: Off the "
    )
