"""What Annex A's lists look like, read once from lists.toml and codes.toml beside this module."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import ValidationError

from caseaudit.definitions.shape import Shape
from caseaudit.errors import DefinitionError

LAYOUTS = ("2021", "2024")
Kind = Literal["child", "date", "code", "number", "text", "postcode", "age"]


class Column(Shape):
    """One column of a list, and how its cells are read; the keys are explained at the top of lists.toml."""

    key: str
    heading: str
    kind: Kind
    codes: str = ""
    label: str = ""
    is_required: bool = False
    is_prebirth: bool = False
    aliases: tuple[str, ...] = ()
    layouts: tuple[str, ...] = LAYOUTS


class ListShape(Shape):
    """One list: its columns in order, and what must hold between them; an unused list is read and counted only."""

    number: int
    name: str
    main_date: str
    columns: tuple[Column, ...]
    is_used: bool = True
    together: tuple[tuple[str, str], ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()

    def in_layout(self, layout: str) -> tuple[Column, ...]:
        """The columns of one layout, in order."""
        return tuple(column for column in self.columns if layout in column.layouts)

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)


class Code(Shape):
    """One code of a set: its words, the letter councils put before it, other spellings seen."""

    label: str
    letter: str = ""
    also: tuple[str, ...] = ()


@cache
def annex_a_lists() -> tuple[ListShape, ...]:
    """Lists 1 to 11 in order; raises DefinitionError naming file and key where the file is wrong."""
    content = _content("lists.toml")
    blocks = content["blocks"]
    try:
        return tuple(ListShape.model_validate(_whole(shape, blocks)) for shape in content["lists"])
    except ValidationError as wrong:
        raise _named("lists.toml", wrong) from wrong


@cache
def code_sets() -> Mapping[str, Mapping[str, Code]]:
    """Every set of codes by name; raises DefinitionError naming file and key where the file is wrong."""
    try:
        return {
            name: {code: Code.model_validate(meaning) for code, meaning in codes.items()}
            for name, codes in _content("codes.toml").items()
        }
    except ValidationError as wrong:
        raise _named("codes.toml", wrong) from wrong


def annex_a_list(number: int) -> ListShape:
    """One list by its number."""
    return next(shape for shape in annex_a_lists() if shape.number == number)


def _whole(shape: dict[str, Any], blocks: dict[str, Any]) -> dict[str, Any]:
    before = blocks[shape["starts_with"]] if "starts_with" in shape else []
    after = blocks[shape["ends_with"]] if "ends_with" in shape else []
    own = {key: value for key, value in shape.items() if key not in {"starts_with", "ends_with"}}
    return own | {"columns": [*before, *shape["columns"], *after]}


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _named(name: str, wrong: ValidationError) -> DefinitionError:
    first = wrong.errors()[0]
    return DefinitionError(f"{name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}")
