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
    labels = {"time_bound": verdict.deadline.is_dated, "owned": verdict.owner.is_owned}
    return Judgement(labels, verdict.is_flagged)


PLANS = Measure(
    what="plan actions",
    example=PlanExample,
    judge=_judge_plan,
    findings={"time_bound": False, "owned": False},
    not_judged=("specific", "measurable", "relevant", "achievable_unclear"),
    flagged=lambda example: False in (example.truth.get("time_bound"), example.truth.get("owned")),
    flag_rule="no owner or no date",
)
