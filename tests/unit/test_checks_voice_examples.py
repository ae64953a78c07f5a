"""How well the voice check reads the records it was written with, so that no change makes it read them worse."""

from pathlib import Path

import pytest

from caseaudit.checks.examples import MEASURES

LINES = (Path(__file__).parents[1] / "examples" / "voice-for-writing.jsonl").read_text(encoding="utf-8").splitlines()
MEASURE = MEASURES["voice"]
EXAMPLES = [MEASURE.example.model_validate_json(line) for line in LINES]
JUDGED = [(example, MEASURE.judge(example)) for example in EXAMPLES]


def f1(pairs, finding):
    known = [(truth, said) for truth, said in pairs if truth is not None]
    right = sum(truth is said is finding for truth, said in known)
    wrong = sum((truth is finding) != (said is finding) for truth, said in known)
    return 2 * right / (2 * right + wrong)


@pytest.mark.parametrize("label", MEASURE.findings)
def test_each_label_is_read_at_least_as_well_as_it_was(label):
    pairs = [(example.truth[label], judged.labels[label]) for example, judged in JUDGED]

    assert f1(pairs, MEASURE.findings[label]) >= 0.95


def test_the_flag_is_far_better_than_always_raising_it():
    always = f1([(example.flag, True) for example in EXAMPLES], True)

    assert f1([(example.flag, judged.flag) for example, judged in JUDGED], True) >= 0.97
    assert always < 0.65


def test_a_label_that_does_not_apply_is_never_judged():
    for example, judged in JUDGED:
        assert {name for name, truth in example.truth.items() if truth is None} == {
            name for name, said in judged.labels.items() if said is None
        }, example.id
