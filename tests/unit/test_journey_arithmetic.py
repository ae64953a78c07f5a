"""Each judgement shows its arithmetic in sentences a manager can read aloud."""

from tests.clocks import child, judged


def said(rule: str, *events, **more) -> tuple[str, ...]:
    (clock,) = judged(rule, child(*events, **more))
    return clock.arithmetic


def test_working_days_name_the_holidays_that_were_passed_over_and_the_law():
    assert said("INS-03", ("2023-05-09", "ofsted_report_published"), ("2023-08-17", "ofsted_action_plan_sent")) == (
        "Final Ofsted report on 9 May 2023.",
        "70 working days after that is 16 August 2023, not counting weekends and Spring bank holiday (29 May 2023).",
        "Action plan sent to Ofsted on 17 August 2023: 1 working day over.",
        "This limit is national guidance or the definition of a national return, not law; its number was read in a "
        "secondary source that restates it. Inferred from Stockton: a report of 9 May 2023 with its plan due on 16 "
        "August 2023.",
    )


def test_what_was_in_time_says_by_how_much():
    early = said("ICPC-01", ("2024-03-25", "s47_started"), ("2024-04-11", "icpc_held"))
    last = said("ICPC-01", ("2024-03-25", "s47_started"), ("2024-04-17", "icpc_held"))

    assert early[1].endswith(
        "is 17 April 2024, not counting weekends, Good Friday (29 March 2024) and Easter Monday (1 April 2024)."
    )
    assert early[2] == "Initial child protection conference held on 11 April 2024, with 4 working days in hand."
    assert last[2] == "Initial child protection conference held on 17 April 2024, the last day."


def test_what_is_overdue_says_by_how_much_on_the_date_of_the_lists():
    sentences = said("LAC-01", ("2024-03-01", "lac_started"), as_at="2024-04-10")

    assert sentences[2] == "None is recorded by 10 April 2024, the date of the lists: 6 working days over."
    assert sentences[-1].startswith("This limit is law; its number was read in a primary source.")


def test_what_is_not_yet_due_says_when_it_is():
    assert said("PLO-02", ("2024-03-01", "proceedings_issued"), as_at="2024-08-29")[1:3] == (
        "26 weeks after that is 30 August 2024.",
        "None is recorded by 29 August 2024, the date of the lists, and it is due in 1 day.",
    )
    assert said("PLO-02", ("2024-03-01", "proceedings_issued"), as_at="2024-08-30")[2].endswith(
        "it is due on that day."
    )


def test_calendar_days_over_are_said_as_days():
    sentences = said("PLO-02", ("2024-03-01", "proceedings_issued"), ("2024-09-02", "proceedings_ended"))

    assert sentences[2] == "Care proceedings ended on 2 September 2024: 3 days over."


def test_hours_say_that_the_lists_hold_no_times():
    sentences = said("MIS-01", ("2024-03-01", "returned_from_missing"), ("2024-03-04", "return_interview_held"))

    assert sentences[1] == "72 hours after that ends on 4 March 2024; the lists hold dates and no times."


def test_late_by_a_weekend_is_no_working_day_over_and_still_late():
    # Due on Friday 12 April 2024, held on the Saturday.
    (clock,) = judged("ADO-02a", child(("2024-04-03", "panel_minutes_final"), ("2024-04-13", "agency_decision_made")))

    assert (clock.score, clock.days_over) == ("late", 0)
    assert clock.arithmetic[2] == "Agency decision made on 13 April 2024, which is 1 day after that."
