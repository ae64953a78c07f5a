"""The manifest, and the script that draws from it again with the standard library alone."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotFound
from caseaudit.people import Role, command_line
from caseaudit.sampling.changes import eliminate, pick_targeted
from caseaudit.sampling.manifest import manifest_of
from caseaudit.sampling.queries import cases_of
from tests.factories import NOON
from tests.frames import children, draw, frame_of

REDRAW = Path(__file__).resolve().parents[2] / "docs" / "redraw.py"
SUPERVISOR = command_line(Role.SUPERVISOR)
CHILDREN = [
    *children(40, level="child_in_need", team="North team", worker="W. Orker"),
    *children(12, level="looked_after"),
    *children(3, level="early_help"),
]


@pytest.fixture
def tool(definitions: Definitions):
    return definitions.latest_tool("core-case-file")


def round_with_replacements(session, tool, method):
    """A sample in which case files of two levels were set aside, a replacement among them, until a level ran out."""
    sample = draw(session, frame_of(session, CHILDREN), tool, method=method, size=14)
    for number in (0, 3, 14):
        case = cases_of(session, sample.id)[number]
        eliminate(session, case.id, code="audited_recently", note="Asked by W. Orker", by=SUPERVISOR, at=NOON)
    while early := [c for c in cases_of(session, sample.id) if c.level == "early_help" and not c.is_eliminated]:
        eliminate(session, early[0].id, code="not_in_scope", by=SUPERVISOR, at=NOON)
    return sample


def redraw(folder, manifest):
    path = folder / "manifest.json"
    path.write_text(manifest if isinstance(manifest, str) else json.dumps(manifest), encoding="utf-8")
    # -I: nothing of ours can be imported.
    return subprocess.run([sys.executable, "-I", str(REDRAW), str(path)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("method", ["simple_random", "stratified"])
def test_the_same_sample_comes_out_of_the_script(session: Session, tool, tmp_path, method):
    sample = round_with_replacements(session, tool, method)

    done = redraw(tmp_path, manifest_of(session, sample.id))

    assert done.stdout.startswith("Same sample: 14 case files drawn from 55"), done.stdout
    assert "chosen by a person" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("method", ["simple_random", "stratified"])
def test_a_draw_from_the_levels_of_its_tool_comes_out_of_the_script(session, definitions, tmp_path, method):
    narrow = definitions.latest_tool("child-in-need")
    sample = draw(session, frame_of(session, CHILDREN), narrow, method=method, size=8)
    eliminate(session, cases_of(session, sample.id)[0].id, code="not_in_scope", by=SUPERVISOR, at=NOON)

    manifest = manifest_of(session, sample.id)

    assert {case.level for case in cases_of(session, sample.id)} == {"child_in_need"}
    assert sum(case["stratum"] is None for case in manifest["frame"]["cases"]) == 15
    done = redraw(tmp_path, manifest)
    assert done.stdout.startswith("Same sample: 8 case files drawn from 40, 1 set aside, 1 replacements"), done.stdout
    brought_in = next(case for case in manifest["frame"]["cases"] if case["stratum"] is None)
    brought_in["stratum"] = "" if method == "simple_random" else "child_in_need"
    assert redraw(tmp_path, manifest).returncode == 1


def test_the_frame_may_be_listed_in_any_order(session: Session, tool, tmp_path):
    manifest = manifest_of(session, round_with_replacements(session, tool, "stratified").id)
    manifest["frame"]["cases"].reverse()

    assert redraw(tmp_path, manifest).returncode == 0


def test_the_script_runs_on_python_3_9_with_its_standard_library_alone():
    tree = ast.parse(REDRAW.read_text("utf-8"), feature_version=(3, 9))

    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"hashlib", "json", "sys", "pathlib"}


def test_a_seed_made_by_the_product_is_not_called_chosen(session: Session, tool, tmp_path):
    sample = draw(session, frame_of(session, CHILDREN), tool, seed=None)

    done = redraw(tmp_path, manifest_of(session, sample.id))

    assert done.returncode == 0
    assert "chosen" not in done.stdout


def _swap_first_two(manifest):
    order = manifest["order"]
    order[0]["key"], order[1]["key"] = order[1]["key"], order[0]["key"]


def _swap_for_one_not_drawn(manifest):
    drawn = {case["key"] for case in manifest["order"]}
    manifest["order"][5]["key"] = next(c["key"] for c in manifest["frame"]["cases"] if c["key"] not in drawn)


def _leave_one_out_of_the_frame(manifest):
    drawn = {case["key"] for case in manifest["order"]}
    manifest["frame"]["cases"] = [c for c in manifest["frame"]["cases"] if c["key"] in drawn]


def _move_one_to_another_stratum(manifest):
    next(c for c in manifest["frame"]["cases"] if c["stratum"] == "looked_after")["stratum"] = "early_help"


def _hide_an_elimination(manifest):
    manifest["eliminations"].pop(0)


def _another_replacement(manifest):
    manifest["eliminations"][0]["replaced_by"] = manifest["eliminations"][0]["key"]


TAMPERINGS = [
    (_swap_first_two, "Place 1: key is"),
    (_swap_for_one_not_drawn, "Place 6: key is"),
    (_leave_one_out_of_the_frame, "The frame was sealed as"),
    (_move_one_to_another_stratum, "The design says the strata hold"),
    (_hide_an_elimination, "case files are listed"),
    (_another_replacement, "should be replaced by"),
    (lambda manifest: manifest["sample"].update(seed="eight"), "NOT the same sample"),
    (lambda manifest: manifest["sample"].update(size=13), "case files are listed"),
    (lambda manifest: manifest["sample"].update(size=99), "cannot be drawn from this frame"),
    (lambda manifest: manifest["sample"].update(method="by hand"), "does not know the method 'by hand'"),
    (lambda manifest: manifest["order"].pop(), "case files are listed"),
    (lambda manifest: manifest["order"][2].update(set_aside="not_in_scope"), "Place 3: set_aside is"),
    (lambda manifest: manifest.pop("frame"), "not a manifest"),
    (lambda manifest: manifest.pop("eliminations"), "not a manifest"),
    (lambda manifest: manifest.update(manifest=2), "a later format"),
]


@pytest.mark.parametrize(("tamper", "said"), TAMPERINGS)
def test_a_manifest_that_was_changed_is_found_out(session: Session, tool, tmp_path, tamper, said):
    manifest = manifest_of(session, round_with_replacements(session, tool, "stratified").id)
    tamper(manifest)

    done = redraw(tmp_path, manifest)

    assert said in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("text", ["", "{", "[]", '"manifest"', "null"])
def test_what_is_no_manifest_is_refused_in_a_sentence(tmp_path, text):
    done = redraw(tmp_path, text)

    assert "Not checked: the file is not a manifest" in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


def test_the_script_says_how_it_is_used_and_that_a_file_is_not_there(tmp_path):
    alone = subprocess.run([sys.executable, REDRAW], capture_output=True, text=True, check=False)
    absent = subprocess.run([sys.executable, REDRAW, tmp_path / "no.json"], capture_output=True, text=True, check=False)

    assert (alone.returncode, alone.stdout.startswith("Usage:")) == (1, True)
    assert (absent.returncode, "cannot be opened" in absent.stdout) == (1, True)


def test_a_pick_has_nothing_to_draw_again(session: Session, tool, tmp_path):
    frame = frame_of(session, CHILDREN)
    case_id = cases_of(session, draw(session, frame, tool).id)[0].case_id
    terms = {"tool": tool, "tool_sha256": "f" * 64, "by": SUPERVISOR, "at": NOON}
    picked = pick_targeted(session, frame_id=frame.id, name="One", picks={case_id: "W. Orker asked"}, **terms)

    manifest = manifest_of(session, picked.id)

    assert "W. Orker" not in json.dumps(manifest)
    assert "picked, not drawn" in redraw(tmp_path, manifest).stdout


def test_a_manifest_names_nobody_unless_identifiers_are_asked_for(session: Session, tool):
    sample = round_with_replacements(session, tool, "stratified")

    pseudonymous, named = (json.dumps(manifest_of(session, sample.id, with_identifiers=w)) for w in (False, True))

    personal = [*(child.ref for child in CHILDREN), "North team", "W. Orker"]
    assert [word for word in personal if word in pseudonymous] == []
    assert all(word in named for word in ("child_in_need-", "North team", "Asked by W. Orker"))


def test_a_manifest_says_who_set_a_case_file_aside_and_why(session: Session, tool):
    manifest = manifest_of(session, round_with_replacements(session, tool, "simple_random").id)

    first = manifest["eliminations"][0]
    assert first["key"] == manifest["order"][0]["key"]
    assert (first["code"], first["by"]) == ("audited_recently", str(SUPERVISOR.id))
    assert first["reason"] == "Audited in the last 12 months"
    assert manifest["order"][14]["replaces"] == first["key"]


def test_an_unknown_sample_has_no_manifest(session: Session):
    with pytest.raises(NotFound):
        manifest_of(session, SUPERVISOR.id)
