"""`caseaudit evaluate`: score a signature check against labelled examples."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import click
from pydantic import ValidationError

from caseaudit.checks.examples import MEASURES
from caseaudit.checks.measuring import Example, Judgement, Measure
from caseaudit.checks.scores import Score, score, score_flags
from caseaudit.errors import RefusedFile
from caseaudit.words import in_words

FEWEST_FINDINGS = 20


@click.command("evaluate")
@click.argument("check", type=click.Choice(list(MEASURES)))
@click.argument("examples", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", type=click.File("w", encoding="utf-8"), help="Write a line of predictions for each example here."
)
def command(check: str, examples: Path, out: TextIO | None) -> None:
    """Score a signature check against labelled examples."""
    measure = MEASURES[check]
    judged = [(example, measure.judge(example)) for example in _read(examples, measure)]
    if out is not None:
        for example, judgement in judged:
            out.write(json.dumps({"id": example.id, "labels": dict(judgement.labels), "flag": judgement.flag}) + "\n")
    _show(measure, judged)


def _read(path: Path, measure: Measure) -> Iterator[Example]:
    """The examples of a file, one to a line; raises RefusedFile with the number of the first line that is not one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise RefusedFile("The file of examples is not text in UTF-8.") from None
    if not any(line.strip() for line in lines):
        raise RefusedFile("The file of examples is empty.")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _example(line, number, measure)


def _example(line: str, number: int, measure: Measure) -> Example:
    try:
        return measure.example.model_validate(json.loads(line))
    except json.JSONDecodeError:
        raise RefusedFile(f"Line {number} of the examples is not JSON.") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RefusedFile(
            f"Line {number} of the examples is not one of {measure.what}: {key}: {first['msg']}."
        ) from None


def _show(measure: Measure, judged: Sequence[tuple[Example, Judgement]]) -> None:
    built, whole = score_flags(measure, judged)
    click.echo(f"{len(judged)} {measure.what}\n")
    click.echo(f"{'label':<22}{'examples':>10}{'findings':>10}{'precision':>11}{'recall':>8}{'F1':>7}")
    scores = (*score(measure, judged), built, whole)
    for line in scores:
        click.echo(_line(line))
    click.echo(f"\nThe flag is raised for: {measure.flag_rule}.")
    if measure.not_judged:
        click.echo(f"The whole rule also reads what is not judged yet: {in_words(measure.not_judged)}.")
    few = [line.label for line in scores if line.findings < FEWEST_FINDINGS]
    if few:
        click.echo(f"* Fewer than {FEWEST_FINDINGS} findings: too few to tell ({in_words(few)}).")


def _line(line: Score) -> str:
    few = "*" if line.findings < FEWEST_FINDINGS else ""
    figures = f"{_figure(line.precision):>11}{_figure(line.recall):>8}{_figure(line.f1):>7}"
    return f"{line.label + few:<22}{line.examples:>10}{line.findings:>10}{figures}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
