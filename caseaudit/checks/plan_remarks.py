"""What is said of a plan action: each criterion that fails, in a sentence, with its words; and what is only advice."""

from collections.abc import Iterator

from caseaudit.checks.achievable import Doubt
from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.flag import Flag, Severity, shortened
from caseaudit.checks.measurable import why_not_measurable
from caseaudit.checks.others_relied_on import relied_on
from caseaudit.checks.owners import Ownership
from caseaudit.checks.plans import ActionVerdict, judge_action
from caseaudit.checks.relevant import Relevance
from caseaudit.checks.specific import why_not_specific
from caseaudit.checks.timescales import Timing

CHECK = "plans"
NOT_SPECIFIC = "action_not_specific"
NOT_MEASURABLE = "action_not_measurable"
WITHOUT_PURPOSE = "action_without_purpose"
WITHOUT_DATE = "action_without_date"
WITHOUT_OWNER = "action_without_owner"
DOUBTFUL = "action_doubtful"
RELIES_ON_OTHERS = "action_relies_on_others"
DATES_DIFFER = "action_dates_differ"
SOURCE = "CQC review of Bedford Borough 2015, paragraph 4.3; CQC review of Northamptonshire 2015, paragraph 4.11"

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
_WHY_NOT_RELEVANT = {
    Relevance.BLANK: "No words were found here that say what will be different for the child, or what this is for.",
    Relevance.HEADING: "“{words}” is a heading: no difference for the child and no need was found in this row.",
    Relevance.PROCESS: "“{words}” is what services do: no difference for the child and no need was found in this row.",
    Relevance.UNLIKELY: "Nothing was found in this row that “{words}” would lead to.",
}
_WHY_DOUBTFUL = {
    Doubt.ABSOLUTE: "“{words}” allows of no slip, so one slip fails it: a step that can be reached may serve better.",
    Doubt.NOT_AGREED: "“{words}” says that what this needs has not been settled yet.",
    Doubt.REFUSED: "“{words}” says that somebody this needs is not willing.",
    Doubt.WAITING: "“{words}” may not be over by the time this is due.",
    Doubt.TOO_SHORT: "“{words}” is longer than the time there is until this is due.",
    Doubt.TOO_YOUNG: "“{words}” is left to a child under eight alone.",
    Doubt.BURDEN: "“{words}” makes a child answer for somebody else's safety or care.",
}


def action_flags(action: PlanAction, terms: PlanTerms, *, place: str) -> Iterator[Flag]:
    """The flags of one action, and the advice on it; a row with nothing in it raises none."""
    if any(field.strip() for field in action.fields):
        yield from remarks_on(action, judge_action(action, terms), place=place)


def remarks_on(action: PlanAction, verdict: ActionVerdict, *, place: str) -> Iterator[Flag]:
    """The flags of one judged action, gravest criterion first, and then the advice."""
    for code, criterion, why, words in _failures(verdict):
        yield _flag(code, criterion, action, why, words=words, severity=verdict.severity, place=place)
    for code, criterion, why, words in _advice(action, verdict):
        yield _flag(code, criterion, action, why, words=words, severity=Severity.LOW, place=place)


_Remark = tuple[str, str, str, str]


def _failures(verdict: ActionVerdict) -> Iterator[_Remark]:
    owner, deadline, relevant = verdict.owner, verdict.deadline, verdict.relevant
    if not owner.is_owned:
        yield WITHOUT_OWNER, "owned", _WHY_NOT_OWNED[owner.ownership], owner.quote
    if not deadline.is_dated:
        yield WITHOUT_DATE, "time-bound", _WHY_NOT_DATED[deadline.timing], deadline.quote
    if not verdict.specific.is_met:
        yield NOT_SPECIFIC, "specific", why_not_specific(verdict.specific), verdict.specific.quote
    if not verdict.measurable.is_met:
        yield NOT_MEASURABLE, "measurable", why_not_measurable(verdict.measurable), verdict.measurable.quote
    if not relevant.is_met:
        yield WITHOUT_PURPOSE, "relevant", _WHY_NOT_RELEVANT[relevant.relevance], relevant.quote


def _advice(action: PlanAction, verdict: ActionVerdict) -> Iterator[_Remark]:
    if verdict.doubt:
        yield DOUBTFUL, "achievable", _WHY_DOUBTFUL[verdict.doubt.doubt], verdict.doubt.quote
    others = relied_on(action)
    if others:
        why = "“{words}” asks the owner only to see that somebody else acts."
        yield RELIES_ON_OTHERS, "over-reliance on others", why, others
    column = action.timescale.strip()
    if column and verdict.deadline.is_dated and verdict.deadline.quote not in action.timescale:
        why = "“{words}” stands as the timescale, and the date is elsewhere in the row."
        yield DATES_DIFFER, "dates differ", why, column


def _flag(
    code: str, criterion: str, action: PlanAction, why: str, *, words: str, severity: Severity, place: str
) -> Flag:
    quote = words.strip() or action.action.strip() or action.outcome.strip()
    reason = why.format(words=shortened(words))
    return Flag(CHECK, code, criterion, severity, place, reason, quote, SOURCE, "\n".join(action.fields))
