"""The words an authority adds to the lists of the checks, in its own folder: nothing is taken away or replaced."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from tomllib import TOMLDecodeError, loads

from caseaudit.definitions.reading import Mistake

FOLDER = "words"
_LONGEST = 80
_READABLE = re.compile(r"[^\W_]")


def added_words(instance: Path, name: str) -> Mapping[str, tuple[str, ...]]:
    """What this installation adds to the lists of words/<name>.toml; a file with a mistake in it adds nothing."""
    path = instance / FOLDER / f"{name}.toml"
    if not path.is_file() or any(_mistakes(path)):
        return {}
    return {key: tuple(words) for key, words in loads(path.read_text(encoding="utf-8")).items()}


def word_mistakes(instance: Path) -> tuple[Mistake, ...]:
    """Everything wrong in this installation's own words, by file and key."""
    paths = sorted((instance / FOLDER).glob("*.toml"))
    return tuple(mistake for path in paths for mistake in _mistakes(path))


def _mistakes(path: Path) -> Iterator[Mistake]:
    name = f"{path.parents[1].name}/{FOLDER}/{path.name}"
    try:
        tables = loads(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        yield Mistake(name, "", "This is not UTF-8 text.")
        return
    except TOMLDecodeError as error:
        yield Mistake(name, "", f"This is not TOML: {error}.")
        return
    known = _shipped_keys(path.stem)
    if not known:
        yield Mistake(name, "", f"There are no lists of this name to add to. There are: {', '.join(_shipped_lists())}.")
        return
    for key, words in tables.items():
        if key not in known:
            yield Mistake(name, key, f"There is no list of this name to add to. There are: {', '.join(sorted(known))}.")
            continue
        yield from (Mistake(name, key, what) for what in _wrong_with(words))


def _wrong_with(words: object) -> Iterator[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield "Write a list of words."
        return
    for word in words:
        if not _READABLE.search(word) or len(word) > _LONGEST:
            yield f"“{word[:_LONGEST]}” has to hold a letter or a figure, and no more than {_LONGEST} characters."


@cache
def _shipped_keys(name: str) -> frozenset[str]:
    if name not in _shipped_lists():
        return frozenset()
    return frozenset(loads((_shipped() / f"{name}.toml").read_text(encoding="utf-8")))


@cache
def _shipped_lists() -> tuple[str, ...]:
    read = {path.name: loads(path.read_text(encoding="utf-8")) for path in _shipped().glob("*.toml")}
    lists = (name for name, tables in read.items() if all(isinstance(words, list) for words in tables.values()))
    return tuple(sorted(name.removesuffix(".toml") for name in lists))


def _shipped() -> Path:
    return Path(str(files("caseaudit.checks"))) / "words"
