"""From lists of rows to what would make a frame: one case file a child, before anything is written anywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseaudit.definitions.journey import Journey
from caseaudit.errors import RefusedFile
from caseaudit.intake.beginnings import Beginnings
from caseaudit.intake.children import Person, RowTrouble, person_in, rows_by_child
from caseaudit.intake.consistency import doubts_about_birth, doubts_within
from caseaudit.intake.events import events_and_contradictions
from caseaudit.intake.happened import ReadEvent
from caseaudit.intake.headings import Recognised
from caseaudit.intake.remarks import Remark
from caseaudit.intake.rows import ReadRow, ReadRows
from caseaudit.intake.specification import title_of
from caseaudit.intake.ssda903.episodes import doubts_in
from caseaudit.intake.ssda903.years import years_told
from caseaudit.journey.replay import JourneySoFar, replay
from caseaudit.journey.sources import EVERYTHING, Reach, together
from caseaudit.words import count_of, in_words, long_date

_CHILDREN_A_WORD = 5_000
Tell = Callable[[str], None]


@dataclass(frozen=True)
class ReadList:
    """What one list, file or element held; an unused one is counted and nothing of it is kept."""

    number: int
    name: str
    sheet: str
    is_used: bool
    rows_kept: int
    rows_refused: int
    children: int
    events: int
    source: str = "annex_a"
    reach: Reach = EVERYTHING

    @property
    def title(self) -> str:
        """The list as people name it."""
        return title_of(self.source, self.number, self.name)

    @property
    def rows_read(self) -> int:
        """How many rows there were: those kept and those refused."""
        return self.rows_kept + self.rows_refused


@dataclass(frozen=True, slots=True)
class ReadChild:
    """One child's case file as the lists show it."""

    ref: str
    person: Person
    rows: tuple[ReadRow, ...]
    events: tuple[ReadEvent, ...]
    journey: JourneySoFar


@dataclass(frozen=True)
class ReadFrame:
    """Everything that was read: the lists, the children in the order of their numbers, and all that is doubtful."""

    as_at: date
    layout: str
    source_sha256: str
    lists: tuple[ReadList, ...]
    children: tuple[ReadChild, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Part:
    """One list found, with its rows read, and from when to when its file holds everything."""

    found: Recognised
    rows: ReadRows
    reach: Reach = EVERYTHING


def default_name(as_at: date, layout: str = "") -> str:
    """What a frame is called when nobody names it."""
    what = layout.partition(", layout")[0] or "Annex A"
    return f"{what} as at {long_date(as_at)}"


def children_in(
    parts: Sequence[Part], *, as_at: date, journeys: Sequence[Journey], tell: Tell
) -> tuple[tuple[ReadChild, ...], tuple[Remark, ...]]:
    """The children of all the lists together, and what is doubtful only when their rows stand side by side."""
    kept = [row for part in parts if part.found.shape.is_used for row in part.rows.kept]
    known = {row.ref for row in kept if row.shape.brings_children}
    if not known:
        raise RefusedFile("The lists have headings and no child in them. Ask for the workbook with its rows.")
    grouped, found_together = rows_by_child(row for row in kept if row.ref in known)
    troubles = list(found_together)
    children = []
    reach = reach_of_lists(parts, as_at)
    beginnings = Beginnings(
        (part.found.shape.source, part.found.shape.number, reach[part.found.shape.number]) for part in parts
    )
    for done, (ref, rows) in enumerate(grouped.items()):
        if done % _CHILDREN_A_WORD == 0:
            tell(f"Put together {done:,} of {count_of(len(grouped), 'child', 'children')}")
        person, doubts = person_in(rows, as_at)
        troubles += doubts
        troubles += [RowTrouble(row, key, trouble) for row, key, trouble in doubts_in(rows)]
        events, contradicting = events_and_contradictions(rows, as_at)
        troubles += contradicting
        begins = beginnings.of(row.shape.source for row in rows)
        journey = replay((read_event.event for read_event in events), journeys, as_at, begins)
        children.append(ReadChild(ref, person, rows, events, journey))
    places = {(part.found.shape.number, part.found.sheet.name): part.found for part in parts}
    remarks = tuple(_placed(places, (*troubles, *_doubts(children))))
    return tuple(children), remarks


def lists_of(parts: Sequence[Part], children: Sequence[ReadChild], as_at: date) -> tuple[ReadList, ...]:
    """The count of each list, one for each number whatever number of files held it."""
    events: dict[int, int] = {}
    for child in children:
        for event in child.events:
            events[event.row.list_no] = events.get(event.row.list_no, 0) + 1
    reach = reach_of_lists(parts, as_at)
    return tuple(
        _list([part for part in parts if part.found.shape.number == number], events.get(number, 0), reach[number])
        for number in sorted(reach)
    )


def reach_of_lists(parts: Sequence[Part], as_at: date) -> Mapping[int, Reach]:
    """From when to when each list, file or element holds everything, by its number."""
    by_number: dict[int, list[Part]] = {}
    for part in parts:
        by_number.setdefault(part.found.shape.number, []).append(part)
    return {number: _reach(same, as_at) for number, same in by_number.items()}


def _reach(parts: Sequence[Part], as_at: date) -> Reach:
    if parts[0].found.shape.source == "ssda903":
        return years_told((row for part in parts for row in part.rows.kept), as_at)
    return together(part.reach for part in parts if part.reach.begins is None or part.reach.begins <= as_at)


def in_reading_order(remark: Remark) -> tuple[int, str, int, int, str]:
    """The order of the lists, their sheets, rows and columns."""
    # The place of a column ends with the letter Excel shows for it: "Gender (B)".
    letters = remark.column.rpartition("(")[2].rstrip(")")
    return remark.list_no or 0, "", remark.row_no or 0, len(letters), letters


def layout_of(layouts: Sequence[str], longest: int = 40) -> str:
    """What the sources are, in words short enough to keep."""
    found = list(dict.fromkeys(layouts))
    words = in_words(found)
    if len(words) <= longest:
        return words
    return f"{found[0][:20].partition(',')[0]} and {count_of(len(found) - 1, 'other kind')}"


def _list(parts: Sequence[Part], events: int, reach: Reach) -> ReadList:
    shape = parts[0].found.shape
    refs = {row.ref for part in parts for row in part.rows.kept}
    return ReadList(
        number=shape.number,
        name=shape.name,
        sheet=", ".join(dict.fromkeys(part.found.sheet.name for part in parts)),
        is_used=shape.is_used and shape.brings_children,
        rows_kept=sum(len(part.rows.kept) for part in parts),
        rows_refused=sum(part.rows.refused for part in parts),
        children=len(refs) if shape.number != 11 else 0,
        events=events,
        source=shape.source,
        reach=reach,
    )


def _doubts(children: Iterable[ReadChild]) -> Iterator[RowTrouble]:
    for child in children:
        for row in child.rows:
            for key, trouble in doubts_within(row.shape, row):
                yield RowTrouble(row, key, trouble)
            for key, trouble in doubts_about_birth(row, child.person.birth):
                yield RowTrouble(row, key, trouble)


def _placed(places: Mapping[tuple[int, str], Recognised], troubles: Iterable[RowTrouble]) -> Iterator[Remark]:
    for found in troubles:
        row = found.row
        column = places[row.list_no, row.sheet].place_of(found.key)
        yield Remark(row.list_no, row.sheet, row.row_no, column, found.trouble.kind, found.trouble.sentence)
