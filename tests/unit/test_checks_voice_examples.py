"""How well the voice check reads the records it was written with, so that no change makes it read them worse."""

from pathlib import Path

import pytest

from caseaudit.checks.examples import MEASURES

EXAMPLES = Path(__file__).parents[1] / "examples"
MEASURE = MEASURES["voice"]


def judged(name):
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    examples = [MEASURE.example.model_validate_json(line) for line in lines]
    return [(example, MEASURE.judge(example)) for example in examples]


OURS = judged("voice-for-writing.jsonl")
ANOTHERS = judged("voice-by-another-hand.jsonl")
SETS = pytest.mark.parametrize("records", [OURS, ANOTHERS], ids=["ours", "another hand's"])


def f1(pairs, finding):
    known = [(truth, said) for truth, said in pairs if truth is not None]
    right = sum(truth is said is finding for truth, said in known)
    wrong = sum((truth is finding) != (said is finding) for truth, said in known)
    return 2 * right / (2 * right + wrong)


def flags_right(records):
    return f1([(example.flag, verdict.flag) for example, verdict in records], True)


@pytest.mark.parametrize("label", MEASURE.findings)
@pytest.mark.parametrize(("records", "least"), [(OURS, 0.95), (ANOTHERS, 0.90)], ids=["ours", "another hand's"])
def test_each_label_is_read_at_least_as_well_as_it_was(records, least, label):
    pairs = [(example.truth[label], verdict.labels[label]) for example, verdict in records]

    assert f1(pairs, MEASURE.findings[label]) >= least


@SETS
def test_the_flag_is_far_better_than_always_raising_it(records):
    always = f1([(example.flag, True) for example, _ in records], True)

    assert flags_right(records) >= 0.95
    assert always < 0.7


@SETS
def test_a_label_that_does_not_apply_is_never_judged(records):
    for example, verdict in records:
        assert {name for name, truth in example.truth.items() if truth is None} == {
            name for name, said in verdict.labels.items() if said is None
        }, example.id
