"""The demonstration's folder is remade, and nobody else's is touched."""

from pathlib import Path

import pytest

from caseaudit.demo.folder import remake
from caseaudit.errors import SettingsError


def test_a_folder_is_made_where_there_is_none(tmp_path: Path):
    remake(tmp_path / "instance" / "demo")

    assert (tmp_path / "instance" / "demo").is_dir()


def test_the_last_demonstration_is_deleted(tmp_path: Path):
    remake(tmp_path / "demo")
    (tmp_path / "demo" / "caseaudit.sqlite3").write_text("old")

    remake(tmp_path / "demo")

    assert not (tmp_path / "demo" / "caseaudit.sqlite3").exists()


def test_a_folder_that_somebody_else_filled_is_left_alone(tmp_path: Path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("three years of work")

    with pytest.raises(SettingsError, match="did not make"):
        remake(tmp_path / "demo")

    assert (tmp_path / "demo" / "thesis.txt").read_text() == "three years of work"


def test_a_link_to_another_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    remake(tmp_path / "elsewhere")
    (tmp_path / "demo").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    with pytest.raises(SettingsError, match="is not a folder"):
        remake(tmp_path / "demo")

    assert (tmp_path / "elsewhere").is_dir()


def test_a_file_in_its_place_is_refused(tmp_path: Path):
    (tmp_path / "demo").write_text("a file")

    with pytest.raises(SettingsError, match="is not a folder"):
        remake(tmp_path / "demo")
