"""`caseaudit screen` as at a prompt."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from caseaudit.cli import commands
from caseaudit.errors import NotFound
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from tests.plans import held


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path):
    shutil.copy(sqlite_template, tmp_path / "caseaudit.sqlite3")
    monkeypatch.setenv("CASEAUDIT_INSTANCE", str(tmp_path))
    monkeypatch.delenv("CASEAUDIT_DATABASE_URL", raising=False)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(commands, arguments)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return run


def test_the_command_counts_children_by_group_flag_and_level(run, tmp_path: Path):
    with transaction(open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}")) as session:
        held(session)

    said = run("screen", "latest")

    assert "Sign of drift\n      2  Child protection plan open for two years (child protection plan 2)" in said
    assert "of 3 children flagged" in said
    assert "c-0" not in said
    assert "0 raised now, 0 withdrawn" in run("screen", "latest")


def test_without_a_frame_the_command_says_what_to_do(run):
    with pytest.raises(NotFound, match="caseaudit import"):
        run("screen", "latest")
