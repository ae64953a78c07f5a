"""Several agencies' chronologies become one, and nothing of any of them is lost."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseaudit.casefiles.merging import merge
from caseaudit.checks.casefile import Entry

AS_AT = date(2024, 12, 1)
EIGHT_WEEKS = timedelta(weeks=8)
SCHOOL = (
    Entry("3.9.24", "DSL", "Bruise seen on left arm, child said uncle grabbed her", "Frightened"),
    Entry("9 Sept 2024", "DSL", "ICPC attended", ""),
    Entry("20/11/24", "Teacher", "Absent two days", "Missed her test"),
)
HEALTH = (
    Entry("Autumn 2023", "HV", "Family moved into area", ""),
    Entry("09/09/2024", "HV", "Attended initial child protection conference", "Plan made for neglect"),
    Entry("last week", "HV", "Weight steady", ""),
)


def merged(*, opened_on=None, longest=EIGHT_WEEKS, **chronologies):
    return merge(chronologies, as_at=AS_AT, opened_on=opened_on, longest_silence=longest)


def told(merged_chronology):
    return [
        [(account.agency, account.entry.event[:12]) for account in line.accounts] for line in merged_chronology.lines
    ]


def test_entries_stand_in_order_with_the_same_event_matched_in_both_agencies_words():
    one = merged(School=SCHOOL, Health=HEALTH)

    assert told(one) == [
        [("Health", "Family moved")],
        [("School", "Bruise seen ")],
        [("School", "ICPC attende"), ("Health", "Attended ini")],
        [("School", "Absent two d")],
        [("Health", "Weight stead")],
    ]
    assert one.told_by_several == 1


def test_an_entry_whose_date_cannot_be_told_comes_last_and_is_not_lost():
    assert told(merged(Health=HEALTH))[-1] == [("Health", "Weight stead")]


def test_two_entries_of_one_agency_are_never_taken_for_one():
    twice = (SCHOOL[1], SCHOOL[1])

    assert len(merged(School=twice).lines) == 2


def test_a_different_event_of_the_same_day_is_not_matched():
    health = (Entry("3/9/24", "GP", "Booster given, well in herself", ""),)

    assert merged(School=SCHOOL[:1], Health=health).told_by_several == 0


def test_a_time_in_which_nobody_recorded_anything_is_marked():
    one = merged(School=SCHOOL, Health=HEALTH, opened_on=date(2024, 9, 1))

    [silence] = [silence for silence in one.silences if silence.agency is None]
    assert (silence.after, silence.until, silence.days) == (date(2024, 9, 9), date(2024, 11, 20), 72)


def test_an_agency_that_falls_silent_while_others_record_is_marked_with_how_much_they_did():
    health = (*HEALTH[1:2], Entry("1.10.24", "HV", "Seen at home", ""), Entry("5.11.24", "HV", "Seen at clinic", ""))

    one = merged(School=SCHOOL[:2], Health=health)

    [silence] = one.silences
    assert (silence.agency, silence.after, silence.until) == ("School", date(2024, 9, 9), date(2024, 11, 5))
    assert silence.recorded_by_others == 1


def test_a_gap_as_long_as_the_limit_is_not_a_silence_and_a_day_more_is():
    def with_second_on(on):
        entries = (Entry("1/6/2024", "", "Visit, seen well", ""), Entry(on.isoformat(), "", "Strategy discussion", ""))
        return merged(School=entries).silences

    last_day = date(2024, 6, 1) + EIGHT_WEEKS

    assert with_second_on(last_day) == ()
    assert len(with_second_on(last_day + timedelta(days=1))) == 1


def test_what_came_before_the_case_opened_is_history_and_no_silence():
    entries = (Entry("1/6/2020", "", "Born at term", ""), Entry("1/9/2024", "", "Referral by school", ""))

    assert merged(School=entries, opened_on=date(2024, 8, 30)).silences == ()


WORDS = st.sampled_from(["ICPC held", "Visit", "Bruise seen on arm", "TC to mum", "", "moved to nan's house"])
DATES = st.one_of(
    st.dates(date(2023, 1, 1), AS_AT).map(lambda on: on.strftime("%d/%m/%Y")), st.just("recently"), st.just("2021")
)
ENTRIES = st.lists(st.builds(Entry, DATES, st.just("HV"), WORDS), max_size=8)


@settings(max_examples=60, deadline=None)
@given(school=ENTRIES, health=ENTRIES, police=ENTRIES)
def test_every_entry_stands_in_the_merged_chronology_exactly_once(school, health, police):
    one = merged(School=school, Health=health, Police=police)

    stands = sorted((account.agency, repr(account.entry)) for line in one.lines for account in line.accounts)
    given_in = {"School": school, "Health": health, "Police": police}
    assert stands == sorted((agency, repr(entry)) for agency, entries in given_in.items() for entry in entries)
    assert all(len({account.agency for account in line.accounts}) == len(line.accounts) for line in one.lines)
