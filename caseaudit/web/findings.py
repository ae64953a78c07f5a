"""Findings: every question, flag and grade of a sample as a figure that leads to its case files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from flask import Blueprint, abort, request, url_for
from werkzeug.datastructures import MultiDict

from caseaudit.auditing.judging import DECISIONS
from caseaudit.auditing.queries import AuditedCase, JudgedFlag, audits_in, judged_flags
from caseaudit.reporting.figures import Figure
from caseaudit.reporting.findings import Findings, findings_of
from caseaudit.reporting.precision import check_title
from caseaudit.reporting.questions import ANSWER_TITLES
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.drawings.answers import drawn_flag, drawn_grade, drawn_question
from caseaudit.web.installed import installed
from caseaudit.web.levels import level_title
from caseaudit.web.render import render

SWITCH = {"": "All together", "level": "By case level", "team": "By team"}

blueprint = Blueprint("findings", __name__, url_prefix="/samples")


@dataclass(frozen=True)
class Slice:
    """The case files behind one figure, and the words for them."""

    title: str
    figure: Figure
    case_ids: tuple[UUID, ...]
    answers: tuple[tuple[str, str, int], ...]
    answer_of: Callable[[UUID], str]


@dataclass(frozen=True)
class FoundCase:
    """One case file behind a figure: its audit, the answer to the question and what the auditor made of its flags."""

    audited: AuditedCase
    answer: str
    grade: str
    flags: Sequence[JudgedFlag]


@blueprint.get("/<uuid:sample_id>/findings")
@role("supervisor")
def show(sample_id: UUID) -> str:
    """The findings whole, by case level or by team."""
    by = _by(request.args)
    with transaction(installed().engine, write=False) as reading:
        found = findings_of(reading, sample_id, installed().definitions, by=by)
    questions = [drawn_question(question) for question in found.questions]
    return render(
        "findings/show.html",
        title=found.name,
        caption="Findings",
        back=url_for("samples.show", sample_id=sample_id),
        found=found,
        sections=[(title, list(some)) for title, some in groupby(questions, key=lambda it: it.finding.section)],
        flags=[drawn_flag(flag) for flag in found.flags],
        grades=[(grade, [drawn_grade(one) for one in grade.grades]) for grade in found.grades],
        by=by,
        switch=SWITCH,
        has_intervals=_has_intervals(found),
        check_title=check_title,
    )


@blueprint.get("/<uuid:sample_id>/findings/<slug>")
@role("supervisor")
def cases(sample_id: UUID, slug: str) -> str:
    """The case files behind one figure, each with what the auditor wrote."""
    by, group, answer = _by(request.args), request.args.get("group"), request.args.get("answer")
    with transaction(installed().engine, write=False) as reading:
        found = findings_of(reading, sample_id, installed().definitions, by=by)
        chosen = _slice(found, slug, answer)
        audited = {it.case.id: it for it in audits_in(reading, sample_id) if it.audit.id in _accepted(found)}
        listed = [
            audited[case_id]
            for case_id in chosen.case_ids
            if by is None or group is None or _group_of(found, case_id, by) == group
        ]
        is_flag = found.flag(slug) is not None
        rows = [
            FoundCase(
                it,
                chosen.answer_of(it.case.id),
                _grade_of(found, it.case.id),
                [one for one in judged_flags(reading, it.audit) if _is_wanted(one, slug, answer)] if is_flag else [],
            )
            for it in listed
        ]
    return render(
        "findings/cases.html",
        title=chosen.title,
        caption=found.name,
        back=url_for("findings.show", sample_id=sample_id, by=by),
        found=found,
        slug=slug,
        chosen=chosen,
        rows=rows,
        answer=answer,
        group=_group_title(group, by) if by and group is not None else None,
        is_flag=is_flag,
        decisions=DECISIONS,
        level_title=level_title,
    )


def _by(args: MultiDict[str, str]) -> str | None:
    return args["by"] if args.get("by") in ("level", "team") else None


def _has_intervals(found: Findings) -> bool:
    figures = [it.figure for it in (*found.questions, *found.flags)]
    return any(figure.interval for figure in figures)


def _slice(found: Findings, slug: str, answer: str | None) -> Slice:
    question, flag, grade = found.question(slug), found.flag(slug), found.grade(slug)
    if question:
        parts = tuple((it.value, it.title, it.count) for it in question.answers if it.count)
        chosen = tuple(case for it in question.answers if answer in (None, it.value) for case in it.case_ids)
        return Slice(question.text, question.figure, chosen, parts, _answered(found, slug))
    if grade:
        parts = tuple((it.key, it.title, it.figure.count) for it in grade.grades if it.figure.count)
        chosen = tuple(case for it in grade.grades if answer in (None, it.key) for case in it.figure.case_ids)
        return Slice(grade.text, grade.grades[0].figure, chosen, parts, lambda case: _grade_of(found, case))
    if flag:
        files = [file for file in found.files.values() if any(it.code == slug for it in file.flags)]
        having = {key: [f.case_id for f in files if (slug, key) in _verdicts(f)] for key in DECISIONS}
        parts = tuple((key, title, len(having[key])) for key, title in DECISIONS.items() if having[key])
        chosen = tuple(dict.fromkeys(case for key in having if answer in (None, key) for case in having[key]))
        return Slice(flag.title, flag.figure, chosen, parts, lambda case: "")
    abort(404)


def _verdicts(file: object) -> set[tuple[str, str]]:
    return {(flag.code, flag.decision) for flag in file.flags}


def _answered(found: Findings, question_id: str) -> Callable[[UUID], str]:
    return lambda case: ANSWER_TITLES[found.files[case].answers.get(question_id, "not_answered")]


def _grade_of(found: Findings, case_id: UUID) -> str:
    if not found.grades:
        return ""
    given = found.files[case_id].answers.get(found.grades[0].id)
    return next((grade.title for grade in found.grades[0].grades if grade.key == given), "Not given")


def _accepted(found: Findings) -> set[UUID]:
    return {file.audit_id for file in found.files.values()}


def _group_of(found: Findings, case_id: UUID, by: str) -> str:
    file = found.files[case_id]
    return file.level if by == "level" else (file.team or "").strip()


def _group_title(group: str, by: str) -> str:
    if by == "level":
        return level_title(group)
    return group or "No team recorded"


def _is_wanted(judged: JudgedFlag, code: str, decision: str | None) -> bool:
    if judged.flag.code != code or judged.verdict is None:
        return False
    return decision is None or judged.verdict.decision == decision
