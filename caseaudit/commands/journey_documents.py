"""The journey as documents written from the data: a page and a picture of each track, and the table of combinations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jinja2 import Environment, PackageLoader

from caseaudit.commands.limit_documents import HEADINGS, all_limits, limit_rows, limits_of_track, places_of
from caseaudit.definitions.concurrency import Combination
from caseaudit.definitions.journey import Journey, Track, TrackStep
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.timescale import Timescales
from caseaudit.web.drawings.track_map import TrackMap, track_map
from caseaudit.words import long_date

FOLDER = "journeys"
_WRITTEN = "<!-- Written by `caseaudit docs` from workflows/: change the data, not this page. -->"
_DIRECTIONS = {"up": "more help or protection", "down": "less", "along": "neither"}
_SEVERITIES = {
    "X": "cannot be: the data are wrong",
    "R": "likely a serious gap in practice",
    "A": "needs explaining",
    "ok": "lawful and usual",
}
_JUDGED_BY = {"combination": "this table", "drift": "the signs of drift", "timeliness": "the time limits"}


def journey_documents(definitions: Definitions) -> Mapping[str, str]:
    """Every document by its path under docs/."""
    pictures = Environment(loader=PackageLoader("caseaudit.web"), autoescape=True).get_template(
        "drawings/track_map.html", globals={}
    )
    timescales, places = definitions.timescales, places_of(definitions.journeys[-1])
    written = {
        f"{FOLDER}/README.md": _lines(_contents(definitions.journeys)),
        f"{FOLDER}/time-limits.md": _lines(_limits(timescales, places)),
        f"{FOLDER}/combinations.md": _lines(_combinations(definitions.combinations)),
    }
    for journey in definitions.journeys:
        for track in journey.tracks:
            drawn, path = track_map(track), f"{FOLDER}/{_name(journey, track)}"
            limits = limit_rows(limits_of_track(timescales, journey, track), timescales, places)
            written[f"{path}.md"] = _lines(_page(journey, track, drawn, limits))
            written[f"{path}.svg"] = str(pictures.module.track_svg(drawn, "map")).strip() + "\n"  # type: ignore[attr-defined]
    return written


def mermaid(drawn: TrackMap) -> Iterator[str]:
    """The lines of a map as a Mermaid state diagram."""
    yield "stateDiagram-v2"
    for box in drawn.boxes:
        yield f'    state "{box.title}" as {box.name}'
    yield f"    [*] --> {drawn.boxes[0].name}"
    for way in drawn.ways:
        yield f"    {way.source} --> {way.target}: {way.numbered_words.replace(';', ',')}"


def _contents(journeys: Sequence[Journey]) -> Iterator[str]:
    yield "# The child's journey, drawn"
    yield "A child's journey is several tracks side by side. Each page has one track in one edition: a picture of the"
    yield "usual ways, the same for Mermaid, and every step with its source, those that leave a finding among them.\n"
    yield "[What may go on at once, and what may not](combinations.md)\n"
    yield "[Every time limit: how long, counted from what, on whose authority](time-limits.md)\n"
    for journey in reversed(journeys):
        until = f" to {long_date(journey.in_force_to)}" if journey.in_force_to else ""
        yield f"## Edition {journey.edition}\n"
        yield f"{journey.title}. For events from {long_date(journey.in_force_from)}{until}.\n"
        for track in journey.tracks:
            yield f"- [{track.title}]({_name(journey, track)}.md)"
        yield "\nCase levels, highest first: a child's level is the first that any of their states gives.\n"
        yield from _table(
            ("Level", "What it means", "Given by"),
            ([level.title, level.meaning or "", ", ".join(_places(journey, level.any_of))] for level in journey.levels),
        )
        yield "\nEvents that no national return holds, and what is needed to read them:\n"
        yield from _table(("Event", "Needs"), ([journey.triggers[key], words] for key, words in journey.needs.items()))
        yield ""


def _limits(timescales: Timescales, places: dict[str, str]) -> Iterator[str]:
    yield f"# {timescales.title}\n"
    yield "Each rule with its number, its clock and what it rests on, to be read against that. The day something"
    yield "happens is day nought, but where it is said otherwise. [The journey](README.md)"
    for stage, rows in all_limits(timescales, places):
        yield f"\n## {stage}\n"
        yield from _table(HEADINGS, rows)


def _page(journey: Journey, track: Track, drawn: TrackMap, limits: Iterator[list[str]]) -> Iterator[str]:
    titles = {state.name: state.title for state in track.states}
    yield f"# {track.title}\n"
    yield f"{journey.title}: one track of {len(journey.tracks)}. [All tracks](README.md)\n"
    yield f"![{track.title}: {drawn.description}]({_name(journey, track)}.svg)\n"
    yield "The picture has the usual ways; those that leave a finding are in the table of steps.\n"
    yield "```mermaid"
    yield from mermaid(drawn)
    yield "```\n"
    yield "## States\n"
    yield from _table(
        ("State", "What it means", "Open"),
        ([state.title, state.meaning, "yes" if state.is_open else "no"] for state in track.states),
    )
    yield "\n## Ways in the picture\n"
    yield from _table(
        ("No", "From", "To", "Usual name"),
        ([str(way.number), titles[way.source], titles[way.target], way.numbered_words] for way in drawn.ways),
    )
    yield "\n## Time limits\n"
    yield "Those whose clock an event of this track starts or answers, in the years of this edition."
    yield "[All time limits](time-limits.md)\n"
    yield from _table(HEADINGS, limits)
    yield "\n## Every step\n"
    yield from _table(
        ("Transition", "What happened", "Usual name", "From", "To", "Direction", "Where", "Finding", "Rests on"),
        (_step(step, journey.triggers, titles) for step in track.steps),
    )


def _step(step: TrackStep, triggers: Mapping[str, str], titles: Mapping[str, str]) -> list[str]:
    return [
        step.ref,
        triggers[step.trigger],
        step.title,
        ", ".join(titles[source] for source in step.sources),
        titles[step.to] if step.to else "stays",
        _DIRECTIONS[step.direction],
        ", ".join(guard.replace("_", " ") for guard in step.guards) or "always",
        step.finding or "",
        step.rests_on,
    ]


def _combinations(table: Iterable[Combination]) -> Iterator[str]:
    yield "# What may go on at once, and what may not\n"
    yield "X cannot be: the data are wrong. R is likely a serious gap in practice. A needs explaining. Those that are"
    yield "ok are lawful and usual, and never remarked on. [The tracks](README.md)\n"
    yield from _table(
        ("Severity", "Combination", "What is said", "Judged by", "Limits", "When nothing can be said", "Rests on"),
        (
            [
                f"{row.severity}: {_SEVERITIES[row.severity]}",
                row.title,
                row.sentence,
                _JUDGED_BY[row.check] if row.severity != "ok" else "nothing",
                ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in row.limits.items()) or ", ".join(row.rules),
                row.cannot_tell or "",
                row.rests_on,
            ]
            for row in table
        ),
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def _places(journey: Journey, places: Iterable[str]) -> Iterator[str]:
    for place in places:
        key, _, state = place.partition(".")
        track = journey.track(key)
        if track is not None:
            yield f"{track.title}: {next(one.title for one in track.states if one.name == state)}"


def _name(journey: Journey, track: Track) -> str:
    return f"{journey.edition}-{track.key.replace('_', '-')}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join((_WRITTEN, "", *lines)).rstrip("\n") + "\n"
