"""How often auditors agreed with each check, counted from the verdicts of audits that were handed over."""

from datetime import date

import pytest
from sqlmodel import Session

from caseaudit.auditing.changes import judge_flag, keep_plan
from caseaudit.auditing.queries import audits_in, judged_flags
from caseaudit.casefiles.drafts import ActionDraft, PlanDraft
from caseaudit.definitions.library import Definitions
from caseaudit.moderation.changes import return_to_auditor
from caseaudit.people import Actor, Role
from caseaudit.reporting.precision import Wanted, count_judged, judged, precision_of_checks
from tests.factories import NOON, add_people
from tests.frames import children, frame_of
from tests.reading import supervisor
from tests.rounds import accepted, audited, drawn, shared_out

VAGUE = [ActionDraft("Well", f"Therapy {number} to begin", "Ms Hart", "ASAP") for number in range(4)]
OLD_TERM = ActionDraft("Off the at risk register", "Ms Hart to see Ava", "Ms Hart", "by 1 May 2026")


@pytest.fixture
def round_(session: Session, definitions: Definitions):
    """Three audits with four dateless actions each: of the first one is overridden and one cannot be told."""
    add_people(session)
    sample = drawn(session, definitions, frame_of(session, children(6)), size=3)
    shared_out(session, definitions, sample)
    for number, one in enumerate(audits_in(session, sample.id)):
        by = Actor(one.audit.auditor_id, Role.AUDITOR)
        plan = PlanDraft(date(2026, 3, 1), None, (*VAGUE, OLD_TERM))
        keep_plan(session, one.audit, plan, definitions=definitions, by=by, at=NOON)
        if number == 0:
            for decision, flag in zip(("overridden", "not_enough"), dated(session, one.audit), strict=False):
                judge_flag(
                    session, one.audit, flag.id, decision=decision, reason="Why.",
                    definitions=definitions, by=by, at=NOON,
                )  # fmt: skip
    return sample


def dated(session, audit):
    return [one.flag for one in judged_flags(session, audit) if one.flag.code == "action_without_date"]


def part(session, code="action_without_date", sample_id=None):
    return next(
        one for check in precision_of_checks(session, sample_id) for one in check.parts if one.code == code
    )  # fmt: skip


def test_no_verdict_counts_before_its_audit_is_handed_over(session, round_):
    assert precision_of_checks(session) == ()


def test_not_enough_counts_as_judged_and_leaves_the_share(session, definitions, round_):
    audited(session, definitions, audits_in(session, round_.id))

    found = part(session)

    assert (found.confirmed, found.overridden, found.not_enough) == (10, 1, 1)
    assert (found.figure.count, found.figure.applicable) == (10, 11)
    assert found.figure.interval is not None
    assert round(found.figure.interval.low, 2) == 0.62
    assert round(found.figure.interval.high, 2) == 0.98


def test_below_ten_only_counts_are_given(session, definitions, round_):
    audited(session, definitions, audits_in(session, round_.id)[:2])

    found = part(session)

    assert (found.figure.count, found.figure.applicable, found.figure.proportion) == (6, 7, None)
    assert found.figure.interval is None


def test_the_figure_moves_when_an_audit_goes_back(session, definitions, round_):
    audits = audits_in(session, round_.id)
    audited(session, definitions, audits)
    return_to_auditor(
        session, audits[0].audit, comment="Look again.", questions={}, definitions=definitions,
        by=supervisor(session), at=NOON,
    )  # fmt: skip

    assert (part(session).confirmed, part(session).overridden) == (8, 0)


def test_accepted_audits_count_as_submitted_ones_do_and_one_sample_stands_alone(session, definitions, round_):
    audited(session, definitions, audits_in(session, round_.id))
    accepted(session, definitions, audits_in(session, round_.id)[:1])
    other = drawn(session, definitions, frame_of(session, children(3), name="Other frame"), size=1)

    assert part(session, sample_id=round_.id).figure.applicable == 11
    assert precision_of_checks(session, other.id) == ()


def test_advice_stands_apart_and_is_no_part_of_the_whole_check(session, definitions, round_):
    audits = audits_in(session, round_.id)
    term = next(one.flag for one in judged_flags(session, audits[0].audit) if one.flag.is_advice)
    by = Actor(audits[0].audit.auditor_id, Role.AUDITOR)
    judge_flag(
        session,
        audits[0].audit,
        term.id,
        decision="overridden",
        reason="Quoted.",
        definitions=definitions,
        by=by,
        at=NOON,
    )
    audited(session, definitions, audits)

    plans, terms = precision_of_checks(session)

    assert (plans.whole.check, plans.whole.overridden, plans.whole.is_advice) == ("plans", 1, False)
    assert (terms.whole.check, terms.whole.overridden, terms.whole.is_advice) == ("terms", 1, True)


def test_verdicts_given_to_several_at_once_count_as_any_other_and_are_counted_beside_them(session, definitions, round_):
    audits = audits_in(session, round_.id)
    by = Actor(audits[1].audit.auditor_id, Role.AUDITOR)
    for flag in dated(session, audits[1].audit):
        judge_flag(
            session, audits[1].audit, flag.id, decision="confirmed", is_of_group=True,
            definitions=definitions, by=by, at=NOON,
        )  # fmt: skip
    audited(session, definitions, audits)

    found, (plans, *_) = part(session), precision_of_checks(session)

    assert (found.confirmed, found.overridden, found.of_groups) == (10, 1, 4)
    assert plans.whole.of_groups == 4


def test_each_number_leads_to_exactly_the_flags_it_counts(session, definitions, round_):
    audited(session, definitions, audits_in(session, round_.id))

    for decision, count in part(session).decisions.items():
        wanted = Wanted("plans", "action_without_date", decision, round_.id)
        rows = judged(session, wanted, limit=100)

        assert len(rows) == count_judged(session, wanted) == count
        assert {row.verdict.decision for row in rows} == {decision}
