"""Labelled plan actions, judged by the same rules as a real plan."""

from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.measuring import Example, Judgement, Measure, OptionalDate
from caseaudit.checks.plans import judge_action


class PlanExample(Example):
    """One labelled plan action."""

    outcome: str
    action: str
    owner: str
    timescale: str
    plan_date: OptionalDate = None
    next_review_date: OptionalDate = None


def _judge_plan(example: PlanExample) -> Judgement:
    action = PlanAction(example.outcome, example.action, example.owner, example.timescale)
    terms = PlanTerms(example.stage, example.plan_date, example.next_review_date, example.child_age, example.unborn)
    verdict = judge_action(action, terms)
    return Judgement(verdict.labels, verdict.is_flagged)


PLANS = Measure(
    what="plan actions",
    example=PlanExample,
    judge=_judge_plan,
    findings={
        "specific": False,
        "measurable": False,
        "relevant": False,
        "time_bound": False,
        "owned": False,
        "achievable_unclear": True,
    },
    not_judged=(),
    flagged=lambda example: example.flag,
    flag_rule="any criterion that fails, unless only achievable_unclear",
)
