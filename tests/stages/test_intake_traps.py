"""One test for each trap that real lists set, from the workbook in to what is read out of it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from caseaudit.checks.drift import drift_flags
from caseaudit.definitions.library import Definitions
from caseaudit.errors import RefusedFile
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.reading import read_files
from caseaudit.intake.remarks import RemarkKind
from tests.annex_a import AS_AT, BORN, Formula, Row, write
from tests.told import child_in

DAY = timedelta(days=1)


@pytest.fixture
def read(tmp_path: Path, definitions: Definitions) -> Any:
    def read(lists: Mapping[int, Iterable[Row]], **how: Any) -> ReadFrame:
        path = write(tmp_path / "lists.xlsx", lists, **how)
        return read_files([path], as_at=AS_AT, journeys=definitions.journeys)

    return read


def kinds(frame: ReadFrame, list_no: int | None = None) -> list[RemarkKind]:
    """The kinds of remark about cells and rows."""
    return [r.kind for r in frame.remarks if r.row_no and (list_no is None or r.list_no == list_no)]


def test_trap_1_both_is_an_ethnicity_and_no_is_an_answer(read: Any) -> None:
    frame = read({9: [{"child": "1", "ethnicity": "BOTH", "in_touch": "NO"}]})

    (row,) = frame.children[0].rows
    assert (row.codes["ethnicity"], row.codes["in_touch"]) == (("BOTH",), ("NO",))
    assert frame.children[0].person.ethnicity == "BOTH"


def test_trap_2_what_stands_for_nothing_is_listed_and_an_error_is_not_a_blank(read: Any) -> None:
    frame = read({6: [{"child": "1", "closure_reason": "-", "team": Formula("=NA()|#N/A"), "worker": "nan"}]})

    (row,) = frame.children[0].rows
    assert {"closure_reason", "team", "worker"}.isdisjoint(row.raw)
    assert kinds(frame) == [RemarkKind.ERROR_VALUE, RemarkKind.BLANK]


def test_trap_3_headings_that_drift_are_the_same_headings(read: Any) -> None:
    frame = read({8: [{"child": "1"}]}, headings={
        "Age of Child (Years)": "Age",
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)":
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months":
            "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months ",
    })  # fmt: skip

    assert kinds(frame) == []
    assert {"uasc", "missing_episodes"} <= set(frame.children[0].rows[0].raw)


def test_trap_4_a_heading_that_only_contains_a_word_is_not_taken_for_it(read: Any) -> None:
    frame = read({1: [{"child": "1"}]}, headings={"Age of Child (Years)": "Language"})

    assert kinds(frame) == [RemarkKind.READ_BY_POSITION]
    assert "age" not in frame.children[0].rows[0].raw


@pytest.mark.parametrize("age", [6.138, "<1", "6 months", -1, None])
def test_trap_5_the_age_given_is_never_read(read: Any, age: object) -> None:
    frame = read({1: [{"child": "1", "age": age}]})

    assert kinds(frame) == []
    assert frame.children[0].person.born_on == BORN


def test_trap_5_an_expected_birth_is_kept_apart_from_a_date_of_birth(read: Any) -> None:
    frame = read({7: [{"child": "1", "born_on": AS_AT + 60 * DAY, "ethnicity": "s) NOBT"}]})

    person = frame.children[0].person
    assert (person.born_on, person.expected_on, person.is_unborn) == (None, AS_AT + 60 * DAY, True)


def test_trap_6_a_code_nobody_knows_keeps_its_row_and_its_words(read: Any) -> None:
    frame = read({6: [{"child": "1", "primary_need": "DO NOT USE ESCR TESTING ONLY"}]})

    (row,) = frame.children[0].rows
    assert row.raw["primary_need"] == "DO NOT USE ESCR TESTING ONLY"
    assert "primary_need" not in row.codes
    assert kinds(frame) == [RemarkKind.UNMAPPED_CODE]


def test_trap_7_a_code_is_believed_over_the_words_beside_it(read: Any) -> None:
    frame = read({6: [{"child": "1", "need_closed_on": AS_AT, "closure_reason": "RC6: transferred to another LA"}]})

    assert frame.children[0].rows[0].codes["closure_reason"] == ("RC6",)


def test_trap_8_two_statuses_in_one_cell_are_two(read: Any) -> None:
    frame = read({6: [{"child": "1", "case_status": "CLA&CP"}]})

    assert frame.children[0].rows[0].codes["case_status"] == ("LAC", "CP")


def test_trap_9_a_child_in_many_rows_is_one_case_file(read: Any) -> None:
    contacts = [{"child": "1", "contact_on": AS_AT - days * DAY} for days in (90, 60, 30)]

    frame = read({1: [*contacts, {"child": "2"}], 3: [{"child": "1"}]})

    assert [child.ref for child in frame.children] == ["1", "2"]
    assert [found.rows_read for found in frame.lists] == [4, 1]
    assert [found.children for found in frame.lists] == [2, 1]


def test_trap_10_a_childs_number_is_one_however_it_is_typed(read: Any) -> None:
    frame = read({1: [{"child": 77}], 3: [{"child": " 77.0 "}], 4: [{"child": "ab7"}], 6: [{"child": "AB7\xa0"}]})

    assert [child.ref for child in frame.children] == ["77", "AB7"]
    assert kinds(frame) == []


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("2/13/2026", RemarkKind.NOT_A_DATE),
        ("2026-02-03", RemarkKind.NOT_A_DATE),
        (46054, RemarkKind.SERIAL_NUMBER),
        ("01/01/1900", RemarkKind.PLACEHOLDER_DATE),
    ],
)
def test_trap_11_a_date_is_never_guessed(read: Any, cell: object, kind: RemarkKind) -> None:
    frame = read({3: [{"child": "1", "referral_on": cell}]})

    (remark,) = [remark for remark in frame.remarks if remark.row_no]
    assert (remark.kind, remark.row_no, remark.column) == (kind, 2, "Date of referral (F)")
    assert frame.children[0].events == ()


def test_trap_12_blank_rows_notes_and_hidden_sheets_are_all_accounted_for(read: Any) -> None:
    nothing = dict.fromkeys(["child", "sex", "ethnicity", "born_on", "contact_on", "contact_source"])
    note = nothing | {"child": "Source: monthly run"}

    frame = read({1: [{"child": "1"}, nothing, note], 3: [{"child": "1"}]}, hidden=[3])

    assert (frame.lists[0].rows_read, frame.lists[0].rows_kept, frame.lists[0].rows_refused) == (2, 1, 1)
    assert frame.lists[1].rows_kept == 1
    assert [r.list_no for r in frame.remarks if r.kind is RemarkKind.HIDDEN_SHEET] == [3]


def test_trap_12_a_list_with_headings_and_no_rows_is_said_to_be_empty(read: Any) -> None:
    frame = read({1: [{"child": "1"}], 7: []})

    assert [r.list_no for r in frame.remarks if r.kind is RemarkKind.EMPTY_LIST] == [7]


def test_trap_13_a_list_is_known_by_its_headings_and_not_by_its_sheets_name(read: Any) -> None:
    frame = read({7: [{"child": "1"}]}, names={7: "List 3 (final) v2"})

    assert [(found.number, found.sheet) for found in frame.lists] == [(7, "List 3 (final) v2")]


def test_trap_15_a_count_of_earlier_plans_is_said_to_be_this_authoritys(read: Any) -> None:
    frame = read({7: [{"child": "1", "earlier_plans": 2, "plan_started_on": AS_AT - 30 * DAY}]})

    reasons = [flag.reason for flag in drift_flags(child_in(frame)) if flag.code == "repeat_plan"]
    assert [reason.partition(": ")[2] for reason in reasons] == [
        "the lists count 2 earlier plans, and only plans of this authority are counted."
    ]


def test_trap_16_a_placement_without_a_postcode_is_in_order(read: Any) -> None:
    assert kinds(read({8: [{"child": "1", "postcode": None}]})) == []


def test_trap_17_a_placements_postcode_never_comes_in_whole(read: Any) -> None:
    frame = read({8: [{"child": "1", "postcode": "T28 2WB"}, {"child": "2", "postcode": "nope"}]})

    assert [child.rows[0].raw.get("postcode") for child in frame.children] == ["T28 2", None]
    assert kinds(frame) == [RemarkKind.NOT_A_POSTCODE]
    assert "2WB" not in repr(frame)


def test_trap_18_a_plan_older_than_the_lists_is_no_finding_for_want_of_a_conference(read: Any) -> None:
    frame = read({7: [{"child": "1", "plan_started_on": AS_AT - 400 * DAY}]})

    assert frame.children[0].journey.level == "child_protection"
    assert frame.children[0].journey.misfits == ()


def test_trap_19_an_early_help_number_of_another_system_does_not_join_two_children(read: Any) -> None:
    frame = read({2: [{"child": "1", "born_on": BORN - 900 * DAY}], 6: [{"child": "1"}]})

    assert [child.ref for child in frame.children] == ["1", "EH 1"]
    assert kinds(frame) == [RemarkKind.OTHER_SYSTEM]


def test_trap_20_adopters_are_counted_and_never_sampled(read: Any) -> None:
    frame = read({1: [{"child": "1"}], 10: [{"child": "2"}], 11: [{"child": "900"}, {"child": None, "family": "9"}]})

    assert [child.ref for child in frame.children] == ["1"]
    assert [(f.number, f.is_used, f.rows_read, f.rows_kept, f.children, f.events) for f in frame.lists[1:]] == [
        (10, False, 1, 1, 1, 0),
        (11, False, 2, 1, 0, 0),
    ]


def test_headings_on_the_second_row_number_the_rows_as_the_sheet_does(read: Any) -> None:
    frame = read({3: [{"child": "1"}, {"child": None}]}, titles=["Referrals"])

    (remark,) = [remark for remark in frame.remarks if remark.is_refusal]
    assert remark.row_no == 4


@pytest.mark.parametrize("layout", ["2021", "2024"])
def test_both_layouts_are_read_and_named(read: Any, layout: str) -> None:
    frame = read({9: [{"child": "1", "leaver_contact_on": AS_AT, "personal_adviser": "Somebody"}]}, layout=layout)

    assert frame.layout == f"Annex A, layout of {layout}"
    assert kinds(frame) == []
    assert len(frame.children[0].events) == (2 if layout == "2024" else 1)


def test_a_list_on_two_sheets_is_refused_and_both_are_named(tmp_path: Path, definitions: Definitions) -> None:
    path = tmp_path / "lists.xlsx"
    with Workbook(path) as workbook:
        for name in ("Contacts", "Contacts old"):
            sheet = workbook.add_worksheet(name)
            for at, heading in enumerate(
                ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Date of Contact"]
            ):
                sheet.write_string(0, at, heading)
            sheet.write_string(1, 0, "1")

    with pytest.raises(RefusedFile, match=r"List 1 on more than one sheet \(“Contacts” and “Contacts old”\)"):
        read_files([path], as_at=AS_AT, journeys=definitions.journeys)


def test_a_workbook_with_no_list_is_refused(read: Any) -> None:
    with pytest.raises(RefusedFile, match="none holds an Annex A list"):
        read({1: []}, headings={"Date of Contact": "x", "Contact Source": "y"})


def test_lists_with_no_child_in_them_are_refused(read: Any) -> None:
    with pytest.raises(RefusedFile, match="no child in them"):
        read({1: [], 11: [{"child": "1"}]})


def test_no_remark_names_a_child_or_a_birth(read: Any) -> None:
    lists = {
        1: [{"child": "CHILD-1", "born_on": "1/6/15"}, {"child": "C77", "sex": "M"}],
        3: [{"child": "C77", "sex": "F", "born_on": BORN + DAY}, {"child": "0C77"}, {"child": "077"}, {"child": "77"}],
        8: [{"child": "C77", "care_started_on": BORN - DAY}],
    }

    frame = read(lists)

    said = " ".join(f"{remark.column} {remark.sentence}" for remark in frame.remarks)
    assert len([remark for remark in frame.remarks if remark.row_no]) >= 6
    assert not [word for word in ("CHILD-1", "C77", "077", "1/6/15", "2015", "15/") if word in said]


def test_absence_of_lists_is_said(read: Any) -> None:
    frame = read({1: [{"child": "1"}]})

    assert [r.list_no for r in frame.remarks if r.kind is RemarkKind.MISSING_LIST] == [2, 3, 4, 5, 6, 7, 8, 9]


def test_a_journey_is_replayed_from_the_lists(read: Any) -> None:
    start = date(2026, 1, 5)

    frame = read({
        3: [{"child": "1", "referral_on": start}],
        5: [{"child": "1", "s47_started_on": start + DAY, "conference_on": start + 12 * DAY, "plan_made": "Yes"}],
        7: [{"child": "1", "plan_started_on": start + 12 * DAY}],
    })  # fmt: skip

    (child,) = frame.children
    assert child.journey.level == "child_protection"
    assert child.journey.states["front_door"] == "accepted"
    assert child.journey.misfits == ()
