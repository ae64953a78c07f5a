"""What the lists show of one child, for the pages that follow a journey: the drawing, the flags, the time limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from caseaudit.checks.flag import Flag, Severity
from caseaudit.checks.timeliness import LATE, days_over
from caseaudit.definitions.timescale import Force
from caseaudit.intake.queries import Fact, JourneyFinding, facts_of, lists_of, misfits_of, title_of_list
from caseaudit.journey.child import Child
from caseaudit.journey.judgement import Judgement, Score
from caseaudit.screening.children import child_of
from caseaudit.screening.structure import screener
from caseaudit.screening.words import GROUPS, group_of
from caseaudit.web.drawings.timeline import DueDay, TimelineDrawing, timeline
from caseaudit.web.installed import installed
from caseaudit.words import long_date

SCORES: Mapping[Score, str] = {
    Score.OVERDUE: "Overdue",
    Score.LATE: "Late",
    Score.LATE_WITH_REASON: "Late, with a recorded reason",
    Score.NOT_YET_DUE: "Not yet due",
    Score.CANNOT_TELL: "Cannot tell",
    Score.ON_TIME: "On time",
}
FORCES: Mapping[Force, str] = {
    Force.REGULATION: "Law",
    Force.STATUTORY_GUIDANCE: "Statutory guidance",
    Force.NATIONAL_GUIDANCE: "National guidance",
    Force.LOCAL: "Local standard",
}
_SHAPES = {Score.OVERDUE: "missed", Score.LATE: "late", Score.LATE_WITH_REASON: "late", Score.NOT_YET_DUE: "due"}
_WORST_FIRST = list(Severity)


@dataclass(frozen=True)
class TimeLimit:
    """One judged time limit as a row, with the id a mark on the drawing leads to."""

    anchor: str
    judgement: Judgement

    @property
    def score(self) -> str:
        """How it came out, in words."""
        is_missed = self.judgement.score in LATE and self.judgement.actual_on is None
        return "Missed" if is_missed else SCORES[self.judgement.score]

    @property
    def over(self) -> str:
        """How far over the limit, in words; nothing where it is not."""
        return days_over(self.judgement) if self.judgement.days_over > 0 else ""

    @property
    def force(self) -> str:
        """On whose authority it stands, in words."""
        return FORCES[self.judgement.rule.force]

    @property
    def began(self) -> str:
        """The event that started the clock, in words."""
        return installed().definitions.timescales.events.get(self.judgement.trigger, self.judgement.trigger)

    @property
    def shape(self) -> str:
        """The shape it is drawn as, or nothing where it is not drawn."""
        return _SHAPES.get(self.judgement.score, "")


@dataclass(frozen=True)
class ListsShow:
    """Everything the lists show of one child; time limits stand latest first, those to look at apart from the rest."""

    child: Child
    drawing: TimelineDrawing
    flags: Mapping[str, Sequence[Flag]]
    to_look_at: Sequence[TimeLimit]
    met: Sequence[TimeLimit]
    untold: Sequence[TimeLimit]
    misfits: Sequence[JourneyFinding]
    facts: Sequence[Fact]
    list_titles: Mapping[int, str]

    @property
    def flagged(self) -> int:
        """How many flags there are."""
        return sum(len(flags) for flags in self.flags.values())


def what_the_lists_show(session: Session, case_id: UUID, frame_id: UUID) -> ListsShow:
    """What the lists show of one child, judged now by the rules of this installation."""
    definitions = installed().definitions
    child = child_of(session, case_id, definitions.journeys)
    screened = screener(session, definitions)(child)
    limits = [TimeLimit(f"limit-{number}", judgement) for number, judgement in enumerate(screened.judgements, start=1)][
        ::-1
    ]
    due = [day for limit in reversed(limits) if (day := _due_day(limit))]
    return ListsShow(
        child=child,
        drawing=timeline(child.journey, child.events, child.as_at, definitions.journeys, due),
        flags=_in_groups(screened.flags),
        to_look_at=[limit for limit in limits if limit.shape],
        met=[limit for limit in limits if limit.judgement.score is Score.ON_TIME],
        untold=[limit for limit in limits if limit.judgement.score is Score.CANNOT_TELL],
        misfits=misfits_of(session, case_id),
        facts=facts_of(session, case_id),
        list_titles={one.list_no: title_of_list(one) for one in lists_of(session, frame_id)},
    )


def _due_day(limit: TimeLimit) -> DueDay | None:
    judgement = limit.judgement
    if not limit.shape or judgement.due_on is None:
        return None
    done = f", done on {long_date(judgement.actual_on)}" if judgement.actual_on else ""
    title = f"{limit.score}: {judgement.rule.title}, due{done}"
    return DueDay(judgement.due_on, judgement.trigger, limit.shape, title, limit.anchor)


def _in_groups(flags: Sequence[Flag]) -> Mapping[str, Sequence[Flag]]:
    found: dict[str, list[Flag]] = {group: [] for group in GROUPS}
    for flag in sorted(flags, key=lambda flag: _WORST_FIRST.index(flag.severity)):
        found[group_of(flag.check, flag.criterion)].append(flag)
    return {group: those for group, those in found.items() if those}
