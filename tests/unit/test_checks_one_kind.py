"""What comes again and again for one child is one flag, with how often and each day."""

from dataclasses import replace

from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.one_kind import one_flag_a_kind
from caseaudit.checks.structural import structural_flags
from tests.clocks import DEFINITIONS, clocks
from tests.lives import child_of


def flags(life, **facts):
    one = child_of(life, **facts)
    told = structural_flags(one, clocks().judge(one), DEFINITIONS.combinations, {})
    return {flag.code: flag for flag in one_flag_a_kind(told.flags)}


def test_a_combination_found_three_times_is_one_flag_with_the_three_days():
    reviews = "\n".join(f"2025-{month}-03 lac_review_held legal_status=V4" for month in ("06", "08", "10"))

    flag = flags(f"2025-05-01 short_break_started legal_status=V4\n{reviews}")["short_break_reviewed"]

    assert flag.facts == 3
    assert flag.reason == (
        "A review of care is dated during short breaks, which have none. It is so 3 times. "
        "The review was on 3 June 2025. The review was on 3 August 2025. The review was on 3 October 2025."
    )


def test_a_limit_missed_twice_is_one_flag_with_each_day_due_and_the_limit_said_once():
    first = "2025-05-06 referral_received\n2025-05-06 assessment_started\n2025-08-01 assessment_authorised"
    second = "2025-08-04 referral_received\n2025-08-04 assessment_started\n2025-12-19 assessment_authorised"

    flag = flags(f"{first}\n{second}")["SA-01-late"]

    assert (flag.facts, flag.severity) == (2, Severity.MEDIUM)
    assert flag.reason.startswith("Assessment authorised within 45 working days of the referral: 2 times. Due by ")
    assert flag.reason.count("working days of the referral") == 1
    assert "done on 1 August 2025" in flag.reason
    assert "done on 19 December 2025" in flag.reason
    assert flag.source.startswith("SA-01 and SA-03: ")


def test_flags_with_no_part_in_common_keep_the_sentence_of_each_and_the_graver_weight():
    low = Flag("drift", "sign", "sign", Severity.LOW, "place", "The first plan was short.", "", "A: law", "first")
    high = replace(low, severity=Severity.HIGH, reason="The second plan was long.", source="A: law", words="second")

    (flag,) = one_flag_a_kind([low, high])

    assert (flag.facts, flag.severity, flag.source) == (2, Severity.HIGH, "A: law")
    assert flag.reason == "It is so 2 times. The first plan was short. The second plan was long."


def test_what_is_found_once_stands_as_it_was():
    life = "2025-06-03 assessment_started\n2025-10-01 assessment_authorised"
    one = child_of(life)
    told = structural_flags(one, clocks().judge(one), DEFINITIONS.combinations, {}).flags

    assert tuple(one_flag_a_kind(told)) == told


def test_a_flag_rests_on_each_of_its_facts_so_that_one_more_is_seen():
    life = "2025-05-01 short_break_started legal_status=V4\n2025-06-03 lac_review_held legal_status=V4"

    before = flags(life)["short_break_reviewed"]
    after = flags(f"{life}\n2025-08-03 lac_review_held legal_status=V4")["short_break_reviewed"]

    assert before.words in after.words
    assert before.words != after.words
