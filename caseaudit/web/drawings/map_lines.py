"""How lines run between boxes that stand one under another: onward on the right, back on the left, none on another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Arc:
    """From one box to another, by their places from the top."""

    source: int
    target: int

    @property
    def ends(self) -> tuple[int, int]:
        """The upper place and the lower."""
        return min(self.source, self.target), max(self.source, self.target)


@dataclass(frozen=True)
class Route:
    """Where an arc runs: straight between neighbours, or in a lane at one side, nearest the boxes first."""

    arc: Arc
    side: str
    lane: int = 0


@dataclass(frozen=True)
class Lanes:
    """A route for each arc in the order given, and how many lanes each side takes."""

    routes: tuple[Route, ...]
    on_the_left: int
    on_the_right: int


def lanes_of(arcs: Sequence[Arc]) -> Lanes:
    """Routes on which no two lines lie on each other; short ways keep nearest the boxes."""
    taken: dict[str, list[list[tuple[int, int]]]] = {"left": [], "right": []}
    found: dict[Arc, Route] = {}
    for arc in sorted(arcs, key=lambda it: (it.ends[1] - it.ends[0], it.ends, it.source)):
        if arc.target == arc.source + 1:
            found[arc] = Route(arc, "between")
        else:
            side = "right" if arc.target > arc.source else "left"
            found[arc] = Route(arc, side, _free_lane(taken[side], arc.ends))
    return Lanes(tuple(found[arc] for arc in arcs), len(taken["left"]), len(taken["right"]))


def ports_of(routes: Sequence[Route], place: int, side: str) -> tuple[Route, ...]:
    """The routes that touch one side of a box, in the order their lines leave it from the top without crossing."""
    return _ports(tuple(routes), place, side)


@lru_cache(maxsize=512)
def _ports(routes: tuple[Route, ...], place: int, side: str) -> tuple[Route, ...]:
    touching = [route for route in routes if route.side == side and place in route.arc.ends]
    upward = sorted((route for route in touching if route.arc.ends[1] == place), key=lambda route: route.lane)
    downward = sorted((route for route in touching if route.arc.ends[0] == place), key=lambda route: -route.lane)
    return (*upward, *downward)


def _free_lane(lanes: list[list[tuple[int, int]]], ends: tuple[int, int]) -> int:
    for number, lane in enumerate(lanes):
        if all(ends[1] <= other[0] or other[1] <= ends[0] for other in lane):
            lane.append(ends)
            return number
    lanes.append([ends])
    return len(lanes) - 1
