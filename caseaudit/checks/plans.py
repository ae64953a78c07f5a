"""Plan actions: each needs somebody to answer for it and a date by which it can be checked."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseaudit.checks.casefile import CaseFile, PlanAction, PlanTerms
from caseaudit.checks.dates import plain
from caseaudit.checks.flag import Flag, Severity, shortened
from caseaudit.checks.owners import Owner, Ownership, owner_of
from caseaudit.checks.timescales import Deadline, Timing, deadline_of
from caseaudit.checks.wordlists import any_of, whole, word_list

WITHOUT_OWNER = "action_without_owner"
WITHOUT_DATE = "action_without_date"
_SOURCE = "CQC review of Bedford Borough 2015, paragraph 4.3; CQC review of Northamptonshire 2015, paragraph 4.11"
_SAFETY = whole(any_of(word_list("people")["safety"]))

_WHY_NOT_DATED = {
    Timing.EXPIRED: "“{words}” had already passed when the plan was made, so there is no live deadline.",
    Timing.NO_SUCH_DAY: "There is no such day as “{words}”.",
    Timing.MEETING: "“{words}” is a meeting, and no date for it was found in the plan.",
    Timing.CONDITIONAL: "“{words}” starts a clock that may never start.",
    Timing.START: "“{words}” says when this starts, and no end or check was found.",
    Timing.FREQUENCY: "“{words}” says how often, and no start or end was found.",
    Timing.VAGUE: "“{words}” cannot be turned into a date.",
    Timing.SEASON: "“{words}” is a season, and cannot be turned into a date.",
    Timing.HISTORY: "“{words}” is what has been, and not when this is due.",
    Timing.OTHER: "“{words}” cannot be turned into a date.",
    Timing.BLANK: "No deadline was found in this action: the timescale is blank.",
}
_WHY_NOT_OWNED = {
    Ownership.CROWD: "“{words}” names several people and no lead, so nobody in particular answers for this.",
    Ownership.BODY: "“{words}” is an organisation or team, and no person was found in this action.",
    Ownership.EVERYBODY: "“{words}” is everybody, and no person was found in this action.",
    Ownership.NOBODY: "“{words}” does not name anybody yet.",
    Ownership.BLANK: "No owner was found in this action: the owner is blank and the words name nobody.",
}


@dataclass(frozen=True)
class ActionVerdict:
    """What was found of an action's owner and date."""

    owner: Owner
    deadline: Deadline

    @property
    def is_flagged(self) -> bool:
        """Whether the action lacks an owner or a date."""
        return not (self.owner.is_owned and self.deadline.is_dated)


def judge_action(action: PlanAction, terms: PlanTerms) -> ActionVerdict:
    """Who answers for an action and by when."""
    return ActionVerdict(owner_of(action), deadline_of(action, terms))


def plan_flags(case: CaseFile) -> Iterator[Flag]:
    """Actions of the plan without an owner or without a date, or the auditor's own finding where no plan was copied."""
    if case.actions is None:
        yield from _auditors_findings(case)
        return
    for number, action in enumerate(case.actions, start=1):
        yield from action_flags(action, case.plan_terms, place=f"Action {number}")


def action_flags(action: PlanAction, terms: PlanTerms, *, place: str) -> Iterator[Flag]:
    """The flags of one action; a row with nothing in it raises none."""
    if not any(field.strip() for field in action.fields):
        return
    verdict = judge_action(action, terms)
    if not verdict.owner.is_owned:
        words = verdict.owner.quote
        reason = _WHY_NOT_OWNED[verdict.owner.ownership].format(words=shortened(words))
        yield _flag(WITHOUT_OWNER, "owned", action, verdict, place=place, reason=reason, words=words)
    if not verdict.deadline.is_dated:
        words = verdict.deadline.quote
        reason = _WHY_NOT_DATED[verdict.deadline.timing].format(words=shortened(words))
        yield _flag(WITHOUT_DATE, "time-bound", action, verdict, place=place, reason=reason, words=words)


def _flag(
    code: str, criterion: str, action: PlanAction, verdict: ActionVerdict, *, place: str, reason: str, words: str
) -> Flag:
    quote = words.strip() or action.action.strip() or action.outcome.strip()
    severity = _severity(action, verdict)
    return Flag("plans", code, criterion, severity, place, reason, quote, _SOURCE, "\n".join(action.fields))


def _severity(action: PlanAction, verdict: ActionVerdict) -> Severity:
    is_owned = verdict.owner.is_owned
    if not is_owned and not verdict.deadline.is_dated:
        return Severity.HIGH
    if not is_owned and _SAFETY.search(plain(action.action)):
        return Severity.HIGH
    return Severity.MEDIUM


def _auditors_findings(case: CaseFile) -> Iterator[Flag]:
    for code, criterion, lacking in (
        (WITHOUT_OWNER, "owned", "an owner"),
        (WITHOUT_DATE, "time-bound", "a date"),
    ):
        if case.auditor_found(code):
            reason = f"The auditor found actions without {lacking}."
            yield Flag("plans", code, criterion, Severity.MEDIUM, "The plan", reason, "", _SOURCE)
