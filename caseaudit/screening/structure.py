"""One child through every structural check, by the rules of this installation."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from caseaudit.checks.flag import Flag
from caseaudit.checks.structural import structural_flags
from caseaudit.definitions.library import Definitions
from caseaudit.journey.child import Child
from caseaudit.journey.clocks import Clocks
from caseaudit.journey.judgement import Judgement
from caseaudit.screening.local_limits import local_limits

CALENDAR = "england-and-wales"


@dataclass(frozen=True)
class Screened:
    """What the checks found of one child: the flags, and every time limit that was judged, the earliest first."""

    flags: tuple[Flag, ...]
    judgements: tuple[Judgement, ...]


def screener(session: Session, definitions: Definitions) -> Callable[[Child], Screened]:
    """What screens a child; the rules are made ready once, for one child or for a whole frame."""
    clocks = Clocks(definitions.timescales, definitions.calendars[CALENDAR], local_limits(session))
    tracks = {track.key: track.title for journey in definitions.journeys for track in journey.tracks}

    def screen(child: Child) -> Screened:
        judgements = clocks.judge(child)
        return Screened(tuple(structural_flags(child, judgements, definitions.combinations, tracks)), judgements)

    return screen
