import csv
import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlmodel import Session, select

from caseaudit.intake.tables import CaseEvent, CellRemark, Frame, FrameList
from caseaudit.screening.tables import FrameScreening
from caseaudit.store.engine import open_engine
from tests.annex_a import write
from tests.conftest import SHARED
from tests.returns import census, child, details, episode, file_903

SAMPLE = SHARED / "samples" / "annex_a_2021.xlsx"


def run_import(instance: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """`caseaudit import` as it is typed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CASEAUDIT_")}
    return subprocess.run(
        [sys.executable, "-c", "from caseaudit.cli import main; main()", "import", *map(str, arguments)],
        env=environment | {"CASEAUDIT_INSTANCE": str(instance), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.shared
def test_the_sample_workbook_is_imported_and_every_doubtful_cell_reported(tmp_path: Path) -> None:
    done = run_import(tmp_path, SAMPLE, "--as-at", "2021-03-16", "--remarks", tmp_path / "remarks.csv")

    assert done.returncode == 0, done.stderr
    assert "48 case files" in done.stdout
    assert "0 refused, 32 doubtful cells" in done.stdout
    assert "List 6, row 2, Allocated Team (M): The cell shows the error #N/A" in done.stdout
    with (tmp_path / "remarks.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 34
    with Session(open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}").execution_options(write=False)) as session:
        lists = session.exec(select(FrameList)).all()
        assert {found.list_no: found.rows_read for found in lists} == {
            1: 5, 2: 5, 3: 6, 4: 5, 5: 5, 6: 5, 7: 7, 8: 5, 9: 6, 10: 5, 11: 5
        }  # fmt: skip
        assert all(found.rows_read == found.rows_kept + found.rows_refused for found in lists)
        assert len(session.exec(select(CellRemark)).all()) == 34
        assert len(session.exec(select(CaseEvent)).all()) == sum(found.events for found in lists)


def test_what_is_printed_names_no_child(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "ZQ-771"}, {"child": "ZQ772", "contact_on": "soon"}]})

    done = run_import(tmp_path, path, "--as-at", "2026-03-31")

    assert done.returncode == 0
    assert "ZQ" not in done.stdout + done.stderr


def test_a_refused_file_exits_with_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("Child Unique ID,Gender\n1,M\n")

    done = run_import(tmp_path, path, "--as-at", "2026-03-31")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("caseaudit: The headings are those of no Annex A list")
    with Session(open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}").execution_options(write=False)) as session:
        assert session.exec(select(Frame)).all() == []


def test_lists_of_a_day_still_to_come_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "1"}]})

    done = run_import(tmp_path, path, "--as-at", "2999-01-01")

    assert done.returncode == 1
    assert "still to come" in done.stderr


def test_several_files_of_different_kinds_become_one_frame(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "a", {7: [{"child": "c1"}]}),
        census(tmp_path / "b", child("C1", details()), child("C2", details(on="2026-03-01")), year=2026),
        file_903(tmp_path / "c", "episodes", [episode("C1")]),
    ]

    done = run_import(tmp_path, *files, "--as-at", "2026-03-31")

    assert done.returncode == 0, done.stderr
    assert "Annex A, CIN census 2026 and SSDA903: 2 case files." in done.stdout
    assert "File 2, row 1, GenderCurrent: This element is not of the collection of 2026." in done.stdout


@pytest.mark.shared
def test_the_sample_workbook_reconciles_with_a_count_of_its_xml(tmp_path: Path) -> None:
    # Counted in the archive's own XML by no code of ours: the rows beneath the first with a value in column A.
    counted = []
    with ZipFile(SAMPLE) as archive:
        for number in range(1, 12):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            counted.append(len(re.findall(r'<c r="A\d+"[^>]*>(?:<f>[^<]*</f>)?<v>', sheet)) - 1)

    done = run_import(tmp_path, SAMPLE, "--as-at", "2021-03-16")

    assert done.returncode == 0, done.stderr
    with Session(open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}").execution_options(write=False)) as session:
        lists = session.exec(select(FrameList).order_by(FrameList.list_no)).all()
    assert [found.rows_read for found in lists] == counted


def test_many_remarks_are_counted_by_kind_and_the_first_told_in_full(tmp_path: Path) -> None:
    rows = [{"child": f"ZQ{number}", "contact_on": "soon"} for number in range(60)]
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "ZQ77", "contact_on": "31/03/2026"}, *rows]})

    done = run_import(tmp_path, path, "--as-at", "2026-03-31", "--remarks", tmp_path / "remarks.csv")

    assert done.returncode == 0, done.stderr
    assert re.search(r"^ +60  List 1: Not a date$", done.stdout, re.MULTILINE)
    assert done.stdout.count("This cannot be read as a date") == 20
    assert "--remarks FILE writes them" in done.stdout
    with (tmp_path / "remarks.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Kind"] for row in csv.DictReader(file)].count("not_a_date") == 60


def test_a_date_that_the_lists_do_not_agree_with_has_to_be_confirmed(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "c1", "contact_on": "31/03/2025"}]})

    refused = run_import(tmp_path, path, "--as-at", "2026-03-31")
    done = run_import(tmp_path, path, "--as-at", "2026-03-31", "--confirm-date")

    assert refused.returncode == 1
    assert "The latest date in the lists is 31 March 2025, 365 days before 31 March 2026." in refused.stderr
    assert "--confirm-date" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert "Sealed" in done.stdout


def test_an_import_screens_every_child_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {7: [{"child": "c1", "plan_started_on": "09/01/2023"}]})

    done = run_import(tmp_path, path, "--as-at", "2026-03-31", "--confirm-date")

    assert "Screened: 1 of 1 child flagged" in done.stdout
    with Session(open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}").execution_options(write=False)) as session:
        assert session.exec(select(FrameScreening)).one().children == 1


def frames_in(instance: Path) -> int:
    if not (instance / "caseaudit.sqlite3").exists():
        return 0
    with Session(open_engine(f"sqlite:///{instance / 'caseaudit.sqlite3'}").execution_options(write=False)) as session:
        return len(session.exec(select(Frame)).all())


def test_the_file_of_remarks_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "c1"}]})
    before = path.read_bytes()

    done = run_import(tmp_path / "here", path, "--as-at", "2026-03-31", "--confirm-date", "--remarks", path)

    assert (done.returncode, path.read_bytes() == before, frames_in(tmp_path / "here")) == (1, True, 0)
    assert "There is a file of this name already" in done.stderr


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that takes no files")
def test_remarks_that_cannot_be_written_leave_no_frame(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "c1"}]})

    done = run_import(tmp_path, path, "--as-at", "2026-03-31", "--confirm-date", "--remarks", "/proc/remarks.csv")

    assert (done.returncode, frames_in(tmp_path)) == (1, 0)
    assert done.stderr.endswith(
        "caseaudit: The file cannot be written there. Nothing was kept; make room, or give another name.\n"
    )


def test_an_import_that_is_refused_leaves_no_file_of_remarks(tmp_path: Path) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "c1"}]})
    arguments = (path, "--as-at", "2026-03-31", "--confirm-date", "--remarks")
    run_import(tmp_path, *arguments, tmp_path / "first.csv")

    done = run_import(tmp_path, *arguments, tmp_path / "second.csv")

    assert "already imported" in done.stderr
    assert "screen it if that is not done yet" in done.stderr
    assert not (tmp_path / "second.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--as-at", "0001-01-01"), "no lists are as old as 1 January 1"),
        (("--as-at", "2026-03-31", "--name", os.fsdecode(b"\xff\xfe")), "in letters that can be written"),
    ],
)
def test_what_is_typed_and_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    path = write(tmp_path / "lists.xlsx", {1: [{"child": "c1"}]})

    done = run_import(tmp_path, path, *arguments, "--confirm-date")

    assert (done.returncode, frames_in(tmp_path), "Traceback" in done.stderr) == (1, 0, False)
    assert sentence in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    done = run_import(tmp_path, tmp_path / "pipe", "--as-at", "2026-03-31")

    assert "no file that can be read to its end" in done.stderr


def test_a_file_that_breaks_off_is_kept_only_once_somebody_says_that_it_is_whole(tmp_path: Path) -> None:
    path = file_903(tmp_path / "header.csv", "header", [{"CHILD": "1", "DOB": "01/06/2015", "SEX": "2"}] * 2)
    path.write_text(path.read_text().rstrip().rpartition(",")[0])
    arguments = (path, "--as-at", "2026-03-31", "--confirm-date")

    refused = run_import(tmp_path, *arguments)
    done = run_import(tmp_path, *arguments, "--confirm-whole")

    assert refused.returncode != 0
    assert "seems to have been cut short: The file, row 3. Nothing was kept" in refused.stderr
    assert done.returncode == 0


def test_whoever_types_several_files_is_told_which_is_which_and_no_name_is_kept(tmp_path: Path) -> None:
    header = file_903(tmp_path / "a-header.csv", "header", [{"CHILD": "1", "DOB": "01/06/2015", "SEX": "2"}])
    episodes = file_903(tmp_path / "some-episodes.csv", "episodes", [episode("1")])

    done = run_import(tmp_path, header, episodes, "--as-at", "2026-03-31", "--confirm-date")

    assert "File 1 is a-header.csv\nFile 2 is some-episodes.csv\n" in done.stderr
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path not in (header, episodes)]
    assert kept
    assert not [path for path in kept if b"some-episodes" in path.read_bytes()]
