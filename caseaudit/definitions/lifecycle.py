"""The lifecycle of a thing we keep (an audit, a sample): its states and the steps people take."""

from pydantic import Field

from caseaudit.definitions.shape import Shape
from caseaudit.people import Role


class LifecycleState(Shape):
    """How a thing is, and the words a page shows for it."""

    name: str
    title: str
    meaning: str
    is_open: bool = True


class LifecycleStep(Shape):
    """What someone does, from which states to which, and who may do it when."""

    trigger: str
    label: str
    sources: tuple[str, ...] = Field(alias="from", min_length=1)
    to: str
    roles: tuple[Role, ...] = Field(min_length=1)
    guards: tuple[str, ...] = ()


class Lifecycle(Shape):
    """The whole life of a thing; ``refusals`` holds the sentence shown when a guard says no."""

    name: str
    title: str
    initial: str
    states: tuple[LifecycleState, ...]
    steps: tuple[LifecycleStep, ...]
    refusals: dict[str, str] = {}
