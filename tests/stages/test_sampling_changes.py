"""Drawing, picking and setting aside, on both databases."""

from collections import Counter
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from caseaudit.definitions.library import Definitions
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.intake.tables import FrameCase
from caseaudit.people import Role, command_line
from caseaudit.sampling.changes import eliminate, pick_targeted
from caseaudit.sampling.draw import draw_simple, in_drawn_order, random_number
from caseaudit.sampling.queries import cases_of, design_of_sample, sample_against_frame, sampled_case, samples
from caseaudit.store.history import history_of
from tests.factories import NOON
from tests.frames import children, draw, frame_of

SUPERVISOR = command_line(Role.SUPERVISOR)


@pytest.fixture
def tool(definitions: Definitions):
    return definitions.latest_tool("core-case-file")


@pytest.fixture
def frame(session: Session):
    return frame_of(
        session,
        [
            *children(60, level="child_in_need", team="North team"),
            *children(30, level="looked_after", team="South team"),
            *children(3, level="early_help"),
        ],
    )


def keys_of(session, frame):
    return session.exec(select(FrameCase.case_key).where(FrameCase.frame_id == frame.id)).all()


def drawn_keys(session, sample):
    return [case.case_key for case in cases_of(session, sample.id)]


def test_a_simple_random_sample_is_the_lowest_random_numbers_of_the_frame(session, frame, tool):
    sample = draw(session, frame, tool)

    assert drawn_keys(session, sample) == list(draw_simple(keys_of(session, frame), "seven", 10))
    first = cases_of(session, sample.id)[0]
    assert (first.position, first.random_number) == (1, random_number("seven", first.case_key))


def test_the_same_children_and_seed_give_the_same_sample_in_another_frame(session, frame, tool):
    again = frame_of(
        session,
        [
            *children(3, level="early_help"),
            *reversed(children(30, level="looked_after")),
            *children(60, level="child_in_need"),
        ],
    )

    first, second = (draw(session, one, tool, method="stratified") for one in (frame, again))

    assert drawn_keys(session, first) == drawn_keys(session, second)


def test_a_stratified_sample_takes_every_level_and_reads_in_random_order(session, frame, tool):
    sample = draw(session, frame, tool, method="stratified", size=12)

    cases = cases_of(session, sample.id)
    levels = [case.level for case in cases]
    assert Counter(levels) == {"child_in_need": 7, "looked_after": 3, "early_help": 2}
    assert [case.case_key for case in cases] == list(in_drawn_order((case.case_key for case in cases), "seven"))
    assert [case.stratum for case in cases] == levels


def test_a_seed_is_made_where_none_is_given_and_the_design_says_which(session, frame, tool):
    made, other = (draw(session, frame, tool, seed=None) for _ in range(2))
    given = draw(session, frame, tool)

    assert len(made.seed) == 32
    assert made.seed != other.seed
    assert not design_of_sample(made).seed_was_given
    assert design_of_sample(given).seed_was_given
    assert "chosen by a person" in design_of_sample(given).sentences()[-1]


def test_a_sample_remembers_its_tool_and_who_drew_it(session, frame, tool):
    sample = draw(session, frame, tool)

    assert (sample.tool, sample.edition, sample.status) == (tool.key, tool.edition, "drawn")
    assert [(line.trigger, line.to_state) for line in history_of(session, sample.id)] == [("draw", "drawn")]
    assert sample in samples(session)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"size": 0}, "1 or more"),
        ({"size": -3}, "1 or more"),
        ({"size": 94}, "cannot draw 94 from a frame of 93 case files: enter 93 or fewer"),
        ({"size": 2, "method": "stratified"}, "2 from 3 case levels"),
        ({"method": "by hand"}, "Select how to draw"),
        ({"name": "  "}, "Enter a name"),
        ({"name": "x" * 201}, "Enter a name"),
        ({"seed": " "}, "Enter a seed"),
        ({"seed": "ä"}, "Enter a seed"),
        ({"seed": "x" * 65}, "Enter a seed"),
        ({"by": command_line(Role.AUDITOR)}, "takes a supervisor"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_kept(session, frame, tool, changes, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        draw(session, frame, tool, **changes)

    assert samples(session) == []


def test_an_unknown_frame_and_an_empty_one_are_refused(session, frame, tool):
    with pytest.raises(NotFound):
        draw(session, frame.model_copy(update={"id": uuid4()}), tool)
    with pytest.raises(NotAllowed, match="holds no case files"):
        draw(session, frame_of(session, []), tool)


def test_a_whole_frame_can_be_drawn(session, frame, tool):
    assert len(drawn_keys(session, draw(session, frame, tool, size=93, method="stratified"))) == 93


def test_a_case_set_aside_is_replaced_by_the_next_in_line_of_its_stratum(session, frame, tool):
    sample = draw(session, frame, tool, method="stratified", size=12)
    out = next(case for case in cases_of(session, sample.id) if case.level == "looked_after")

    replacement = eliminate(session, out.id, code="child_moved_away", note="Moved in May", by=SUPERVISOR, at=NOON)

    looked_after = [c.case_key for c in session.exec(select(FrameCase).where(FrameCase.level == "looked_after"))]
    after, view = sampled_case(session, out.id), sampled_case(session, replacement.id)
    assert view.case_key == in_drawn_order(looked_after, "seven")[3]
    assert (view.position, view.replaces_id, view.replaces_position) == (13, out.id, out.position)
    assert (after.is_eliminated, after.elimination_note) == (True, "Moved in May")
    assert after.elimination_title.startswith("The case moved")
    assert [line.trigger for line in history_of(session, sample.id)].count("eliminate") == 1
    assert "May" not in " ".join(line.note for line in history_of(session, sample.id))


def test_replacements_are_what_a_larger_draw_would_have_held(session, frame, tool):
    sample = draw(session, frame, tool, size=5)
    for case in cases_of(session, sample.id)[:3]:
        eliminate(session, case.id, code="duplicate_record", by=SUPERVISOR, at=NOON)

    assert drawn_keys(session, sample) == drawn_keys(session, draw(session, frame, tool, size=8))


def test_a_stratum_that_is_used_up_gives_no_replacement(session, frame, tool):
    sample = draw(session, frame, tool, method="stratified", size=93)

    assert eliminate(session, cases_of(session, sample.id)[0].id, code="not_in_scope", by=SUPERVISOR, at=NOON) is None


def test_setting_aside_needs_a_coded_reason_a_supervisor_and_happens_once(session, frame, tool):
    case = cases_of(session, draw(session, frame, tool).id)[0]

    with pytest.raises(NotAllowed, match="Select the reason"):
        eliminate(session, case.id, code="because", by=SUPERVISOR, at=NOON)
    with pytest.raises(NotAllowed, match="takes a supervisor"):
        eliminate(session, case.id, code="not_in_scope", by=command_line(Role.AUDITOR), at=NOON)
    with pytest.raises(NotFound):
        eliminate(session, uuid4(), code="not_in_scope", by=SUPERVISOR, at=NOON)
    eliminate(session, case.id, code="not_in_scope", by=SUPERVISOR, at=NOON)
    with pytest.raises(NotAllowed, match="set aside already"):
        eliminate(session, case.id, code="not_in_scope", by=SUPERVISOR, at=NOON)


def pick(session, frame, tool, picks):
    edition = {"tool": tool, "tool_sha256": "f" * 64}
    return pick_targeted(
        session, frame_id=frame.id, name="Repeat plans", picks=picks, **edition, by=SUPERVISOR, at=NOON
    )


def test_a_targeted_pick_has_reasons_no_seed_and_says_what_it_cannot_show(session, frame, tool):
    one, two = session.exec(select(FrameCase).where(FrameCase.frame_id == frame.id).limit(2)).all()

    sample = pick(session, frame, tool, {one.id: " A third plan ", two.id: "Back within a year"})

    cases = cases_of(session, sample.id)
    assert [(case.position, case.why, case.random_number) for case in cases] == [
        (1, "A third plan", None),
        (2, "Back within a year", None),
    ]
    assert (sample.method, sample.seed, sample.size) == ("targeted", None, 2)
    assert not design_of_sample(sample).is_random
    assert "says nothing about the other case files" in design_of_sample(sample).sentences()[0]
    assert eliminate(session, cases[0].id, code="not_in_scope", by=SUPERVISOR, at=NOON) is None


def test_a_pick_without_reason_or_from_another_frame_is_refused(session, frame, tool):
    inside = session.exec(select(FrameCase).where(FrameCase.frame_id == frame.id)).first()
    outside = session.exec(select(FrameCase).where(FrameCase.frame_id == frame_of(session, children(1)).id)).first()

    with pytest.raises(NotAllowed, match="at least one"):
        pick(session, frame, tool, {})
    with pytest.raises(NotAllowed, match="Enter why"):
        pick(session, frame, tool, {inside.id: " "})
    with pytest.raises(NotAllowed, match="not in this frame"):
        pick(session, frame, tool, {outside.id: "Because"})


def test_the_sample_is_compared_with_its_frame_as_it_stands(session, frame, tool):
    sample = draw(session, frame, tool, method="stratified", size=12)
    eliminate(session, cases_of(session, sample.id)[0].id, code="not_in_scope", by=SUPERVISOR, at=NOON)

    level, team, _, _ = sample_against_frame(session, sample.id)

    assert [(row.value, row.frame, row.sample) for row in level.rows] == [
        ("child_in_need", 60, 7),
        ("looked_after", 30, 3),
        ("early_help", 3, 2),
    ]
    assert [row.value for row in team.rows] == ["North team", "South team", "Not recorded"]
    assert [row.frame for row in team.rows] == [60, 30, 3]
