"""One child through every structural check, by the rules of this installation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlmodel import Session

from caseaudit.checks.flag import Flag
from caseaudit.checks.local_signs import LocalSign, LocalSigns
from caseaudit.checks.one_kind import one_flag_a_kind
from caseaudit.checks.structural import structural_flags
from caseaudit.checks.timeliness import CHECK as TIMELINESS
from caseaudit.checks.timeliness import LATE, is_long_ago
from caseaudit.definitions.library import Definitions
from caseaudit.journey.child import Child
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.judgement import Judgement, Score
from caseaudit.journey.working_days import WorkingDays
from caseaudit.screening.local_limits import local_limits

CALENDAR = "england-and-wales"
FACTS = "facts"
OVERDUE_ELSEWHERE, LATE_ELSEWHERE, LATE_LONG_AGO = "overdue_elsewhere", "late_elsewhere", "late_long_ago"


@dataclass(frozen=True)
class Screened:
    """What the checks found of one child: the flags, every time limit that was judged, the earliest first, and signs.

    The signs are those the authority has set a length for, each with how it came out. ``told_by_another`` is the flags
    left out because one of the others tells the same fact.
    """

    flags: tuple[Flag, ...]
    judgements: tuple[Judgement, ...]
    signs: tuple[LocalSign, ...] = ()
    told_by_another: tuple[Flag, ...] = ()

    @property
    def scores(self) -> Iterator[tuple[str, Score]]:
        """How each of them came out, by rule."""
        yield from ((one.rule.id, one.score) for one in self.judgements)
        yield from ((one.rule.id, one.score) for one in self.signs)

    @property
    def unflagged(self) -> Iterator[tuple[str, str]]:
        """Each time limit that was missed and raises no flag of its own, by rule, with why not."""
        for flag in self.told_by_another:
            if flag.check == TIMELINESS:
                yield flag.code.rpartition("-")[0], OVERDUE_ELSEWHERE if flag.criterion == "overdue" else LATE_ELSEWHERE
        for one in self.judgements:
            if one.score in LATE and is_long_ago(one, one.as_at):
                yield one.rule.id, LATE_LONG_AGO
        for sign in self.signs:
            if sign.reason:
                yield sign.rule.id, OVERDUE_ELSEWHERE if sign.score is Score.OVERDUE else LATE_ELSEWHERE


def screener(session: Session, definitions: Definitions) -> Callable[[Child], Screened]:
    """What screens a child; the rules are made ready once, for one child or for a whole frame."""
    limits, calendar = local_limits(session), definitions.calendars[CALENDAR]
    clocks = Clocks(definitions.timescales, calendar, limits)
    local = LocalSigns(definitions.timescales, WorkingDays(calendar), limits)
    tracks = {track.key: track.title for journey in definitions.journeys for track in journey.tracks}

    def screen(child: Child) -> Screened:
        judgements = clocks.judge(child)
        signs = tuple(local.of(child))
        told = structural_flags(child, judgements, definitions.combinations, tracks)
        flags = one_flag_a_kind((*told.flags, *(sign.flag() for sign in signs if sign.reason)))
        return Screened(tuple(flags), judgements, signs, told.told_by_another)

    return screen
