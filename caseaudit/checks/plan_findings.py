"""A plan as a whole: how many of its actions fail, and what only shows when they are read together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseaudit.checks.achievable import is_left_to_the_child
from caseaudit.checks.casefile import CaseFile, PlanAction
from caseaudit.checks.dates import plain
from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.plan_remarks import (
    CHECK,
    NOT_MEASURABLE,
    NOT_SPECIFIC,
    SOURCE,
    WITHOUT_DATE,
    WITHOUT_OWNER,
    WITHOUT_PURPOSE,
    remarks_on,
)
from caseaudit.checks.plans import ActionVerdict, judge_action
from caseaudit.words import count_of

TASK_LIST = "plan_is_a_task_list"
NO_FOLLOW_UP = "plan_without_follow_up"
NOT_SIGNED = "plan_not_signed"
LEFT_TO_THE_CHILD = "plan_left_to_the_child"
_PLACE = "The plan"
_FEWEST_ACTIONS = 2
_LOOKED_AT = re.compile(
    r"\b(?:re-?view\w*|r/v|rcpc|core group|conference|ta[fc]|looked at|checked|re-?check\w*)\b", re.IGNORECASE
)
_TASK_LIST_SOURCE = "CQC review of Northamptonshire 2015, paragraph 4.11"
_FOLLOW_UP_SOURCE = "CQC review of Bedford Borough 2015, paragraph 4.3"
_SIGNED_SOURCE = "CQC review of Bedford Borough 2015, paragraph 2.6"


@dataclass(frozen=True)
class JudgedPlan:
    """The actions of a plan that say anything, each with its number in the plan and what was found of it."""

    actions: tuple[tuple[int, PlanAction, ActionVerdict], ...]

    @property
    def flagged(self) -> int:
        """How many actions fail any criterion."""
        return sum(verdict.is_flagged for _, _, verdict in self.actions)

    @property
    def without_owner(self) -> int:
        """How many actions nobody answers for."""
        return sum(not verdict.owner.is_owned for _, _, verdict in self.actions)

    @property
    def without_purpose(self) -> int:
        """How many actions say nothing of what they are for."""
        return sum(not verdict.relevant.is_met for _, _, verdict in self.actions)

    @property
    def is_task_list(self) -> bool:
        """Whether half the actions or more say nothing of what they are for."""
        return len(self.actions) >= _FEWEST_ACTIONS and self.without_purpose * 2 >= len(self.actions)


def judge_plan(case: CaseFile) -> JudgedPlan:
    """Every action of the plan judged; a row with nothing in it is left out."""
    terms = case.plan_terms
    return JudgedPlan(
        tuple(
            (number, action, judge_action(action, terms))
            for number, action in enumerate(case.actions or (), start=1)
            if any(field.strip() for field in action.fields)
        )
    )


def plan_flags(case: CaseFile) -> Iterator[Flag]:
    """What is wrong with each action and with the plan, or the auditor's own finding where no plan was copied."""
    if case.actions is None:
        yield from _auditors_findings(case)
        return
    plan = judge_plan(case)
    for number, action, verdict in plan.actions:
        yield from remarks_on(action, verdict, place=f"Action {number}")
    yield from _findings(case, plan)


def _findings(case: CaseFile, plan: JudgedPlan) -> Iterator[Flag]:
    if not plan.actions:
        return
    actions = [action for _, action, _ in plan.actions]
    said = "\n".join(field for action in actions for field in action.fields)
    if plan.is_task_list:
        count = count_of(plan.without_purpose, "action")
        says = "does" if plan.without_purpose == 1 else "do"
        reason = f"{count} of {len(actions)} {says} not say what will be different for the child: a list of tasks."
        yield _finding(TASK_LIST, "task list", Severity.LOW, reason, _TASK_LIST_SOURCE, said)
    if case.next_review_on is None and not any(_is_looked_at(action, verdict) for _, action, verdict in plan.actions):
        reason = "No date was found on which this plan, or any action in it, will be looked at again."
        yield _finding(NO_FOLLOW_UP, "no follow-up mechanism", Severity.MEDIUM, reason, _FOLLOW_UP_SOURCE, said)
    if case.is_plan_signed is False:
        reason = "No signature or agreement of the young person or a parent was found on this plan."
        yield _finding(NOT_SIGNED, "not signed", Severity.LOW, reason, _SIGNED_SOURCE, said)
    if len(actions) >= _FEWEST_ACTIONS and _are_all_the_childs(actions, case):
        reason = "Every action in this plan is for the young person to do, and none is for an adult."
        yield _finding(LEFT_TO_THE_CHILD, "responsibility shifted to child", Severity.LOW, reason, SOURCE, said)


def _finding(code: str, criterion: str, severity: Severity, reason: str, source: str, words: str) -> Flag:
    return Flag(CHECK, code, criterion, severity, _PLACE, reason, "", source, words)


def _is_looked_at(action: PlanAction, verdict: ActionVerdict) -> bool:
    return verdict.deadline.is_dated and any(_LOOKED_AT.search(plain(field)) for field in action.fields)


def _are_all_the_childs(actions: Sequence[PlanAction], case: CaseFile) -> bool:
    outcomes = " ".join(action.outcome for action in actions)
    return all(is_left_to_the_child(action, outcomes, case.age) for action in actions)


def _auditors_findings(case: CaseFile) -> Iterator[Flag]:
    for code, criterion, lacking in (
        (WITHOUT_OWNER, "owned", "an owner"),
        (WITHOUT_DATE, "time-bound", "a date"),
        (NOT_SPECIFIC, "specific", "an exact act"),
        (NOT_MEASURABLE, "measurable", "a measure"),
        (WITHOUT_PURPOSE, "relevant", "a difference for the child"),
    ):
        if case.auditor_found(code):
            reason = f"The auditor found actions without {lacking}."
            yield Flag(CHECK, code, criterion, Severity.MEDIUM, _PLACE, reason, "", SOURCE)
