"""What needs to change, in an auditor's sentence, read as actions."""

from caseaudit.demo.what_next import actions_in


def test_who_and_when_in_brackets_make_an_action():
    first, second = actions_in("Knock. Ask the college (adviser, this week). Write the plan (manager, by 3 May). Rest.")

    assert (first.action, first.owner, first.timescale) == ("Ask the college", "adviser", "this week")
    assert (second.action, second.owner, second.timescale) == ("Write the plan", "manager", "by 3 May")


def test_a_sentence_without_them_is_no_action():
    assert actions_in("Keep it up.") == ()
