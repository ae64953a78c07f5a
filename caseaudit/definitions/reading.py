"""Reads one definition file into its shape, or says what is wrong with it by file and key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from json import dumps
from pathlib import Path
from tomllib import TOMLDecodeError, loads

from pydantic import ValidationError

from caseaudit.definitions.shape import Shape


@dataclass(frozen=True)
class Mistake:
    """Something wrong in a definition file, where it is and what it is."""

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.what) if part)


@dataclass(frozen=True)
class DefinitionFile:
    """One file as it was read; ``shape`` is None where it could not be, and then there is at least one mistake."""

    name: str
    path: Path
    sha256: str
    is_local: bool
    shape: Shape | None
    mistakes: tuple[Mistake, ...] = ()


def read_file(path: Path, name: str, shape: type[Shape], *, is_local: bool = False) -> DefinitionFile:
    """The file at ``path`` read strictly into ``shape``; ``name`` is what mistakes call it."""
    written = path.read_bytes().replace(b"\r\n", b"\n")
    digest = sha256(written).hexdigest()
    try:
        table = loads(written.decode("utf-8"))
        # Strict reading from JSON takes a list for a tuple and a word for a role, and nothing else for anything else.
        read = shape.model_validate_json(dumps(table, default=_date), strict=True)
    except UnicodeDecodeError:
        return DefinitionFile(name, path, digest, is_local, None, (Mistake(name, "", "This is not UTF-8 text."),))
    except TOMLDecodeError as error:
        return DefinitionFile(name, path, digest, is_local, None, (Mistake(name, "", f"This is not TOML: {error}."),))
    except ValidationError as error:
        return DefinitionFile(name, path, digest, is_local, None, tuple(_mistakes(name, error)))
    return DefinitionFile(name, path, digest, is_local, read)


def _mistakes(name: str, error: ValidationError) -> Sequence[Mistake]:
    return [Mistake(name, ".".join(map(str, wrong["loc"])), wrong["msg"]) for wrong in error.errors(include_url=False)]


def _date(value: date | time) -> str:
    return value.isoformat()
