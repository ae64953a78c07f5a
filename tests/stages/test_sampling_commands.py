"""The commands that draw, export and report, run as at a prompt, on a database of their own of each kind."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from caseaudit.cli import commands
from caseaudit.errors import CaseauditError, NotAllowed, NotFound
from caseaudit.sampling.queries import samples
from caseaudit.store.engine import open_engine
from caseaudit.store.history import history_of
from caseaudit.store.transaction import transaction
from caseaudit.store.upgrade import ready_database
from tests.frames import children, frame_of

CHILDREN = [*children(30, level="child_in_need"), *children(9, level="looked_after")]
REDRAW = Path(__file__).resolve().parents[2] / "docs" / "redraw.py"

WITH_IDENTIFIERS = ("--with-identifiers", "--reason", "For the file readers")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Runs a command against the database of this address."""

    def run(url: str, *arguments: object):
        monkeypatch.setenv("CASEAUDIT_INSTANCE", str(tmp_path))
        monkeypatch.setenv("CASEAUDIT_DATABASE_URL", url)
        done = CliRunner().invoke(commands, [str(argument) for argument in arguments])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


@pytest.fixture
def sqlite(tmp_path: Path, sqlite_template: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "prompt.sqlite3")
    return _with_a_frame(f"sqlite:///{tmp_path / 'prompt.sqlite3'}")


@pytest.fixture
def postgresql() -> Iterator[str]:
    schema = f"t{uuid4().hex}"
    server = os.environ["CASEAUDIT_TEST_POSTGRES_URL"]
    engine = open_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"create schema {schema}"))
    yield _with_a_frame(f"{server}?options=-csearch_path%3D{schema}")
    with engine.begin() as connection:
        connection.execute(text(f"drop schema {schema} cascade"))
    engine.dispose()


def _with_a_frame(url: str) -> str:
    engine = open_engine(url)
    ready_database(engine)
    with transaction(engine) as session:
        frame_of(session, CHILDREN)
    engine.dispose()
    return url


def test_the_same_table_is_printed_twice_over(run, sqlite):
    first, second = (run(sqlite, "sample", "latest", "--size", 8, "--seed", "abc") for _ in range(2))

    assert first.stdout == second.stdout
    assert first.stdout.count("child_in_need") == 6
    assert first.stdout.count("looked_after") == 2
    assert "Kept as" in first.stderr
    assert [child.ref for child in CHILDREN if child.ref in first.output] == []


@pytest.mark.postgresql
def test_the_same_table_is_printed_on_both_databases(run, sqlite, postgresql, tmp_path):
    settings = {**os.environ, "CASEAUDIT_INSTANCE": str(tmp_path), "CASEAUDIT_DATABASE_URL": postgresql}
    arguments = ["sample", "latest", "--size", "8", "--seed", "abc"]

    one = run(sqlite, *arguments)
    other = subprocess.run(
        [sys.executable, "-m", "caseaudit", *arguments], env=settings, capture_output=True, check=True, text=True
    )

    assert one.stdout == other.stdout


def test_without_a_seed_two_draws_differ(run, sqlite):
    first, second = (run(sqlite, "sample", "latest", "--size", 8, "--method", "simple_random") for _ in range(2))

    assert first.stdout != second.stdout


def test_a_sample_is_exported_and_drawn_again_by_the_script(run, sqlite, tmp_path):
    run(sqlite, "sample", "latest", "--size", 8, "--name", "Spring")

    done = run(sqlite, "export", "latest", "--to", tmp_path / "out")

    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["findings.csv", "manifest.json", "sample.csv", "sample.xlsx"]
    assert len(done.stdout.splitlines()) == 4
    script = [sys.executable, REDRAW, tmp_path / "out" / "manifest.json"]
    assert subprocess.run(script, capture_output=True, check=False).returncode == 0
    written_text = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir()).decode("utf-8", "ignore")
    assert [child.ref for child in CHILDREN if child.ref in written_text] == []


def test_identifiers_are_written_when_asked_for_by_name(run, sqlite, tmp_path):
    run(sqlite, "sample", "latest", "--size", 8)

    run(sqlite, "export", "latest", "--to", tmp_path, "--format", "manifest", *WITH_IDENTIFIERS)

    drawn = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["order"]
    assert {case["child_ref"] for case in drawn} <= {child.ref for child in CHILDREN}


def test_identifiers_written_leave_a_line_of_history_for_each_file(run, sqlite, tmp_path):
    run(sqlite, "sample", "latest", "--size", 8)

    run(sqlite, "export", "latest", "--to", tmp_path, *WITH_IDENTIFIERS)

    engine = open_engine(sqlite)
    with transaction(engine, write=False) as session:
        steps = [step for step in history_of(session, samples(session)[0].id) if "identifiers" in step.trigger]
    engine.dispose()
    assert sorted(step.note for step in steps) == [
        f"{file} with identifiers: For the file readers" for file in ("manifest.json", "sample.csv", "sample.xlsx")
    ]


def test_without_a_reason_no_identifiers_are_written(run, sqlite, tmp_path):
    run(sqlite, "sample", "latest", "--size", 8)

    with pytest.raises(NotAllowed, match="--reason"):
        run(sqlite, "export", "latest", "--to", tmp_path / "out", "--with-identifiers")

    assert not (tmp_path / "out").exists()


def test_the_report_is_written_where_asked(run, sqlite, tmp_path):
    run(sqlite, "sample", "latest", "--size", 8)

    run(sqlite, "report", "latest", "--to", tmp_path / "reports" / "spring.html")

    assert "0 of 8 case files" in (tmp_path / "reports" / "spring.html").read_text("utf-8")
    with pytest.raises(NotAllowed, match="There is a file of this name already"):
        run(sqlite, "report", "latest", "--to", tmp_path / "reports" / "spring.html")


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (("sample", "latest", "--size", 0), NotAllowed, "1 or more"),
        (("sample", "latest", "--size", 400), NotAllowed, "cannot draw 400"),
        (("sample", "no-id", "--size", 4), NotFound, "no such frame"),
        (("sample", str(uuid4()), "--size", 4), NotFound, "no such frame"),
        (("sample", "latest", "--size", 4, "--edition", "1999-01"), NotFound, "no edition 1999-01"),
        (("export", "latest", "--to", "nowhere"), NotFound, "no sample yet"),
        (("export", str(uuid4()), "--to", "nowhere"), NotFound, "no such sample"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, sqlite, arguments, error, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(error, match=sentence):
        run(sqlite, *arguments)


def test_an_installation_without_a_frame_says_what_to_do_first(run, tmp_path):
    with pytest.raises(CaseauditError, match="caseaudit import"):
        run(f"sqlite:///{tmp_path / 'none.sqlite3'}", "sample", "latest", "--size", 4)


def test_the_tools_are_listed_with_the_levels_they_are_for_and_nothing_is_drawn(run, sqlite):
    done = run(sqlite, "sample", "--tools")

    lines = done.stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("child-in-need "))
    assert lines[place].endswith("2026-10  Child in need audit")
    assert lines[place + 1].strip() == "for child_in_need, open_assessment"
    assert "for every case level" in done.stdout
    assert "Order" not in done.stdout


def test_a_draw_takes_only_from_the_case_levels_its_tool_is_for_and_says_so(run, sqlite):
    arguments = ("sample", "latest", "--seed", "abc", "--size")
    core = run(sqlite, *arguments, 8)
    narrow = run(sqlite, *arguments, 6, "--tool", "child-in-need")

    assert "8 case files of 39 drawn at random" in core.stdout
    assert "6 case files of 30 at the case levels the audit tool is for, drawn at random" in narrow.stdout
    assert "child_in_need" in narrow.stdout
    assert "looked_after" not in narrow.stdout
    with pytest.raises(NotAllowed, match="of 30 case files that this audit tool is for: enter 30 or fewer"):
        run(sqlite, *arguments, 31, "--tool", "child-in-need")
