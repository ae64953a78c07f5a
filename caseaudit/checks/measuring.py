"""How a check is measured: labelled examples, what the check says of each, and which value is the finding."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Labels = Mapping[str, bool | None]
OptionalDate = Annotated[date | None, BeforeValidator(lambda value: value or None)]


@dataclass(frozen=True)
class Judgement:
    """What a check says of one example: the labels it judges, and the flag as far as it is built."""

    labels: Labels
    flag: bool


class Example(BaseModel):
    """What every labelled example has; anything else in it is left unread."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    stage: str
    child_age: float | None = None
    unborn: bool = False
    labels: dict[str, bool | None] = Field(default_factory=dict)
    flags: dict[str, bool | None] = Field(default_factory=dict)
    flag: bool

    @property
    def truth(self) -> Labels:
        """The labels somebody gave it."""
        return self.labels or self.flags


@dataclass(frozen=True)
class Measure:
    """How one check is measured: its examples, the labels it judges and does not, and which value is the finding."""

    what: str
    example: type[Example]
    judge: Callable[[Any], Judgement]
    findings: Mapping[str, bool]
    not_judged: tuple[str, ...]
    flagged: Callable[[Any], bool]
    flag_rule: str
