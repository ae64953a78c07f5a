from pathlib import Path
from shutil import copytree

import pytest

from caseaudit.definitions.library import shipped_folder, survey_definitions
from caseaudit.definitions.published import LOCK, changed, publish, published, unpublished

TOOL = "forms/core-case-file/2026-10.toml"


@pytest.fixture
def root(tmp_path) -> Path:
    copytree(shipped_folder() / "workflows", tmp_path / "workflows")
    copytree(shipped_folder() / "forms", tmp_path / "forms")
    (tmp_path / LOCK).unlink(missing_ok=True)
    publish(survey_definitions(shipped=tmp_path), tmp_path)
    return tmp_path


def complaints(root: Path) -> list[str]:
    return [str(mistake) for mistake in changed(survey_definitions(shipped=root), root)]


def test_publishing_leaves_nothing_waiting_and_nothing_changed(root):
    assert unpublished(survey_definitions(shipped=root), root) == ()
    assert complaints(root) == []
    assert TOOL in published(root)


def test_lifecycles_are_not_editions(root):
    assert not [name for name in published(root) if "lifecycles" in name]


def test_a_published_edition_that_changes_by_one_letter_is_found(root):
    path = root / TOOL
    path.write_text(path.read_text(encoding="utf-8") + "#", encoding="utf-8")

    (complaint,) = complaints(root)

    assert complaint.startswith(f"{TOOL}: This edition was published and has changed since")


def test_publishing_again_never_rewrites_what_stands_in_the_lock(root):
    before = published(root)
    path = root / TOOL
    path.write_text(path.read_text(encoding="utf-8") + "#", encoding="utf-8")

    publish(survey_definitions(shipped=root), root)

    assert published(root) == before


def test_a_published_edition_that_is_taken_away_is_found(root):
    (root / TOOL).unlink()

    assert complaints(root) == [f"{TOOL}: This edition was published and is not here any more; put it back."]
