"""The house is kept: contracts, sizes, one place for a status, nothing fetched from outside."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "caseaudit"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
DRAWERS = {"utils", "helpers", "common", "manager", "misc", "base", "models", "routes"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_import_contracts_are_kept():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES + TESTS, ids=_name)
def test_no_module_is_longer_than_400_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_function_is_longer_than_50_lines(path: Path):
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    assert [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > 50] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_says_in_a_sentence_what_lives_in_it(path: Path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""

    assert docstring.split("\n\n")[0].rstrip().endswith(".")


def test_no_file_is_a_drawer():
    assert [_name(path) for path in MODULES if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


def test_only_history_changes_a_status():
    changed = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
                changed.append(_name(path))

    assert changed == ["caseaudit/store/history.py"]


def test_only_the_clock_reads_the_time():
    reading = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(")

    assert [_name(path) for path in MODULES if path.stem != "clock" and reading.search(path.read_text("utf-8"))] == []


def test_no_page_or_style_fetches_anything_from_outside():
    outside = re.compile(r"""(?:src|href|url)\s*[=(]\s*["']?\s*(?:https?:)?//(?!www\.w3\.org)""", re.IGNORECASE)
    served = [p for kind in ("*.html", "*.css", "*.js", "*.svg") for p in PACKAGE.rglob(kind)]

    assert served
    assert [_name(path) for path in served if outside.search(path.read_text("utf-8"))] == []


def test_no_layer_outside_the_web_renders_markup_unescaped():
    assert [_name(p) for p in PACKAGE.rglob("*.html") if re.search(r"\|\s*safe\b", p.read_text("utf-8"))] == []


def test_the_readme_names_its_two_commands_and_every_link_in_it_leads_somewhere():
    readme = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", readme)

    assert "make demo" in readme
    assert "make test" in readme
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_locks_hold_hashes_and_no_addresses():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text("utf-8")
        pinned = re.findall(r"^[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+", text, re.MULTILINE)

        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
