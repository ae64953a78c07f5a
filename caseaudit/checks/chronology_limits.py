"""How long a chronology may go without an entry, by stage: data, for which an authority may set its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from os import environ
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError

from caseaudit.config import read_settings
from caseaudit.definitions.reading import Mistake
from caseaudit.errors import DefinitionError

_SHIPPED = "words/chronology_limits.toml"
_LOCAL = "limits/chronology.toml"
_BABY = 1.0
_Stage = Literal["cp", "cin", "early_help", "lac", "care_leaver", "health"]


class _Babies(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    halved_on_a_cp_plan: bool


class _Limits(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    weeks: dict[_Stage, PositiveInt]
    babies: _Babies


@dataclass(frozen=True)
class ChronologyLimits:
    """The limits in force."""

    weeks: Mapping[str, int]
    is_halved_for_babies: bool = False

    def of(self, stage: str, *, age: float | None) -> timedelta | None:
        """The longest time without an entry for a child of this age at this stage; None where there is no limit."""
        weeks = self.weeks.get(stage)
        if weeks is None:
            return None
        is_baby = age is not None and age < _BABY
        limit = timedelta(weeks=weeks)
        return limit / 2 if self.is_halved_for_babies and is_baby and stage == "cp" else limit


def read_limits(text: str, name: str = _SHIPPED) -> ChronologyLimits:
    """The limits a TOML text sets; raises DefinitionError naming the file and the key that is wrong."""
    try:
        read = _Limits.model_validate(loads(text))
    except TOMLDecodeError as error:
        raise DefinitionError(f"{name}: This is not TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise DefinitionError(f"{name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}.") from error
    weeks = {str(stage): count for stage, count in read.weeks.items()}
    return ChronologyLimits(MappingProxyType(weeks), read.babies.halved_on_a_cp_plan)


def shipped_limits() -> ChronologyLimits:
    """The limits that come with the product."""
    return read_limits((files("caseaudit.checks") / _SHIPPED).read_text(encoding="utf-8"))


@cache
def limits_in_force() -> ChronologyLimits:
    """The limits of this installation: its own where it has set them without a mistake, or else those shipped."""
    return local_limits(read_settings(environ).instance) or shipped_limits()


def local_limits(instance: Path) -> ChronologyLimits | None:
    """The limits an installation sets in its own folder; None where it sets none, or makes a mistake."""
    path = instance / _LOCAL
    if not path.is_file() or any(limit_mistakes(instance)):
        return None
    return read_limits(path.read_text(encoding="utf-8"), path.name)


def limit_mistakes(instance: Path) -> tuple[Mistake, ...]:
    """Everything wrong in this installation's own limits, by file and key."""
    return tuple(_mistakes(instance / _LOCAL))


def _mistakes(path: Path) -> Iterator[Mistake]:
    if not path.is_file():
        return
    name = f"{path.parents[1].name}/{_LOCAL}"
    try:
        read_limits(path.read_bytes().decode("utf-8"), name)
    except UnicodeDecodeError:
        yield Mistake(name, "", "This is not UTF-8 text.")
    except DefinitionError as error:
        yield Mistake(name, "", str(error).removeprefix(f"{name}: "))
