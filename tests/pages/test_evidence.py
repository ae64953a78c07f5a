"""Copying evidence on pages: rows, pasted tables, dates that are none, and two tabs, through a browser."""

import pytest

from caseaudit.store.transaction import transaction
from tests.browser import Page
from tests.reading import handed_over

PASTED_CHRONOLOGY = (
    "Date\tSource\tEvent\tImpact on child\tAction\n"
    "3.9.25\tSchool\tNot collected\tWaited an hour\tLogged\n"
    "last week\tHealth visitor\tTC to mum\t\t\n"
)
PASTED_PLAN = "Sleeps through\tMs Hart to visit weekly\tMs Hart\tby 1 May 2026\nWellbeing\tTherapy to begin\t\tASAP\n"


def rows_on(page: Page, name: str) -> list[str]:
    names = page.find(f"//*[starts-with(@name, 'rows-') and contains(@name, '-{name}')]/@name")
    return [(page.value_of(one) or "").strip() for one in names]


def test_a_pasted_chronology_is_read_into_rows_before_anything_is_kept(browser, copy, kept):
    copy("chronology")
    page = browser.submit("Read into rows", {"pasted": PASTED_CHRONOLOGY})

    assert "2 rows were read. Check them, then save." in page.text
    assert rows_on(page, "date_text") == ["3.9.25", "last week"]
    assert not kept().chronology


def test_rows_that_were_checked_are_kept_word_for_word(browser, copy, kept):
    copy("chronology")
    browser.submit("Read into rows", {"pasted": PASTED_CHRONOLOGY})
    page = browser.submit("Save and continue", {"rows-1-significance": "Nobody asked."})

    assert page.heading == "Chronology and history"
    assert "2 entries" in page.text
    assert [(row.date_text, row.significance) for row in kept().chronology] == [
        ("3.9.25", "Waited an hour"),
        ("last week", "Nobody asked."),
    ]


def test_what_was_copied_can_be_read_beside_the_questions_it_bears_on(browser, copy, audit_id):
    copy("chronology")
    browser.submit("Save and continue", {"rows-0-date_text": "3.9.25", "rows-0-event": "Not collected"})

    page = browser.open(f"/audits/{audit_id}/sections/chronology")

    assert "Read the chronology as copied" in page.text
    assert page.rows("Chronology, as on the file") == [["3.9.25", "–", "Not collected", "–", "–"]]


def test_pasted_text_saved_at_once_is_kept_and_shown_for_checking(browser, copy, kept):
    copy("plan")
    page = browser.submit("Save and continue", {"pasted": PASTED_PLAN})

    assert "2 rows were read: check them." in page.text
    assert [row.timescale for row in kept().actions] == ["by 1 May 2026", "ASAP"]


def test_reading_nothing_is_an_error(browser, copy):
    copy("plan")

    assert browser.submit("Read into rows").errors == [
        "Paste the text from the file, or choose a file, before reading it into rows"
    ]


def test_rows_are_added_and_removed_without_a_script(browser, copy, kept):
    copy("plan")
    browser.submit("Read into rows", {"pasted": PASTED_PLAN})
    page = browser.submit("Add rows")
    assert rows_on(page, "owner") == ["Ms Hart", "", "", "", ""]

    page = browser.submit("Remove action 1")
    assert rows_on(page, "timescale") == ["ASAP", "", "", ""]
    assert not kept().actions
    browser.submit("Save and continue")

    assert [row.timescale for row in kept().actions] == ["ASAP"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("31", "2", "2026"), "The date of the plan must be a real date"),
        (("3", "", "2026"), "The date of the plan must include a month"),
    ],
)
def test_a_date_that_is_none_is_an_error_and_everything_typed_stays(browser, copy, typed, sentence, kept):
    copy("plan")
    browser.submit("Read into rows", {"pasted": PASTED_PLAN})
    day, month, year = typed
    page = browser.submit("Save and continue", {"plan_on-day": day, "plan_on-month": month, "plan_on-year": year})

    assert (page.status, page.errors) == (422, [sentence])
    assert (page.value_of("plan_on-day") or "", page.value_of("plan_on-month") or "") == (day, month)
    assert rows_on(page, "timescale") == ["by 1 May 2026", "ASAP"]
    assert kept().plan is None


def test_dates_typed_before_reading_rows_stay_on_the_page(browser, copy):
    copy("plan")
    page = browser.submit("Read into rows", {"pasted": PASTED_PLAN, "plan_on-day": "3", "plan_on-month": "June"})

    assert (page.value_of("plan_on-day"), page.value_of("plan_on-month")) == ("3", "June")


def test_a_source_too_long_to_keep_says_which_row(browser, copy):
    copy("chronology")

    page = browser.submit("Save and continue", {"rows-0-event": "Visit", "rows-0-source": "x" * 201})

    assert page.errors == ["Row 1: shorten the source to 200 characters"]


def test_a_record_is_kept_with_who_was_there(browser, copy, kept):
    copy("record")
    page = browser.submit(
        "Save and continue",
        {
            "record_type": "statutory_visit",
            "on-day": "2",
            "on-month": "3",
            "on-year": "2026",
            "present": "Mum\r\nLeo\r\n",
            "text": "Leo was seen with Mum.",
        },
    )

    (record,) = kept().records
    assert (record.record_type, record.present, record.text) == (
        "statutory_visit",
        ["Mum", "Leo"],
        "Leo was seen with Mum.",
    )
    assert "statutory visit on 2 March 2026" in page.text


def test_a_record_without_its_words_is_asked_for_them(app, browser, copy, audit_id):
    copy("record")
    page = browser.submit("Save and continue", {"record_type": "review", "present": "Mum"})

    assert page.errors == ["Enter what the record says, word for word"]
    assert page.value_of("present").strip() == "Mum"


def test_a_record_without_its_kind_is_asked_for_it_and_keeps_its_text(browser, copy):
    copy("record")
    page = browser.submit("Save and continue", {"text": "Seen alone in her room."})

    assert page.errors == ["Select what kind of record this is."]
    assert page.value_of("text").strip() == "Seen alone in her room."


def test_a_stale_tab_shows_what_was_saved_first_and_keeps_what_was_typed(browser, copy, kept):
    stale = copy("chronology")
    browser.submit("Save and continue", {"rows-0-event": "From the first tab"})
    browser.page = stale
    page = browser.submit("Save and continue", {"rows-0-event": "From the second tab"})

    assert page.status == 409
    assert page.errors == ["This evidence was changed in another tab or window after you opened this page."]
    assert page.rows("Chronology, as on the file")[0][2] == "From the first tab"
    assert rows_on(page, "event")[0] == "From the second tab"
    assert [row.event for row in kept().chronology] == ["From the first tab"]
    browser.submit("Save and continue")

    assert [row.event for row in kept().chronology] == ["From the second tab"]


def test_an_unknown_kind_is_not_found(copy):
    assert copy("photographs").status == 404


def test_the_evidence_of_a_submitted_audit_is_not_changed(app, definitions, browser):
    with transaction(app.extensions["caseaudit"].engine) as session:
        audit_id = handed_over(session, definitions).audit.id
    browser.sign_in_as("auditor")

    page = browser.open(f"/audits/{audit_id}/evidence/plan")

    assert page.heading.startswith("Case ")


def test_several_records_are_copied_and_each_can_be_changed(browser, copy, kept):
    copy("record")
    browser.submit("Save and continue", {"record_type": "review", "text": "The review heard her letter."})
    copy("record")
    browser.click("Copy another record")
    browser.submit("Save and continue", {"record_type": "statutory_visit", "text": "Seen alone in her room."})
    assert [record.text for record in kept().records] == [
        "Seen alone in her room.",
        "The review heard her letter.",
    ]

    copy("record")
    page = browser.click("Review, not dated")
    assert page.value_of("text").strip() == "The review heard her letter."
    browser.submit("Save and continue", {"text": "The review read her letter out."})

    assert sorted(record.text for record in kept().records) == [
        "Seen alone in her room.",
        "The review read her letter out.",
    ]
