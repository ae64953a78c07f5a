"""`caseaudit user add` and `caseaudit serve`, as far as they go before a server runs."""

from collections.abc import Mapping
from pathlib import Path
from socket import create_server

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session

from caseaudit.accounts.changes import sign_in
from caseaudit.accounts.queries import accounts
from caseaudit.commands import serve, user
from caseaudit.errors import DefinitionError, NotAllowed, SettingsError
from caseaudit.store.engine import open_engine
from tests.factories import NOON

PASSWORD = "correct horse battery staple"
KEY = "a key for tests that signs nothing anybody relies on"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"CASEAUDIT_INSTANCE": str(tmp_path), "CASEAUDIT_DATABASE_URL": "", "CASEAUDIT_SECRET_KEY": KEY}


def _add(environment: Mapping[str, str], *options: str, typed: str = f"{PASSWORD}\n") -> Result:
    arguments = ["add", "Ann@council.example", "--name", "Ann Admin", "--role", "administrator", *options]
    return CliRunner().invoke(user.command, arguments, input=typed, env=environment)


def test_the_first_administrator_is_let_in_from_the_command_line(environment: dict[str, str], tmp_path: Path):
    result = _add(environment, "--password-stdin")

    assert result.output == "ann@council.example can sign in as administrator.\n"
    engine = open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}")
    with Session(engine) as session:
        assert sign_in(session, "ann@council.example", PASSWORD, "192.0.2.7", NOON)
    engine.dispose()


def test_a_password_typed_at_the_prompt_is_asked_for_twice_and_not_shown(environment: dict[str, str]):
    result = _add(environment, typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert result.exit_code == 0
    assert PASSWORD not in result.output


def test_a_weak_password_lets_nobody_in(environment: dict[str, str], tmp_path: Path):
    result = _add(environment, "--password-stdin", typed="short\n")

    assert isinstance(result.exception, NotAllowed)
    engine = open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}")
    with Session(engine) as session:
        assert accounts(session) == []
    engine.dispose()


@pytest.mark.parametrize("key", ["", "too short"])
def test_nothing_is_served_without_a_secret_and_no_database_is_made(
    environment: dict[str, str], tmp_path: Path, key: str
):
    result = CliRunner().invoke(serve.command, [], env={**environment, "CASEAUDIT_SECRET_KEY": key})

    assert isinstance(result.exception, SettingsError)
    assert "CASEAUDIT_SECRET_KEY" in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_served_on_a_bad_definition_and_its_file_and_key_are_named(
    environment: dict[str, str], tmp_path: Path
):
    (tmp_path / "forms" / "home-visits").mkdir(parents=True)
    (tmp_path / "forms" / "home-visits" / "2026-04.toml").write_text('key = "home-visits"\ncolour = "red"\n')

    result = CliRunner().invoke(serve.command, [], env=environment)

    assert isinstance(result.exception, DefinitionError)
    assert "2026-04.toml: colour" in str(result.exception)


def test_a_port_in_use_is_said_in_a_sentence(environment: dict[str, str]):
    with create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        result = CliRunner().invoke(serve.command, ["--port", str(port)], env=environment)

    assert isinstance(result.exception, SettingsError)
    assert "choose another --port" in str(result.exception)
    assert "Nobody can sign in yet" in result.output
