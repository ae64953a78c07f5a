"""What every definition shares: frozen, complete, and no key that is not understood."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A strict frozen piece of a definition file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
