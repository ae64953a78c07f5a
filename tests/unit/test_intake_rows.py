from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.definitions.library import read_definitions
from caseaudit.intake.cells import is_nothing
from caseaudit.intake.children import person_in, rows_by_child
from caseaudit.intake.consistency import doubts_about_birth, doubts_within
from caseaudit.intake.events import events_from
from caseaudit.intake.headings import recognise
from caseaudit.intake.parsing import Cell
from caseaudit.intake.remarks import RemarkKind
from caseaudit.intake.rows import ReadRow, ReadRows, read_rows
from caseaudit.intake.specification import annex_a_list
from caseaudit.intake.workbook import Sheet
from caseaudit.journey.replay import replay

JOURNEYS = read_definitions().journeys
AS_AT = date(2026, 3, 31)
BORN = date(2015, 6, 1)
ANY_CELL = st.one_of(
    st.dates(date(1890, 1, 1), date(2030, 1, 1)),
    st.sampled_from(
        ["", "-", "a) Male", "WBRI", "BOTH", "Yes", "N1 - x", "31/02/2026", "01/01/1900", "46054", "C 1", "C1"]
    ),
    st.text(max_size=30).map(str.strip),
)


def read(number: int, rows: Sequence[Sequence[Cell]], doubtful: dict[tuple[int, int], str] | None = None) -> ReadRows:
    headings: list[Cell] = [column.heading for column in annex_a_list(number).columns]
    found = recognise(Sheet(f"List {number}", [headings, *rows], doubtful=doubtful or {}))
    assert found is not None
    return read_rows(found, AS_AT)


def row(number: int, ref: str = "C1", **cells: Cell) -> list[Cell]:
    return [cells.get(column.key, ref if column.kind == "child" else "") for column in annex_a_list(number).columns]


def kept(number: int, **cells: Cell) -> ReadRow:
    (one,) = read(number, [row(number, **cells)]).kept
    return one


def triggers(*rows: ReadRow) -> list[tuple[str, date]]:
    return [(found.event.trigger, found.event.on) for found in events_from(rows, AS_AT)]


@given(
    st.sampled_from(range(1, 12)).flatmap(
        lambda number: st.tuples(
            st.just(number),
            st.lists(st.lists(ANY_CELL, min_size=1, max_size=len(annex_a_list(number).columns)), max_size=6),
        )
    )
)
def test_every_row_with_anything_in_it_is_kept_or_refused(case: tuple[int, list[list[Cell]]]) -> None:
    number, rows = case

    found = read(number, rows)

    anything = [cells for cells in rows if not all(is_nothing(cell) for cell in cells)]
    assert len(found.kept) + found.refused == found.count == len(anything)
    assert sum(remark.is_refusal for remark in found.remarks) == found.refused
    assert all(remark.row_no for remark in found.remarks)


def test_blank_rows_are_no_rows_and_keep_the_numbering_of_the_sheet() -> None:
    found = read(1, [row(1), row(1, ref=""), row(1, ref="C2", contact_source="?")])

    assert [one.row_no for one in found.kept] == [2, 4]
    assert found.refused == 0
    assert {remark.row_no for remark in found.remarks} == {2, 4}


def test_a_row_without_a_childs_number_is_refused_with_its_place() -> None:
    found = read(3, [row(3, ref="", referral_on=date(2026, 1, 1))])

    (remark,) = found.remarks
    assert (found.refused, remark.is_refusal, remark.row_no, remark.column) == (1, True, 2, "Child Unique ID (A)")
    assert remark.sentence.endswith("The row was left out.")


def test_notes_totals_and_repeated_headings_are_refused_as_no_child() -> None:
    headings: list[Cell] = [column.heading for column in annex_a_list(1).columns]
    notes: list[list[Cell]] = [["End of list"], ["Total", "", "", "", "", "240"], headings]

    found = read(1, [row(1, contact_on=date(2026, 1, 1)), *notes])

    assert (len(found.kept), found.refused) == (1, 3)
    assert {remark.kind for remark in found.remarks if remark.is_refusal} == {RemarkKind.NOT_A_CHILD}


def test_a_list_without_the_childs_number_keeps_nothing_and_says_so() -> None:
    headings: list[Cell] = [column.heading for column in annex_a_list(3).columns]
    found = recognise(Sheet("List 3", [["Person", "Nothing", *headings[1:]], row(3), row(3)]))
    assert found is not None

    rows = read_rows(found, AS_AT)

    assert (len(rows.kept), rows.refused) == (0, 2)


def test_a_row_written_twice_is_kept_twice_said_and_counted_once() -> None:
    found = read(1, [row(1, contact_on=date(2026, 1, 1)), row(1, contact_on=date(2026, 1, 1))])

    repeated = [remark for remark in found.remarks if remark.kind is RemarkKind.REPEATED_ROW]
    assert [remark.row_no for remark in repeated] == [3]
    assert len(found.kept) == 2
    assert triggers(*found.kept) == [("contact_received", date(2026, 1, 1))]


def test_an_error_value_is_said_and_not_taken_for_a_blank() -> None:
    team = next(at for at, column in enumerate(annex_a_list(6).columns) if column.key == "team")

    found = read(6, [row(6, sex="M")], {(2, team): "#N/A", (2, team + 1): ""})

    kinds = {remark.column: remark.kind for remark in found.remarks}
    assert kinds["Allocated Team (M)"] is RemarkKind.ERROR_VALUE
    assert kinds["Allocated Worker (N)"] is RemarkKind.UNCALCULATED


def test_an_unreadable_main_date_keeps_the_row_and_makes_no_event() -> None:
    found = read(3, [row(3, referral_on="last Tuesday")])

    assert len(found.kept) == 1
    assert found.kept[0].raw["referral_on"] == "last Tuesday"
    assert triggers(*found.kept) == []


def test_a_referral_is_received_and_then_accepted_or_closed_the_same_day() -> None:
    on = date(2026, 1, 5)

    assert triggers(kept(3, referral_on=on, no_further_action="No")) == [
        ("referral_received", on),
        ("referral_accepted", on),
    ]
    assert triggers(kept(3, referral_on=on, no_further_action="a) Yes")) == [
        ("referral_received", on),
        ("referral_closed", on),
    ]
    assert triggers(kept(3, referral_on=on, no_further_action="maybe")) == [("referral_received", on)]


def test_a_conference_with_a_result_of_no_made_no_plan() -> None:
    started, held = date(2026, 1, 5), date(2026, 1, 20)

    no_plan = kept(5, s47_started_on=started, conference_on=held, plan_made="No")
    not_needed = kept(5, s47_started_on=started, conference_not_needed="Yes")

    assert triggers(no_plan) == [("s47_started", started), ("icpc_held", held), ("cp_plan_not_made", held)]
    assert triggers(not_needed) == [("s47_started", started), ("icpc_not_needed", started)]


def test_the_last_statutory_visit_says_whether_the_child_was_seen_alone() -> None:
    visit = date(2026, 3, 1)

    (event,) = events_from([kept(7, statutory_visit_on=visit, seen_alone="b) No")], AS_AT)

    assert (event.event.trigger, event.event.detail) == ("cp_visit", "Child not seen alone")


def test_a_care_leavers_entitlement_is_dated_as_at_the_lists() -> None:
    assert triggers(kept(9, eligibility="c) Qualifying")) == [("care_leaver_qualifying", AS_AT)]


def test_a_child_only_being_assessed_is_not_yet_in_need() -> None:
    started = date(2026, 3, 1)
    need = kept(6, need_started_on=started, case_status="d) Open assessment")

    assert triggers(need, kept(4, assessment_started_on=started)) == [("assessment_started", started)]
    assert ("cin_started", started) in triggers(need)


def test_a_date_before_the_one_it_follows_is_doubted() -> None:
    need = kept(6, need_started_on=date(2026, 2, 1), need_closed_on=date(2026, 1, 1), closure_reason="RC7")

    assert [(key, trouble.kind) for key, trouble in doubts_within(annex_a_list(6), need)] == [
        ("need_closed_on", RemarkKind.OUT_OF_ORDER)
    ]


def test_a_closure_without_its_reason_is_doubted() -> None:
    need = kept(6, need_started_on=date(2025, 2, 1), need_closed_on=date(2026, 1, 1))

    assert [key for key, _ in doubts_within(annex_a_list(6), need)] == ["closure_reason"]


def test_a_closed_status_without_a_closure_date_is_doubted() -> None:
    need = kept(6, need_started_on=date(2025, 2, 1), case_status="e) Closed episode")

    assert [key for key, _ in doubts_within(annex_a_list(6), need)] == ["need_closed_on"]
    assert triggers(need) == [("cin_started", date(2025, 2, 1))]


def test_work_before_a_birth_is_doubted_only_beyond_forty_weeks_and_care_always() -> None:
    plan = kept(7, plan_started_on=date(2015, 1, 10), review_conference_on=date(2014, 1, 1))
    care = kept(8, care_started_on=date(2015, 5, 31))

    assert [key for key, _ in doubts_about_birth(plan, BORN)] == ["review_conference_on"]
    assert [key for key, _ in doubts_about_birth(care, BORN)] == ["care_started_on"]


def test_a_blank_birth_with_nothing_known_is_unborn_and_other_blanks_are_doubted() -> None:
    unborn, _ = person_in([kept(4, sex="c) Not stated/recorded (or unborn)", ethnicity="s) NOBT")], AS_AT)
    unknown, troubles = person_in([kept(4, sex="a) Male", ethnicity="a) WBRI")], AS_AT)

    assert unborn.is_unborn
    assert not unknown.is_unborn
    assert [found.trouble.kind for found in troubles] == [RemarkKind.NO_BIRTH_DATE]


def test_a_birth_still_to_come_is_an_expected_date_kept_apart() -> None:
    expected = date(2026, 6, 1)

    person, troubles = person_in([kept(7, born_on=expected)], AS_AT)

    assert (person.born_on, person.expected_on, person.is_unborn) == (None, expected, True)
    assert [found.trouble.kind for found in troubles] == [RemarkKind.EXPECTED_BIRTH]


def test_lists_that_disagree_about_a_child_are_told_so_and_the_service_closest_to_the_child_is_believed() -> None:
    rows = rows_by_child([kept(1, born_on=date(2015, 6, 2), sex="M"), kept(8, born_on=BORN, sex="F")])[0]["C1"]

    person, troubles = person_in(rows, AS_AT)

    assert (person.born_on, person.sex) == (BORN, "Female")
    assert [(found.row.list_no, found.key) for found in troubles] == [(1, "born_on"), (1, "sex")]
    assert all("List 8" in found.trouble.sentence for found in troubles)


def test_an_early_help_number_with_another_birth_is_another_child() -> None:
    grouped, troubles = rows_by_child([kept(2, born_on=date(2012, 1, 1)), kept(6, born_on=BORN)])

    assert sorted(grouped) == ["C1", "EH C1"]
    assert [found.trouble.kind for found in troubles] == [RemarkKind.OTHER_SYSTEM]


def test_numbers_that_differ_by_noughts_in_front_are_two_children_and_said() -> None:
    rows = [*read(1, [row(1, ref="0077")]).kept, *read(3, [row(3, ref="77")]).kept]

    grouped, troubles = rows_by_child(rows)

    assert sorted(grouped) == ["0077", "77"]
    assert [found.trouble.kind for found in troubles] == [RemarkKind.SIMILAR_CHILD_ID]
    assert "77" not in troubles[0].trouble.sentence


def test_a_row_of_nothing_but_doubtful_cells_is_a_row_and_is_refused() -> None:
    blank = row(6, ref="")

    assert read(6, [blank]).count == 0

    found = read(6, [blank], doubtful={(2, 0): "#N/A", (2, 6): "#REF!"})
    assert (found.refused, len(found.kept)) == (1, 0)
    assert [(remark.row_no, remark.is_refusal) for remark in found.remarks] == [(2, True)]


def test_a_child_with_nothing_else_but_doubtful_cells_is_kept_and_each_cell_named() -> None:
    found = read(6, [row(6)], doubtful={(2, 11): "#N/A"})

    assert len(found.kept) == 1
    assert [remark.column for remark in found.remarks if remark.kind is RemarkKind.ERROR_VALUE] == [
        f"{annex_a_list(6).columns[11].heading} (L)"
    ]


@pytest.mark.parametrize("status", ["V3: Short breaks", "V4"])
def test_a_child_on_short_breaks_is_on_a_track_of_their_own_and_not_looked_after(status: str) -> None:
    listed = kept(
        8,
        care_started_on="06/10/2025",
        legal_status_on="01/12/2025",
        legal_status=status,
        placement_on="05/01/2026",
        placement_type="U6",
        care_visit_on="02/02/2026",
    )

    told = events_from([listed], AS_AT)

    assert triggers(listed) == [("short_break_started", date(2025, 10, 6)), ("lac_visit", date(2026, 2, 2))]
    assert told[0].event.codes["placement"] == "U6"
    journey = replay([one.event for one in told], JOURNEYS, AS_AT)
    assert (journey.level, journey.misfits) == ("child_in_need", ())


def test_short_breaks_that_ended_have_ended() -> None:
    listed = kept(8, care_started_on="06/10/2025", care_ceased_on="02/02/2026", legal_status="V4", ceased_reason="E8")

    assert triggers(listed) == [("short_break_started", date(2025, 10, 6)), ("short_break_ended", date(2026, 2, 2))]


@pytest.mark.parametrize(
    ("written", "code"), [("q9", "Q9"), ("C9: Wardship", "C9"), ("Wardship, by order", "not a code")]
)
def test_a_legal_status_that_is_not_one_is_kept_as_what_it_is(written: str, code: str) -> None:
    listed = kept(8, care_started_on="06/10/2025", legal_status_on="06/10/2025", legal_status=written)

    assert {one.event.codes.get("legal_status") for one in events_from([listed], AS_AT)} == {code}


@pytest.mark.parametrize(("offered", "is_told"), [("Yes", True), ("No", False), ("", False)])
def test_an_interview_offered_stands_on_the_date_of_the_lists(offered: str, is_told: bool) -> None:
    listed = kept(8, care_started_on="06/10/2025", return_interview_offered=offered)

    assert (("return_interview_offered", AS_AT) in triggers(listed)) is is_told
