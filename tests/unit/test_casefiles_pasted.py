"""Chronologies and plans pasted from Word, Excel and case systems."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseaudit.casefiles.drafts import ActionDraft, EntryDraft
from caseaudit.casefiles.pasted import chronology_from, plan_from
from caseaudit.errors import RefusedFile

BRUISE = EntryDraft("3.9.24", "School", "Bruise seen", "First injury")


@pytest.mark.parametrize(
    "pasted",
    [
        "Date\tSource\tEvent\tSignificance\n3.9.24\tSchool\tBruise seen\tFirst injury",
        "| Date of event | Agency | What happened | Impact on the child |\n|---|---|---|---|\n"
        "| 3.9.24 | School | Bruise seen | First injury |",
        "Event,Significance,Date,Source\nBruise seen,First injury,3.9.24,School",
        "3.9.24\tSchool\tBruise seen\tFirst injury",
        "3.9.24 | School | Bruise seen | First injury",
    ],
)
def test_a_chronology_reads_the_same_with_or_without_headings_and_however_it_is_divided(pasted):
    assert chronology_from(pasted) == (BRUISE,)


def test_blank_cells_stay_blank_and_in_their_column():
    [entry] = chronology_from("Date\tSource\tEvent\tSignificance\n3.9.24\t\tBruise seen\t")

    assert entry == EntryDraft("3.9.24", "", "Bruise seen", "")


def test_a_cell_of_several_lines_pasted_from_excel_is_one_cell():
    pasted = 'Date\tEvent\n3.9.24\t"Bruise seen\nSaid ""Mum threw it"""\n10.9.24\tStrategy meeting'

    first, second = chronology_from(pasted)

    assert first.event == 'Bruise seen\nSaid "Mum threw it"'
    assert second.date_text == "10.9.24"


def test_a_quotation_mark_that_is_never_closed_swallows_nothing():
    rows = chronology_from('3.9.24\t"Bruise seen\n10.9.24\tStrategy meeting')

    assert [row.date_text for row in rows] == ["3.9.24", "10.9.24"]


def test_lines_of_a_date_a_dash_and_what_happened_are_divided():
    rows = chronology_from("3.9.24 – Bruise seen\nSept 2024: moved to Nan’s\nMum said - no more drinking")

    assert [(row.date_text, row.event) for row in rows] == [
        ("3.9.24", "Bruise seen"),
        ("Sept 2024", "moved to Nan’s"),
        ("", "Mum said - no more drinking"),
    ]


def test_lines_that_begin_with_a_date_are_divided_after_it():
    rows = chronology_from("03/09/2024 Bruise seen\nTues 10 Sept 2024 moved to Nan’s\nSept was calm")

    assert [(row.date_text, row.event) for row in rows] == [
        ("03/09/2024", "Bruise seen"),
        ("Tues 10 Sept 2024", "moved to Nan’s"),
        ("", "Sept was calm"),
    ]


def test_a_title_above_the_headings_is_kept_and_hides_nothing():
    title, entry = chronology_from("Chronology of the family\nEvent\tDate\nBruise seen\t3.9.24")

    assert title.event == "Chronology of the family"
    assert (entry.date_text, entry.event) == ("3.9.24", "Bruise seen")


@pytest.mark.parametrize("headings", ["Date\tSource\tEvent\tSignificance\n", ""])
def test_a_paragraph_break_inside_a_cell_begins_no_row(headings):
    pasted = (
        f"{headings}3.9.24\tSchool\tBruise seen\n\nKit said Mum threw it\tFirst injury\n"
        "10.9.24\tHV\tWeighed\tGaining\nwell\n12.9.24\tSW\tVisit\tNothing new"
    )

    assert chronology_from(pasted) == (
        EntryDraft("3.9.24", "School", "Bruise seen\nKit said Mum threw it", "First injury"),
        EntryDraft("10.9.24", "HV", "Weighed", "Gaining\nwell"),
        EntryDraft("12.9.24", "SW", "Visit", "Nothing new"),
    )


@pytest.mark.parametrize("again", ["", "Date\nEvent\nSignificance\n", "Date\tEvent\tSignificance\n"])
def test_headings_one_to_a_line_and_headings_said_again_are_headings(again):
    pasted = f"Date\nEvent\nSignificance\n3.9.24\tBruise\tFirst\n{again}10.9.24\tFall\tSecond\n11.9.24\tMoved\tThird"

    assert chronology_from(pasted) == (
        EntryDraft("3.9.24", "", "Bruise", "First"),
        EntryDraft("10.9.24", "", "Fall", "Second"),
        EntryDraft("11.9.24", "", "Moved", "Third"),
    )


def test_a_table_pasted_one_cell_to_a_line_is_read_by_its_dates():
    rows = chronology_from("Date\nEvent\nImpact\n3.9.24\nBruise\nFirst\n10.9.24\nFall\nSecond\nand last")

    assert rows == (EntryDraft("3.9.24", "", "Bruise", "First"), EntryDraft("10.9.24", "", "Fall", "Second\nand last"))


@pytest.mark.parametrize(
    "line, date_text, event",
    [
        ("13/10/25   LAC review: asked to stay", "13/10/25", "LAC review: asked to stay"),
        ("Sept - Dec 2023: attendance 98%", "Sept - Dec 2023", "attendance 98%"),
        ("Review 13/10/25: asked to stay", "", "Review 13/10/25: asked to stay"),
    ],
)
def test_a_date_ends_where_the_words_begin(line, date_text, event):
    [entry] = chronology_from(line)

    assert (entry.date_text, entry.event) == (date_text, event)


def test_words_in_a_date_column_that_are_no_date_are_kept_in_the_event():
    rows = chronology_from("Date\tEvent\nSchool rang about a fight\tSent home\nlast week\tFell\n31/11/25\tMoved")

    assert [(row.date_text, row.event) for row in rows] == [
        ("", "School rang about a fight\nSent home"),
        ("last week", "Fell"),
        ("31/11/25", "Moved"),
    ]


def test_a_date_of_recording_is_kept_as_a_date():
    [entry] = chronology_from("Date\tEvent\tDate recorded\n3.9.24\tBruise seen\t5/9/2024")

    assert entry.recorded_on == date(2024, 9, 5)


def test_a_column_nobody_knows_joins_the_event():
    [entry] = chronology_from("Date\tEvent\tShoe size\n3.9.24\tBruise seen\t4")

    assert entry.event == "Bruise seen\n4"


WEIGH = ActionDraft("Ava gains weight", "Weigh at clinic", "HV Priya", "by 15 July")


@pytest.mark.parametrize(
    "pasted",
    [
        "Outcome\tAction\tBy whom\tBy when\nAva gains weight\tWeigh at clinic\tHV Priya\tby 15 July",
        "What needs to change?\tWhat will be done\tWho?\tTimescale\n"
        "Ava gains weight\tWeigh at clinic\tHV Priya\tby 15 July",
        "Ava gains weight\tWeigh at clinic\tHV Priya\tby 15 July",
        "Action,Person responsible,Target date,Need\nWeigh at clinic,HV Priya,by 15 July,Ava gains weight",
    ],
)
def test_a_plan_reads_the_same_with_or_without_headings(pasted):
    assert plan_from(pasted) == (WEIGH,)


def test_a_plan_of_plain_lines_is_a_list_of_actions():
    assert plan_from("Ring the dentist\n\nFit a stair gate") == (
        ActionDraft(action="Ring the dentist"),
        ActionDraft(action="Fit a stair gate"),
    )


def test_two_columns_are_told_by_what_stands_in_the_second():
    assert plan_from("Ring the dentist\tby 3 June\nFit a gate\twithin 2 weeks")[0].timescale == "by 3 June"
    assert plan_from("Ring the dentist\tMum\nFit a gate\tDad")[0].owner == "Mum"


def test_a_paste_of_more_than_two_megabytes_is_refused_with_a_sentence():
    with pytest.raises(RefusedFile, match="more than 2 MB"):
        chronology_from("a" * 2_000_001)


def test_a_chronology_of_five_thousand_lines_is_read_whole():
    assert len(chronology_from("Date\tEvent\n" + "3.9.24\tBruise seen\n" * 5_000)) == 5_000


@pytest.mark.parametrize("read", [chronology_from, plan_from])
@settings(max_examples=200, deadline=None)
@given(
    text=st.text(
        alphabet=st.one_of(
            st.sampled_from('\t|,"\n-–: 3/9Date'), st.characters(codec="utf-8", exclude_characters="\x00")
        ),
        max_size=200,
    )
)
def test_whatever_is_pasted_is_read_and_no_word_is_lost(read, text):
    kept = "".join(str(value) for row in read(text) for value in vars(row).values() if value)

    letters = [letter for letter in _without_headings(text, read) if letter.isalpha()]
    assert all(kept.count(letter) >= 1 for letter in letters)


def _without_headings(text, read):
    # Headings name the columns and are the one line that is not kept as evidence.
    lines = text.splitlines()
    return "" if read(text) == () or len(lines) < 2 else "".join(lines[1:])


def test_ordinary_prose_is_kept_letter_for_letter():
    prose = "Kit moved to Nan’s; school told.\nHe said “I like it”, and slept.\n\tThen: nothing | for weeks"

    kept = "".join(value for row in chronology_from(prose) for value in (row.date_text, row.source, row.event))

    assert [x for x in kept if x.isalnum()] == [x for x in prose if x.isalnum()]
