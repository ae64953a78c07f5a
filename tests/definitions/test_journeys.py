"""Every state and event of every track against tables written by hand, as a principal social worker would say them.

In a table, each row is an event and each column where the child was. A word is where the event leads; ``=`` leaves the
child there; ``!`` leaves a finding; ``-`` is no step at all, a finding too unless the event moves another track. Events
are inside the lists and come with no codes, except in rows that begin with a word of SAID.
"""

from dataclasses import replace
from datetime import date

import pytest

from caseaudit.definitions.library import read_definitions
from caseaudit.journey.editions import compile_editions
from caseaudit.journey.guards import JOURNEY_GUARDS, Moment

JOURNEYS = read_definitions().journeys
EDITIONS = {edition.journey.edition: edition for edition in compile_editions(JOURNEYS)}
AS_AT = date(2021, 3, 16)
INSIDE = Moment(date(2021, 3, 1), AS_AT)
SAID = {
    "before": Moment(date(2020, 3, 1), AS_AT),
    "another": replace(INSIDE, codes={"permanence_plan": "FOSTERING"}),
    "elsewhere": replace(INSIDE, codes={"placement": "U4"}),
    "home": replace(INSIDE, codes={"reason": "E4A"}),
    "breaks": replace(INSIDE, codes={"legal_status": "V4"}),
    "ordered": replace(INSIDE, codes={"legal_status": "C2"}),
    "listed": replace(INSIDE, on=AS_AT),
    "adopted": replace(INSIDE, codes={"reason": "E12"}),
}

FRONT_DOOR = """
                     none       contact    referral   accepted   closed
contact_received     contact    =          =          =          contact
contact_closed       closed!    closed     =          =          -
referral_received    referral   referral   =!         =!         referral
referral_accepted    accepted!  accepted!  accepted   =          accepted!
referral_closed      -          -          closed     =          -
case_closed          closed     closed     closed     closed     =
cin_started          -          -          -          -          -
before cin_started   accepted   accepted   -          -          accepted
transferred_in       accepted   accepted   accepted   =!         accepted
transferred_out      closed     closed     closed     closed     =
born                 =          =          =          =          =
"""
EARLY_HELP = """
                                 none         assessment  assessed
early_help_assessment_started    assessment   =!          assessment
early_help_assessment_completed  assessed!    assessed    =
referral_accepted                -            -           none
"""
ASSESSMENT = """
                       none         open        authorised
assessment_started     open         =!          open
assessment_authorised  authorised!  authorised  =
"""
INITIAL_AND_CORE = """
                             none               initial           initial_completed core           core_completed
initial_assessment_started   initial            =!                initial           =!             initial
initial_assessment_completed initial_completed! initial_completed =!                =              initial_completed!
core_assessment_started      core               core              core              =!             core
core_assessment_completed    core_completed!    core_completed!   core_completed!   core_completed =!
"""
CHILD_IN_NEED = """
                  none     open     closed
cin_started       open     =!       open
child_last_seen   =!       =        =!
cin_closed        closed!  closed   -
"""
CHILD_PROTECTION = """
                             none         strategy     enquiry     conference  plan    ended
strategy_discussion_held     strategy     =            =           =           =       strategy
s47_not_needed               -            none         =           =           =       -
s47_started                  enquiry      enquiry      =!          enquiry!    =       enquiry
icpc_not_needed              -            -            none        -           =       -
icpc_held                    conference!  conference!  conference  =           =!      conference!
before icpc_held             conference   conference!  conference  =           =!      conference
transfer_in_conference_held  conference   conference   conference  =           =!      conference
cp_plan_started              plan!        plan!        plan!       plan        =!      plan!
before cp_plan_started       plan         plan!        plan!       plan        =!      plan
cp_plan_not_made             -            none!        none!       none        =       -
cp_review_held               =!           =!           =!          =!          =       =!
cp_visit                     =!           =!           =!          =!          =       =!
core_group_held              =!           =!           =!          =!          =       =!
cp_plan_ended                ended!       ended!       ended!      ended!      ended   -
pre_proceedings_started      -            -            -           -           =       -
lac_started                  -            -            -           -           =       -
"""
LOOKED_AFTER = """
                          none          looked_after  ceased
lac_started               looked_after  =!            looked_after
legal_status_changed      =!            =             =!
placement_started         =!            =             =!
lac_review_held           =!            =             =!
breaks lac_review_held    =             =             =
lac_visit                 =!            =             =!
breaks lac_visit          =             =             =
iro_contact               =!            =             =!
breaks iro_contact        =             =             =
health_assessment         =!            =             =
breaks health_assessment  =             =             =
dental_check              =             =             =
lac_ceased                ceased!       ceased        =!
"""
LEAVING_CARE = """
                             none             listed           eligible         relevant         former_relevant  qualifying
care_leaver_eligible         eligible         eligible         =                eligible         eligible!        eligible
care_leaver_relevant         relevant         relevant         relevant         =                relevant!        relevant
care_leaver_former_relevant  former_relevant  former_relevant  former_relevant  former_relevant  =                former_relevant!
care_leaver_qualifying       qualifying       qualifying       qualifying!      qualifying       qualifying!      =
care_leaver_listed           listed           =                =                =                =                =
pathway_plan_reviewed        =                =                =                =                =                =
care_leaver_contact          =                =                =                =                =                =
"""  # noqa: E501
CIN_PLAN = """
                  none    open   ended
cin_plan_started  open    =!     open
cin_review_held   =!      =      =!
cin_plan_ended    ended!  ended  -
"""
PROCEEDINGS = """
                                none             legal_planning   pre_proceedings  proceedings      ended
legal_planning_held             legal_planning   =                =                =                legal_planning
pre_proceedings_started         pre_proceedings  pre_proceedings  =!               =!               pre_proceedings
letter_before_proceedings_sent  =!               =                =                =!               =!
pre_proceedings_meeting_held    =!               =                =                =!               =!
pre_proceedings_stepped_down    ended!           ended            ended            -                -
proceedings_issued              proceedings      proceedings      proceedings      =!               proceedings
proceedings_ended               ended!           ended!           ended!           ended            -
ordered proceedings_ended       ended            ended            ended            ended            =
"""
PERMANENCE = """
                                none       planned    decided    matched    placed     achieved
permanence_planned              planned    =          =          =          =          planned
another permanence_planned      planned    =          planned!   planned!   planned!   planned
should_be_placed_decided        decided    decided    =!         =!         =!         decided
placement_order_made            =!         =!         =          =          =!         =!
adoption_matched                matched!   matched!   matched    =          =!         =!
placed_for_adoption             placed!    placed!    placed!    placed     =          =!
placement_started               -          -          -          -          -          -
elsewhere placement_started     -          -          -          -          decided    -
adoption_no_longer_planned      =!         =!         planned    planned    planned    =!
adoption_order_made             achieved!  achieved!  achieved!  achieved!  achieved   =
permanence_order_made           achieved   achieved   achieved!  achieved!  achieved!  =
lac_ceased                      -          none       none!      none!      none!      =
home lac_ceased                 -          none       none!      none!      none!      =
adopted lac_ceased              achieved   achieved   achieved!  achieved!  achieved   =
lac_started                     -          -          -          -          -          none
"""
MISSING = """
                                 none     missing
went_missing                     missing  =!
returned_from_missing            =!       none
return_interview_offered         =        =!
listed return_interview_offered  =        =
return_interview_held            =        =!
"""
ASYLUM = """
                       none           unaccompanied  ended
unaccompanied_arrived  unaccompanied  =              unaccompanied
unaccompanied_ended    ended!         ended          -
"""
DEPRIVATION_OF_LIBERTY = """
                        none        authorised  ended
deprivation_authorised  authorised  =           authorised
deprivation_ended       ended!      ended       -
"""
PRIVATE_FOSTERING = """
                            none      notified  open   ended
private_fostering_notified  notified  =         =      notified
private_fostering_started   open!     open      =!     open!
private_fostering_visit     =!        =         =      =!
private_fostering_ended     ended!    ended     ended  -
"""
SHORT_BREAKS = """
                     none    open   ended
short_break_started  open    =!     open
short_break_ended    ended!  ended  -
"""
ALIKE = {
    "front_door": FRONT_DOOR,
    "early_help": EARLY_HELP,
    "child_in_need": CHILD_IN_NEED,
    "child_protection": CHILD_PROTECTION,
    "looked_after": LOOKED_AFTER,
    "leaving_care": LEAVING_CARE,
    "cin_plan": CIN_PLAN,
    "proceedings": PROCEEDINGS,
    "permanence": PERMANENCE,
    "missing": MISSING,
    "asylum": ASYLUM,
    "deprivation_of_liberty": DEPRIVATION_OF_LIBERTY,
    "private_fostering": PRIVATE_FOSTERING,
    "short_breaks": SHORT_BREAKS,
}
BESIDE_THE_LEVELS = {"permanence", "missing", "asylum", "deprivation_of_liberty"}
TABLES = {
    "2006-04": {**ALIKE, "assessment": INITIAL_AND_CORE},
    "2013-04": {**ALIKE, "assessment": ASSESSMENT},
}


def cells_of(edition, track):
    heading, *rows = TABLES[edition][track].strip("\n").splitlines()
    states = heading.split()
    for row in rows:
        words = row.split()
        event, outcomes = words[: -len(states)], words[-len(states) :]
        for state, outcome in zip(states, outcomes, strict=True):
            yield pytest.param(edition, track, event, state, outcome, id=f"{edition} {track} {state} {' '.join(event)}")


EVERY_CELL = [cell for edition, tracks in TABLES.items() for track in tracks for cell in cells_of(edition, track)]


def outcome_of(edition, track, event, state):
    moment = SAID.get(event[0], INSIDE)
    tables = dict(EDITIONS[edition].tables.get(event[-1], ()))
    for way in tables.get(track, {}).get(state, ()):
        if all(JOURNEY_GUARDS[guard](moment) for guard in way.guards):
            return ("=" if way.to == state else way.to) + ("!" if way.step.finding else "")
    return "-"


@pytest.mark.parametrize(("edition", "track", "event", "state", "outcome"), EVERY_CELL)
def test_an_event_leads_where_practice_says(edition, track, event, state, outcome):
    assert outcome_of(edition, track, event, state) == outcome


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.edition)
def test_the_tables_name_every_track_state_and_event(journey):
    tables = {track: table.strip("\n").splitlines() for track, table in TABLES[journey.edition].items()}

    assert {track.key for track in journey.tracks} == set(tables)
    for track in journey.tracks:
        heading, *rows = tables[track.key]
        assert heading.split() == [state.name for state in track.states]
        written = {row.split()[row.split()[0] in SAID] for row in rows}
        assert written == {step.trigger for step in track.steps}


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.edition)
def test_case_levels_stand_in_their_order_in_every_edition(journey):
    assert [level.key for level in journey.levels] == [
        "looked_after",
        "child_protection",
        "care_leaver",
        "child_in_need",
        "open_assessment",
        "early_help",
        "front_door",
        "closed",
    ]


def test_editions_meet_on_the_day_the_single_assessment_came():
    old, new = JOURNEYS

    assert (old.in_force_to, new.in_force_from) == (date(2013, 4, 14), date(2013, 4, 15))
    assert new.in_force_to is None


def test_an_assessment_of_the_earlier_edition_is_carried_over_as_open_or_done():
    was_open = {state.name: state.is_open for state in JOURNEYS[0].track("assessment").states}
    is_open = {state.name: state.is_open for state in JOURNEYS[1].track("assessment").states}

    carried = JOURNEYS[1].track("assessment").carried_over
    assert {old: is_open[new] for old, new in carried.items()} == {old: was_open[old] for old in carried}


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.edition)
def test_every_open_state_puts_a_child_at_some_level_but_those_that_stand_beside_care(journey):
    named = {place for level in journey.levels for place in level.any_of}

    assert named == {
        f"{track.key}.{state.name}"
        for track in journey.tracks
        for state in track.states
        if state.is_open and track.key not in BESIDE_THE_LEVELS
    }


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.edition)
def test_a_finding_is_short_enough_to_keep(journey):
    assert all(len(step.finding or "") <= 500 for track in journey.tracks for step in track.steps)


def test_an_event_that_moves_two_tracks_belongs_to_one():
    newest = JOURNEYS[-1]

    assert newest.home_of("referral_accepted") == "front_door"
    assert newest.home_of("cin_started") == "child_in_need"
    assert newest.home_of("lunch") is None
