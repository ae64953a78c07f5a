"""Published editions never change: workflows/published.lock holds the SHA-256 of each, as `sha256sum -c` reads it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from caseaudit.definitions.library import Survey
from caseaudit.definitions.lifecycle import Lifecycle
from caseaudit.definitions.reading import DefinitionFile, Mistake

LOCK = "workflows/published.lock"


def published(root: Path) -> Mapping[str, str]:
    """The SHA-256 of each published file, by its name from the top of the checkout."""
    lock = root / LOCK
    if not lock.is_file():
        return {}
    lines = (line.split(maxsplit=1) for line in lock.read_text(encoding="utf-8").splitlines() if line.strip())
    return {name: sha256 for sha256, name in lines}


def editions(survey: Survey) -> tuple[DefinitionFile, ...]:
    """The shipped files that are editions, so every one but the lifecycles, which are the product's own."""
    return tuple(file for file in survey.files if not file.is_local and not isinstance(file.shape, Lifecycle))


def changed(survey: Survey, root: Path) -> Iterator[Mistake]:
    """A mistake for each published edition that has been changed or taken away since."""
    now = {file.name: file.sha256 for file in editions(survey)}
    for name, sha256 in published(root).items():
        if name not in now:
            yield Mistake(name, "", "This edition was published and is not here any more; put it back.")
        elif now[name] != sha256:
            what = "This edition was published and has changed since; put it back and add a new edition instead."
            yield Mistake(name, "", what)


def unpublished(survey: Survey, root: Path) -> tuple[DefinitionFile, ...]:
    """The shipped editions whose hash is not in the lock yet."""
    known = published(root)
    return tuple(file for file in editions(survey) if file.name not in known)


def publish(survey: Survey, root: Path) -> None:
    """Write the hash of each edition not yet published into the lock; what stands there already stays as it is."""
    hashes = {**{file.name: file.sha256 for file in unpublished(survey, root)}, **published(root)}
    lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(hashes.items()))
    (root / LOCK).write_text(lines, encoding="utf-8", newline="\n")
