"""The words the checks know, kept as data beside the code so that an authority can read and question them."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from os import environ
from tomllib import loads
from types import MappingProxyType

from caseaudit.checks.added_words import added_words
from caseaudit.config import read_settings
from caseaudit.errors import DefinitionError


@cache
def word_list(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of words/<name>.toml with what this installation adds to them, by key; read once and frozen."""
    text = (files("caseaudit.checks") / "words" / f"{name}.toml").read_text(encoding="utf-8")
    lists: dict[str, tuple[str, ...]] = {}
    for key, words in loads(text).items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise DefinitionError(f"words/{name}.toml: {key}: Write a list of words.")
        lists[key] = tuple(words)
    for key, words in added_words(read_settings(environ).instance, name).items():
        lists[key] += tuple(word for word in words if word not in lists[key])
    return MappingProxyType(lists)


@cache
def word_map(name: str) -> Mapping[str, str]:
    """The pairs of words/<name>.toml; read once and frozen."""
    text = (files("caseaudit.checks") / "words" / f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: str(value) for key, value in loads(text).items()})


@cache
def weight_lists(name: str) -> Mapping[str, Mapping[str, float]]:
    """The tables of weights of words/<name>.toml; read once and frozen."""
    text = (files("caseaudit.checks") / "words" / f"{name}.toml").read_text(encoding="utf-8")
    tables = {
        key: MappingProxyType({name: float(weight) for name, weight in table.items()})
        for key, table in loads(text).items()
    }
    return MappingProxyType(tables)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; a space stands for any run of spaces or a hyphen."""
    longest_first = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in longest_first) + ")"


def whole(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """The pattern where it stands as whole words."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", flags)
