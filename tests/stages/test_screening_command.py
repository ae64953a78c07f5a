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
from tests.returns import episode, file_903


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


def test_the_command_says_children_and_facts_apart_and_why_a_missed_limit_raises_no_flag(run, tmp_path: Path):
    episodes = [episode("1", "05/01/2026", LS="V3"), episode("2", "05/01/2026", LS="L1")]
    header = [{"CHILD": ref, "SEX": "2", "DOB": "01/06/2012", "ETHNIC": "WBRI"} for ref in "12"]
    reviews = [{"CHILD": "1", "DOB": "01/06/2012", "REVIEW": on} for on in ("10/02/2026", "10/03/2026")]
    paths = [
        file_903(tmp_path / "a.csv", "header", header),
        file_903(tmp_path / "b.csv", "episodes", episodes),
        file_903(tmp_path / "c.csv", "reviews", reviews),
    ]
    run("import", *map(str, paths), "--as-at", "2026-03-31")

    said = run("screen", "latest")

    assert "      1  Short breaks with a review of care (child in need 1), 2 times" in said
    assert "Of those missed, these raise no flag of their own: 2 overdue told by another flag" in said
    assert "PP-01: 1 overdue (no flag of its own: 1 overdue told by another flag)" in said
    assert "4 flags that tell 5 facts: 0 raised now, 0 withdrawn." in said
