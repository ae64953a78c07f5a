"""Learn what each sign of a plan action weighs, from labelled examples, and write it where the checks read it.

    python -m tests.examples.learn_plan_weights EXAMPLES.jsonl...

Logistic regression drawn towards the weights of plan_weights_to_begin_with.toml, which are what the definitions of the
criteria say by themselves; a sign that hardly any example shows keeps that weight. The same examples always give the
same weights.
"""

import sys
from pathlib import Path
from tomllib import loads

import numpy

from caseaudit.checks.casefile import PlanAction
from caseaudit.checks.examples_plans import PlanExample
from caseaudit.checks.plan_signs import signs_of

BEGINNING = Path(__file__).with_name("plan_weights_to_begin_with.toml")
WRITTEN = Path(__file__).parents[2] / "caseaudit" / "checks" / "words" / "plan_weights.toml"
STEPS, PACE, PULL = 1500, 0.5, 0.02
HEADING = (
    "# What each sign of an action weighs for and against a criterion, learnt from examples; see tests/examples.\n"
)


def examples_in(*paths):
    """The labelled examples of these files, one to a line."""
    return [
        PlanExample.model_validate_json(line)
        for path in paths
        for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]


def learn(examples):
    """For each criterion the weight of every sign, and of having none."""
    beginning = loads(BEGINNING.read_text(encoding="utf-8"))
    strengths = [signs_of(PlanAction(e.outcome, e.action, e.owner, e.timescale)).strength for e in examples]
    return {
        criterion: _fit(strengths, [example.truth[criterion] for example in examples], drawn_to)
        for criterion, drawn_to in beginning.items()
    }


def _fit(strengths, labels, drawn_to):
    names = sorted({name for strength in strengths for name in strength} | set(drawn_to))
    signs = numpy.array([[strength.get(name, 0.0) for name in names] for strength in strengths])
    target = numpy.array([drawn_to.get(name, 0.0) for name in names])
    truth = numpy.array(labels, float)
    weights, start = target.copy(), 0.0
    for _ in range(STEPS):
        wrong = 1 / (1 + numpy.exp(-(signs @ weights + start))) - truth
        weights -= PACE * (signs.T @ wrong / len(truth) + PULL * (weights - target))
        start -= PACE * wrong.mean()
    learnt = dict(zip(names, (float(weight) for weight in weights), strict=True))
    return {"to_begin_with": float(start), **dict(sorted(learnt.items(), key=lambda pair: -pair[1]))}


def main(paths):
    """Learn from these files and write the weights."""
    text = HEADING
    for criterion, weights in learn(examples_in(*paths)).items():
        text += f"\n[{criterion}]\n" + "".join(f"{name} = {weight:.2f}\n" for name, weight in weights.items())
    WRITTEN.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
