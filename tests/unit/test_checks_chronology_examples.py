"""The chronologies the rules were written with are still read as they are labelled."""

from pathlib import Path

import pytest

from caseaudit.checks.examples_chronology import CHRONOLOGY, ChronologyExample
from caseaudit.checks.scores import score, score_flags

EXAMPLES = Path(__file__).parents[1] / "examples"
# A label with fewer findings than this says little.
ENOUGH_FINDINGS = 10


@pytest.fixture(scope="module", params=["chronology-for-writing", "chronology-by-another-hand"])
def judged(request):
    lines = (EXAMPLES / f"{request.param}.jsonl").read_text(encoding="utf-8").splitlines()
    examples = [ChronologyExample.model_validate_json(line) for line in lines]
    return [(example, CHRONOLOGY.judge(example)) for example in examples]


def test_the_flag_is_raised_where_it_should_be(judged):
    built, whole = score_flags(CHRONOLOGY, judged)

    assert built.f1 == whole.f1
    assert whole.f1 >= 0.97


def test_every_label_with_findings_enough_is_judged_well(judged):
    scores = [one for one in score(CHRONOLOGY, judged) if one.findings >= ENOUGH_FINDINGS]

    assert {"gap", "contact_log_only", "no_analysis", "no_child_impact", "missing_key_event", "drift"} <= {
        one.label for one in scores
    }
    assert all(one.f1 >= 0.9 for one in scores)


def test_of_a_missing_chronology_every_other_label_is_left_open(judged):
    missing = [judgement for _, judgement in judged if judgement.labels["missing"]]

    assert missing
    for judgement in missing:
        assert [label for label, value in judgement.labels.items() if value is not None] == ["missing"]
