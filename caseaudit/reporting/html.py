"""The report on a sample as one HTML file that needs nothing else: no script, no network, no other file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from caseaudit.definitions.journey import Journey
from caseaudit.reporting.figures import percent
from caseaudit.reporting.findings import Findings
from caseaudit.reporting.questions import QuestionFinding
from caseaudit.sampling.spread import Spread
from caseaudit.words import count_of, long_date, long_moment

BAR_WIDTH = 160
TRAIT_TITLES = {"level": "Case level", "team": "Team", "age": "Age", "sex": "Sex"}


@dataclass(frozen=True)
class SectionFindings:
    """The questions of one section of the tool."""

    title: str
    questions: tuple[QuestionFinding, ...]


def report_html(
    findings: Findings,
    *breakdowns: Findings,
    authority: str,
    written_at: datetime,
    journey: Journey,
    spreads: Sequence[Spread] = (),
    frame_sha256: str = "",
    seed: str | None = None,
) -> str:
    """The report: grades, questions, flags, breakdowns, the sample beside its frame, and how all of it was made."""
    return (
        _environment()
        .get_template("report.html")
        .render(
            findings=findings,
            sections=_sections(findings.questions),
            breakdowns=[breakdown for breakdown in breakdowns if breakdown.questions and breakdown.questions[0].groups],
            authority=authority,
            written_at=written_at,
            journey=journey,
            spreads=spreads,
            trait_titles=TRAIT_TITLES,
            frame_sha256=frame_sha256,
            seed=seed,
            bar_width=BAR_WIDTH,
        )
    )


def _sections(questions: Sequence[QuestionFinding]) -> tuple[SectionFindings, ...]:
    return tuple(
        SectionFindings(title, tuple(found))
        for title, found in groupby(questions, key=lambda question: question.section)
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("caseaudit.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": percent,
        "long_date": long_date,
        "long_moment": long_moment,
        "count_of": count_of,
        "along": _along,
    }
    return environment


def _along(proportion: float) -> float:
    return round(proportion * BAR_WIDTH, 1)
