"""The 903 return: each file known by its columns, episodes a chain that is never repaired, and the XML form."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseaudit.definitions.library import Definitions
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.reading import read_files
from caseaudit.intake.remarks import RemarkKind
from caseaudit.journey.sources import Reach
from tests.conftest import SHARED
from tests.returns import episode, file_903

AS_AT = date(2026, 3, 31)
HEADER = {"CHILD": "1", "SEX": "2", "DOB": "01/06/2015", "ETHNIC": "WBRI"}
BORN = {"CHILD": "1", "DOB": "01/06/2015"}


@pytest.fixture
def read(tmp_path: Path, definitions: Definitions) -> Any:
    def read(as_at: date = AS_AT, **files: list[dict[str, Any]]) -> ReadFrame:
        paths = [file_903(tmp_path / f"{at}.dat", name, rows) for at, (name, rows) in enumerate(files.items())]
        return read_files(paths, as_at=as_at, journeys=definitions.journeys)

    return read


def happened(frame: ReadFrame) -> list[tuple[str, str]]:
    return [(f"{read.event.on:%d/%m/%Y}", read.event.trigger) for read in frame.children[0].events]


def kinds(frame: ReadFrame) -> list[RemarkKind]:
    return [remark.kind for remark in frame.remarks]


def test_a_period_of_care_is_a_chain_of_episodes(read: Any) -> None:
    frame = read(
        header=[HEADER],
        episodes=[
            episode("1", "01/05/2025", "10/06/2025", REC="X1", LS="V2"),
            episode("1", "10/06/2025", "01/09/2025", REC="X1", RNE="L", LS="C1"),
            episode("1", "01/09/2025", "05/01/2026", REC="E4A", RNE="P", LS="C1", PLACE="K2"),
        ],
    )

    assert happened(frame) == [
        ("01/05/2025", "lac_started"),
        ("01/05/2025", "legal_status_changed"),
        ("01/05/2025", "placement_started"),
        ("10/06/2025", "legal_status_changed"),
        ("01/09/2025", "placement_started"),
        ("05/01/2026", "lac_ceased"),
        ("05/01/2026", "proceedings_ended"),
    ]
    codes = {read.event.trigger: read.event.codes for read in frame.children[0].events}
    assert codes["lac_started"]["legal_status"] == "V2"
    assert (codes["placement_started"]["placement"], codes["placement_started"]["provider"]) == ("K2", "PR1")
    assert codes["lac_ceased"]["reason"] == "E4A"
    assert kinds(frame) == []
    assert {one.reach for one in frame.lists} == {Reach(date(2025, 4, 1), date(2026, 3, 31))}


def test_a_child_already_looked_after_is_looked_after_and_said_to_have_started_earlier(read: Any) -> None:
    frame = read(episodes=[episode("1", RNE="P")], header=[HEADER])

    start = next(read.event for read in frame.children[0].events if read.event.trigger == "lac_started")
    assert start.codes["start"] == "earlier"
    assert kinds(frame) == [RemarkKind.EPISODE_START]
    assert frame.children[0].journey.level == "looked_after"


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        (episode("1", "20/06/2025", RNE="P"), RemarkKind.EPISODE_GAP),
        (episode("1", "01/06/2025", RNE="P"), RemarkKind.EPISODE_OVERLAP),
        (episode("1", "01/05/2025", RNE="P"), RemarkKind.EPISODE_REPEATED),
        (episode("1", "10/06/2025", RNE="S"), RemarkKind.EPISODE_START),
    ],
)
def test_trap_14_gaps_overlaps_and_repetitions_of_episodes_are_said_and_never_repaired(
    read: Any, second: dict[str, str], kind: RemarkKind
) -> None:
    frame = read(header=[HEADER], episodes=[episode("1", "01/05/2025", "10/06/2025", REC="X1"), second])

    assert kinds(frame) == [kind]
    assert next(found.rows_kept for found in frame.lists if found.number == 202) == 2


def test_trap_14_a_row_missing_after_one_that_goes_on_is_said(read: Any) -> None:
    frame = read(header=[HEADER], episodes=[episode("1", "01/05/2025", "10/06/2025", REC="X1")])

    assert kinds(frame) == [RemarkKind.EPISODE_END]
    assert frame.children[0].journey.level == "looked_after"


def test_the_same_episode_twice_counts_once(read: Any) -> None:
    frame = read(header=[HEADER], episodes=[episode(), episode()])

    assert kinds(frame) == [RemarkKind.REPEATED_ROW]
    assert [trigger for _, trigger in happened(frame)].count("lac_started") == 1


def test_short_breaks_are_short_breaks(read: Any) -> None:
    frame = read(header=[HEADER], episodes=[episode("1", "01/05/2025", "03/05/2025", REC="E8", LS="V4")])

    assert happened(frame) == [("01/05/2025", "short_break_started"), ("03/05/2025", "short_break_ended")]


def test_adoption_is_followed_through_the_files(read: Any) -> None:
    frame = read(
        header=[HEADER],
        episodes=[
            episode("1", "01/05/2025", "01/08/2025", REC="X1"),
            episode("1", "01/08/2025", "01/10/2025", REC="X1", RNE="L", LS="E1"),
            episode("1", "01/10/2025", "01/03/2026", REC="E12", RNE="P", LS="E1", PLACE="A6"),
        ],
        placed=[{**BORN, "DATE_PLACED": "01/07/2025"}],
        ad1=[{**BORN, "DATE_INT": "01/07/2025", "DATE_MATCH": "15/09/2025"}],
    )

    of_care = ("lac_", "legal_", "placement_started")
    assert [event for event in happened(frame) if not event[1].startswith(of_care)] == [
        ("01/07/2025", "should_be_placed_decided"),
        ("01/08/2025", "placement_order_made"),
        ("15/09/2025", "adoption_matched"),
        ("01/10/2025", "placed_for_adoption"),
        ("01/03/2026", "adoption_order_made"),
    ]


def test_the_other_files_add_their_dates(read: Any) -> None:
    frame = read(
        header=[HEADER],
        episodes=[episode()],
        reviews=[{**BORN, "REVIEW": "26/05/2025", "REVIEW_CODE": "PN1"}],
        missing=[{**BORN, "MISSING": "M", "MIS_START": "01/07/2025", "MIS_END": "03/07/2025"}],
        dolo=[{**BORN, "DOLO_START": "01/08/2025", "DOLO_END": "01/08/2026"}],
        uasc=[{**HEADER, "DUC": "01/06/2033"}],
        workers=[{**BORN, "SW_ID": "SW123456", "SW_DECOM": "01/05/2025", "SW_REASON": "MANAGE"}],
        oc2=[{**BORN, "SDQ_SCORE": "17", "HEALTH_ASSESSMENT": "1"}],
        previous=[{**BORN, "PREV_PERM": "Z1"}],
    )

    assert kinds(frame) == []
    assert set(happened(frame)) >= {
        ("26/05/2025", "lac_review_held"),
        ("01/07/2025", "went_missing"),
        ("03/07/2025", "returned_from_missing"),
        ("01/08/2025", "deprivation_authorised"),
        ("01/05/2025", "unaccompanied_arrived"),
    }
    assert "deprivation_ended" not in {trigger for _, trigger in happened(frame)}
    person = frame.children[0].person
    assert (person.is_uasc, person.worker, person.sex) == (True, "SW123456", "Female")


def test_a_young_person_of_the_care_leavers_file_is_a_care_leaver(read: Any) -> None:
    born = {"CHILD": "1", "DOB": "01/06/2006"}
    frame = read(oc3=[{**born, "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"}])

    assert frame.children[0].journey.level == "care_leaver"


@pytest.mark.parametrize("born", ["01/06/2006", "01/06/2008"])
def test_no_category_is_made_up_for_a_young_person_of_the_care_leavers_file(read: Any, born: str) -> None:
    (young,) = read(oc3=[{"CHILD": "1", "DOB": born, "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"}]).children

    assert young.journey.states["leaving_care"] == "listed"
    assert [(found.event.trigger, found.event.codes["start"]) for found in young.events] == [
        ("care_leaver_listed", "earlier")
    ]


def test_trap_17_both_postcodes_of_an_episode_are_cut_to_the_sector(read: Any) -> None:
    frame = read(header=[HEADER], episodes=[episode(HOME_POST="EG19 7TT")])

    (row,) = [row for row in frame.children[0].rows if row.list_no == 202]
    assert (row.raw["home_postcode"], row.raw["postcode"]) == ("EG19 7", "WV27 9")


def test_trap_13_a_file_is_known_by_its_columns_in_any_order(tmp_path: Path, definitions: Definitions) -> None:
    path = tmp_path / "oc2.csv"
    path.write_text("DEC,REC,DECOM,CHILD,RNE,LS,CIN,PLACE\n,,01/05/2025,1,S,C2,N1,U6\n")

    frame = read_files([path], as_at=AS_AT, journeys=definitions.journeys)

    assert [found.name for found in frame.lists] == ["Episodes"]
    assert frame.children[0].journey.level == "looked_after"


def test_the_xml_form_says_what_the_csv_form_says(tmp_path: Path, read: Any, definitions: Definitions) -> None:
    path = tmp_path / "return"
    path.write_text(
        "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><UPN/><SEX>2</SEX><DOB>01/06/2015</DOB><ETHNIC>WBRI</ETHNIC>"
        "<DUC>01/06/2033</DUC><AREVIEW><REVIEW>26/05/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>"
        "<AD_PLACED><DATE_PLACED>01/07/2025</DATE_PLACED></AD_PLACED></HEADER><EPISODE><DECOM>01/05/2025</DECOM>"
        "<RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PL_POST>WV27 9FW</PL_POST>"
        "<PLACE_PROVIDER>PR1</PLACE_PROVIDER></EPISODE></CHILD></EXPSSDA903>"
    )

    frame = read_files([path], as_at=AS_AT, journeys=definitions.journeys)

    same = read(
        header=[HEADER],
        episodes=[episode()],
        reviews=[{**BORN, "REVIEW": "26/05/2025", "REVIEW_CODE": "PN1"}],
        placed=[{**BORN, "DATE_PLACED": "01/07/2025"}],
        uasc=[{**HEADER, "DUC": "01/06/2033"}],
    )
    assert happened(frame) == happened(same)
    assert frame.children[0].journey.states == same.children[0].journey.states
    assert frame.children[0].person.born_on == date(2015, 6, 1)


def test_groups_of_the_xml_form_that_stand_apart_are_read(tmp_path: Path, definitions: Definitions) -> None:
    path = tmp_path / "return"
    path.write_text(
        "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>2</SEX><DOB>01/06/2015</DOB><UASC>1</UASC>"
        "<AMISSING><MISSING>M</MISSING><MIS_START>01/07/2025</MIS_START><MIS_END>03/07/2025</MIS_END></AMISSING>"
        "<PERMANENCE><PREV_PERM>P1</PREV_PERM><DATE_PERM>01/02/2019</DATE_PERM></PERMANENCE></HEADER>"
        "<EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N8</CIN><PL>U6</PL></EPISODE>"
        "</CHILD></EXPSSDA903>"
    )

    frame = read_files([path], as_at=AS_AT, journeys=definitions.journeys)

    assert [found.name for found in frame.lists] == ["Header", "Episodes", "Earlier permanence", "Missing"]
    assert set(happened(frame)) >= {
        ("01/05/2025", "unaccompanied_arrived"),
        ("01/07/2025", "went_missing"),
        ("03/07/2025", "returned_from_missing"),
    }
    assert frame.children[0].person.is_uasc
    assert kinds(frame) == []


def test_a_care_leaver_of_the_xml_form_has_the_date_of_birth_of_the_header(
    tmp_path: Path, definitions: Definitions
) -> None:
    path = tmp_path / "return"
    path.write_text(
        "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>2</SEX><DOB>01/06/2006</DOB><IN_TOUCH>YES</IN_TOUCH>"
        "<ACTIV>F2</ACTIV><ACCOM>U1</ACCOM></HEADER></CHILD></EXPSSDA903>"
    )

    frame = read_files([path], as_at=AS_AT, journeys=definitions.journeys)

    assert frame.children[0].journey.level == "care_leaver"
    assert kinds(frame) == []


def test_a_header_without_the_column_of_earlier_years_is_whole(tmp_path: Path, definitions: Definitions) -> None:
    path = tmp_path / "header.csv"
    path.write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,2,01/06/2015,WBRI,,,\n")

    assert kinds(read_files([path], as_at=AS_AT, journeys=definitions.journeys)) == []


INTERIM = {"LS": "C1", "RNE": "S"}


@pytest.mark.parametrize(
    ("after", "is_final"),
    [
        (episode("1", "01/12/2025", RNE="L", LS="C2"), True),
        (episode("1", "01/12/2025", RNE="L", LS="E1"), True),
        (episode("1", "01/12/2025", RNE="L", LS="V2"), True),
        (episode("1", "01/12/2025", RNE="L", LS="V4"), True),
        (episode("1", "01/12/2025", RNE="L", LS="J1"), False),
        (episode("1", "01/12/2025", RNE="P", LS="C1"), False),
    ],
)
def test_an_interim_order_that_ends_shows_the_end_of_proceedings(
    read: Any, after: dict[str, str], is_final: bool
) -> None:
    frame = read(header=[HEADER], episodes=[episode("1", "01/05/2025", "01/12/2025", REC="X1", **INTERIM), after])

    assert (("01/12/2025", "proceedings_ended") in happened(frame)) is is_final
    assert "proceedings" not in {misfit.track for misfit in frame.children[0].journey.misfits}


@pytest.mark.parametrize(
    ("reason", "is_final"), [("E46", True), ("E41", True), ("E4A", True), ("E8", True), ("E3", False)]
)
def test_care_that_ends_under_an_interim_order_ends_proceedings_unless_another_council_takes_over(
    read: Any, reason: str, is_final: bool
) -> None:
    frame = read(header=[HEADER], episodes=[episode("1", "01/05/2025", "01/12/2025", REC=reason, **INTERIM)])

    assert (("01/12/2025", "proceedings_ended") in happened(frame)) is is_final


def test_care_that_comes_back_from_short_breaks_was_one_period_of_care(read: Any) -> None:
    frame = read(
        header=[HEADER],
        episodes=[
            episode("1", "01/05/2025", "01/07/2025", REC="X1", LS="V2"),
            episode("1", "01/07/2025", "01/09/2025", REC="X1", RNE="L", LS="V4"),
            episode("1", "01/09/2025", RNE="L", LS="C2"),
        ],
    )

    assert [trigger for _, trigger in happened(frame)].count("lac_started") == 1
    assert ("01/09/2025", "short_break_ended") in happened(frame)
    assert frame.children[0].journey.misfits == ()


def test_short_breaks_that_become_care_end_where_it_begins(read: Any) -> None:
    breaks = episode("1", "01/05/2025", "01/07/2025", REC="X1", LS="V4")

    frame = read(header=[HEADER], episodes=[breaks, episode("1", "01/07/2025", RNE="L", LS="V2")])

    assert happened(frame)[:3] == [
        ("01/05/2025", "short_break_started"),
        ("01/07/2025", "short_break_ended"),
        ("01/07/2025", "lac_started"),
    ]
    assert frame.children[0].journey.level == "looked_after"


ADOPTIVE = {"LS": "E1", "PLACE": "A5"}


@pytest.mark.parametrize(
    ("afterwards", "state"),
    [
        ([episode("1", "01/05/2025", **ADOPTIVE)], "placed"),
        ([episode("1", "01/05/2025", "01/12/2025", REC="E4A", **ADOPTIVE)], "none"),
        ([episode("1", "01/05/2025", "01/12/2025", REC="E11", **ADOPTIVE)], "achieved"),
        (
            [
                episode("1", "01/05/2025", "01/12/2025", REC="X1", **ADOPTIVE),
                episode("1", "01/12/2025", RNE="P", LS="E1", PLACE="U4"),
            ],
            "decided",
        ),
    ],
)
def test_a_child_is_placed_for_adoption_while_they_are(read: Any, afterwards: list[dict[str, str]], state: str) -> None:
    frame = read(header=[HEADER], episodes=afterwards)

    assert frame.children[0].journey.states["permanence"] == state


def test_care_that_goes_over_into_short_breaks_ends_with_them(read: Any) -> None:
    frame = read(
        header=[HEADER],
        episodes=[
            episode("1", "01/05/2025", "01/07/2025", REC="X1", LS="V2"),
            episode("1", "01/07/2025", "01/12/2025", REC="E4A", RNE="L", LS="V4"),
        ],
    )

    assert happened(frame)[-3:] == [
        ("01/07/2025", "short_break_started"),
        ("01/12/2025", "short_break_ended"),
        ("01/12/2025", "lac_ceased"),
    ]
    assert frame.children[0].journey.level == "closed"


@pytest.mark.shared
def test_the_sample_return_reconciles_with_a_count_of_its_lines(definitions: Definitions) -> None:
    paths = sorted((SHARED / "samples" / "ssda903").glob("*.csv"))

    frame = read_files(paths, as_at=date(2019, 3, 31), journeys=definitions.journeys)

    # Counted by the standard library's csv alone: the rows beneath the headings, and the different children in them.
    counted, children = Counter[str](), set[str]()
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        counted[",".join(rows[0])] = len(rows)
        children |= {row["CHILD"] for row in rows}
    assert sorted(found.rows_read for found in frame.lists) == sorted(counted.values())
    assert all(found.rows_refused == 0 for found in frame.lists)
    assert {child.ref for child in frame.children} == children
