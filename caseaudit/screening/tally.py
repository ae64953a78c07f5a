"""How each time limit came out over a frame: what was judged, what could not be told, and what a source would need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.definitions.timescale import CODE_KINDS, Force, Timescale, Timescales
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.judgement import Score
from caseaudit.screening.children import what_was_read
from caseaudit.screening.local_limits import local_limits
from caseaudit.screening.structure import CALENDAR, FACTS, LATE_ELSEWHERE, LATE_LONG_AGO, OVERDUE_ELSEWHERE
from caseaudit.screening.tables import FrameScreening
from caseaudit.words import in_words

SCORES: Mapping[Score, str] = {
    Score.ON_TIME: "on time",
    Score.LATE: "late",
    Score.LATE_WITH_REASON: "late with a reason recorded",
    Score.NOT_YET_DUE: "not yet due",
    Score.OVERDUE: "overdue",
    Score.CANNOT_TELL: "cannot tell",
}
UNFLAGGED: Mapping[str, str] = {
    OVERDUE_ELSEWHERE: "overdue told by another flag",
    LATE_ELSEWHERE: "late told by another flag",
    LATE_LONG_AGO: "late of more than 12 months ago",
}
"""Why a time limit that was missed raises no flag of its own."""
_TOLD = SCORES.keys() - {Score.CANNOT_TELL}


@dataclass(frozen=True)
class RuleTally:
    """One rule over a frame: how often its clock came out each way, each clock of each child counted once.

    ``needs`` names what no source of the frame holds dates of, so that the rule can be judged for nobody. ``unflagged``
    counts the missed ones that raise no flag of their own, by why not.
    """

    rule_id: str
    title: str
    force: Force
    scores: Mapping[str, int]
    needs: tuple[str, ...] = ()
    unflagged: Mapping[str, int] = field(default_factory=dict)

    @property
    def untold(self) -> int:
        """How often the lists could not tell."""
        return self.scores.get(Score.CANNOT_TELL.value, 0)

    @property
    def judged(self) -> int:
        """How often the lists could tell, were it only that it is not yet due."""
        return sum(self.scores.values()) - self.untold


def tallies(
    session: Session, frame_id: UUID, screening: FrameScreening, definitions: Definitions
) -> Sequence[RuleTally]:
    """Every rule that is on, by how it came out in the last screening of a frame, in the order of the rules."""
    limits = local_limits(session)
    timescales = definitions.timescales
    clocks = Clocks(timescales, definitions.calendars[CALENDAR], limits)
    missing = clocks.unseen(what_was_read(session, frame_id))
    on = {clock.rule.id: clock.rule for clock in clocks.clocks}
    on |= {key: rule for key in limits if (rule := timescales.rule(key)) is not None}
    order = {rule.id: place for place, rule in enumerate(timescales.rules)}
    return tuple(
        _tally(on[key], screening.judged.get(key, {}), missing.get(key, ()), timescales)
        for key in sorted(on, key=order.__getitem__)
    )


def totals(found: Sequence[RuleTally]) -> Mapping[Score, int]:
    """How often all clocks together came out each way."""
    return {score: sum(one.scores.get(score.value, 0) for one in found) for score in SCORES}


def totals_in_words(found: Sequence[RuleTally]) -> str:
    """The same as part of a sentence: 12 on time, 1 late and 2 overdue; 8 cannot be told."""
    counts = totals(found)
    untold = counts[Score.CANNOT_TELL]
    told = [f"{number:,} {SCORES[score]}" for score, number in counts.items() if number and score in _TOLD]
    return "; ".join(filter(None, (in_words(told), f"{untold:,} cannot be told" if untold else "")))


def facts_by_flag(screening: FrameScreening) -> Mapping[str, int]:
    """How many facts the flags of each code tell over the frame; one of which nothing is said tells one each."""
    return {code: counted[FACTS] for code, counted in screening.judged.items() if FACTS in counted}


def unflagged_in_words(found: Sequence[RuleTally]) -> str:
    """What was missed and raises no flag of its own, with why not; nothing where there is none."""
    counts = {why: sum(one.unflagged.get(why, 0) for one in found) for why in UNFLAGGED}
    return in_words([f"{number:,} {UNFLAGGED[why]}" for why, number in counts.items() if number])


def _tally(rule: Timescale, scores: Mapping[str, int], missing: Sequence[str], timescales: Timescales) -> RuleTally:
    # Rules of one name have one length after another: what is said of them is said of the latest.
    latest = timescales.rule(rule.id) or rule
    needs = tuple(timescales.events.get(event) or f"A code of {CODE_KINDS[event]}" for event in missing)
    unflagged = {why: scores[why] for why in UNFLAGGED if why in scores}
    scored = {score: number for score, number in scores.items() if score not in UNFLAGGED}
    return RuleTally(rule.id, latest.title, latest.force, scored, needs, unflagged)
