"""A track of the journey as a map: its states one under another, the ways between them, and where a child is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseaudit.definitions.journey import Journey, Track, TrackState, TrackStep
from caseaudit.journey.replay import JourneySoFar, Stay
from caseaudit.web.drawings.map_lines import Arc, Route, lanes_of, ports_of
from caseaudit.web.drawings.text import width_of
from caseaudit.words import in_words, long_date

BOX_WIDTH, LINE_HEIGHT, FONT_SIZE = 130, 17, 13
_BOX_PADDING, _GAP, _LEAST_HEIGHT = 8, 30, 38
_LANE, _EDGE, _MARGIN = 18, 16, 6
_PORT = 10


@dataclass(frozen=True)
class Box:
    """A state on the map; ``look`` is "here", "been" or "other"."""

    name: str
    title: str
    meaning: str
    lines: tuple[str, ...]
    top: float
    height: float
    look: str
    since: date | None = None


@dataclass(frozen=True)
class Way:
    """A numbered way from one state to another: the steps it may be, and the line that is drawn."""

    number: int
    source: str
    target: str
    steps: tuple[TrackStep, ...]
    path: str
    x: float
    y: float

    @property
    def words(self) -> str:
        """What may happen, by its usual names."""
        return "; ".join(dict.fromkeys(step.title for step in self.steps))

    @property
    def numbered_words(self) -> str:
        """The same with the number of each transition."""
        return "; ".join(dict.fromkeys(f"{step.title} ({step.ref})" for step in self.steps))


@dataclass(frozen=True)
class TrackMap:
    """Everything a page or a document needs to show one track."""

    key: str
    title: str
    description: str
    width: float
    height: float
    left: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]

    @property
    def here(self) -> Box | None:
        """The state the child is in, on the map of a child."""
        return next((box for box in self.boxes if box.look == "here"), None)

    def ways_from(self, state: str) -> tuple[Way, ...]:
        """The usual ways on from a state."""
        return tuple(way for way in self.ways if way.source == state)


def track_map(
    track: Track, state: str | None = None, stays: Iterable[Stay] = (), as_at: date | None = None
) -> TrackMap:
    """The map of a track; with a state, of a child who is there and has made these stays on it."""
    pairs = _usual_ways(track)
    places = {one.name: place for place, one in enumerate(track.states)}
    arcs = [Arc(places[source], places[target]) for source, target in pairs]
    lanes = lanes_of(arcs)
    left = _MARGIN + _EDGE + _LANE * lanes.on_the_left
    right = _MARGIN + _EDGE + _LANE * lanes.on_the_right
    mine = [stay for stay in stays if stay.track == track.key]
    boxes = _boxes(track.states, lanes.routes, state, mine, as_at)
    ways = tuple(
        _way(number, pair, steps, route, boxes, lanes.routes, left)
        for number, ((pair, steps), route) in enumerate(zip(pairs.items(), lanes.routes, strict=True), start=1)
    )
    last = boxes[-1]
    return TrackMap(
        key=track.key,
        title=track.title,
        description=_description(boxes),
        width=left + BOX_WIDTH + right,
        height=last.top + last.height + _MARGIN,
        left=left,
        boxes=boxes,
        ways=ways,
    )


def maps_of(journey: Journey, so_far: JourneySoFar, as_at: date | None = None) -> tuple[TrackMap, ...]:
    """The maps of the tracks a child has moved on, those where something is open first.

    What stands on ``as_at``, the date of the lists, is not said to have begun then.
    """
    lived = {stay.track for stay in so_far.stays}
    is_open = {stay.track for stay in so_far.stays if stay.is_open and stay.ended_on is None}
    tracks = sorted((track for track in journey.tracks if track.key in lived), key=lambda it: it.key not in is_open)
    return tuple(track_map(track, so_far.states[track.key], so_far.stays, as_at) for track in tracks)


def _usual_ways(track: Track) -> dict[tuple[str, str], tuple[TrackStep, ...]]:
    found: dict[tuple[str, str], list[TrackStep]] = {}
    for step in track.steps:
        for source in _leaving(step):
            found.setdefault((source, str(step.to)), []).append(step)
    order = [state.name for state in track.states]
    pairs = sorted(found, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    return {pair: tuple(found[pair]) for pair in pairs}


def _leaving(step: TrackStep) -> Sequence[str]:
    return () if step.to is None or step.finding else [source for source in step.sources if source != step.to]


def _boxes(
    states: Sequence[TrackState], routes: Sequence[Route], here: str | None, stays: Sequence[Stay], as_at: date | None
) -> tuple[Box, ...]:
    boxes: list[Box] = []
    top = float(_MARGIN)
    been = {stay.state: stay.started_on if stay.started_on != as_at else None for stay in stays}
    for place, state in enumerate(states):
        lines = _lines(state.title)
        ports = max(len(ports_of(routes, place, side)) for side in ("left", "right"))
        height = max(_LEAST_HEIGHT, len(lines) * LINE_HEIGHT + 2 * _BOX_PADDING, (ports + 1) * _PORT)
        look = "here" if state.name == here else "been" if state.name in been else "other"
        since = been.get(state.name) if look == "here" else None
        boxes.append(Box(state.name, state.title, state.meaning, lines, top, height, look, since))
        top += height + _GAP
    return tuple(boxes)


def _way(
    number: int,
    pair: tuple[str, str],
    steps: tuple[TrackStep, ...],
    route: Route,
    boxes: Sequence[Box],
    routes: Sequence[Route],
    left: float,
) -> Way:
    start, end = (_port(boxes, routes, route, place) for place in (route.arc.source, route.arc.target))
    if route.side == "between":
        first, second = boxes[route.arc.source], boxes[route.arc.target]
        x = left + BOX_WIDTH / 2
        path = f"M{x} {first.top + first.height}V{second.top - 1}"
        return Way(number, *pair, steps, path, x + 12, (first.top + first.height + second.top) / 2)
    edge = left if route.side == "left" else left + BOX_WIDTH
    away = -1 if route.side == "left" else 1
    lane = edge + away * (_EDGE + _LANE * route.lane)
    path = f"M{edge} {start}H{lane}V{end}H{edge + away}"
    return Way(number, *pair, steps, path, lane, (start + end) / 2)


def _port(boxes: Sequence[Box], routes: Sequence[Route], route: Route, place: int) -> float:
    ports = ports_of(routes, place, route.side)
    if route not in ports:
        return 0.0
    box = boxes[place]
    return round(box.top + box.height * (ports.index(route) + 1) / (len(ports) + 1), 1)


def _lines(title: str) -> tuple[str, ...]:
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        # The state a child is in is set bold, which is a tenth wider.
        if lines and width_of(longer, FONT_SIZE) * 1.1 <= BOX_WIDTH - 2 * _BOX_PADDING:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _description(boxes: Sequence[Box]) -> str:
    here = next((box for box in boxes if box.look == "here"), None)
    named = in_words([box.title for box in boxes])
    if here is None:
        return f"The states are {named}."
    since = f" since {long_date(here.since)}" if here.since else ""
    been = [box.title for box in boxes if box.look == "been"]
    before = f" Before that: {in_words(been)}." if been else ""
    return f"The child is at “{here.title}”{since}.{before} The states are {named}."
