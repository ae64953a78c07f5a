"""The limits of a chronology: shipped, and set by an authority."""

from datetime import timedelta

import pytest

from caseaudit.checks.chronology_limits import limit_mistakes, local_limits, read_limits, shipped_limits
from caseaudit.errors import DefinitionError

OWN = "[weeks]\ncp = 6\ncin = 13\nlac = 26\n[babies]\nhalved_on_a_cp_plan = true\n"
WRONG = [
    ("[weeks]\ncp = 'eight'\n[babies]\nhalved_on_a_cp_plan = false", "weeks.cp"),
    ("[weeks]\ncpp = 8\n[babies]\nhalved_on_a_cp_plan = false", "weeks.cpp"),
    ("[weeks]\ncp = 0\n[babies]\nhalved_on_a_cp_plan = false", "weeks.cp"),
    ("[weeks]\ncp = 8\n[babies]\nhalved = true", "babies"),
    ("weeks", "TOML"),
]


def test_the_limits_shipped_are_those_of_the_definition():
    limits = shipped_limits()

    assert limits.of("cp", age=6.0) == limits.of("cp", age=0.2) == timedelta(weeks=8)
    assert limits.of("early_help", age=None) == limits.of("cin", age=6.0) == timedelta(weeks=13)
    assert limits.of("lac", age=6.0) == limits.of("care_leaver", age=19.0) == limits.of("health", age=3.0)
    assert limits.of("closed", age=6.0) is None


@pytest.mark.parametrize("text, said", WRONG)
def test_limits_that_cannot_be_read_are_refused_by_file_and_key(text, said):
    with pytest.raises(DefinitionError, match=said):
        read_limits(text)


def test_an_authority_may_set_its_own(tmp_path):
    (tmp_path / "limits").mkdir()
    (tmp_path / "limits" / "chronology.toml").write_text(OWN, encoding="utf-8")

    limits = local_limits(tmp_path)

    assert limit_mistakes(tmp_path) == ()
    assert limits is not None
    assert (limits.of("cp", age=6.0), limits.of("cp", age=0.5)) == (timedelta(weeks=6), timedelta(weeks=3))


@pytest.mark.parametrize("text, said", WRONG)
def test_a_mistake_is_told_and_sets_nothing(tmp_path, text, said):
    (tmp_path / "limits").mkdir()
    (tmp_path / "limits" / "chronology.toml").write_text(text, encoding="utf-8")

    [mistake] = limit_mistakes(tmp_path)

    assert said in str(mistake)
    assert "limits/chronology.toml" in mistake.file
    assert local_limits(tmp_path) is None


def test_an_authority_that_sets_none_has_none_of_its_own(tmp_path):
    assert local_limits(tmp_path) is None
    assert limit_mistakes(tmp_path) == ()
