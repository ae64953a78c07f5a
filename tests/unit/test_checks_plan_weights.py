"""The weights of the signs of plan actions: what the examples say, and nothing else."""

from pathlib import Path

import pytest

from caseaudit.checks.examples import MEASURES
from caseaudit.checks.examples_plans import PlanExample
from caseaudit.checks.scores import score, score_flags
from caseaudit.checks.wordlists import weight_lists
from tests.conftest import SHARED
from tests.examples.learn_plan_weights import examples_in, learn

EXAMPLES = Path(__file__).parents[1] / "examples"
WRITTEN_HERE = EXAMPLES / "plans-for-writing.jsonl"
BY_ANOTHER_HAND = EXAMPLES / "plans-by-another-hand.jsonl"


@pytest.mark.shared
def test_the_weights_are_those_learnt_from_the_examples():
    learnt = learn(examples_in(SHARED / "evaluation" / "smart-dev.jsonl", WRITTEN_HERE, BY_ANOTHER_HAND))

    for criterion, weights in weight_lists("plan_weights").items():
        assert weights == pytest.approx(learnt[criterion], abs=0.02), criterion


@pytest.mark.parametrize("written", [WRITTEN_HERE, BY_ANOTHER_HAND], ids=["by one hand", "by another"])
def test_the_examples_learnt_from_come_out_well_by_every_label(written):
    measure = MEASURES["plans"]
    judged = [(example, measure.judge(example)) for example in examples_in(written)]
    found = {line.label: line.f1 for line in (*score(measure, judged), *score_flags(measure, judged))}

    assert isinstance(judged[0][0], PlanExample)
    assert min(found.values()) > 0.85, found
