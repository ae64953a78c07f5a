"""The invented case files: complete, of every level, and each given to a child it fits."""

from datetime import date
from importlib.resources import files
from tomllib import loads
from typing import Any

import pytest

from caseaudit.casefiles.drafts import RECORD_TYPES
from caseaudit.definitions.library import Definitions
from caseaudit.demo.auditors import Auditor, answers_by, second_thoughts, verdict_by
from caseaudit.demo.case_files import CaseToFill, Shelf
from caseaudit.demo.remarks import entries_in

LEVELS = (
    "looked_after",
    "child_protection",
    "care_leaver",
    "child_in_need",
    "open_assessment",
    "early_help",
    "front_door",
    "closed",
)
HONEST = Auditor("honest@demo", "Honest", "None")
KIND = Auditor("kind@demo", "Kind", "None", kindness=10)


def written(level: str) -> list[dict[str, Any]]:
    text = files("caseaudit.demo").joinpath("case_files", f"{level}.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = loads(text)["files"]
    return found


def a_case(level: str, age: float | None = 8.0, **about: Any) -> CaseToFill:
    given: dict[str, Any] = {"is_disabled": False, "is_alone_in_country": False, "events": {}}
    return CaseToFill(level, age, **(given | about))


def test_there_are_at_least_24_case_files_and_some_for_every_level():
    counts = [len(written(level)) for level in LEVELS]

    assert sum(counts) >= 24
    assert min(counts) >= 3


@pytest.mark.parametrize("level", LEVELS)
def test_every_case_file_is_complete(level):
    for file in written(level):
        assert file["record"]["type"] in RECORD_TYPES
        assert file["record"]["text"].strip()
        assert all(file[part].strip() for part in ("strengths", "change", "reason"))
        assert set(file["marks"].values()) <= {"strong", "mixed", "weak"}


def test_every_level_has_files_done_well_and_files_done_badly():
    for level in LEVELS:
        grades = {file["grade"] for file in written(level)}

        assert "good" in grades, level
        assert grades & {"requires_improvement", "inadequate"}, level


def test_a_child_gets_a_file_of_the_right_level_and_age():
    shelf = Shelf()

    assert shelf.file_for(a_case("child_protection", None)).name == "Baby"
    assert shelf.file_for(a_case("child_protection", 1.5)).name == "Rory"
    assert shelf.file_for(a_case("looked_after", 16.5, is_alone_in_country=True)).name == "Noor"
    assert shelf.file_for(a_case("child_in_need", 9.0, is_disabled=True)).name == "Ari"


def test_no_file_is_given_twice_while_another_would_do():
    shelf = Shelf()

    names = [shelf.file_for(a_case("child_in_need", 10.0)).name for _ in range(4)]

    assert len(set(names)) == 4


def test_an_event_the_lists_do_not_show_is_not_in_the_chronology():
    held = date(2026, 1, 15)

    without = Shelf().file_for(a_case("child_protection", 1.5))
    with_it = Shelf().file_for(a_case("child_protection", 1.5, events={"icpc_held": held}))

    assert len(with_it.chronology) == len(without.chronology) + 1
    assert "15.01.26" in [entry.date_text for entry in with_it.chronology]


def test_no_date_is_left_to_be_filled_in():
    for level in LEVELS:
        shelf = Shelf()
        for _ in written(level):
            file = shelf.file_for(a_case(level))
            cells = [cell for action in file.plan.actions for cell in (action.outcome, action.action, action.timescale)]
            said = [file.record.text, file.change, *cells, *(entry.event for entry in file.chronology)]
            assert not any("{" in text for text in said)


@pytest.mark.parametrize("edition", ["2026-04", "2026-10"])
def test_an_auditor_answers_every_question_and_gives_a_reason_for_not_applicable(
    definitions: Definitions, edition: str
):
    tool = definitions.tool("core-case-file", edition)

    for level in LEVELS:
        file = Shelf().file_for(a_case(level))
        for section in tool.sections:
            for key, answer in answers_by(HONEST, file, section).items():
                assert answer.value or key == "feedback", key
                assert answer.note or answer.value != "not_applicable", key


def test_a_kind_auditor_comes_out_kinder_and_thinks_again_when_asked(definitions: Definitions):
    tool = definitions.tool("core-case-file", "2026-04")
    file = Shelf().file_for(a_case("looked_after", 14.0))
    section = tool.section("impact")
    assert section

    kind = [answer.value for answer in answers_by(KIND, file, section).values()]
    then = second_thoughts(KIND, file, section)

    assert second_thoughts(HONEST, file, section) == {}
    assert then
    assert [answer.value for answer in then.values()] != kind


def test_an_honest_auditor_confirms_unless_the_file_bears_out_an_override():
    shelf = Shelf()
    rory = shelf.file_for(a_case("child_protection", 1.5))
    ash = next(file for file in (shelf.file_for(a_case("child_protection", 8.0)) for _ in range(6)) if file.overrides)

    code, reason = next(iter(ash.overrides.items()))

    assert verdict_by(HONEST, rory, "action_without_date", "ongoing")[0] == "confirmed"
    assert verdict_by(HONEST, ash, code, "any words") == ("overridden", reason)


def test_what_an_auditor_found_alone_is_never_overridden():
    file = Shelf().file_for(a_case("looked_after", 14.0))

    assert verdict_by(KIND, file, "chronology_missing", "")[0] == "confirmed"


def test_what_is_written_about_a_chronology_agrees_with_it(definitions: Definitions):
    tool = definitions.tool("core-case-file", "2026-10")
    section = tool.section("chronology")
    assert section

    for level in LEVELS:
        shelf = Shelf()
        for _ in written(level):
            file = shelf.file_for(a_case(level))
            answer = answers_by(KIND, file, section)["chronology-present"]
            assert (answer.value == "no") is (entries_in(file) == 0), file.name


def test_a_word_that_is_no_date_is_not_called_an_empty_box():
    shelf, long_ago = Shelf(), {"cp_plan_started": date(2024, 5, 1)}
    found = [shelf.file_for(a_case("child_protection", 8.0, events=long_ago)) for _ in range(8)]
    jude = next(file for file in found if file.name == "Jude")

    said = {verdict_by(HONEST, jude, "action_without_date", words)[1] for words in ("Ongoing", "ASAP", "TBC")}

    assert len(said) > 1
    assert not any("empty" in reason for reason in said)
