"""Every command is there, in the order of the work, and a refusal is a sentence."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from caseaudit.cli import commands


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
