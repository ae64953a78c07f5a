"""A child's case level in words: nobody is called closed whom nothing in the lists closed."""

import pytest
from flask import Flask

from caseaudit.web.levels import level_of_child


@pytest.mark.parametrize(
    ("key", "states", "words"),
    [
        ("closed", {"front_door": "closed"}, "Closed"),
        ("closed", {"looked_after": "ceased"}, "Closed"),
        ("closed", {"assessment": "authorised"}, "Not known from these lists"),
        ("closed", {"looked_after": "none"}, "Not known from these lists"),
        ("looked_after", {"looked_after": "looked_after"}, "Looked after"),
    ],
)
def test_a_child_is_called_closed_only_where_something_closed_the_case(app: Flask, key, states, words):
    with app.app_context():
        assert level_of_child(key, states) == words
