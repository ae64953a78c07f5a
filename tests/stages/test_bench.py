"""Every bench runs, at a tiny size, and prints what it measured beside its limit; how fast it was is not tested."""

from datetime import date

import pytest
from click.testing import CliRunner

from caseaudit.bench.figures import in_its_own_process
from caseaudit.bench.journey import a_model_each, one_model_for_all
from caseaudit.bench.lives import AS_AT, lives
from caseaudit.bench.workbook import write_workbook
from caseaudit.cli import commands
from caseaudit.intake.reading import read_files
from caseaudit.journey.replay import replay

LINES = {
    "intake": ["Rows imported a second", "Time the processor worked", "Time that passed", "Most memory"],
    "journey": [
        "Events read a second",
        "transitions, a model a child",
        "one model used again",
        "looking each event up",
    ],
    "checks": ["Plan actions read a second", "Whole case files read a second"],
    "screen": ["Screening 100 children", "Time a child, 10 against 1", "Time a child, 100 against 10"],
}


@pytest.mark.parametrize("name", LINES)
def test_a_bench_prints_each_figure_with_its_ratio_aim_and_outcome(name):
    done = CliRunner().invoke(commands, ["bench", name, "--rows", "100", "--children", "100"])

    assert done.exit_code == 0, done.output
    assert f"bench {name}" in done.output
    assert [line for line in LINES[name] if line not in done.output] == []
    assert [other for other in LINES if other != name and f"bench {other}" in done.output] == []
    assert "The aim" in done.output
    (compared,) = [line for line in done.output.splitlines() if LINES[name][1] in line]
    assert "times as" in compared
    assert compared.rstrip().endswith("met")


def test_a_bench_nobody_knows_is_refused():
    assert CliRunner().invoke(commands, ["bench", "sampling"]).exit_code == 2


def test_a_process_of_its_own_gives_what_it_found_its_time_and_its_memory():
    run = in_its_own_process(AS_AT.isoformat)

    assert run.found == "2026-03-31"
    assert run.seconds >= 0
    assert run.megabytes is None or run.megabytes > 5


def test_both_ways_of_driving_transitions_lead_to_the_same_states(definitions):
    one_model, a_model_a_child = one_model_for_all(definitions.journeys[-1]), a_model_each(definitions.journeys[-1])

    for life in lives(200):
        assert one_model(life) == a_model_a_child(life)


def test_the_invented_lives_have_about_ten_events_each_and_nearly_all_fit(definitions):
    people = list(lives(1_000))
    journeys = [replay(life, definitions.journeys, AS_AT) for life in people]

    assert 9 <= sum(map(len, people)) / 1_000 <= 11
    assert sum(len(journey.misfits) for journey in journeys) < 0.05 * sum(map(len, people))
    assert {journey.level for journey in journeys} >= {"looked_after", "child_protection", "child_in_need", "closed"}
    assert list(lives(5)) == list(lives(5)) != list(lives(5, seed=8))
    assert all(event.on <= date(2026, 3, 31) for life in people for event in life)


def test_the_invented_workbook_is_read_whole(tmp_path, definitions):
    rows = write_workbook(tmp_path / "lists.xlsx", 400)

    read = read_files([tmp_path / "lists.xlsx"], as_at=AS_AT, journeys=definitions.journeys)

    assert rows == sum(one.rows_read for one in read.lists) == 400
    assert sum(one.rows_refused for one in read.lists) == 0
    assert len({one.number for one in read.lists if one.rows_read}) == 10
