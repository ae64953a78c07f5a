"""Evidence of every kind edited after its flags were judged: what did not change keeps its verdict, the rest is new."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest
from sqlmodel import Session

from caseaudit.auditing.changes import judge_flag, keep_chronology, keep_plan, keep_record
from caseaudit.auditing.queries import judged_flags
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft, PlanDraft, RecordDraft
from caseaudit.casefiles.queries import evidence_of
from caseaudit.definitions.library import Definitions
from tests.factories import NOON, add_people
from tests.reading import LATER, asked, me

FIRST = ActionDraft("Emotional wellbeing", "Therapy to begin", "All", "ASAP")
SECOND = ActionDraft("School", "Attendance to improve", "Professionals", "ongoing")
SOUND = ActionDraft("Ava sleeps through", "Ms Hart to see Ava weekly", "Ms Hart", "by 1 May 2026")
ABSENT = "Mum reports that he is sleeping better and likes school. He was asleep upstairs and was not seen."
REGISTER = "His name is still on the at risk register."


@pytest.fixture
def case(session: Session, definitions: Definitions):
    add_people(session)
    return asked(session, definitions)


@pytest.fixture
def hand(session: Session, definitions: Definitions, case):
    return Hand(session, definitions, case.audit)


class Hand:
    """The auditor's hand: copies evidence, confirms every flag there is, and sees what is judged."""

    def __init__(self, session, definitions, audit):
        self.session, self.audit = session, audit
        self.how = {"definitions": definitions, "by": me(session)}

    def plan(self, *actions, plan_on=date(2026, 3, 1)):
        keep_plan(self.session, self.audit, PlanDraft(plan_on, None, actions), at=NOON, **self.how)

    def chronology(self, *entries):
        keep_chronology(self.session, self.audit, entries, at=NOON, **self.how)

    def record(self, text, *, on=date(2026, 3, 10), replaces=None, type="statutory_visit"):
        draft = RecordDraft(type, on, ("Mum", "SW"), text=text, replaces=replaces)
        keep_record(self.session, self.audit, draft, at=NOON, **self.how)

    def confirm_all(self) -> Mapping[UUID, str]:
        for judged in judged_flags(self.session, self.audit):
            if judged.verdict is None:
                judge_flag(self.session, self.audit, judged.flag.id, decision="confirmed", at=LATER, **self.how)
        return self.judged()

    def judged(self) -> Mapping[UUID, str]:
        return {one.flag.id: one.flag.place for one in self.flags() if one.verdict}

    def waiting(self) -> list[str]:
        return [one.flag.place for one in self.flags() if one.verdict is None]

    def flags(self):
        """The flags but those on a whole plan, which follow from all of its rows."""
        return [one for one in judged_flags(self.session, self.audit) if one.flag.place != "The plan"]

    def records(self):
        return evidence_of(self.session, self.audit.case_id).records


def test_rows_that_only_move_keep_their_verdicts_and_take_their_new_places(hand):
    hand.plan(FIRST, SECOND)
    before = hand.confirm_all()
    hand.plan(SOUND, SECOND, FIRST)

    assert hand.judged().keys() == before.keys()
    assert set(hand.judged().values()) == {"Action 2", "Action 3"}
    assert set(hand.waiting()) <= {"Action 1"}


def test_a_word_changed_in_one_action_raises_its_flags_anew_and_no_others(hand):
    hand.plan(FIRST, SECOND)
    before = hand.confirm_all()
    hand.plan(FIRST, ActionDraft("School", "Attendance to rise", "Professionals", "ongoing"))

    assert set(hand.waiting()) == {"Action 2"}
    assert set(hand.judged().values()) == {"Action 1"}
    assert hand.judged().keys() < before.keys()


def test_the_same_action_twice_keeps_one_verdict_for_each(hand):
    hand.plan(FIRST, FIRST)
    before = hand.confirm_all()
    hand.plan(SOUND, FIRST)
    assert len(hand.judged()) == len(before) / 2

    hand.plan(FIRST, FIRST)

    assert hand.judged().keys() == before.keys()


def test_a_flag_withdrawn_and_back_again_has_the_verdict_it_had(hand):
    hand.plan(FIRST)
    before = hand.confirm_all()
    hand.plan(SOUND)
    assert hand.judged() == {}

    hand.plan(FIRST)

    assert hand.judged() == before


def test_the_date_of_the_plan_may_change_without_its_verdicts(hand):
    hand.plan(FIRST, SECOND)
    before = hand.confirm_all()
    hand.plan(FIRST, SECOND, plan_on=date(2026, 2, 1))

    assert hand.judged() == before


def test_a_second_record_leaves_the_verdicts_on_the_first(hand):
    hand.record(ABSENT)
    before = hand.confirm_all()
    assert before
    hand.record(f"Ava was at school. {REGISTER}", on=date(2026, 3, 20))

    assert hand.judged().keys() == before.keys()
    assert hand.waiting()


def test_one_record_changed_keeps_the_verdicts_on_the_other(hand):
    hand.record(ABSENT)
    first = hand.confirm_all().keys()
    hand.record(f"He was not seen at home. {REGISTER}", on=date(2026, 3, 20))
    hand.confirm_all()
    newest = hand.records()[0]
    hand.record(f"He was not seen at all. {REGISTER}", on=date(2026, 3, 20), replaces=newest.id)

    assert first <= hand.judged().keys()
    assert hand.waiting()


def test_an_old_term_keeps_its_verdict_while_its_own_sentence_stands(hand):
    hand.record(f"Ava drew a house. {REGISTER}")
    hand.confirm_all()
    hand.record(f"Ava drew a boat. {REGISTER}", replaces=hand.records()[0].id)

    assert [one.verdict is not None for one in _terms(hand)] == [True]


def test_an_entry_of_another_agency_leaves_the_verdict_on_an_old_term_in_the_first(hand):
    own = EntryDraft("3 March 2026", "SW", "Ava seen at home. Still on the at risk register.")
    hand.chronology(own)
    hand.confirm_all()
    school = EntryDraft("1 February 2026", "", "Ava moved up a set and is proud of it.", agency="School")
    hand.chronology(school, own)

    (term,) = _terms(hand)
    assert term.verdict is not None
    assert term.flag.place == "Entry 2"


def test_a_chronology_that_says_the_same_in_another_order_keeps_its_verdicts(hand):
    one = EntryDraft("3 January 2025", "SW", "Home visit")
    two = EntryDraft("9 January 2025", "SW", "Mum rang. Child on the at risk register.")
    hand.chronology(one, two)
    before = hand.confirm_all()
    assert before
    hand.chronology(two, one)

    assert hand.judged().keys() == before.keys()


def _terms(hand):
    return [one for one in judged_flags(hand.session, hand.audit) if one.flag.check == "terms"]
