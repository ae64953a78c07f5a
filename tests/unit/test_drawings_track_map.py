"""The geometry of a track map: everything inside the frame, no line along another, and the child where they are."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseaudit.web.drawings.map_lines import Arc, lanes_of, ports_of
from caseaudit.web.drawings.track_map import BOX_WIDTH, maps_of, track_map
from tests.lives import DEFINITIONS, child_of

TRACKS = [track for journey in DEFINITIONS.journeys for track in journey.tracks]
ARCS = st.lists(
    st.builds(Arc, st.integers(0, 6), st.integers(0, 6)).filter(lambda a: a.source != a.target), unique=True
)


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.key)
def test_boxes_and_numbers_stay_inside_the_frame_and_boxes_apart(track):
    drawn = track_map(track)

    assert drawn.left + BOX_WIDTH < drawn.width <= 344, "a phone of 360 pixels shows it without shrinking"
    assert drawn.boxes[-1].top + drawn.boxes[-1].height < drawn.height
    assert all(above.top + above.height < below.top for above, below in pairwise(drawn.boxes))
    assert all(9 <= way.x <= drawn.width - 8 and 0 < way.y < drawn.height for way in drawn.ways)


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.key)
def test_every_usual_way_is_drawn_once_and_none_that_leaves_a_finding(track):
    usual = {
        (s, step.to) for step in track.steps for s in step.sources if step.to not in (None, s) and not step.finding
    }

    drawn = track_map(track)

    assert [way.number for way in drawn.ways] == list(range(1, len(usual) + 1))
    assert {(way.source, way.target) for way in drawn.ways} == usual


@given(ARCS)
def test_no_two_lines_lie_on_each_other(arcs):
    lanes = lanes_of(arcs)

    assert [route.arc for route in lanes.routes] == arcs
    beside = [route for route in lanes.routes if route.side != "between"]
    for one, other in combinations(beside, 2):
        if (one.side, one.lane) == (other.side, other.lane):
            assert one.arc.ends[1] <= other.arc.ends[0] or other.arc.ends[1] <= one.arc.ends[0]
    for place in range(7):
        for side in ("left", "right"):
            touching = [route for route in beside if route.side == side and place in route.arc.ends]
            assert sorted(ports_of(lanes.routes, place, side), key=str) == sorted(touching, key=str)


def test_a_childs_maps_show_open_tracks_first_with_the_day_they_got_there():
    child = child_of("2025-03-03 cin_started\n2025-05-06 cp_plan_started\n2025-09-01 cp_plan_ended")

    maps = maps_of(DEFINITIONS.journeys[-1], child.journey)

    here = {one.key: (one.here.title, one.here.since) for one in maps}
    assert [one.key for one in maps][-1] == "child_protection"
    assert here["child_in_need"] == ("Child in need", date(2025, 3, 3))
    assert here["child_protection"] == ("Plan ended", date(2025, 9, 1))
    been = next(one for one in maps if one.key == "child_protection").boxes
    assert [box.title for box in been if box.look == "been"] == ["Child protection plan"]


def test_a_description_says_where_the_child_is_and_has_been():
    child = child_of("2025-05-06 lac_started\n2025-09-01 lac_ceased")

    (drawn,) = maps_of(DEFINITIONS.journeys[-1], child.journey)

    assert drawn.description.startswith(
        "The child is at “Ceased to be looked after” since 1 September 2025. Before that: Looked after."
    )


def test_a_child_back_at_the_start_of_a_track_has_no_date_there():
    child = child_of("2025-05-06 went_missing\n2025-05-07 returned_from_missing")

    (drawn,) = maps_of(DEFINITIONS.journeys[-1], child.journey)

    assert (drawn.here.title, drawn.here.since) == ("Not missing", None)


def test_a_state_known_only_on_the_date_of_the_lists_is_not_said_to_have_begun_then():
    child = child_of("2026-03-31 care_leaver_listed")

    (drawn,) = maps_of(DEFINITIONS.journeys[-1], child.journey, child.as_at)

    assert next(box for box in drawn.boxes if box.look == "here").since is None
    assert "since" not in drawn.description
