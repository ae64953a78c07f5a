"""Transitions and combinations reached from files: a council's own where dates tell it, a return where codes do."""

from datetime import date
from pathlib import Path

import pytest

from caseaudit.checks.combinations import combination_flags
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.mapped.mapping import ColumnMeaning, ColumnsMapped
from caseaudit.intake.reading import read_files
from caseaudit.journey.child import Child
from tests.annex_a import write
from tests.lives import AS_AT, DEFINITIONS, TRIGGERS, events_in
from tests.returns import census, child, details, episode, file_903
from tests.unit.test_checks_combinations import NOT_REACHED, REACHED, TABLE
from tests.unit.test_journey_transitions import NOT_TAKEN, TAKEN, refs_of_the_last_step

MAPPED = ColumnsMapped(
    301,
    "Chronology",
    (
        ColumnMeaning("Child", "child"),
        ColumnMeaning("Date of birth", "born_on"),
        *(ColumnMeaning(trigger, "event", trigger) for trigger in sorted(TRIGGERS)),
    ),
)
BORN = date(2015, 6, 1)
BY_CODE = {"T22", "T23", "T26", "T27", "T28"}
TAKEN_IN_CARE = {
    "T22": ({"LS": "V2"}, {"LS": "C1"}),
    "T23": ({"LS": "L2"}, {"LS": "V2"}),
    "T26": ({"REC": "E4A"}, {"REC": "E45"}),
    "T27": ({"REC": "E46"}, {"REC": "E4B"}),
    "T28": ({"REC": "E17"}, {"REC": "E4A"}),
}


def written(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def own_file(folder: Path, life: str, born_on: date = BORN) -> ReadFrame:
    headings = [column.heading for column in MAPPED.columns]
    lines = [",".join(headings)]
    for event in events_in(life):
        cells = {"Child": "1", "Date of birth": written(born_on), event.trigger: written(event.on)}
        lines.append(",".join(cells.get(heading, "") for heading in headings))
    path = folder / "own"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_files([path], as_at=AS_AT, journeys=DEFINITIONS.journeys, mapped=[MAPPED])


def return_903(folder: Path, born_on: date = BORN, **files) -> ReadFrame:
    header = {"CHILD": "1", "SEX": "2", "DOB": written(born_on), "ETHNIC": "WBRI"}
    rows = {"header": [header], **files}
    paths = [file_903(folder / name, name, [{"DOB": written(born_on), **row} for row in rows[name]]) for name in rows]
    return read_files(paths, as_at=AS_AT, journeys=DEFINITIONS.journeys)


def census_of(folder: Path, inner: str) -> ReadFrame:
    path = census(folder / "census", child("C1", details(inner, on="2025-06-02")), year=2026)
    return read_files([path], as_at=AS_AT, journeys=DEFINITIONS.journeys)


def child_in(frame: ReadFrame) -> Child:
    (read,) = frame.children
    events = tuple(found.event for found in read.events)
    sources = {f"{one.source}.{one.number}" for one in frame.lists} | {one.source for one in frame.lists}
    return Child(
        as_at=frame.as_at,
        born_on=read.person.born_on,
        expected_on=read.person.expected_on,
        is_unborn=read.person.is_unborn,
        events=events,
        journey=read.journey,
        covered=frozenset(sources | {f"mapped.{trigger}" for trigger in TRIGGERS}),
    )


def flagged(frame: ReadFrame) -> set[str]:
    return {flag.code for flag in combination_flags(child_in(frame), DEFINITIONS.combinations)}


def life_in(frame: ReadFrame, *, up_to: str) -> str:
    events = child_in(frame).events
    last = next(event for event in reversed(events) if event.trigger == up_to)
    before = [event for event in events if event.on <= last.on and event is not last]
    return "\n".join(
        " ".join([f"{event.on}", event.trigger, *(f"{name}={code}" for name, code in event.codes.items())])
        for event in [*before, last]
    )


@pytest.mark.parametrize("number", sorted(TAKEN.keys() - BY_CODE))
def test_a_transition_is_reached_from_a_councils_own_file(tmp_path, number):
    frame = own_file(tmp_path, TAKEN[number])

    assert frame.remarks == ()
    assert number in refs_of_the_last_step(life_in(frame, up_to=events_in(TAKEN[number])[-1].trigger) or "")
    assert child_in(frame).journey.misfits == ()


@pytest.mark.parametrize("number", sorted(NOT_TAKEN.keys() - BY_CODE))
def test_a_file_without_it_does_not_reach_it(tmp_path, number):
    frame = own_file(tmp_path, NOT_TAKEN[number])

    assert number not in refs_of_the_last_step(life_in(frame, up_to=events_in(NOT_TAKEN[number])[-1].trigger))


@pytest.mark.parametrize("number", sorted(BY_CODE))
def test_a_way_into_or_out_of_care_is_told_by_the_codes_of_the_return(tmp_path, number):
    reached, _ = TAKEN_IN_CARE[number]

    assert number in refs_in_care(tmp_path, reached)


@pytest.mark.parametrize("number", sorted(BY_CODE))
def test_other_codes_are_another_way(tmp_path, number):
    _, other = TAKEN_IN_CARE[number]

    assert number not in refs_in_care(tmp_path, other)


def refs_in_care(folder: Path, codes: dict[str, str]) -> set[str]:
    ended = "05/01/2026" if "REC" in codes else ""
    frame = return_903(folder, episodes=[episode("1", "01/05/2025", ended, **codes)])
    return refs_of_the_last_step(life_in(frame, up_to="lac_ceased" if ended else "lac_started"))


def by_dates(lives) -> list[str]:
    # A life with a code or a fact that a council's own file has no column for is told by a return, below.
    return sorted(
        key
        for key, (life, facts) in lives.items()
        if TABLE[key].check == "combination" and life and "=" not in life
        if facts.keys() <= {"born_on"}
    )


@pytest.mark.parametrize("key", by_dates(REACHED))
def test_a_combination_is_reached_from_a_councils_own_file(tmp_path, key):
    life, facts = REACHED[key]

    assert key in flagged(own_file(tmp_path, life, **facts))


@pytest.mark.parametrize("key", by_dates(NOT_REACHED))
def test_a_file_without_the_combination_is_left_alone(tmp_path, key):
    life, facts = NOT_REACHED[key]

    assert key not in flagged(own_file(tmp_path, life, **facts))


TEEN, GROWN_UP = date(2009, 1, 10), date(2007, 1, 10)
IN_CARE = episode("1", "01/05/2025", LS="C2")
FROM_THE_RETURN = {
    "looked_after_without_legal_status": (
        {"episodes": [episode("1", "01/05/2025", LS="")]},
        {"episodes": [IN_CARE]},
    ),
    "placed_without_order": (
        {"episodes": [episode("1", "01/05/2025", LS="C2", PLACE="A5")]},
        {"episodes": [episode("1", "01/05/2025", LS="E1", PLACE="A5")]},
    ),
    "short_break_placement": (
        {"episodes": [episode("1", "01/05/2025", LS="V4", PLACE="U4")]},
        {"episodes": [episode("1", "01/05/2025", LS="V4", PLACE="U6")]},
    ),
    "short_break_too_long": (
        {"episodes": [episode("1", "01/05/2025", "19/05/2025", LS="V3", REC="E4A")]},
        {"episodes": [episode("1", "01/05/2025", "18/05/2025", LS="V3", REC="E4A")]},
    ),
    "permanence_order_at_18": (
        {"born_on": GROWN_UP, "episodes": [episode("1", "01/05/2022", "10/01/2025", REC="E45")]},
        {"born_on": GROWN_UP, "episodes": [episode("1", "01/05/2022", "09/01/2025", REC="E45")]},
    ),
    "emergency_power_lapsed": (
        {"episodes": [episode("1", "01/05/2025", "06/05/2025", LS="L1", REC="X1"),
                      episode("1", "06/05/2025", LS="V2", RNE="L")]},
        {"episodes": [episode("1", "01/05/2025", "03/05/2025", LS="L1", REC="X1"),
                      episode("1", "03/05/2025", LS="V2", RNE="L")]},
    ),
    "care_order_at_home": (
        {"episodes": [episode("1", "01/05/2025", LS="C2", PLACE="P1")]},
        {"episodes": [IN_CARE]},
    ),
    "under_16_unregulated": (
        {"born_on": TEEN, "episodes": [episode("1", "09/01/2025", PLACE="H5")]},
        {"born_on": TEEN, "episodes": [episode("1", "10/01/2025", PLACE="H5")]},
    ),
    "placement_with_deprivation_order": (
        {"episodes": [episode("1", "01/05/2025", PLACE="K1")], "dolo": [{"CHILD": "1", "DOLO_START": "02/06/2025"}]},
        {"episodes": [episode("1", "01/05/2025", PLACE="K2")], "dolo": [{"CHILD": "1", "DOLO_START": "02/06/2025"}]},
    ),
    "ceased_while_missing": (
        {"episodes": [episode("1", "01/05/2025", "05/01/2026", REC="E4A")],
         "missing": [{"CHILD": "1", "MISSING": "M", "MIS_START": "02/01/2026"}]},
        {"episodes": [episode("1", "01/05/2025", "05/01/2026", REC="E8")],
         "missing": [{"CHILD": "1", "MISSING": "M", "MIS_START": "02/01/2026"}]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", FROM_THE_RETURN)
def test_a_combination_of_codes_is_reached_from_the_903_return(tmp_path, key):
    reached, _ = FROM_THE_RETURN[key]

    assert key in flagged(return_903(tmp_path, **reached))


@pytest.mark.parametrize("key", FROM_THE_RETURN)
def test_a_return_without_it_is_left_alone(tmp_path, key):
    _, other = FROM_THE_RETURN[key]

    assert key not in flagged(return_903(tmp_path, **other))


ASSESSED = (
    "<Assessments><AssessmentActualStartDate>2025-06-02</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>2025-07-02</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>{}"
    "</FactorsIdentifiedAtAssessment></Assessments>"
)
NO_FACTORS, OTHER_FACTOR = "<AssessmentFactors>21</AssessmentFactors>", "<AssessmentFactors>3A</AssessmentFactors>"
CLOSED = "<CINclosureDate>2025-09-01</CINclosureDate><ReasonForClosure>{}</ReasonForClosure>"
ENQUIRY = "<Section47><S47ActualStartDate>2025-06-10</S47ActualStartDate></Section47>"
FROM_THE_CENSUS = {
    "factor_none_with_others": (ASSESSED.format(NO_FACTORS + OTHER_FACTOR), ASSESSED.format(NO_FACTORS)),
    "no_action_after_enquiry": (CLOSED.format("RC8") + ENQUIRY, CLOSED.format("RC7") + ENQUIRY),
    "closed_after_no_assessment": (CLOSED.format("RC9"), CLOSED.format("RC9") + ASSESSED.format(OTHER_FACTOR)),
}


@pytest.mark.parametrize("key", FROM_THE_CENSUS)
def test_a_combination_is_reached_from_the_census(tmp_path, key):
    reached, other = FROM_THE_CENSUS[key]
    (tmp_path / "other").mkdir()

    assert key in flagged(census_of(tmp_path, reached))
    assert key not in flagged(census_of(tmp_path / "other", other))


@pytest.mark.parametrize(("expected", "is_late"), [("2026-03-30", True), ("2026-04-20", False)])
def test_an_unborn_child_past_the_expected_date_is_found_in_the_census(tmp_path, expected, is_late):
    unborn = child("C1", details(), identifiers=f"<ExpectedPersonBirthDate>{expected}</ExpectedPersonBirthDate>")
    path = census(tmp_path / "census", unborn, year=2026)

    frame = read_files([path], as_at=AS_AT, journeys=DEFINITIONS.journeys)

    assert ("birth_not_entered" in flagged(frame)) is is_late


@pytest.mark.parametrize(("started", "is_impossible"), [("2026-01-05", True), ("", False)])
def test_care_of_an_unborn_child_is_found_in_the_lists(tmp_path, started, is_impossible):
    expected = date(2026, 6, 1)
    lists = {6: [{"child": "1", "born_on": expected, "need_started_on": date(2026, 1, 5)}]}
    if started:
        lists[8] = [{"child": "1", "born_on": expected, "care_started_on": date.fromisoformat(started)}]

    frame = read_files([write(tmp_path / "lists", lists)], as_at=AS_AT, journeys=DEFINITIONS.journeys)

    assert ("unborn_in_care_or_court" in flagged(frame)) is is_impossible


@pytest.mark.parametrize(("contact_on", "is_lost"), [(None, True), (date(2026, 1, 5), False)])
def test_a_care_leaver_the_council_is_not_in_touch_with_is_found_in_the_lists(tmp_path, contact_on, is_lost):
    leaver = {"child": "1", "born_on": GROWN_UP, "in_touch": "b) No", "leaver_contact_on": contact_on}

    frame = read_files([write(tmp_path / "lists", {9: [leaver]})], as_at=AS_AT, journeys=DEFINITIONS.journeys)

    assert ("care_leaver_not_in_touch" in flagged(frame)) is is_lost
