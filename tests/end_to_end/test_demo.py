"""`caseaudit demo` does the whole job, says what it did, and lets no child's reference out."""

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("demo-output.txt")
PSEUDONYMOUS = ("findings.csv", "manifest.json", "report.html", "sample.csv", "refused.csv")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    here = tmp_path_factory.mktemp("demo")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("CASEAUDIT_")}
    done = subprocess.run(
        [sys.executable, "-m", "caseaudit", "demo", "--no-serve"],
        cwd=here,
        env=environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, done.stderr, here / "instance" / "demo"


def _children(folder: Path) -> set[str]:
    book = CalamineWorkbook.from_path(str(folder / "annex-a.xlsx"))
    rows = (row for name in book.sheet_names[:9] for row in book.get_sheet_by_name(name).to_python())
    return {str(row[0]).strip().upper() for row in rows if re.fullmatch(r"[A-Z]\d{6}", str(row[0]).strip().upper())}


def test_the_demonstration_says_what_the_kept_report_says(demo: tuple[str, str, Path]):
    printed, _, _ = demo

    assert [line.rstrip() for line in printed.splitlines()] == KEPT.read_text("utf-8").splitlines()


def test_no_childs_reference_is_in_what_is_printed_logged_or_exported(demo: tuple[str, str, Path]):
    printed, logged, folder = demo
    children = _children(folder)
    with zipfile.ZipFile(folder / "sample.xlsx") as workbook:
        cells = "".join(workbook.read(name).decode("utf-8") for name in workbook.namelist() if name.endswith(".xml"))
    texts = [printed, logged, cells, *((folder / name).read_text("utf-8-sig") for name in PSEUDONYMOUS)]

    assert len(children) > 500
    assert [ref for text in texts for ref in children if ref in text] == []


def test_the_exported_sample_is_redrawn_by_the_script_alone(demo: tuple[str, str, Path]):
    _, _, folder = demo

    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "redraw.py", folder / "manifest.json"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_a_tampered_manifest_is_not_redrawn(demo: tuple[str, str, Path], tmp_path: Path):
    _, _, folder = demo
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["sample"]["seed"] += "1"
    tampered = tmp_path / "tampered.json"
    tampered.write_text(json.dumps(manifest), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "redraw.py", tampered], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1


def test_what_was_refused_is_written_with_its_place_and_no_value_of_the_cell(demo: tuple[str, str, Path]):
    _, _, folder = demo

    with (folder / "refused.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert rows
    assert all(any(row.values()) for row in rows)
