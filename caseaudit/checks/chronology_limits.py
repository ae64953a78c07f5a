"""How long a chronology may go without an entry, by stage: data that an authority can change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from tomllib import TOMLDecodeError, loads
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError

from caseaudit.errors import DefinitionError

_FILE = "words/chronology_limits.toml"
_BABY = 1.0


class _Babies(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    halved_on_a_cp_plan: bool


class _Limits(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    weeks: dict[str, PositiveInt]
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


def read_limits(text: str, name: str = _FILE) -> ChronologyLimits:
    """The limits a TOML text sets; raises DefinitionError naming the file and the key that is wrong."""
    try:
        read = _Limits.model_validate(loads(text))
    except TOMLDecodeError as error:
        raise DefinitionError(f"{name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise DefinitionError(f"{name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from error
    return ChronologyLimits(MappingProxyType(read.weeks), read.babies.halved_on_a_cp_plan)


@cache
def shipped_limits() -> ChronologyLimits:
    """The limits that come with the product."""
    return read_limits((files("caseaudit.checks") / _FILE).read_text(encoding="utf-8"))
