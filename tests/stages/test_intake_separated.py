"""Lists as CSV, one to a file: however written and whatever parts the cells, and several put together."""

import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseaudit.definitions.library import Definitions
from caseaudit.errors import RefusedFile
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.mapped.mapping import ColumnMeaning, ColumnsMapped
from caseaudit.intake.reading import read_files
from caseaudit.intake.remarks import RemarkKind
from caseaudit.intake.separated import read_separated
from caseaudit.intake.specification import annex_a_lists
from tests.annex_a import AS_AT, filled, write
from tests.returns import census, child, details, episode, file_903

QUIET = {RemarkKind.MISSING_LIST, RemarkKind.UNUSED_LIST}


def csv_list(number: int, rows: list[dict[str, Any]], *, separator: str = ",", layout: str = "2024") -> str:
    """A list as text of cells."""
    shape = next(one for one in annex_a_lists() if one.number == number)
    columns = shape.in_layout(layout)
    lines = [separator.join(f'"{column.heading}"' for column in columns)]
    for row in rows:
        cells = filled(number, row)
        lines.append(separator.join(f'"{_written(cells[column.key])}"' for column in columns))
    return "\r\n".join(lines) + "\r\n"


def _written(cell: Any) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)


@pytest.fixture
def read(tmp_path: Path, definitions: Definitions) -> Any:
    def read(*contents: bytes | str, **how: Any) -> ReadFrame:
        paths = []
        for at, content in enumerate(contents):
            paths.append(tmp_path / f"{at}.txt")
            paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_files(paths, as_at=AS_AT, journeys=definitions.journeys, **how)

    return read


def odd(frame: ReadFrame) -> set[RemarkKind]:
    return {remark.kind for remark in frame.remarks} - QUIET


@pytest.mark.parametrize("number", range(1, 10))
def test_every_list_is_read_from_a_file_of_its_own(read: Any, number: int) -> None:
    frame = read(csv_list(number, [{"child": "C1"}, {"child": "C2"}]))

    assert [(found.number, found.rows_kept, found.children) for found in frame.lists] == [(number, 2, 2)]
    assert odd(frame) == set()


def test_adoption_and_adopters_bring_no_child_of_their_own(read: Any) -> None:
    frame = read(
        csv_list(8, [{"child": "C1"}]),
        csv_list(10, [{"child": "C1"}, {"child": "C9"}]),
        csv_list(11, [{"child": "A1"}]),
    )

    assert [child.ref for child in frame.children] == ["C1"]
    assert "should_be_placed_decided" in {read.event.trigger for read in frame.children[0].events}


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", RemarkKind.ENCODING),
        ("utf-16-be", RemarkKind.ENCODING),
        ("cp1252", RemarkKind.ENCODING),
    ],
)
def test_every_way_of_writing_letters_is_read_and_a_guess_is_said(
    read: Any, encoding: str, kind: RemarkKind | None
) -> None:
    frame = read(csv_list(3, [{"child": "C1", "team": "Équipe Süd"}]).encode(encoding))

    assert frame.children[0].person.team == "Équipe Süd"
    assert odd(frame) == ({kind} if kind else set())


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_cells_parted_by_other_signs_are_read_and_it_is_said(read: Any, separator: str) -> None:
    frame = read(csv_list(6, [{"child": "C1", "team": "North, and East"}], separator=separator))

    assert frame.children[0].person.team == "North, and East"
    assert odd(frame) == {RemarkKind.SEPARATOR}


def test_headings_on_the_second_row_as_chat_has_them_are_found(read: Any) -> None:
    frame = read("ChAT,,,\r\n" + csv_list(1, [{"child": "C1", "contact_source": "-"}]))

    (row,) = frame.children[0].rows
    assert row.row_no == 3
    assert "contact_source" not in row.raw


def test_a_row_cut_short_and_one_too_long_are_said_by_their_numbers(read: Any) -> None:
    text = csv_list(1, [{"child": "C1"}, {"child": "C2"}])
    cut = text.rstrip().rpartition(",")[0]
    longer = csv_list(1, [{"child": "C1"}]).rstrip() + ',"x"'

    assert [r.row_no for r in read(cut).remarks if r.kind is RemarkKind.CUT_OFF] == [3]
    assert [r.row_no for r in read(longer).remarks if r.kind is RemarkKind.UNEVEN_ROW] == [2]


def test_one_list_in_two_files_is_refused(read: Any) -> None:
    with pytest.raises(RefusedFile, match="List 1 on more than one"):
        read(csv_list(1, [{"child": "C1"}]), csv_list(1, [{"child": "C2"}]))


def test_a_refusal_among_several_files_says_which(read: Any) -> None:
    with pytest.raises(RefusedFile, match="File 2: The headings are those of no Annex A list"):
        read(csv_list(1, [{"child": "C1"}]), "a,b\n1,2\n")


def test_a_cell_without_an_end_is_refused_with_its_row(read: Any) -> None:
    with pytest.raises(RefusedFile, match="Row 2 has a cell longer than any list's"):
        read(csv_list(1, []) + '"C1' + "x" * 200_000)


def test_sources_are_put_together_on_the_childs_number(tmp_path: Path, definitions: Definitions) -> None:
    paths = [
        write(tmp_path / "a", {7: [{"child": " c1", "plan_started_on": date(2025, 7, 26)}]}),
        census(tmp_path / "b", child("C1", details(on="2025-06-01")), child("C2", details()), year=2026),
        file_903(tmp_path / "c", "episodes", [episode("C1")]),
    ]

    frame = read_files(paths, as_at=AS_AT, journeys=definitions.journeys)

    assert [(one.ref, len({row.shape.source for row in one.rows})) for one in frame.children] == [("C1", 3), ("C2", 1)]
    assert frame.layout == "Annex A, CIN census 2026 and SSDA903"
    assert frame.children[0].journey.level == "looked_after"


def test_what_two_sources_say_of_one_day_counts_once_with_the_codes_of_both(
    tmp_path: Path, definitions: Definitions
) -> None:
    plan = "<ChildProtectionPlans><CPPstartDate>2026-02-02</CPPstartDate></ChildProtectionPlans>"
    paths = [
        write(tmp_path / "a", {7: [{"child": "C1"}]}),
        census(tmp_path / "b", child("C1", details(plan, on="2026-01-02")), year=2026),
    ]

    frame = read_files(paths, as_at=AS_AT, journeys=definitions.journeys)

    plans = [read.event for read in frame.children[0].events if read.event.trigger == "cp_plan_started"]
    assert [(plan.codes["category"], plan.codes["source_list"]) for plan in plans] == [("NEG", "106")]


TRACKER = ColumnsMapped(
    301,
    "Health tracker",
    (
        ColumnMeaning("NHS ref", "child"),
        ColumnMeaning("DOB", "born_on"),
        ColumnMeaning("Sex", "sex", translations={"Boy": "M"}),
        ColumnMeaning("Last RHA", "event", "health_assessment"),
        ColumnMeaning("Dentist", "event", "dental_check"),
        ColumnMeaning("Notes for nurse", "fact"),
        ColumnMeaning("Surname", "unread"),
    ),
)
TRACKED = "Surname,NHS ref,DOB,Sex,Last RHA,Dentist,Notes for nurse\nX,c7,01/06/2015,Boy,02/02/2026,soon,Glasses\n"


def test_a_mapped_file_is_known_by_its_headings_and_read_as_it_was_said(read: Any) -> None:
    frame = read(TRACKED, mapped=[TRACKER])

    (child,) = frame.children
    assert (child.ref, child.person.sex, child.person.born_on) == ("C7", "Male", date(2015, 6, 1))
    assert [(read.event.trigger, read.event.detail) for read in child.events] == [("health_assessment", "Last RHA")]
    assert {"Surname"}.isdisjoint(child.rows[0].raw)
    assert child.rows[0].raw["column: Notes for nurse"] == "Glasses"
    assert odd(frame) == {RemarkKind.NOT_A_DATE}


def test_headings_nobody_has_mapped_are_refused(read: Any) -> None:
    with pytest.raises(RefusedFile, match="describe its columns first"):
        read(TRACKED.replace("Dentist", "Optician"), mapped=[TRACKER])


def test_a_row_of_cells_without_end_is_refused_before_it_is_built(tmp_path: Path) -> None:
    path = tmp_path / "commas"
    path.write_text("," * 2_000_000)

    tracemalloc.start()
    with pytest.raises(RefusedFile, match="more than 400 cells"):
        read_separated(path, "The file", lambda sheet: None)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    # The text twice over, and a list of two million cells would be as much again.
    assert peak < 14_000_000
