"""What the lists, files and elements of each return look like, read once from the TOML files of this package."""

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from pydantic import ValidationError

from caseaudit.definitions.shape import Shape
from caseaudit.errors import DefinitionError

LAYOUTS = ("2021", "2024")
Kind = Literal["child", "date", "code", "number", "text", "postcode", "age", "unread"]
Source = Literal["annex_a", "cin_census", "ssda903", "mapped"]
_FILES = ("lists.toml", "census/elements.toml", "ssda903/files.toml")


class Column(Shape):
    """One column of a list, and how its cells are read; the keys are explained at the top of lists.toml."""

    key: str
    heading: str
    kind: Kind
    codes: str = ""
    label: str = ""
    trigger: str = ""
    explains: str = ""
    is_required: bool = False
    is_prebirth: bool = False
    is_iso: bool = False
    may_follow: bool = False
    since: int = 0
    until: int = 9999
    aliases: tuple[str, ...] = ()
    layouts: tuple[str, ...] = LAYOUTS
    translations: tuple[tuple[str, str], ...] = ()


class ListShape(Shape):
    """One list, file or element: its columns in order, and what must hold between them.

    An unused one is read and counted only; one that brings no children adds to those the others have.
    """

    number: int
    name: str
    main_date: str
    columns: tuple[Column, ...]
    source: Source = "annex_a"
    element: str = ""
    is_used: bool = True
    brings_children: bool = True
    together: tuple[tuple[str, str], ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()

    def in_layout(self, layout: str) -> tuple[Column, ...]:
        """The columns of one layout, in order."""
        return tuple(column for column in self.columns if layout in column.layouts)

    def column(self, key: str) -> Column:
        """The column of this key."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> Mapping[str, Column]:
        return {column.key: column for column in reversed(self.columns)}


class Code(Shape):
    """One code of a set: its words, the letter councils put before it, other spellings seen."""

    label: str
    letter: str = ""
    also: tuple[str, ...] = ()


@cache
def annex_a_lists() -> tuple[ListShape, ...]:
    """Lists 1 to 11 in order; raises DefinitionError naming file and key where the file is wrong."""
    return _shapes("lists.toml")


@cache
def census_elements() -> tuple[ListShape, ...]:
    """The groups of the children in need census in order, each as a list of records."""
    return _shapes("census/elements.toml")


@cache
def ssda903_files() -> tuple[ListShape, ...]:
    """The files of the children looked after return in order."""
    return _shapes("ssda903/files.toml")


def title_of(source: str, number: int, name: str) -> str:
    """How people name a list: Ofsted's by its number, the parts of other returns by the return."""
    before = {"annex_a": f"List {number}: ", "cin_census": "Census: ", "ssda903": "903: "}
    return f"{before.get(source, '')}{name}"


def shape_numbered(number: int) -> ListShape | None:
    """The shape with this number; None for a file somebody mapped, whose shape is in its own rows."""
    return _by_number().get(number)


@cache
def _by_number() -> Mapping[int, ListShape]:
    return {shape.number: shape for name in _FILES for shape in _shapes(name)}


@cache
def _shapes(name: str) -> tuple[ListShape, ...]:
    content = _content(name)
    try:
        return tuple(ListShape.model_validate(_whole(shape, content.get("blocks", {}))) for shape in content["lists"])
    except ValidationError as wrong:
        raise _named(name, wrong) from wrong


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
    columns = [*before, *shape["columns"], *after]
    if shape.get("source") == "cin_census":
        columns = [column | {"is_iso": True} if column["kind"] == "date" else column for column in columns]
    return own | {"columns": columns}


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _named(name: str, wrong: ValidationError) -> DefinitionError:
    first = wrong.errors()[0]
    return DefinitionError(f"{name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}")
