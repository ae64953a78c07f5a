"""How often the voice flags are right, on forty records labelled by the criteria before they were ever judged."""

from pathlib import Path

import pytest

from caseaudit.checks.casefile import Record
from caseaudit.checks.examples import MEASURES
from caseaudit.checks.examples_voice import VoiceExample
from caseaudit.checks.voice import ADVICE, NO_VIEWS, NOT_ALONE, NOT_SEEN, OLD_ENOUGH_ALONE, ONLY_ADULTS, record_flags

LINES = Path(__file__).with_name("voice_records.jsonl").read_text(encoding="utf-8").splitlines()
EXAMPLES = [VoiceExample.model_validate_json(line) for line in LINES]
VISITS = {"statutory_visit", "cin_visit", "s47_enquiry", "assessment", "review_health_assessment"}


def flags_of(example):
    return list(
        record_flags(
            Record(
                example.record_type, example.stage, example.text, present=example.present, age=example.child_age,
                is_unborn=example.unborn, communication_need=example.communication_need, language=example.language,
            )
        )
    )  # fmt: skip


def raised(example):
    return {(example.id, flag.code) for flag in flags_of(example) if flag.code not in ADVICE}


def called_for(example):
    truth = example.truth
    is_grave = example.record_type == "s47_enquiry" or (
        example.record_type == "statutory_visit" and example.stage in {"cp", "lac"}
    )
    if truth["child_seen"] is False and example.record_type in VISITS:
        yield example.id, NOT_SEEN
    is_apart_called_for = is_grave and not example.not_alone_reason_recorded
    if truth["seen_alone"] is False and is_apart_called_for and example.child_age >= OLD_ENOUGH_ALONE:
        yield example.id, NOT_ALONE
    if truth["adult_reported_only"]:
        yield example.id, ONLY_ADULTS
    elif truth["wishes_feelings"] is False:
        yield example.id, NO_VIEWS


RAISED = set().union(*map(raised, EXAMPLES))
CALLED_FOR = {pair for example in EXAMPLES for pair in called_for(example)}


def test_nine_in_ten_flags_are_right_and_nine_in_ten_faults_are_found():
    right = RAISED & CALLED_FOR

    assert len(EXAMPLES) == 40
    assert len(right) >= 0.9 * len(RAISED), sorted(RAISED - CALLED_FOR)
    assert len(right) >= 0.9 * len(CALLED_FOR), sorted(CALLED_FOR - RAISED)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_only_adults_is_never_said_where_the_child_is_heard(example):
    if example.truth["wishes_feelings"]:
        assert (example.id, ONLY_ADULTS) not in raised(example)


def test_the_labels_are_judged_as_the_measure_of_records_judges_them():
    measure = MEASURES["voice"]

    assert all(example.flag is measure.flagged(example) for example in EXAMPLES)


def test_where_no_words_bear_on_a_flag_none_are_quoted():
    record = Record("statutory_visit", "cp", "Placement is stable. Bedroom checked.", age=9.0)

    flags = list(record_flags(record))

    assert [flag.quote for flag in flags] == ["", "", ""]
    assert flags[0].reason == "No words were found here that show the worker saw the child."
