"""Requests as they reach a page: what cannot be typed, and PostgreSQL cannot keep, is taken out at the edge."""

from re import compile as pattern

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property

# Word ends a line within a paragraph with a vertical tab, and a page with a form feed.
_LINE_ENDS = pattern("[\x0b\x0c]")
_CONTROLS = pattern("[\x00-\x08\x0e-\x1f\x7f]")


class CleanRequest(Request):
    """A request whose form and query hold no control characters but tabs and line ends."""

    def _load_form_data(self) -> None:
        is_loaded = "form" in self.__dict__
        super()._load_form_data()
        if not is_loaded:
            self.__dict__["form"] = _cleaned(self.__dict__["form"])

    @cached_property
    def args(self) -> MultiDict[str, str]:  # type: ignore[override]
        """The values of the query."""
        return _cleaned(super().args)


def cleaned(text: str) -> str:
    """A text without control characters; line ends and tabs stay."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def _cleaned(values: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict([(cleaned(name), cleaned(value)) for name, value in values.items(multi=True)])
