"""Measuring the checks against labelled examples."""

import json

import pytest
from click.testing import CliRunner

from caseaudit.checks.examples import MEASURES
from caseaudit.checks.scores import Score
from caseaudit.commands.evaluate import command
from caseaudit.errors import RefusedFile
from tests.conftest import SHARED

GOOD = {"outcome": "Kit is well", "action": "Ring the dentist", "owner": "Mum", "timescale": "by 3 June 2024"}
BAD = {"outcome": "Kit is well", "action": "Therapy to begin", "owner": "All", "timescale": "ASAP"}


def plan(number, row, *, time_bound, owned):
    labels = {"time_bound": time_bound, "owned": owned}
    flag = not (time_bound and owned)
    return {"id": f"x-{number}", "stage": "cp", "plan_date": "2024-05-13", "labels": labels, "flag": flag, **row}


@pytest.fixture
def evaluate(tmp_path):
    def run(check, *examples):
        file = tmp_path / "examples.jsonl"
        lines = [example if isinstance(example, str) else json.dumps(example) for example in examples]
        file.write_text("\n".join(lines), encoding="utf-8")
        out = tmp_path / "out.jsonl"
        result = CliRunner().invoke(command, [check, str(file), "--out", str(out)])
        written = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        return result, [json.loads(line) for line in written]

    return run


def test_each_example_gets_one_line_of_predictions(evaluate):
    _, written = evaluate(
        "plans", plan(1, GOOD, time_bound=True, owned=True), plan(2, BAD, time_bound=False, owned=False)
    )

    good, bad = written
    criteria = ("specific", "measurable", "relevant", "time_bound", "owned")
    assert good == {
        "id": "x-1",
        "labels": {**dict.fromkeys(criteria, True), "achievable_unclear": False},
        "flag": False,
    }
    assert (bad["id"], bad["flag"]) == ("x-2", True)
    assert [name for name in criteria if not bad["labels"][name]] == ["specific", "measurable", "time_bound", "owned"]


def test_the_figures_say_what_they_rest_on(evaluate):
    result, _ = evaluate(
        "plans", plan(1, GOOD, time_bound=False, owned=True), plan(2, BAD, time_bound=False, owned=False)
    )

    assert "time_bound*                    2         2      1.000   0.500  0.667" in result.output
    assert "too few to tell" in result.output


@pytest.mark.parametrize(
    "line, said",
    [
        ("not JSON", "Line 2 of the examples is not JSON."),
        ('{"id": "x-2"}', "Line 2 of the examples is not one of plan actions: stage: Field required."),
    ],
)
def test_a_line_that_is_not_an_example_is_refused_by_its_number(evaluate, line, said):
    result, _ = evaluate("plans", plan(1, GOOD, time_bound=True, owned=True), line)

    assert isinstance(result.exception, RefusedFile)
    assert str(result.exception) == said


def test_records_and_chronologies_are_judged_too(evaluate):
    voice = {
        "id": "v", "stage": "cp", "record_type": "statutory_visit", "child_age": 9, "present": ["Mum", "SW"],
        "text": "Mum says all is well.", "labels": {"child_seen": False}, "flag": True,
    }  # fmt: skip
    chronology = {
        "id": "c", "stage": "cp", "opened": "2023-01-09", "audit_date": "2024-06-10", "journey_events": [],
        "entries": [], "flags": {"missing": True, "not_current": None}, "flag": True,
    }  # fmt: skip

    [heard] = evaluate("voice", voice)[1]
    [read] = evaluate("chronology", chronology)[1]

    assert (heard["labels"]["child_seen"], heard["labels"]["adult_reported_only"], heard["flag"]) == (False, True, True)
    assert (read["id"], read["labels"].pop("missing"), read["flag"]) == ("c", True, True)
    assert set(read["labels"].values()) == {None}


def test_a_figure_that_rests_on_nothing_is_not_a_number():
    nothing = Score("owned", examples=3, findings=0, found=0, rightly_found=0)

    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)


@pytest.mark.shared
@pytest.mark.parametrize("check, file", [("plans", "smart"), ("voice", "voice"), ("chronology", "chronology")])
def test_the_development_examples_are_judged_well(check, file):
    measure = MEASURES[check]
    lines = (SHARED / "evaluation" / f"{file}-dev.jsonl").read_text(encoding="utf-8").splitlines()
    examples = [measure.example.model_validate_json(line) for line in lines]

    wrong = [example.id for example in examples if measure.judge(example).flag is not measure.flagged(example)]

    assert len(wrong) <= len(examples) * 0.05, wrong
