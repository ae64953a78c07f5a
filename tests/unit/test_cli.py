"""Every command is there, in the order of the work, and a refusal is a sentence."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from caseaudit import cli
from caseaudit.cli import commands
from caseaudit.commands.remarks import remarks_file
from caseaudit.intake.remarks import Remark, RemarkKind


def test_the_commands_are_listed_in_the_order_of_the_work():
    shown = CliRunner().invoke(commands, ["--help"]).output

    order = [shown.index(f"\n  {name} ") for name in ("demo", "import", "sample", "report", "export", "serve", "db")]
    assert order == sorted(order)


@pytest.mark.parametrize("name", commands.list_commands(None))
def test_every_command_explains_itself(name: str):
    done = CliRunner().invoke(commands, [name, "--help"])

    assert done.exit_code == 0, done.output
    assert "Usage:" in done.output


def test_a_refusal_is_one_sentence_and_exit_code_1(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "caseaudit", "import", str(tmp_path / "nothing.xlsx"), "--as-at", "2026-03-31"],
        capture_output=True,
        text=True,
        check=False,
        env={"CASEAUDIT_INSTANCE": str(tmp_path), "PATH": ""},
    )

    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def _run(instance: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "caseaudit", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"CASEAUDIT_INSTANCE": str(instance), "PATH": "", **settings},
    )


def test_a_database_that_cannot_be_opened_is_one_sentence_and_exit_code_1(tmp_path: Path):
    (tmp_path / "child-ref-77").mkdir()

    done = _run(tmp_path, "db", "upgrade", CASEAUDIT_DATABASE_URL=f"sqlite:///{tmp_path / 'child-ref-77'}")

    assert done.returncode == 1
    assert done.stderr.startswith("caseaudit: The database cannot be opened")
    assert "child-ref-77" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(sqlite3.SQLITE_FULL, "disk of the database is full"), (sqlite3.SQLITE_BUSY, "database is busy")],
)
def test_a_full_disk_and_a_busy_database_are_told_apart(monkeypatch, capsys, code: int, sentence: str):
    error = sqlite3.OperationalError("child-ref-77")
    error.sqlite_errorcode = code

    def failing() -> None:
        raise OperationalError("insert", None, error)

    monkeypatch.setattr(cli, "commands", failing)
    monkeypatch.setattr(cli.os, "umask", lambda mask: None)

    with pytest.raises(SystemExit) as stopped:
        cli.main()

    said = capsys.readouterr().err
    assert stopped.value.code == 1
    assert sentence in said
    assert "child-ref-77" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_what_a_command_writes_is_for_its_owner_alone(tmp_path: Path):
    done = _run(tmp_path / "instance", "db", "upgrade")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "instance" / "caseaudit.sqlite3").stat().st_mode & 0o077 == 0
    assert (tmp_path / "instance").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (UnicodeEncodeError("utf-8", "child-ref-77\ud800", 12, 13, "surrogates"), "letters that cannot be written"),
        (OSError(28, "No space left", "child-ref-77"), "A file cannot be opened, read or written"),
    ],
)
def test_what_a_disk_or_a_letter_refuses_is_a_sentence(monkeypatch, capsys, error: Exception, sentence: str):
    def failing() -> None:
        raise error

    monkeypatch.setattr(cli, "commands", failing)
    monkeypatch.setattr(cli.os, "umask", lambda mask: None)

    with pytest.raises(SystemExit):
        cli.main()

    said = capsys.readouterr().err
    assert sentence in said
    assert "child-ref-77" not in said


def test_no_cell_of_the_remarks_begins_as_a_formula():
    told = remarks_file([Remark(1, "＝sheet", 2, "\n=column", RemarkKind.BLANK, "Fill it in.")]).decode("utf-8-sig")

    assert "'＝sheet" in told
    assert "'\n=column" in told
