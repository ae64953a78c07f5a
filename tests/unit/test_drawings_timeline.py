"""The geometry of a journey drawing: nothing outside the frame, nothing on top of anything else, time in order."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseaudit.definitions.journey import Journey
from caseaudit.definitions.library import read_definitions
from caseaudit.journey.replay import Event, replay
from caseaudit.web.drawings.lanes import LABEL_SIZE, Period, bars_of
from caseaudit.web.drawings.marks import Moment, marks_of, shape_of
from caseaudit.web.drawings.scale import months_before, time_scale
from caseaudit.web.drawings.targets import targets_of
from caseaudit.web.drawings.text import width_of
from caseaudit.web.drawings.timeline import WIDTHS, DueDay, Panel, TimelineDrawing, timeline

AS_AT = date(2026, 3, 31)
JOURNEYS: tuple[Journey, ...] = read_definitions().journeys
TRIGGERS = sorted({trigger for journey in JOURNEYS for trigger in journey.triggers})
DATES = st.dates(date(2008, 1, 1), AS_AT + timedelta(days=40))
EVENTS = st.lists(st.builds(Event, DATES, st.sampled_from(TRIGGERS)), max_size=60)


def drawing_of(events: list[Event]) -> TimelineDrawing:
    return timeline(replay(events, JOURNEYS, AS_AT), events, AS_AT, JOURNEYS)


def a_busy_life() -> list[Event]:
    weekly = [Event(AS_AT - timedelta(days=7 * week), "lac_visit") for week in range(1, 21)]
    return [
        Event(date(2019, 3, 1), "contact_received"),
        Event(date(2019, 3, 2), "referral_received"),
        Event(date(2019, 3, 3), "referral_accepted"),
        Event(date(2025, 9, 1), "lac_started"),
        Event(date(2025, 9, 1), "placement_started", "Foster placement"),
        Event(date(2025, 12, 5), "lac_review_held"),
        Event(date(2026, 1, 5), "cp_visit"),
        *weekly,
    ]


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_everything_stays_inside_the_frame_and_apart(events: list[Event]):
    for panel in drawing_of(events).panels:
        assert_inside_and_apart(panel)


def assert_inside_and_apart(panel: Panel) -> None:
    edge = panel.scale.bands[-1].right
    assert edge < panel.width
    for before, after in pairwise(panel.lanes):
        assert before.top + before.height <= after.top
    for lane in panel.lanes:
        assert all(0 <= bar.left < bar.right <= edge for bar in lane.bars)
        for before, after in pairwise(lane.bars):
            assert before.right <= after.left
        for bar in lane.bars:
            assert width_of(bar.label, LABEL_SIZE) <= bar.right - bar.left
        for row in lane.rows:
            assert lane.top < row.y < lane.top + lane.height <= panel.height
            assert all(mark.left >= 0 and mark.right <= panel.scale.right for mark in row.marks)
            for mark, following in pairwise(row.marks):
                assert mark.right <= following.left
            for target, following in pairwise(row.targets):
                assert target.right <= following.left
            assert all(target.left >= 0 and target.right <= panel.scale.right for target in row.targets)
            # A panel is shown at 0.95 of its drawn size at least, and 24 pixels is what a finger needs.
            assert all((target.right - target.left) * 0.95 >= 24 and row.height * 0.95 >= 24 for target in row.targets)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_no_event_is_lost_from_the_table(events: list[Event]):
    drawing = drawing_of(events)

    assert sorted(row.on for row in drawing.events) == sorted(event.on for event in events)


@given(st.dates(date(2006, 1, 1), AS_AT), st.dates(date(2006, 1, 1), AS_AT))
def test_later_dates_stand_further_right(one: date, other: date):
    scale = time_scale(min(one, other), AS_AT, left=8, right=900)

    assert (one <= other) == (scale.place(one) <= scale.place(other)) or scale.place(one) == scale.place(other)


def test_the_last_six_months_get_most_room():
    *earlier, recent = time_scale(date(2010, 5, 1), AS_AT, left=0, right=900).bands

    assert recent.started_on == date(2025, 9, 30)
    assert all(recent.right - recent.left > band.right - band.left for band in earlier)


def test_a_child_who_came_this_winter_gets_the_whole_width_for_it():
    scale = time_scale(date(2026, 1, 10), AS_AT, left=0, right=900)

    assert [band.caption for band in scale.bands] == ["Last 6 months"]
    assert (scale.bands[0].left, scale.bands[0].right) == (0, 900)


@pytest.mark.parametrize("width", WIDTHS)
def test_axis_labels_stay_apart(width: int):
    labelled = [tick for tick in time_scale(date(2008, 1, 1), AS_AT, left=8, right=width - 18).ticks() if tick.label]

    assert len(labelled) >= 6
    for before, after in pairwise(labelled):
        assert before.x + width_of(before.label, 12) < after.x


def test_a_month_before_the_end_of_march_is_the_end_of_february():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
    assert months_before(date(2025, 12, 15), -1) == date(2026, 1, 15)


def test_a_step_that_begins_a_stay_is_the_edge_of_its_bar_and_no_mark():
    drawing = drawing_of(a_busy_life())

    shapes = {mark.shape for lane in drawing.panels[-1].lanes for row in lane.rows for mark in row.marks}

    assert "step" not in shapes


def test_an_event_that_does_not_fit_is_marked_in_its_own_lane():
    drawing = drawing_of(a_busy_life())

    (lane,) = [lane for lane in drawing.panels[-1].lanes if any(row.shape == "misfit" for row in lane.rows)]
    (row,) = [row for row in drawing.events if row.misfit]

    assert lane.title == row.track
    assert (row.on, drawing.misfits) == (date(2026, 1, 5), 1)
    assert drawing.shapes["misfit"] == "Does not fit the journey"
    assert "1 event does not fit the journey" in drawing.description


def test_a_stay_that_goes_on_runs_to_the_as_at_date():
    panel = drawing_of(a_busy_life()).panels[-1]

    bars = [bar for lane in panel.lanes for bar in lane.bars if bar.is_open and bar.runs_on]

    assert bars
    assert all(bar.right == panel.scale.bands[-1].right for bar in bars)


def test_only_tracks_with_something_in_them_get_a_lane():
    titles = [lane.title for lane in drawing_of([Event(date(2026, 1, 1), "contact_received")]).panels[0].lanes]

    assert len(titles) == 1


def test_nothing_to_draw_is_said_to_be_empty():
    assert drawing_of([]).is_empty


def test_weekly_visits_are_apart_on_a_wide_drawing_and_ticks_of_one_run_on_a_narrow_one():
    narrow, _, wide = drawing_of(a_busy_life()).panels

    def visits(panel: Panel) -> list[int]:
        return [m.count for lane in panel.lanes for row in lane.rows if row.shape == "seen" for m in row.marks]

    assert sum(visits(narrow)) == sum(visits(wide)) == 20
    assert max(visits(wide)) == 1
    assert len(visits(narrow)) == 1


def test_a_gap_in_visits_breaks_the_run():
    moments = [Moment(AS_AT, "seen", "Visit")] * 5

    first, second = marks_of(moments, [10, 14, 18, 60, 64], right=100)

    assert (first.count, second.count) == (3, 2)
    assert first.ticks == (14,)
    assert first.label == "×3"


def test_marks_too_close_for_a_finger_are_one_link_that_names_every_date():
    days = [date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 15), date(2026, 3, 2)]
    marks = marks_of([Moment(on, "seen", "Visit", f"event-{on:%d}") for on in days], [30, 42, 54, 150], right=300)

    first, pair, last = targets_of(marks, right=300)

    assert pair.title == "2 events (visit or contact): 8 January 2026 and 15 January 2026"
    assert [target.anchor for target in (first, pair, last)] == ["event-01", "event-15", "event-02"]
    assert last.title == "Visit, 2 March 2026"
    assert pair.left <= 42 < 54 <= pair.right


def test_marks_a_finger_can_tell_apart_are_links_of_their_own():
    moments = [Moment(date(2026, month, 1), "seen", "Visit") for month in (1, 2, 3)]

    assert len(targets_of(marks_of(moments, [20, 50, 80], right=100), right=100)) == 3


def test_a_run_has_no_number_where_there_is_no_room_for_it():
    moments = [Moment(AS_AT, "seen", "Visit")] * 3

    first, _ = marks_of(moments, [10, 14, 30], right=100)

    assert (first.count, first.label) == (2, "")


def test_a_bar_has_its_words_only_where_they_fit():
    scale = time_scale(date(2025, 12, 1), AS_AT, left=0, right=400)
    long = Period(date(2025, 12, 1), date(2025, 12, 8), "Child protection plan", True)

    (narrow,) = bars_of([long], scale)
    (wide,) = bars_of([replace(long, ended_on=None)], scale)

    assert (narrow.label, wide.label) == ("", "Child protection plan")
    assert narrow.title == "Child protection plan, 1 December 2025 to 8 December 2025"
    assert wide.title == "Child protection plan since 1 December 2025"


@pytest.mark.parametrize(
    ("trigger", "shape"),
    [
        ("cp_visit", "seen"),
        ("child_last_seen", "seen"),
        ("care_leaver_contact", "seen"),
        ("contact_received", "step"),
        ("lac_review_held", "meeting"),
        ("icpc_held", "meeting"),
        ("dental_check", "health"),
        ("placement_started", "change"),
        ("transfer_in_conference_held", "meeting"),
        ("core_group_held", "meeting"),
        ("strategy_discussion_held", "meeting"),
        ("legal_planning_held", "meeting"),
        ("pre_proceedings_meeting_held", "meeting"),
        ("private_fostering_visit", "seen"),
        ("return_interview_held", "seen"),
        ("return_interview_offered", "step"),
    ],
)
def test_each_kind_of_event_has_a_shape_of_its_own(trigger: str, shape: str):
    assert shape_of(trigger) == shape


def due(on: date, shape: str, trigger: str = "lac_review_held") -> DueDay:
    return DueDay(on, trigger, shape, f"{shape} on {on}", f"limit-{on}")


def drawn_with(*days: DueDay) -> TimelineDrawing:
    events = a_busy_life()
    return timeline(replay(events, JOURNEYS, AS_AT), events, AS_AT, JOURNEYS, days)


def test_missed_and_late_limits_stand_on_the_day_they_were_due_each_in_a_shape_of_its_own():
    drawing = drawn_with(due(date(2026, 1, 5), "missed"), due(date(2026, 2, 5), "late"))

    for panel in drawing.panels:
        (care,) = [lane for lane in panel.lanes if lane.title == "Looked after"]
        marks = {row.shape: row.marks for row in care.rows if row.shape in ("missed", "late")}
        (missed,), (late,) = marks["missed"], marks["late"]
        assert (missed.start, late.start) == (
            panel.scale.place(date(2026, 1, 5)),
            panel.scale.place(date(2026, 2, 5)),
        )
        assert missed.anchor == "limit-2026-01-05"
    assert {"missed", "late"} <= set(drawing.shapes)


def test_what_is_still_to_come_stands_after_the_date_of_the_lists_and_inside_the_drawing():
    drawing = drawn_with(due(AS_AT + timedelta(days=30), "due"), due(AS_AT + timedelta(days=90), "due"))

    for panel in drawing.panels:
        today = panel.scale.bands[-1].right
        marks = [mark for lane in panel.lanes for row in lane.rows if row.shape == "due" for mark in row.marks]
        assert marks
        assert all(today < mark.start and mark.right <= panel.scale.right < panel.width for mark in marks)
        assert_inside_and_apart(panel)


def test_nothing_is_drawn_ahead_where_nothing_is_to_come():
    assert all(panel.scale.ahead is None for panel in drawn_with(due(AS_AT, "missed")).panels)


def test_each_mark_names_the_row_of_an_event():
    drawing = drawn_with()
    rows = {row.anchor: row for row in drawing.events}

    marks = [mark for lane in drawing.panels[-1].lanes for row in lane.rows for mark in row.marks]
    assert all(mark.anchor in rows for mark in marks)
    assert len(rows) == len(drawing.events)
