"""One child through every structural check, by the rules of this installation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlmodel import Session

from caseaudit.checks.flag import Flag
from caseaudit.checks.local_signs import LocalSign, LocalSigns
from caseaudit.checks.structural import structural_flags
from caseaudit.definitions.library import Definitions
from caseaudit.journey.child import Child
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.judgement import Judgement, Score
from caseaudit.journey.working_days import WorkingDays
from caseaudit.screening.local_limits import local_limits

CALENDAR = "england-and-wales"


@dataclass(frozen=True)
class Screened:
    """What the checks found of one child: the flags, every time limit that was judged, the earliest first, and signs.

    The signs are those the authority has set a length for, each with how it came out.
    """

    flags: tuple[Flag, ...]
    judgements: tuple[Judgement, ...]
    signs: tuple[LocalSign, ...] = ()

    @property
    def scores(self) -> Iterator[tuple[str, Score]]:
        """How each of them came out, by rule."""
        yield from ((one.rule.id, one.score) for one in self.judgements)
        yield from ((one.rule.id, one.score) for one in self.signs)


def screener(session: Session, definitions: Definitions) -> Callable[[Child], Screened]:
    """What screens a child; the rules are made ready once, for one child or for a whole frame."""
    limits, calendar = local_limits(session), definitions.calendars[CALENDAR]
    clocks = Clocks(definitions.timescales, calendar, limits)
    local = LocalSigns(definitions.timescales, WorkingDays(calendar), limits)
    tracks = {track.key: track.title for journey in definitions.journeys for track in journey.tracks}

    def screen(child: Child) -> Screened:
        judgements = clocks.judge(child)
        signs = tuple(local.of(child))
        flags = structural_flags(child, judgements, definitions.combinations, tracks)
        return Screened((*flags, *(sign.flag() for sign in signs if sign.reason)), judgements, signs)

    return screen
