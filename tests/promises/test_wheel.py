"""What is installed is complete: definitions, migrations, templates, styles and word lists travel with the code."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names_in_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_every_file_of_the_package_is_in_the_wheel(names_in_wheel: set[str]):
    kept = {".py", ".toml", ".html", ".svg", ".css", ".js", ".mako", ".txt"}
    ours = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "caseaudit").rglob("*")
        if path.suffix in kept and "__pycache__" not in path.parts
    }

    assert ours - names_in_wheel == set()


def test_every_workflow_and_form_is_in_the_wheel(names_in_wheel: set[str]):
    shipped = {
        f"caseaudit/_shipped/{path.relative_to(ROOT)}"
        for folder in ("workflows", "forms")
        for path in (ROOT / folder).rglob("*.toml")
    }

    assert shipped
    assert shipped - names_in_wheel == set()


def test_the_wheel_installs_nothing_beside_the_package(names_in_wheel: set[str]):
    assert {name.split("/")[0] for name in names_in_wheel} <= {"caseaudit", "caseaudit-0.1.0.dist-info"}
