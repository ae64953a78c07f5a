"""Who is spoken of in an entry, and whether it tells how the child was affected."""

import pytest

from caseaudit.checks.casefile import Entry
from caseaudit.checks.cast import Cast
from caseaudit.checks.child_impact import impact_on_child

KNOWN = (
    Entry("1/2/24", "School", "Bertie wets himself, told staff Gaz shouts"),
    Entry("9/2/24", "SW", "Gaz seen outside"),
)


def impact(event, age=6.0, is_unborn=False):
    entry = Entry("3/3/24", "SW", event)
    return impact_on_child(entry, Cast.of((*KNOWN, entry), age, is_unborn=is_unborn))


@pytest.mark.parametrize(
    "event, words",
    [
        ("Home poor. Bertie hid under the stairs", "Bertie hid under the stairs"),
        ("Mum low, Bertie gets himself up", "Bertie gets himself up"),
        ("B flinched when the door went", "B flinched when the door went"),
        ("Nan says he is not sleeping", "Nan says he is not sleeping"),
        ("Mother's partner hit Bertie with a spoon", "Mother's partner hit Bertie with a spoon"),
        ("Visit. Wanted “one more story please”", "Wanted “one more story please”"),
        ("atendance 61%", "atendance 61%"),
    ],
)
def test_the_clause_that_tells_of_the_child_is_quoted(event, words):
    assert impact(event) == words


@pytest.mark.parametrize(
    "event",
    [
        "Mum low, tearful, not sleeping",
        "Mother seen. Low mood and crying",
        "Gaz at the house when I called",
        "Bruise to Mum's arm",
        "Child protection conference: plan made",
        "Parenting course awaited",
        "Child-centred visit undertaken",
        "Mr Cole scared of the dog",
    ],
)
def test_what_is_told_of_others_is_not_the_childs(event):
    assert impact(event) == ""


def test_before_birth_what_names_nobody_is_the_mothers():
    assert impact("Booked late. Sick, not sleeping", age=None, is_unborn=True) == ""
    assert impact("Growth scan: baby small for dates", age=None, is_unborn=True) != ""


def test_what_is_a_teenagers_is_not_a_young_childs():
    assert impact("Arrested for shoplifting", age=15.0) == "Arrested for shoplifting"
    assert impact("Arrested for shoplifting", age=5.0) == ""
