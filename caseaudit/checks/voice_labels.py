"""The eight labels of one record, each with the words it rests on, and whether the record calls for a flag."""

from dataclasses import dataclass

from caseaudit.checks.casefile import Record
from caseaudit.checks.communication import Adapted, communication_adapted
from caseaudit.checks.influence import Influence, influence_on_plan
from caseaudit.checks.interpreting import Interpreted, interpreter_independent
from caseaudit.checks.presence import DECISION_RECORDS, Seen, child_seen, child_seen_alone
from caseaudit.checks.reasons import reason_not_alone
from caseaudit.checks.views import YOUNGEST_QUOTED, Views, views_in

OLD_ENOUGH_ALONE = 4
GRAVE_STAGES = frozenset({"cp", "lac"})
CALL_FOR_SEEING = frozenset(
    {
        "statutory_visit", "s47_enquiry", "assessment", "cin_visit", "early_help_visit",
        "initial_health_assessment", "review_health_assessment",
    }
)  # fmt: skip


@dataclass(frozen=True)
class VoiceVerdict:
    """What a record shows of this child; a verdict of None does not apply to this child."""

    record: Record
    seen: Seen
    alone: Seen
    views: Views
    influence: Influence
    adapted: Adapted
    interpreted: Interpreted
    reason_not_alone: str

    @property
    def direct_quote(self) -> bool | None:
        """Whether the child's own words stand in the record; None for a child too young to have any."""
        is_too_young = self.record.age is not None and self.record.age < YOUNGEST_QUOTED
        return None if self.record.is_unborn or is_too_young else self.views.has_quote

    @property
    def labels(self) -> dict[str, bool | None]:
        """The labels by name."""
        return {
            "child_seen": self.seen.verdict,
            "seen_alone": self.alone.verdict,
            "direct_quote": self.direct_quote,
            "wishes_feelings": self.views.is_from_child,
            "adult_reported_only": self.views.is_only_adults,
            "influence_on_plan": self.influence.verdict,
            "communication_adapted": self.adapted.verdict,
            "interpreter_independent": self.interpreted.verdict,
        }

    @property
    def should_have_seen(self) -> bool:
        """Whether the child was to be seen and was not."""
        return self.seen.verdict is False and self.record.record_type in CALL_FOR_SEEING

    @property
    def should_have_seen_alone(self) -> bool:
        """Whether the child was to be seen alone, was not, and no accepted reason is written down."""
        return calls_for_alone(self.record) and self.alone.verdict is False and not self.reason_not_alone

    @property
    def should_have_adapted(self) -> bool:
        """Whether a need is known and nothing was adapted to it."""
        return bool(self.record.communication_need.strip()) and self.adapted.verdict is False

    @property
    def should_have_counted(self) -> bool:
        """Whether this is a decision that nothing of the child's view moved."""
        return self.record.record_type in DECISION_RECORDS and not self.influence.verdict

    @property
    def is_flagged(self) -> bool:
        """Whether anything is wrong; the want of a quotation alone is not."""
        return (
            not self.views.is_from_child
            or self.interpreted.verdict is False
            or self.should_have_seen
            or self.should_have_seen_alone
            or self.should_have_adapted
            or self.should_have_counted
        )


def judge_record(record: Record) -> VoiceVerdict:
    """Read a record once for all it shows of the child."""
    return VoiceVerdict(
        record,
        child_seen(record),
        child_seen_alone(record),
        views_in(record),
        influence_on_plan(record),
        communication_adapted(record),
        interpreter_independent(record),
        reason_not_alone(record) if calls_for_alone(record) else "",
    )


def calls_for_alone(record: Record) -> bool:
    """Whether this child was to be seen alone in this kind of record."""
    is_grave = record.record_type == "s47_enquiry" or (
        record.record_type == "statutory_visit" and record.stage in GRAVE_STAGES
    )
    return is_grave and record.age is not None and record.age >= OLD_ENOUGH_ALONE
