from pathlib import Path

import pytest

from caseaudit.definitions.lifecycle import Lifecycle
from caseaudit.definitions.reading import read_file

LAMP = """
name = "lamp"
title = "Lamp"
initial = "off"

[[states]]
name = "off"
title = "Off"
meaning = "Nobody has switched it on."

[[steps]]
trigger = "press"
label = "Press"
from = ["off"]
to = "off"
roles = ["auditor"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "bad.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes_in(folder: Path, text: str) -> list[str]:
    return [str(mistake) for mistake in read_file(written(folder, text), "bad.toml", Lifecycle).mistakes]


def test_a_good_file_becomes_its_shape(tmp_path):
    read = read_file(written(tmp_path, LAMP), "lamp.toml", Lifecycle)

    assert read.mistakes == ()
    assert read.shape.steps[0].sources == ("off",)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('from = ["off"]\n', "", "bad.toml: steps.0.from: Field required"),
        ('title = "Lamp"', 'title = "Lamp"\ncolour = "red"', "bad.toml: colour: Extra inputs are not permitted"),
        ('title = "Off"', "title = 5", "bad.toml: states.0.title: Input should be a valid string"),
        ('"auditor"', '"cleaner"', "bad.toml: steps.0.roles.0: Input should be 'auditor', 'supervisor' or"),
        ('name = "off"', 'name = "off"\nis_open = 1', "bad.toml: states.0.is_open: Input should be a valid boolean"),
        ('roles = ["auditor"]', "roles = []", "bad.toml: steps.0.roles: "),
    ],
)
def test_a_mistake_names_file_and_key(tmp_path, before, after, expected):
    found = mistakes_in(tmp_path, LAMP.replace(before, after, 1))

    assert any(line.startswith(expected) for line in found), found


def test_every_mistake_of_a_file_is_found_and_not_only_the_first(tmp_path):
    assert len(mistakes_in(tmp_path, LAMP.replace('to = "off"\n', "").replace('title = "Off"\n', ""))) == 2


def test_a_file_that_is_not_toml_says_where(tmp_path):
    (mistake,) = mistakes_in(tmp_path, "name = \n")

    assert mistake.startswith("bad.toml: This is not TOML: ")
    assert "line 1" in mistake


def test_a_file_that_is_not_text_is_a_mistake_and_no_crash(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_bytes(b'name = "\xff\xfe"')

    (mistake,) = read_file(path, "bad.toml", Lifecycle).mistakes

    assert str(mistake) == "bad.toml: This is not UTF-8 text."


def test_line_ends_do_not_change_a_hash(tmp_path):
    unix, windows = tmp_path / "unix.toml", tmp_path / "windows.toml"
    unix.write_bytes(LAMP.encode())
    windows.write_bytes(LAMP.replace("\n", "\r\n").encode())

    assert read_file(unix, "", Lifecycle).sha256 == read_file(windows, "", Lifecycle).sha256
