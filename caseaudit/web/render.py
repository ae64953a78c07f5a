"""Drawing a page: one heading, one title, errors first.

How a page is made, for whoever adds one:

* a module ``web/<subject>.py`` with ``blueprint = Blueprint("<subject>", __name__, url_prefix="/<subject>")``, its
  views marked by ``access.role``, its WTForms forms above the views (or in ``web/<subject>_forms.py`` when there are
  many), and templates in ``templates/<subject>/``; add the module to ``web/subjects.py``;
* a form is a ``flask_wtf.FlaskForm``: ``fields.py`` has the date of three parts, ``wtforms.SelectChoice`` makes a
  choice, a field's ``description`` is its hint, validators carry the whole sentence ("Enter a name for the sample");
* a GET draws ``render("samples/new.html", title="Draw a sample", back="/samples", form=form)``; a POST that does not
  validate draws the same with ``errors=errors_of(form)``; one that does calls one change inside
  ``with transaction(installed().engine) as session:`` and redirects. A ``NotAllowed`` that belongs to the form is
  caught and shown by ``errors=refuse(form.size, str(refusal))``; any other is turned into a page for you;
* the template extends ``layout.html``, fills ``content`` and begins it with ``{% include "parts/heading.html" %}``,
  which draws the error summary, the messages of ``flash("The sample was drawn.")`` and the ``h1``;
* ``{% from "parts/form.html" import text, radios, button, csrf %}`` draws the controls:
  ``<form method="post" novalidate>{{ csrf() }}{{ text(form.name) }}{{ button("Save and continue") }}</form>``;
  ``parts/table.html``, ``parts/tag.html`` and ``parts/summary.html`` draw the rest;
* wide tables stand in ``<div class="app-scroll" tabindex="0" role="region" aria-label="...">`` (``table.html`` does);
* no ``style=`` and no ``onclick=``: the content policy refuses both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from wtforms import Field, Form


@dataclass(frozen=True)
class FieldError:
    """What is wrong, and the id of the control where it can be put right."""

    text: str
    target: str


@dataclass(frozen=True)
class Back:
    """Where the back link leads."""

    href: str
    text: str = "Back"


def render(
    template: str,
    *,
    title: str,
    back: Back | str | None = None,
    errors: Sequence[FieldError] = (),
    caption: str | None = None,
    **context: Any,
) -> str:
    """The page as HTML; ``title`` is its ``h1`` and begins its title, after "Error: " where there are errors."""
    return render_template(
        template,
        title=title,
        back=Back(back) if isinstance(back, str) else back,
        errors=tuple(errors),
        caption=caption,
        **context,
    )


def errors_of(form: Form) -> tuple[FieldError, ...]:
    """Each field's first error in the order of the form, aimed at the control to put right."""
    return tuple(
        FieldError(str(field.errors[0]), getattr(field, "error_target", None) or field.id)
        for field in form
        if field.errors
    )


def refuse(field: Field, sentence: str) -> tuple[FieldError, ...]:
    """A refusal that came from a change, shown at the field it is about as if the form had found it."""
    field.errors = [*field.errors, sentence]
    return (FieldError(sentence, getattr(field, "error_target", None) or field.id),)
