"""Form fields WTForms does not have: the date of three parts."""

from calendar import month_name
from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation

_PARTS = ("day", "month", "year")
_MONTHS = tuple(name.lower() for name in month_name if name)
_RANGES = {"day": (1, 31), "month": (1, 12), "year": (1900, 2200)}


class ThreePartDate(Field):
    """A date typed as day, month and year; months may be written as words.

    ``what`` completes the sentences: "Enter *the date the lists were drawn up*". With ``is_required=False`` three
    empty parts are no date. ``data`` is the date or None, ``parts`` what was typed, ``error_target`` the part to put
    right.
    """

    def __init__(self, label: str, *, what: str, is_required: bool = True, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.what = what
        self.is_required = is_required
        self.parts = {part: "" for part in _PARTS}
        self.wrong_parts: tuple[str, ...] = ()

    @property
    def error_target(self) -> str:
        """The id of the first part that is wrong."""
        return f"{self.id}-{self.wrong_parts[0] if self.wrong_parts else 'day'}"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the three parts from the form, or split a date already known."""
        self.data = data if isinstance(data, date) else None
        self.process_errors = []
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in _PARTS):
            self.parts = {part: (formdata.get(f"{self.name}-{part}") or "").strip() for part in _PARTS}
            self.data = _date_of(self.parts)
        elif self.data:
            self.parts = {"day": str(self.data.day), "month": str(self.data.month), "year": str(self.data.year)}

    def pre_validate(self, form: Any) -> None:
        """Refuse a date that is missing, partly missing or not in the calendar."""
        missing = tuple(part for part in _PARTS if not self.parts[part])
        if len(missing) == len(_PARTS):
            if self.is_required:
                self._refuse(f"Enter {self.what}", _PARTS)
        elif missing:
            named = " and ".join(f"a {part}" for part in missing)
            self._refuse(f"{self.what[:1].upper()}{self.what[1:]} must include {named}", missing)
        elif self.data is None:
            self._refuse(
                f"{self.what[:1].upper()}{self.what[1:]} must be a real date",
                _parts_out_of_range(self.parts) or ("day",),
            )

    def _refuse(self, sentence: str, parts: Sequence[str]) -> None:
        self.wrong_parts = tuple(parts)
        raise StopValidation(sentence)


def _date_of(parts: dict[str, str]) -> date | None:
    if _parts_out_of_range(parts):
        return None
    try:
        return date(int(parts["year"]), _month(parts["month"]), int(parts["day"]))
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdecimal():
        return _number(text)
    matches = [number for number, name in enumerate(_MONTHS, 1) if text.lower() in {name, name[:3]}]
    return matches[0] if matches else 0


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 4 else 0


def _parts_out_of_range(parts: dict[str, str]) -> tuple[str, ...]:
    numbers = {"day": _number(parts["day"]), "month": _month(parts["month"]), "year": _number(parts["year"])}
    return tuple(part for part, (low, high) in _RANGES.items() if not low <= numbers[part] <= high)
