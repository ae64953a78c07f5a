"""What the checks found and people confirmed, and how often people agreed with each check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseaudit.auditing.judging import CONFIRMED, NOT_ENOUGH, OVERRIDDEN
from caseaudit.definitions.tool import Question, Tool
from caseaudit.reporting.audited import AuditedFile
from caseaudit.reporting.figures import Figure, figure_of
from caseaudit.reporting.groups import Group, GroupFigure, group_figures
from caseaudit.reporting.questions import APPLICABLE

# Code → (the check that raises it, its words), in the order of the form.
FLAG_TITLES: Mapping[str, tuple[str, str]] = {
    "chronology_missing": ("chronology", "No chronology on the file"),
    "chronology_not_current": ("chronology", "Chronology not up to date"),
    "chronology_gap": ("chronology", "Gap in the chronology"),
    "chronology_missing_key_event": ("chronology", "Key event missing from the chronology"),
    "chronology_undated": ("chronology", "Chronology entry without a date"),
    "chronology_disordered": ("chronology", "Chronology out of order, or an event twice"),
    "chronology_contact_log_only": ("chronology", "Chronology is a log of contacts"),
    "chronology_no_analysis": ("chronology", "Chronology does not say why events matter"),
    "chronology_no_child_impact": ("chronology", "Chronology does not say how the child was affected"),
    "chronology_drift": ("chronology", "Drift in the chronology"),
    "chronology_recorded_late": ("chronology", "Chronology written long after the events"),
    "action_without_purpose": ("plans", "Plan action with no difference for the child named"),
    "plan_is_a_task_list": ("plans", "Plan is a list of tasks"),
    "action_not_specific": ("plans", "Plan action not specific"),
    "action_not_measurable": ("plans", "Plan action nobody could tell was done"),
    "action_doubtful": ("plans", "Plan action that may not be achievable"),
    "action_without_owner": ("plans", "Plan action without an owner"),
    "action_relies_on_others": ("plans", "Plan action that relies on somebody else"),
    "plan_left_to_the_child": ("plans", "Plan left to the child to carry out"),
    "action_without_date": ("plans", "Plan action without a date"),
    "action_dates_differ": ("plans", "Plan action with two different dates"),
    "plan_without_follow_up": ("plans", "Plan with no date to look at it again"),
    "plan_not_signed": ("plans", "Plan not signed"),
    "child_not_seen": ("voice", "Child not seen"),
    "child_not_seen_alone": ("voice", "Child not seen alone"),
    "only_adults_words": ("voice", "Only adults’ words recorded"),
    "no_wishes_and_feelings": ("voice", "Nothing of the child’s wishes and feelings"),
    "no_words_of_the_child": ("voice", "No words of the child’s own"),
    "views_without_influence": ("voice", "Child’s view changed nothing"),
    "communication_not_adapted": ("voice", "Nothing adapted to how the child communicates"),
    "interpreter_not_independent": ("voice", "Interpreter not independent"),
    "imprecise_term": ("terms", "Outdated or imprecise term"),
}


_OTHER_TITLES: Mapping[str, str] = {"imprecise_term": "Imprecise or outdated term"}


def title_of_code(code: str) -> str:
    """A flag in a few words, whether or not a question of the form bears on it."""
    if code in FLAG_TITLES:
        return FLAG_TITLES[code][1]
    return _OTHER_TITLES.get(code, code.replace("_", " ").capitalize())


@dataclass(frozen=True)
class FlagFinding:
    """One flag code over a sample.

    ``figure`` counts the case files with a confirmed flag among those the check could say something about;
    ``precision`` counts the confirmed flags among those confirmed or overridden; ``not_enough`` could not be told.
    """

    code: str
    title: str
    check: str
    confirmed: int
    overridden: int
    not_enough: int
    figure: Figure
    precision: Figure
    groups: tuple[GroupFigure, ...]


def flag_findings(
    tool: Tool, files: Sequence[AuditedFile], groups: Sequence[Group], *, is_estimate: bool
) -> tuple[FlagFinding, ...]:
    """Every flag code in the order of the form, then what was raised besides; advice is counted elsewhere."""
    raised = {flag.code: flag.check for file in files for flag in file.flags if not flag.is_advice}
    checks = {code: check for code, (check, _) in FLAG_TITLES.items()} | dict(sorted(raised.items()))
    return tuple(_finding(code, check, tool, files, groups, is_estimate) for code, check in checks.items())


def _finding(
    code: str, check: str, tool: Tool, files: Sequence[AuditedFile], groups: Sequence[Group], is_estimate: bool
) -> FlagFinding:
    questions = [question for question in tool.questions if code in question.flags]
    judged = [(file.case_id, flag.decision) for file in files for flag in file.flags if flag.code == code]
    confirmed = [case_id for case_id, decision in judged if decision == CONFIRMED]
    overridden = [case_id for case_id, decision in judged if decision == OVERRIDDEN]
    return FlagFinding(
        code=code,
        title=title_of_code(code),
        check=check,
        confirmed=len(confirmed),
        overridden=len(overridden),
        not_enough=sum(decision == NOT_ENOUGH for _, decision in judged),
        figure=_figure(code, check, questions, files, is_estimate),
        precision=figure_of(confirmed, confirmed + overridden, is_estimate=is_estimate),
        groups=group_figures(groups, lambda some: _figure(code, check, questions, some, is_estimate)),
    )


def _figure(
    code: str, check: str, questions: Sequence[Question], files: Sequence[AuditedFile], is_estimate: bool
) -> Figure:
    could_speak = [file for file in files if _could_speak(code, check, questions, file)]
    return figure_of(
        [file.case_id for file in could_speak if _is_confirmed(code, file)],
        [file.case_id for file in could_speak],
        is_estimate=is_estimate,
        not_applicable=len(files) - len(could_speak),
    )


def _could_speak(code: str, check: str, questions: Sequence[Question], file: AuditedFile) -> bool:
    # A check reads the evidence that was copied and the answers to the questions its flag bears on; without both it is
    # silent, and silence is no sign that all is well.
    if any(flag.code == code for flag in file.flags):
        return True
    asked = [question for question in questions if question.applies(file.level, file.age)]
    if questions and not asked:
        return False
    answers = {file.answers.get(question.id) for question in asked}
    return bool(answers & APPLICABLE) or (answers != {"not_applicable"} and check in file.checks)


def _is_confirmed(code: str, file: AuditedFile) -> bool:
    return any(flag.code == code and flag.decision == CONFIRMED for flag in file.flags)
