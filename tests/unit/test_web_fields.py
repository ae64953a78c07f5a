"""A date typed as three parts."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from caseaudit.web.fields import ThreePartDate
from caseaudit.web.render import errors_of


class Visit(Form):
    """A visit that must be dated, and a review that may be."""

    seen_on = ThreePartDate("Seen on", what="the date the child was seen")
    review_on = ThreePartDate("Review on", what="the date of the review", is_required=False)


def _visit(day: str, month: str, year: str) -> Visit:
    return Visit(MultiDict({"seen_on-day": day, "seen_on-month": month, "seen_on-year": year}))


@pytest.mark.parametrize(
    "parts", [("3", "6", "2024"), ("03", "06", "2024"), (" 3 ", "June", "2024"), ("3", "jun", "2024")]
)
def test_a_date_is_understood_as_people_write_it(parts: tuple[str, str, str]):
    form = _visit(*parts)

    assert form.validate()
    assert form.seen_on.data == date(2024, 6, 3)


@pytest.mark.parametrize(
    ("parts", "sentence", "target"),
    [
        (("", "", ""), "Enter the date the child was seen", "seen_on-day"),
        (("3", "", "2024"), "The date the child was seen must include a month", "seen_on-month"),
        (("", "", "2024"), "The date the child was seen must include a day and a month", "seen_on-day"),
        (("30", "2", "2024"), "The date the child was seen must be a real date", "seen_on-day"),
        (("3", "13", "2024"), "The date the child was seen must be a real date", "seen_on-month"),
        (("3", "marmalade", "2024"), "The date the child was seen must be a real date", "seen_on-month"),
        (("3", "6", "24"), "The date the child was seen must be a real date", "seen_on-year"),
        (("-3", "6", "2024"), "The date the child was seen must be a real date", "seen_on-day"),
        (("³", "6", "2024"), "The date the child was seen must be a real date", "seen_on-day"),
        (("3", "6", "9" * 5000), "The date the child was seen must be a real date", "seen_on-year"),
    ],
)
def test_a_date_that_is_none_is_refused_at_the_part_to_put_right(parts, sentence: str, target: str):
    form = _visit(*parts)

    assert not form.validate()
    assert [(error.text, error.target) for error in errors_of(form)] == [(sentence, target)]
    assert form.seen_on.data is None
    assert tuple(form.seen_on.parts.values()) == parts


@pytest.mark.parametrize("posted", [{}, {"seen_on-day": "3"}, {"seen_on": "2024-06-03"}])
def test_a_hand_made_post_without_the_parts_is_refused_and_breaks_nothing(posted: dict[str, str]):
    form = Visit(MultiDict(posted))

    assert not form.validate()


def test_a_date_that_may_be_left_out_is_none():
    form = _visit("3", "6", "2024")

    assert form.validate()
    assert form.review_on.data is None


def test_a_date_already_known_fills_its_parts():
    form = Visit(data={"seen_on": date(2024, 6, 3)})

    assert form.seen_on.parts == {"day": "3", "month": "6", "year": "2024"}
