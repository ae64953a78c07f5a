"""Plan actions judged: exact, measurable, for the child, dated and owned, and what speaks against their being done."""

from dataclasses import dataclass

from caseaudit.checks.achievable import Doubted, doubt_of
from caseaudit.checks.casefile import PlanAction, PlanTerms
from caseaudit.checks.dates import plain
from caseaudit.checks.flag import Severity
from caseaudit.checks.measurable import measurable
from caseaudit.checks.owners import Owner, owner_of
from caseaudit.checks.plan_signs import signs_of
from caseaudit.checks.relevant import Relevant, relevance_of
from caseaudit.checks.specific import specific
from caseaudit.checks.timescales import Deadline, deadline_of
from caseaudit.checks.weighing import Weighed
from caseaudit.checks.wordlists import any_of, whole, word_list

_SAFETY = whole(any_of(word_list("people")["safety"]))
_GRAVE_STAGES = frozenset({"cp", "lac"})
_FAILURES_THAT_ARE_GRAVE = 2


@dataclass(frozen=True)
class ActionVerdict:
    """What was found of one action, criterion by criterion."""

    specific: Weighed
    measurable: Weighed
    relevant: Relevant
    deadline: Deadline
    owner: Owner
    doubt: Doubted | None
    is_safety: bool
    stage: str

    @property
    def labels(self) -> dict[str, bool]:
        """Each criterion by its name; ``achievable_unclear`` is the one that is true where something is wrong."""
        return {
            "specific": self.specific.is_met,
            "measurable": self.measurable.is_met,
            "achievable_unclear": self.doubt is not None,
            "relevant": self.relevant.is_met,
            "time_bound": self.deadline.is_dated,
            "owned": self.owner.is_owned,
        }

    @property
    def is_flagged(self) -> bool:
        """Whether the action fails any criterion; a doubt that it can be done is advice and does not count."""
        return self._failures > 0 or not self.relevant.is_met

    @property
    def severity(self) -> Severity:
        """How much the row's failures matter together."""
        is_owned, is_dated = self.owner.is_owned, self.deadline.is_dated
        if (
            (self.stage in _GRAVE_STAGES and self._failures >= _FAILURES_THAT_ARE_GRAVE)
            or not (is_owned or is_dated)
            or (self.is_safety and not is_owned)
        ):
            return Severity.HIGH
        return Severity.MEDIUM if self._failures else Severity.LOW

    @property
    def _failures(self) -> int:
        met = (self.specific.is_met, self.measurable.is_met, self.deadline.is_dated, self.owner.is_owned)
        return met.count(False)


def judge_action(action: PlanAction, terms: PlanTerms) -> ActionVerdict:
    """Every criterion of one action, each with the words that settle it."""
    signs = signs_of(action)
    deadline = deadline_of(action, terms)
    return ActionVerdict(
        specific=specific(action, signs),
        measurable=measurable(action, signs),
        relevant=relevance_of(action),
        deadline=deadline,
        owner=owner_of(action),
        doubt=doubt_of(action, terms, deadline),
        is_safety=bool(_SAFETY.search(plain(action.action))),
        stage=terms.stage,
    )
