from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from caseaudit.definitions.library import read_definitions, shipped_folder, survey_definitions
from caseaudit.errors import DefinitionError, NotFound

ROOT = shipped_folder()
NEXT_EDITION = (
    ('edition = "2013-04"', 'edition = "2027-04"'),
    ("in_force_from = 2013-04-15", "in_force_from = 2027-04-01"),
)


def local_copy(instance: Path, shipped: str, name: str, *changes: tuple[str, str]) -> None:
    text = (ROOT / shipped).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = instance / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def refusal(instance: Path) -> str:
    with pytest.raises(DefinitionError) as refused:
        read_definitions(instance)
    return str(refused.value)


def test_an_instance_without_definitions_of_its_own_has_the_shipped_ones(tmp_path, definitions):
    assert read_definitions(tmp_path / "nowhere") == definitions


@pytest.mark.parametrize(
    ("on", "edition"),
    [
        (date(1999, 1, 1), "2006-04"),
        (date(2006, 4, 1), "2006-04"),
        (date(2013, 4, 14), "2006-04"),
        (date(2013, 4, 15), "2013-04"),
        (date(2026, 11, 20), "2013-04"),
    ],
)
def test_a_day_is_read_by_the_edition_in_force(definitions, on, edition):
    assert definitions.journey_on(on).edition == edition


def test_both_editions_of_the_tool_are_there_and_the_newest_is_known(definitions):
    editions = [tool.edition for tool in definitions.tools if tool.key == "core-case-file"]

    assert editions == ["2026-04", "2026-10"]
    assert definitions.latest_tool("core-case-file").edition == "2026-10"
    assert definitions.tool("core-case-file", "2026-04").edition == "2026-04"


def test_the_hash_of_a_tool_is_that_of_its_own_edition(definitions):
    old, new = (definitions.tool_sha256(tool) for tool in definitions.tools if tool.key == "core-case-file")

    assert old != new
    assert len(old) == len(new) == 64


def test_a_tool_that_does_not_exist_is_not_found(definitions):
    with pytest.raises(NotFound, match="no edition 1999-01"):
        definitions.tool("core-case-file", "1999-01")
    with pytest.raises(NotFound, match="no tool lunch"):
        definitions.latest_tool("lunch")


def test_an_instance_may_add_an_edition_of_a_tool(tmp_path):
    local_copy(
        tmp_path,
        "forms/core-case-file/2026-10.toml",
        "forms/core-case-file/2027-01.toml",
        ('edition = "2026-10"', 'edition = "2027-01"'),
    )

    assert read_definitions(tmp_path).latest_tool("core-case-file").edition == "2027-01"


def test_an_instance_may_not_override_an_edition(tmp_path):
    local_copy(tmp_path, "forms/core-case-file/2026-10.toml", "forms/core-case-file/2026-10.toml")

    assert "2026-10.toml: edition: forms/core-case-file/2026-10.toml already has this" in refusal(tmp_path)


def test_an_instance_may_not_have_a_lifecycle_of_its_own(tmp_path):
    local_copy(tmp_path, "workflows/lifecycles/audit.toml", "lifecycles/audit.toml")

    assert "lifecycles/audit.toml: Lifecycles are the product's alone" in refusal(tmp_path)


def test_an_instance_may_add_the_next_edition_of_the_journey(tmp_path):
    local_copy(tmp_path, "workflows/journeys/england-2013-04.toml", "journeys/england-2027-04.toml", *NEXT_EDITION)

    found = read_definitions(tmp_path)

    assert [journey.edition for journey in found.journeys] == ["2006-04", "2013-04", "2027-04"]
    assert found.journeys[1].in_force_to == date(2027, 3, 31)
    assert found.journey_on(date(2027, 4, 1)).edition == "2027-04"


def test_a_bad_file_is_named_with_its_key(tmp_path):
    local_copy(
        tmp_path,
        "workflows/journeys/england-2013-04.toml",
        "journeys/england-2027-04.toml",
        *NEXT_EDITION,
        ('to = "enquiry"', 'to = "encuiry"'),
    )

    assert "england-2027-04.toml: tracks.4.steps.4.to: “encuiry” is not one of the states." in refusal(tmp_path)


def test_a_file_is_named_for_the_edition_it_holds(tmp_path):
    local_copy(tmp_path, "workflows/journeys/england-2013-04.toml", "journeys/new.toml", *NEXT_EDITION)

    assert "journeys/new.toml: edition: Name the file of this edition …/england-2027-04.toml." in refusal(tmp_path)


def test_a_day_proclaimed_later_is_added_and_none_is_taken_away(tmp_path, definitions):
    calendar = tmp_path / "calendars" / "proclaimed.toml"
    calendar.parent.mkdir()
    calendar.write_text(
        'key = "proclaimed"\nadds_to = "england-and-wales"\ntitle = "Proclaimed in 2027"\n'
        'valid_from = 2027-01-01\nvalid_to = 2029-12-31\nrests_on = "A proclamation."\n'
        'holidays = [{ on = 2027-06-04, name = "A day of thanks" }]\n',
        encoding="utf-8",
    )

    before, after = (known.calendars["england-and-wales"] for known in (definitions, read_definitions(tmp_path)))

    assert {day.on for day in after.holidays} == {day.on for day in before.holidays} | {date(2027, 6, 4)}
    assert (after.valid_from, after.valid_to) == (date(1990, 1, 1), date(2029, 12, 31))


def test_a_folder_with_no_journey_is_refused(tmp_path):
    copytree(ROOT / "forms", tmp_path / "forms")

    mistakes = survey_definitions(shipped=tmp_path).mistakes

    assert any(mistake.key.endswith("levels") for mistake in mistakes)
