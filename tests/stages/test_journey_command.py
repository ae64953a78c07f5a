"""A child's journey leaves a frame as a file and is replayed from it, at the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caseaudit.cli import commands
from caseaudit.errors import NotAllowed, NotFound, RefusedFile
from caseaudit.intake.queries import cases, frames, journey_of
from caseaudit.journey.exchange import read_csv, read_json
from caseaudit.store.engine import open_engine
from caseaudit.store.transaction import transaction
from tests.annex_a import AS_AT, write


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, list(map(str, arguments)))


@pytest.fixture
def case_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CASEAUDIT_INSTANCE", str(tmp_path))
    lists = write(tmp_path / "lists.xlsx", {1: [{"child": "ZQ1"}], 7: [{"child": "ZQ1"}], 8: [{"child": "ZQ1"}]})
    assert run("import", lists, "--as-at", f"{AS_AT}").exit_code == 0
    with transaction(open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}"), write=False) as session:
        return cases(session, frames(session)[0].id)[0].case_key


@pytest.mark.parametrize(("name", "read"), [("one.csv", read_csv), ("one.json", read_json)])
def test_a_journey_of_a_frame_comes_back_from_its_file_with_the_same_states(
    tmp_path, case_key, definitions, name, read
):
    done = run("journey", "export", case_key[:8], "--to", tmp_path / name)

    assert done.exit_code == 0, done.output
    told = read((tmp_path / name).read_bytes())
    with transaction(open_engine(f"sqlite:///{tmp_path / 'caseaudit.sqlite3'}"), write=False) as session:
        case = cases(session, frames(session)[0].id)[0]
        kept = journey_of(session, case.id, definitions.journeys)
    assert told.replayed(definitions.journeys) == kept
    assert kept.states["looked_after"] == "looked_after"
    assert told.case_key == case_key
    assert b"ZQ1" not in (tmp_path / name).read_bytes()


def test_replaying_a_file_prints_where_the_child_is(tmp_path, case_key):
    run("journey", "export", case_key, "--to", tmp_path / "one.csv")

    done = run("journey", "replay", tmp_path / "one.csv")

    assert done.exit_code == 0, done.output
    assert f"Case {case_key}, lists as at 31 March 2026:" in done.output
    assert "Case level: Looked after" in done.output
    assert "since 2 February 2026" in done.output


@pytest.mark.parametrize(
    ("key", "name", "error", "sentence"),
    [
        ("nobody", "one.csv", NotFound, "No case file of the frame has a pseudonym that begins like this"),
        ("", "one.csv", NotFound, "a pseudonym that begins like this"),
        ("%", "one.csv", NotFound, "No case file"),
        (None, "one.txt", NotAllowed, "End the name of the file in .csv or .json"),
        (None, "lists.csv", NotAllowed, "There is a file of this name already"),
        (None, "nowhere/one.csv", NotAllowed, "There is no folder for the file"),
    ],
)
def test_what_cannot_be_exported_is_refused_with_what_to_do(tmp_path, case_key, key, name, error, sentence):
    (tmp_path / "lists.csv").write_text("mine")

    done = run("journey", "export", case_key if key is None else key, "--to", tmp_path / name)

    assert isinstance(done.exception, error)
    assert sentence in str(done.exception)
    assert (tmp_path / "lists.csv").read_text() == "mine"


def test_a_file_that_is_no_journey_or_is_not_there_is_refused(tmp_path, case_key):
    (tmp_path / "notes.csv").write_text("hello")

    assert isinstance(run("journey", "replay", tmp_path / "notes.csv").exception, RefusedFile)
    assert isinstance(run("journey", "replay", tmp_path / "none.csv").exception, RefusedFile)


def test_events_of_a_name_nobody_knows_are_said_with_their_lines(tmp_path, case_key):
    exported, misspelt = tmp_path / "one.csv", tmp_path / "two.csv"
    run("journey", "export", case_key, "--to", exported)
    lines = exported.read_text("utf-8-sig").splitlines()
    place, line = next((at, line) for at, line in enumerate(lines, start=1) if ",lac_started," in line)
    lines[place - 1] = line.replace("lac_started", "lac_strated")
    misspelt.write_text("\n".join(lines) + "\n", "utf-8-sig")

    done = run("journey", "replay", misspelt)

    assert "1 event has a name that no journey and no time limit knows" in done.output
    assert f"  Line {place}: “lac_strated”" in done.output
    assert "no time limit knows" not in run("journey", "replay", exported).output
