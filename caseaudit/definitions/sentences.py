"""Holds the words of a definition to being words: nothing blank, and every sentence finished."""

from collections.abc import Iterator, Mapping, Sequence

from caseaudit.definitions.shape import Shape

Complaint = tuple[str, str]

_SENTENCES = frozenset({"meaning", "guidance", "missing", "intro", "purpose", "text", "sentence", "cannot_tell"})
_ENDINGS = (".", "?", "!")
_CLOSING = "”’\"')"


def unfinished(definition: Shape) -> Iterator[Complaint]:
    """Each blank text of a definition, and each sentence without a full stop or question mark, by its key."""
    for key, words in _words("", definition.model_dump(by_alias=True, exclude_none=True)):
        if not words.strip():
            yield key, "Write something here; it is blank."
        elif _is_sentence(key) and not is_finished(words):
            yield key, "End this sentence with a full stop or a question mark."


def is_finished(words: str) -> bool:
    """Whether a sentence ends as sentences do, a closing quotation mark or bracket aside."""
    return words.rstrip().rstrip(_CLOSING).endswith(_ENDINGS)


def _is_sentence(key: str) -> bool:
    parts = key.split(".")
    if parts[0] == "refusals":
        return True
    # A question's finding is the code a "no" is counted under; a step's finding is a sentence.
    return parts[-1] in _SENTENCES or (parts[-1] == "finding" and "steps" in parts)


def _words(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _words(f"{key}.{name}" if key else str(name), inner)
    elif isinstance(value, Sequence):
        for index, inner in enumerate(value):
            yield from _words(f"{key}.{index}", inner)
