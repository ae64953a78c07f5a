from pathlib import Path
from re import search

import pytest
from click.testing import CliRunner, Result

from caseaudit.commands.check import command
from caseaudit.definitions.library import shipped_folder

JOURNEY = "workflows/journeys/england-2013-04.toml"


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.setenv("CASEAUDIT_INSTANCE", str(tmp_path / "instance"))

    def run() -> Result:
        return CliRunner().invoke(command, [])

    return run


def own(folder: Path, name: str, text: str) -> None:
    path = folder / "instance" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_every_file_that_reads_has_a_line_and_nothing_else_is_said(check):
    result = check()

    assert result.exit_code == 0
    assert f"{JOURNEY}: ok" in result.output
    assert result.output.endswith("read, nothing wrong.\n")


def test_a_file_of_this_installation_is_read_too(check, tmp_path):
    text = (shipped_folder() / "forms/core-case-file/2026-10.toml").read_text(encoding="utf-8")
    own(tmp_path, "forms/core-case-file/2027-01.toml", text.replace('edition = "2026-10"', 'edition = "2027-01"'))

    result = check()

    assert result.exit_code == 0
    assert "instance/forms/core-case-file/2027-01.toml: ok (this installation's own)" in result.output


def test_every_mistake_is_shown_by_file_and_key_and_the_command_fails(check, tmp_path):
    text = (shipped_folder() / JOURNEY).read_text(encoding="utf-8")
    own(
        tmp_path,
        "journeys/england-2013-04.toml",
        text.replace('from = ["open"]\n', "").replace('to = "plan"', "to = 3"),
    )

    result = check()

    assert result.exit_code == 1
    assert "instance/journeys/england-2013-04.toml: tracks.2.steps.1.from: Field required" in result.output
    assert search(r"england-2013-04\.toml: tracks\.4\.steps\.\d+\.to: Input should be a valid string", result.output)
    assert f"{JOURNEY}: ok" in result.output
    assert search(r"\d+ mistakes in \d+ files\.\n$", result.output)
