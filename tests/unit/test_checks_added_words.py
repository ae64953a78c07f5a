"""The words an authority adds to the lists of the checks."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from caseaudit.app import create_app
from caseaudit.checks.added_words import added_words, word_mistakes
from caseaudit.checks.wordlists import word_list
from caseaudit.commands.check import command
from caseaudit.errors import DefinitionError

ROW = {
    "id": "x-1", "stage": "cp", "plan_date": "2024-05-13", "flag": False, "labels": {"owned": True},
    "outcome": "Kit is well", "action": "Ring the dentist", "owner": "Tadpole team", "timescale": "by 3 June 2024",
}  # fmt: skip


@pytest.fixture
def words(tmp_path):
    folder = tmp_path / "words"
    folder.mkdir()

    def write(name, text):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def test_an_authority_adds_words_and_takes_none_away(words):
    instance = words("people.toml", 'roles = ["tadpole lead"]')

    assert added_words(instance, "people") == {"roles": ("tadpole lead",)}
    assert added_words(instance, "times") == {}
    assert word_mistakes(instance) == ()


def test_an_added_word_is_known_to_the_checks_of_that_installation_only(words, tmp_path):
    instance = words("people.toml", 'organisations = ["tadpole"]')
    example = tmp_path / "examples.jsonl"
    example.write_text(json.dumps({**ROW, "owner": "Tadpole"}), encoding="utf-8")

    def owned(**environ):
        out = tmp_path / "out.jsonl"
        line = [sys.executable, "-m", "caseaudit", "evaluate", "plans", str(example), "--out", str(out)]
        subprocess.run(line, env={"PATH": "", **environ}, check=True, capture_output=True)
        return json.loads(out.read_text(encoding="utf-8"))["labels"]["owned"]

    assert owned() is True
    assert owned(CASEAUDIT_INSTANCE=str(instance)) is False
    assert "tadpole" not in word_list("people")["organisations"]


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("people.toml", 'rolls = ["tadpole lead"]', "words/people.toml: rolls: There is no list of this name"),
        ("people.toml", 'roles = "tadpole lead"', "words/people.toml: roles: Write a list of words."),
        ("people.toml", "roles = [1]", "words/people.toml: roles: Write a list of words."),
        ("people.toml", 'roles = [" "]', "words/people.toml: roles: “ ” has to hold a letter or a figure"),
        ("people.toml", "roles = ", "words/people.toml: This is not TOML"),
        ("people.toml", b"\xff", "words/people.toml: This is not UTF-8 text."),
        ("frogs.toml", 'roles = ["tadpole lead"]', "words/frogs.toml: There are no lists of this name to add to."),
        ("plan_weights.toml", "specific = []", "words/plan_weights.toml: There are no lists of this name to add to."),
    ],
)
def test_a_mistake_is_named_by_file_and_key_and_the_file_adds_nothing(words, name, text, said):
    instance = words(name, text)

    [mistake] = word_mistakes(instance)

    assert said in str(mistake)
    assert added_words(instance, name.removesuffix(".toml")) == {}


def test_the_check_command_shows_a_mistake_in_the_words(words, monkeypatch):
    monkeypatch.setenv("CASEAUDIT_INSTANCE", str(words("people.toml", 'rolls = ["tadpole lead"]')))

    result = CliRunner().invoke(command)

    assert result.exit_code == 1
    assert "words/people.toml: rolls: There is no list of this name" in result.output


def test_an_installation_with_a_mistake_in_its_words_does_not_start(settings, definitions):
    folder = settings.instance / "words"
    folder.mkdir(parents=True)
    (folder / "people.toml").write_text('rolls = ["tadpole lead"]', encoding="utf-8")

    with pytest.raises(DefinitionError, match=r"people\.toml: rolls: There is no list"):
        create_app(settings, definitions)
