"""One child through every structural check, by the rules of this installation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from caseaudit.checks.flag import Flag
from caseaudit.checks.structural import structural_flags
from caseaudit.definitions.library import Definitions
from caseaudit.journey.child import Child


@dataclass(frozen=True)
class Screened:
    """What the checks found of one child: the flags, and every time limit that was judged."""

    flags: tuple[Flag, ...]
    judgements: tuple[Any, ...] = ()


def screener(session: Session, definitions: Definitions) -> Callable[[Child], Screened]:
    """What screens a child: the rules are gathered once, for one child or for a whole frame."""

    def screen(child: Child) -> Screened:
        return Screened(structural_flags(child))

    return screen
