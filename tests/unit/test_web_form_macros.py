"""Our flat form macros draw what GOV.UK Frontend draws, token for token.

The deviations are wanted and named here: a follow-up box is visible until the script hides it (so no ``--hidden`` class
and no ``aria-controls``).
"""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import FileField, Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from caseaudit.web.fields import ThreePartDate

CHOICES = (SelectChoice("yes", "Yes"), SelectChoice("no", "No & never"), SelectChoice("unclear", "It is “unclear”"))
LIBRARY = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}), autoescape=True
)
PARTS = ("day", "month", "year")
_OURS_ALONE = {"data-reveal-when"}
_THEIRS_ALONE = {"data-aria-controls"}


class Every(Form):
    """One field of each kind, each with a hint."""

    name = StringField("Name <of it>", [DataRequired("Enter a name & no more")], description="As in “A & B”")
    note = TextAreaField("Note", [DataRequired("Enter a note")], description="Anything")
    size = SelectField("Size", [DataRequired("Select a size")], choices=CHOICES, description="How large")
    seen = RadioField("Seen?", [DataRequired("Select one")], choices=CHOICES, description="By anybody")
    kinds = SelectMultipleField(
        "Kinds", [DataRequired("Select one or more")], choices=CHOICES, description="All that fit"
    )
    on = ThreePartDate("Seen on", what="the day", description="For example, 27 3 2026")
    lists = FileField("Lists", [DataRequired("Select a file")], description="A workbook")


class Plain(Form):
    """The same without hints."""

    name = StringField("Name")
    note = TextAreaField("Note")
    size = SelectField("Size", choices=CHOICES)
    seen = RadioField("Seen?", choices=CHOICES)
    kinds = SelectMultipleField("Kinds", choices=CHOICES)
    on = ThreePartDate("Seen on", what="the day", is_required=False)
    lists = FileField("Lists")


FILLED = MultiDict(
    [
        ("name", 'Six "new" <words>'),
        ("note", "line one\nline two & <b>"),
        ("size", "no"),
        ("seen", "no"),
        ("kinds", "yes"),
        ("kinds", "unclear"),
        ("on-day", "27"),
        ("on-month", "3"),
        ("on-year", "2026"),
    ]
)


def _filled() -> Form:
    return Every(FILLED)


def _wrong() -> Form:
    form = Every(MultiDict({"name": "", "on-day": "31"}))
    form.validate()
    return form


FORMS: dict[str, Callable[[], Form]] = {"empty": Every, "plain": Plain, "filled": _filled, "wrong": _wrong}


def _shared(field: Any) -> dict[str, Any]:
    params: dict[str, Any] = {"id": field.id, "name": field.name}
    if field.description:
        params["hint"] = {"text": field.description}
    if field.errors:
        params["errorMessage"] = {"text": field.errors[0]}
    return params


def _labelled(field: Any, **more: Any) -> dict[str, Any]:
    return {**_shared(field), "label": {"text": field.label.text}, **more}


def _choices(field: Any, **more: Any) -> dict[str, Any]:
    items = [{"value": c.value, "text": c.label, "checked": c.selected} for c in field.iter_choices()]
    legend = {"text": field.label.text, "classes": "govuk-fieldset__legend--m"}
    return {**_shared(field), "idPrefix": field.id, "fieldset": {"legend": legend}, "items": items, **more}


def _date(field: Any) -> dict[str, Any]:
    legend = {"text": field.label.text, "classes": "govuk-fieldset__legend--m"}
    items = [
        {
            "name": part,
            "value": field.parts[part] or None,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if field.errors and part in field.wrong_parts else ""),
        }
        for part in PARTS
    ]
    return {**_shared(field), "namePrefix": field.name, "fieldset": {"legend": legend}, "items": items}


THEIRS: dict[str, tuple[str, str, Callable[[Any], dict[str, Any]]]] = {
    "name": ("input", "govukInput", lambda f: _labelled(f, value=f._value() or None)),
    "note": ("textarea", "govukTextarea", lambda f: _labelled(f, value=f._value())),
    "size": (
        "select",
        "govukSelect",
        lambda f: _labelled(
            f, items=[{"value": c.value, "text": c.label, "selected": c.selected} for c in f.iter_choices()]
        ),
    ),
    "seen": ("radios", "govukRadios", _choices),
    "kinds": ("checkboxes", "govukCheckboxes", _choices),
    "on": ("date-input", "govukDateInput", _date),
    "lists": ("file-upload", "govukFileUpload", _labelled),
}
OURS = {
    "name": "text",
    "note": "textarea",
    "size": "select",
    "seen": "radios",
    "kinds": "checkboxes",
    "on": "date",
    "lists": "file",
}


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: " ".join(sorted((value or "").split())) for name, value in attrs}
        kept = {name: value for name, value in kept.items() if name not in _OURS_ALONE | _THEIRS_ALONE}
        if kept.get("class"):
            kept["class"] = " ".join(c for c in kept["class"].split() if not c.endswith("__conditional--hidden"))
        self.found.append((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def _tokens(html: str) -> list[Any]:
    reader = _Tokens()
    reader.feed(html)
    return reader.found


@pytest.fixture(scope="module")
def ours() -> Any:
    # The application's own templates, without the application.
    app = Flask("caseaudit", template_folder="web/templates")
    app.jinja_env.undefined = StrictUndefined
    return app.jinja_env.get_template("parts/form.html").module


def _library(component: str, macro: str, params: dict[str, Any]) -> str:
    template = LIBRARY.from_string(
        f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} %}}{{{{ {macro}(params) }}}}'
    )
    return template.render(params=params)


@pytest.mark.parametrize("state", FORMS)
@pytest.mark.parametrize("name", THEIRS)
def test_each_control_is_drawn_as_the_library_draws_it(ours: Any, name: str, state: str):
    field = FORMS[state]()[name]
    component, macro, params = THEIRS[name]

    drawn = str(getattr(ours, OURS[name])(field))

    assert _tokens(drawn) == _tokens(_library(component, macro, params(field)))


def test_hints_of_choices_and_follow_ups_are_drawn_as_the_library_draws_them(ours: Any):
    field = _filled()["seen"]
    params = _choices(field)
    params["items"][0]["hint"] = {"text": "In person"}
    params["items"][1]["conditional"] = {"html": '<p class="govuk-body">Why not?</p>'}

    drawn = str(
        ours.radios(field, hints={"yes": "In person"}, reveals={"no": Markup('<p class="govuk-body">Why not?</p>')})
    )

    assert _tokens(drawn) == _tokens(_library("radios", "govukRadios", params))
    assert 'data-reveal-when="seen=no"' in drawn


def test_a_button_is_drawn_as_the_library_draws_it(ours: Any):
    params = {
        "text": "Save & go on",
        "type": "submit",
        "name": "then",
        "value": "next",
        "classes": "govuk-button--secondary",
    }

    drawn = str(ours.button("Save & go on", secondary=True, name="then", value="next"))

    assert _tokens(drawn) == _tokens(_library("button", "govukButton", params))


def test_a_password_is_never_sent_back(ours: Any):
    drawn = str(ours.text(Every(MultiDict({"name": "secret words"})).name, type="password"))

    assert "secret words" not in drawn
