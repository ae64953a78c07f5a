"""A journey goes out as a file and comes back the same, and a spoilt file is refused by line and column."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseaudit.definitions.library import read_definitions
from caseaudit.errors import RefusedFile
from caseaudit.journey.exchange import ToldJourney, read_csv, read_json, write_csv, write_json
from caseaudit.journey.replay import Event, replay

JOURNEYS = read_definitions().journeys
TRIGGERS = sorted({trigger for journey in JOURNEYS for trigger in journey.triggers})
AS_AT = date(2026, 3, 31)
WAYS = pytest.mark.parametrize(("write", "read"), [(write_csv, read_csv), (write_json, read_json)])

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
cells = st.one_of(texts, texts.map(lambda text: f"'={text}"), texts.map(lambda text: f"=1+1{text}"))
codes = st.dictionaries(st.sampled_from(["legal_status", "reason", "placement"]), st.sampled_from(["V2", "C2", "E3"]))
events = st.lists(
    st.builds(
        Event,
        on=st.dates(date(2012, 1, 1), date(2026, 4, 30)),
        trigger=st.sampled_from(TRIGGERS),
        detail=cells,
        codes=codes,
    ),
    max_size=25,
)


def told(*happened: Event) -> ToldJourney:
    return ToldJourney("0123456789abcdef", AS_AT, date(2025, 9, 30), happened)


@WAYS
@settings(max_examples=150, deadline=None)
@given(happened=events, begins=st.none() | st.dates(date(2000, 1, 1), AS_AT))
def test_a_journey_comes_back_with_the_same_events_and_the_same_states(write, read, happened, begins):
    journey = replace(told(*happened), lists_begin=begins)

    back = read(write(journey))

    assert back == journey
    assert [dict(event.codes) for event in back.events] == [dict(event.codes) for event in happened]
    assert back.replayed(JOURNEYS) == replay(happened, JOURNEYS, AS_AT, begins)


def test_the_replayed_states_do_depend_on_what_was_read():
    care = Event(date(2026, 1, 5), "lac_started", codes={"legal_status": "C2"})

    assert read_csv(write_csv(told(care))).replayed(JOURNEYS).states["looked_after"] == "looked_after"
    assert read_csv(write_csv(told())).replayed(JOURNEYS).states["looked_after"] == "none"


@pytest.mark.parametrize("start", "=+-@\t\r\n＝＋－＠")
def test_no_cell_of_the_csv_begins_as_a_formula(start):
    detail = f'{start}HYPERLINK("x")'
    content = write_csv(told(Event(AS_AT, "contact_received", detail, {"source_list": "1"})))

    written = [cell for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]

    assert f"'{detail}" in written
    assert not any(cell.startswith(start) for cell in written)
    assert read_csv(content).events[0].detail == detail


def test_a_file_a_spreadsheet_has_saved_with_its_own_dates_is_read():
    content = write_csv(told(Event(date(2026, 2, 1), "contact_received"))).replace(b"2026-02-01", b"01/02/2026")

    assert read_csv(content).events[0].on == date(2026, 2, 1)


def test_a_detail_may_run_over_lines_and_later_lines_are_still_counted_as_they_stand():
    first, second = Event(AS_AT, "contact_received", "one\ntwo"), Event(AS_AT, "referral_received")
    content = write_csv(told(first, second)).replace(b"2026-03-31,referral", b"soon,referral")

    with pytest.raises(RefusedFile, match=r"^Line 8, column date: This is not a date"):
        read_csv(content)


GOOD = write_csv(told(Event(date(2026, 2, 1), "contact_received", "Police", {"referral_source": "6"}))).decode(
    "utf-8-sig"
)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("version 1", "version 9", "This is not a journey that caseaudit wrote"),
        ("as_at,2026-03-31", "as_at,31 March", "Line 3, as_at: This is not a date"),
        ("lists_begin,2025-09-30", "lists_begin,0", "Line 4, lists_begin: This is not a date"),
        ("case_key,0123456789abcdef", "case_key,", "Line 2, case_key: This is empty"),
        ("date,trigger", "trigger,date", "Line 5: Head the columns date, trigger, detail, codes"),
        ("2026-02-01,", "2026-02-30,", "Line 6, column date: This is not a date"),
        ("contact_received", "", "Line 6, column trigger: This is empty"),
        ("0123456789abcdef", "0123\x1b[31m", "Line 2, case_key: This holds characters that cannot be shown"),
        ('"{""referral_source"": ""6""}"', "9" * 5000, "Line 6, column codes: These are not codes"),
        ("Police", "x" * 140_000, "Line 6: .* or a cell is far longer than any"),
        (',Police,"{""referral_source"": ""6""}"', "", "Line 6: There are 2 cells and there should be 4"),
        ('"{""referral_source"": ""6""}"', "6", "Line 6, column codes: These are not codes"),
        ('"{""referral_source"": ""6""}"', '"{', "Line 6: The quotation marks of this line do not close"),
    ],
)
def test_a_spoilt_csv_is_refused_by_line_and_column(was, now, sentence):
    assert was in GOOD

    with pytest.raises(RefusedFile, match=f"^{sentence}"):
        read_csv(GOOD.replace(was, now).encode())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "something else"}, "This is not a journey that caseaudit wrote"),
        ({"events": None}, "This is not a journey that caseaudit wrote"),
        ({"as_at": 5}, "as_at: This is not a date"),
        ({"case_key": None}, "case_key: This is empty"),
        ({"case_key": "\ud800"}, "case_key: This holds characters that cannot be shown"),
        ({"case_key": "\x1b[2J"}, "case_key: This holds characters that cannot be shown"),
        (
            {"events": [{"date": "2026-02-01", "trigger": "x", "detail": "\udfff"}]},
            "Event 1, detail: This holds characters that cannot be shown",
        ),
        (
            {"events": [{"date": "2026-02-01", "trigger": "x", "codes": {"a": "\udfff"}}]},
            "Event 1, codes: This holds characters that cannot be shown",
        ),
        ({"events": ["x"]}, "Event 1: An event has date, trigger, detail, codes"),
        ({"events": [{"date": "2026-02-01"}]}, "Event 1, trigger: This is empty"),
        ({"events": [{"date": "2026-02-01", "trigger": "x", "detail": 3}]}, "Event 1: An event has"),
        (
            {"events": [{"date": "2026-02-01", "trigger": "x", "codes": {"a": 1}}]},
            "Event 1, codes: These are not codes",
        ),
    ],
)
def test_a_spoilt_json_is_refused_by_event_and_key(change, sentence):
    content = json.dumps(json.loads(write_json(told())) | change).encode()

    with pytest.raises(RefusedFile, match=f"^{sentence}"):
        read_json(content)


@pytest.mark.parametrize(
    ("read", "content", "sentence"),
    [
        (read_json, b'{\n  "format": oops', "Line 2, column 13: The JSON breaks off or is misspelt here"),
        (read_json, b"[" * 100_000, "This is not a journey|Line 1"),
        (read_json, b'{"format": ' + b"9" * 5000 + b"}", "This is not a journey"),
        (read_json, b"[]", "This is not a journey that caseaudit wrote"),
        (read_json, b"", "Line 1, column 1: The JSON breaks off"),
        (read_csv, b"", "This is not a journey that caseaudit wrote"),
        (read_csv, b"format,x\nZo\xeb,2", "Line 2: A letter here is not UTF-8"),
    ],
)
def test_what_is_no_journey_at_all_is_refused_with_what_to_do(read, content, sentence):
    with pytest.raises(RefusedFile, match=f"^({sentence})"):
        read(content)


@WAYS
def test_more_events_than_any_journey_has_are_refused(write, read):
    with pytest.raises(RefusedFile, match="more than 20,000 events"):
        read(write(told(*[Event(AS_AT, "contact_received")] * 20_001)))
