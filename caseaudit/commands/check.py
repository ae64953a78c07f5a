"""`caseaudit check`: read every workflow and form, and say what is wrong."""

import os
import sys
from collections import Counter
from collections.abc import Sequence

import click

from caseaudit.checks.added_words import word_mistakes
from caseaudit.checks.chronology_limits import limit_mistakes
from caseaudit.config import read_settings
from caseaudit.definitions.library import Survey, shipped_folder, survey_definitions
from caseaudit.definitions.published import LOCK, changed, publish, unpublished
from caseaudit.definitions.reading import DefinitionFile, Mistake
from caseaudit.words import count_of


@click.command("check")
@click.option("--publish", "is_publishing", is_flag=True, help=f"Write the editions not yet published into {LOCK}.")
def command(is_publishing: bool) -> None:
    """Read every workflow and form, this installation's own among them, and say what is wrong."""
    root = shipped_folder()
    instance = read_settings(os.environ).instance
    survey = survey_definitions(instance)
    mistakes = (*survey.mistakes, *changed(survey, root), *word_mistakes(instance), *limit_mistakes(instance))
    _show(survey, mistakes, {file.name for file in unpublished(survey, root)})
    if mistakes:
        click.echo(f"{count_of(len(mistakes), 'mistake')} in {count_of(len(survey.files), 'file')}.")
        sys.exit(1)
    if is_publishing:
        _publish(survey)
    click.echo(f"{count_of(len(survey.files), 'file')} read, nothing wrong.")


def _show(survey: Survey, mistakes: Sequence[Mistake], waiting: set[str]) -> None:
    wrong = Counter(mistake.file for mistake in mistakes)
    for file in survey.files:
        if not wrong[file.name]:
            click.echo(f"{file.name}: ok{_remark(file, waiting)}")
    for mistake in mistakes:
        click.echo(str(mistake))


def _remark(file: DefinitionFile, waiting: set[str]) -> str:
    if file.is_local:
        return " (this installation's own)"
    return " (not yet published)" if file.name in waiting else ""


def _publish(survey: Survey) -> None:
    root = shipped_folder()
    new = unpublished(survey, root)
    publish(survey, root)
    for file in new:
        click.echo(f"{file.name}: published")
