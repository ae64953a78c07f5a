"""The children in need census: every group read, every year known, nothing trusted and nothing lost."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseaudit.definitions.library import Definitions
from caseaudit.errors import RefusedFile
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.reading import read_files
from caseaudit.intake.remarks import RemarkKind
from caseaudit.journey.sources import Reach
from tests.conftest import SHARED
from tests.returns import census, child, details

AS_AT = date(2024, 3, 31)
ASSESSED = (
    "<Assessments><AssessmentActualStartDate>2023-06-02</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>2023-07-10</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
    "<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors>"
    "</FactorsIdentifiedAtAssessment></Assessments>"
)
ENQUIRY = (
    "<Section47><S47ActualStartDate>2023-07-12</S47ActualStartDate><DateOfInitialCPC>2023-07-26</DateOfInitialCPC>"
    "<ICPCnotRequired>0</ICPCnotRequired></Section47>"
)
PLAN = (
    "<ChildProtectionPlans><CPPstartDate>2023-07-26</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP><Reviews>"
    "<CPPreviewDate>2023-10-20</CPPreviewDate><CPPreviewDate>2024-03-01</CPPreviewDate></Reviews>"
    "</ChildProtectionPlans>"
)


@pytest.fixture
def read(tmp_path: Path, definitions: Definitions) -> Any:
    def read(*children: str, as_at: date = AS_AT, **how: Any) -> ReadFrame:
        path = census(tmp_path / "one.txt", *children, **how)
        return read_files([path], as_at=as_at, journeys=definitions.journeys)

    return read


def happened(frame: ReadFrame) -> list[tuple[str, str]]:
    """The events of the first child, as dates and triggers."""
    return [(f"{read.event.on}", read.event.trigger) for read in frame.children[0].events]


def kinds(frame: ReadFrame) -> set[RemarkKind]:
    return {remark.kind for remark in frame.remarks}


def test_every_dated_record_becomes_an_event_of_the_childs_journey(read: Any) -> None:
    frame = read(child("C1", details(ASSESSED + ENQUIRY + PLAN)))

    assert sorted(happened(frame)) == sorted([
        ("2023-06-01", "referral_received"),
        ("2023-06-01", "referral_accepted"),
        ("2023-06-02", "assessment_started"),
        ("2023-07-10", "assessment_authorised"),
        ("2023-07-10", "cin_started"),
        ("2023-07-12", "s47_started"),
        ("2023-07-26", "icpc_held"),
        ("2023-07-26", "cp_plan_started"),
        ("2023-10-20", "cp_review_held"),
        ("2024-03-01", "cp_review_held"),
    ])  # fmt: skip
    assert frame.children[0].journey.level == "child_protection"
    assert frame.children[0].journey.misfits == ()
    assert kinds(frame) == set()


def test_codes_go_with_the_events(read: Any) -> None:
    frame = read(child("C1", details(ASSESSED + PLAN)))

    codes = {read.event.trigger: read.event.codes for read in frame.children[0].events}
    assert codes["assessment_authorised"]["factors"] == "3B,4B"
    assert codes["referral_received"]["referral_source"] == "6"
    assert (codes["cp_plan_started"]["category"], codes["cp_plan_started"]["latest_category"]) == ("NEG", "EMO")


def test_the_year_before_the_reference_date_is_the_whole_history(read: Any) -> None:
    assert {one.reach for one in read(child("C1", details())).lists} == {Reach(date(2023, 4, 1), date(2024, 3, 31))}


def test_a_transfer_in_conference_is_not_an_initial_conference(read: Any) -> None:
    frame = read(child("C1", details("<DateOfInitialCPC>2023-06-20</DateOfInitialCPC>")))

    assert ("2023-06-20", "transfer_in_conference_held") in happened(frame)
    # Nothing has the day of being told of the move: it stands on that of the referral.
    assert ("2023-06-01", "transferred_in") in happened(frame)
    assert frame.children[0].journey.misfits == ()


def test_a_referral_by_another_council_is_no_transfer(read: Any) -> None:
    referred = details().replace("<ReferralSource>6<", "<ReferralSource>5C<")

    assert "transferred_in" not in {trigger for _, trigger in happened(read(child("C1", referred)))}


def test_an_enquiry_that_needed_no_conference_says_so(read: Any) -> None:
    inner = "<Section47><S47ActualStartDate>2023-07-12</S47ActualStartDate><ICPCnotRequired>true</ICPCnotRequired>"

    assert ("2023-07-12", "icpc_not_needed") in happened(read(child("C1", details(f"{inner}</Section47>"))))


@pytest.mark.parametrize(
    ("reason", "trigger"), [("RC7", "case_closed"), ("RC5", "transferred_out"), ("RC8", "case_closed")]
)
def test_a_closure_is_a_closure_or_a_transfer(read: Any, reason: str, trigger: str) -> None:
    closed = f"<CINclosureDate>2023-09-01</CINclosureDate><ReasonForClosure>{reason}</ReasonForClosure>"
    frame = read(child("C1", details(closed + ASSESSED)))

    assert ("2023-09-01", trigger) in happened(frame)
    assert (("2023-09-01", "cin_closed") in happened(frame)) is (reason != "RC8")
    assert frame.children[0].journey.level == "closed"


def test_a_referral_with_no_further_action_is_closed_the_day_it_came(read: Any) -> None:
    assert happened(read(child("C1", details(nfa="1")))) == [
        ("2023-06-01", "referral_received"),
        ("2023-06-01", "referral_closed"),
    ]


def test_child_in_need_plans_and_pre_proceedings_are_read(read: Any) -> None:
    inner = (
        "<CINPlanDates><CINPlanStartDate>2025-07-12</CINPlanStartDate><CINPlanEndDate>2025-09-01</CINPlanEndDate>"
        "</CINPlanDates><PreProceedingsandFGDM><PPStartDate>2025-10-01</PPStartDate><LBPSentDate>2025-10-03"
        "</LBPSentDate><InitialPPMeetingDate>2025-10-12</InitialPPMeetingDate><StepDecisionDate>2026-01-09"
        "</StepDecisionDate><PPOutcome>Step down</PPOutcome></PreProceedingsandFGDM>"
    )
    identifiers = "<PersonBirthDate>2015-06-01</PersonBirthDate><Sex>F</Sex>"
    frame = read(
        child("C1", details(inner, on="2025-06-01"), identifiers=identifiers), year=2026, as_at=date(2026, 3, 31)
    )

    assert kinds(frame) == set()
    assert {trigger for _, trigger in happened(frame)} >= {
        "cin_plan_started",
        "cin_plan_ended",
        "pre_proceedings_started",
        "letter_before_proceedings_sent",
        "pre_proceedings_meeting_held",
        "pre_proceedings_stepped_down",
    }


@pytest.mark.parametrize(
    ("year", "element", "sex"),
    [
        (2017, "<GenderCurrent>1</GenderCurrent>", "Male"),
        (2024, "<GenderCurrent>2</GenderCurrent>", "Female"),
        (2024, "<GenderCurrent>9</GenderCurrent>", "Not stated"),
        (2025, "<Sex>M</Sex>", "Male"),
        (2026, "<Sex>U</Sex>", "Not stated"),
    ],
)
def test_sex_is_coded_as_its_year_did(read: Any, year: int, element: str, sex: str) -> None:
    identifiers = f"<PersonBirthDate>2010-06-01</PersonBirthDate>{element}"
    frame = read(
        child("C1", details(on=f"{year - 1}-06-01"), identifiers=identifiers), year=year, as_at=date(year, 3, 31)
    )

    assert frame.children[0].person.sex == sex
    assert kinds(frame) == set()


def test_an_element_of_another_year_is_read_and_said(read: Any) -> None:
    identifiers = "<PersonBirthDate>2010-06-01</PersonBirthDate><GenderCurrent>1</GenderCurrent>"
    frame = read(child("C1", details(on="2025-06-01"), identifiers=identifiers), year=2026, as_at=date(2026, 3, 31))

    assert frame.children[0].person.sex == "Male"
    assert kinds(frame) == {RemarkKind.OTHER_YEAR}


def test_disabilities_are_kept_and_add_up_to_yes_or_no(read: Any) -> None:
    some = "<Disabilities><Disability>HEAR</Disability><Disability>LD</Disability></Disabilities>"
    none = "<Disabilities><Disability>NONE</Disability></Disabilities>"
    frame = read(child("C1", details(), more=some), child("C2", details(), more=none))

    assert [one.person.disability for one in frame.children] == ["Yes", "No"]
    assert frame.children[0].rows[0].codes["disabilities"] == ("HEAR", "LD")


def test_an_unborn_child_has_an_expected_date_and_no_birth(read: Any) -> None:
    identifiers = "<ExpectedPersonBirthDate>2024-06-01</ExpectedPersonBirthDate><GenderCurrent>0</GenderCurrent>"
    person = read(child("C1", details(), identifiers=identifiers)).children[0].person

    assert (person.is_unborn, person.born_on, person.expected_on) == (True, None, date(2024, 6, 1))


def test_a_child_known_before_birth_is_born_on_the_day(read: Any) -> None:
    identifiers = "<PersonBirthDate>2023-09-01</PersonBirthDate><GenderCurrent>1</GenderCurrent>"

    assert ("2023-09-01", "born") in happened(read(child("C1", details(), identifiers=identifiers)))


def test_stray_text_and_strange_elements_are_left_out_and_said_with_their_line(read: Any) -> None:
    frame = read(child("C1", "oops", details("\n\n<Colour>red</Colour>")))

    said = {remark.kind: remark.row_no for remark in frame.remarks}
    assert said == {RemarkKind.STRAY_TEXT: 1, RemarkKind.UNKNOWN_ELEMENT: 3}


@pytest.mark.parametrize(
    ("birth", "kind"),
    [
        ("1066-04-13", RemarkKind.IMPOSSIBLE_DATE),
        ("2010-02-31", RemarkKind.NOT_A_DATE),
        ("13/04/2010", RemarkKind.NOT_A_DATE),
        ("1965-04-13", RemarkKind.UNLIKELY_AGE),
    ],
)
def test_a_birth_that_cannot_be_is_said_and_never_guessed(read: Any, birth: str, kind: RemarkKind) -> None:
    identifiers = f"<PersonBirthDate>{birth}</PersonBirthDate><GenderCurrent>1</GenderCurrent>"

    assert kind in kinds(read(child("C1", details(), identifiers=identifiers)))


def test_a_child_without_a_number_is_refused_and_counted(read: Any) -> None:
    frame = read(child("", details()), child("C2", details()))

    assert [(found.number, found.rows_kept, found.rows_refused) for found in frame.lists] == [(101, 1, 1), (102, 1, 1)]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (child("1<b/>23", details()), "inside the child's number"),
        (child("C7", details(), child("C8", details(PLAN))), "begins here inside one"),
        (child("C7", details("<LAchildID>C8</LAchildID>")), "two numbers that differ"),
    ],
)
def test_a_record_that_may_be_of_two_children_is_given_to_neither(read: Any, record: str, words: str) -> None:
    frame = read(child("C1"), record)

    assert [found.ref for found in frame.children] == ["C1"]
    said = [remark for remark in frame.remarks if remark.kind == RemarkKind.UNCLEAR_CHILD]
    assert [(remark.row_no, remark.is_refusal, words in remark.sentence) for remark in said] == [(1, True, True)]


def test_a_number_said_twice_alike_is_one_number(read: Any) -> None:
    frame = read(child("C1", details("<LAchildID> C1 </LAchildID>")))

    assert [found.ref for found in frame.children] == ["C1"]
    assert RemarkKind.UNCLEAR_CHILD not in kinds(frame)


def test_a_group_outside_every_record_is_given_to_nobody_and_said(read: Any) -> None:
    frame = read(child("C1"), details(PLAN))

    assert [found.ref for found in frame.children] == ["C1"]
    assert any("in no child's record" in remark.sentence for remark in frame.remarks)


@pytest.mark.parametrize(
    ("beginning", "words"),
    [
        ('<!DOCTYPE Message [<!ENTITY a "b">]>', "defines things of its own"),
        ('<!DOCTYPE Message [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', "defines things of its own"),
        ('<!DOCTYPE Message SYSTEM "file:///etc/passwd">', "defines things of its own"),
        ("<", "stops being XML at line 1"),
    ],
)
def test_what_could_do_harm_is_refused(read: Any, beginning: str, words: str) -> None:
    with pytest.raises(RefusedFile, match=words):
        read(child("C1", details()), beginning=beginning)


def test_more_of_one_child_than_a_record_holds_is_refused_before_it_fills_the_memory(read: Any) -> None:
    with pytest.raises(RefusedFile, match="more about one child at line 1"):
        read(child("C1", details("<Section47/>" * 100_001)))


def test_another_collection_is_refused_by_its_name(read: Any) -> None:
    with pytest.raises(RefusedFile, match="“SCHOOL”"):
        read(child("C1", details()), collection="SCHOOL")


def test_one_census_twice_is_refused(tmp_path: Path, definitions: Definitions) -> None:
    paths = [census(tmp_path / name, child("C1", details())) for name in ("a", "b")]

    with pytest.raises(RefusedFile, match="File 2: Two files hold the CIN census 2024"):
        read_files(paths, as_at=AS_AT, journeys=definitions.journeys)


@pytest.mark.shared
def test_the_sample_census_reconciles_with_a_count_of_its_tags(definitions: Definitions) -> None:
    path = SHARED / "samples" / "cin_census_2021.xml"
    # Counted with a regular expression over the text, by no code of ours.
    tags = Counter(re.findall(r"<(\w+)>", path.read_text(encoding="utf-8")))

    frame = read_files([path], as_at=date(2023, 3, 31), journeys=definitions.journeys)

    names = ["Child", "CINdetails", "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "CPPreviewDate"]
    assert [found.rows_read for found in frame.lists] == [tags[name] for name in names]
    assert kinds(frame) == {RemarkKind.STRAY_TEXT, RemarkKind.UNLIKELY_AGE, RemarkKind.IMPOSSIBLE_DATE}


def test_a_tag_with_attributes_without_end_is_refused_before_it_is_built(read: Any) -> None:
    attributes = " ".join(f'a{number}="{">" * 9}"' for number in range(20_000))

    with pytest.raises(RefusedFile, match="longer than any return's"):
        read(child("C1", details(f"<Colour {attributes}/>")))


def test_oddities_without_end_are_refused(read: Any) -> None:
    with pytest.raises(RefusedFile, match="More than 20,000 things"):
        read(child("C1", *("x\n<a/>" for _ in range(20_001))))
