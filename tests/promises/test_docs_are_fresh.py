"""The documents that come from the data say what the data say."""

from pathlib import Path

from click.testing import CliRunner

from caseaudit.commands.docs import command

ROOT = Path(__file__).resolve().parents[2]


def test_the_documents_are_as_the_data_say():
    result = CliRunner().invoke(command, ["--check", "--into", str(ROOT / "docs")])

    assert result.exit_code == 0, result.output
