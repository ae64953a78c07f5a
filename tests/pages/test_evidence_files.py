"""Evidence out of files on the auditor's pages: checked before it is kept, from several agencies, and very long."""

import pytest

from tests.documents import word_document

SCHOOL = [["Date", "Source", "Event", "Impact on child"], ["9 Sept 2024", "DSL", "ICPC attended", "Frightened"]]
HEALTH = "Date,Source,Event,Impact on child\n09/09/2024,HV,Attended initial child protection conference,\n"


def long_chronology(path, entries):
    rows = [f"{1 + day % 28:02}/{1 + day // 28 % 12:02}/2023,HV,Visit number {day}" for day in range(entries)]
    path.write_text("\n".join(["Date,Source,Event", *rows]))
    return path


def test_two_agencies_chronologies_from_a_document_and_a_csv_stand_together_each_marked(browser, copy, tmp_path, kept):
    health = tmp_path / "a.csv"
    health.write_text(HEALTH)
    copy("chronology")
    browser.submit("Read into rows", {"file": word_document(tmp_path / "a.docx", SCHOOL), "agency": "School"})
    page = browser.submit("Read into rows", {"file": health, "agency": "Health visiting"})

    assert "1 row was read. Check them, then save." in page.text
    assert page.find("//legend/text()[contains(., 'Entry')]/../span/text()") == ["School", "Health visiting"]
    assert not kept().chronology
    browser.submit("Save and continue")
    assert [(row.agency, row.event) for row in kept().chronology] == [
        ("School", "ICPC attended"),
        ("Health visiting", "Attended initial child protection conference"),
    ]


def test_a_plan_is_read_from_a_document(browser, copy, tmp_path, kept):
    plan = [["Outcome", "Action", "Who", "By when"], ["Sleeps through", "Visit weekly", "Ms Hart", "1 May 2026"]]
    copy("plan")
    browser.submit("Save and continue", {"file": word_document(tmp_path / "a", plan)})

    assert [(row.action, row.owner) for row in kept().actions] == [("Visit weekly", "Ms Hart")]


def test_the_words_of_a_record_are_read_from_a_document_and_checked_before_they_are_kept(browser, copy, tmp_path, kept):
    copy("record")
    page = browser.submit(
        "Read the file", {"file": word_document(tmp_path / "a", words=["Leo was seen alone."]), "record_type": "review"}
    )

    assert page.value_of("text").strip() == "Leo was seen alone."
    assert not kept().records
    browser.submit("Save and continue")
    assert [(record.record_type, record.text) for record in kept().records] == [("review", "Leo was seen alone.")]


@pytest.mark.parametrize("kind", ["chronology", "plan", "record"])
def test_a_file_that_cannot_be_read_is_refused_and_what_was_typed_stays(browser, copy, tmp_path, kind):
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-1.7 something")
    typed = {"record": {"text": "Typed before"}, "plan": {"rows-0-action": "Typed before"}}
    copy(kind)

    page = browser.submit(
        "Read the file" if kind == "record" else "Read into rows",
        {"file": pdf, **typed.get(kind, {"rows-0-event": "Typed before"})},
    )

    assert page.status == 422
    assert page.errors == ["This is a PDF, whose tables cannot be read reliably. Open it, copy the table and paste it."]
    [where] = typed.get(kind, {"rows-0-event": ""})
    assert page.value_of(where).strip() == "Typed before"


def test_a_record_without_a_file_is_asked_for_one(browser, copy):
    copy("record")

    assert browser.submit("Read the file").errors == ["Choose the file the record is in"]


def test_more_rows_than_can_be_checked_are_said_so_and_kept_whole_when_saved(browser, copy, tmp_path, kept):
    file = long_chronology(tmp_path / "a.csv", 1_000)
    copy("chronology")
    page = browser.submit("Read into rows", {"file": file})
    assert page.errors == [
        "1,000 rows were read, too many to check on a page. Save to keep them as they stand, or use a part"
    ]

    page = browser.submit("Save and continue", {"file": file})

    assert page.heading == "Chronology and history"
    assert len(kept().chronology) == 1_000


def test_a_long_chronology_is_added_to_and_never_emptied_by_saving_its_page(browser, copy, tmp_path, kept):
    copy("chronology")
    browser.submit("Save and continue", {"file": long_chronology(tmp_path / "a.csv", 301)})
    page = copy("chronology")
    assert "301 entries are kept, too many to change here." in page.text

    browser.submit("Save and continue")
    assert len(kept().chronology) == 301
    copy("chronology")
    browser.submit("Save and continue", {"pasted": HEALTH, "agency": "Health"})
    assert [row.agency for row in kept().chronology] == [""] * 301 + ["Health"]

    copy("chronology")
    browser.submit("Take all entries away")
    assert len(kept().chronology) == 302
    browser.submit("Save and continue")
    assert not kept().chronology


def test_a_page_of_many_rows_can_be_sent(browser, copy, tmp_path, kept):
    copy("chronology")
    browser.submit("Read into rows", {"file": long_chronology(tmp_path / "a.csv", 300)})
    browser.submit("Save and continue")

    assert len(kept().chronology) == 300
