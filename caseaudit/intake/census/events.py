"""From the census's records to dated events, named as the journey names them.

A record is evidence that something happened on a day. Only two things are inferred, and each says so: a referral has no
date of its own for the decision, and services as a child in need begin when an assessment is authorised, or a plan
starts, in a case that goes on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from caseaudit.intake.happened import ReadEvent, codes_of, detail_of, shared
from caseaudit.intake.rows import ReadRow
from caseaudit.journey.replay import Event

_Said = tuple[date, str, str]

# Columns that say only that a thing happened on their date: the trigger, and another column that describes it.
_DATED: Mapping[int, tuple[tuple[str, str, str], ...]] = {
    103: (
        ("assessment_started_on", "assessment_started", ""),
        ("assessment_authorised_on", "assessment_authorised", "factors"),
    ),
    104: (("plan_started_on", "cin_plan_started", ""), ("plan_ended_on", "cin_plan_ended", "")),
    106: (("plan_started_on", "cp_plan_started", "first_category"), ("plan_ended_on", "cp_plan_ended", "")),
    107: (("review_conference_on", "cp_review_held", ""),),
    108: (
        ("pre_proceedings_on", "pre_proceedings_started", ""),
        ("letter_on", "letter_before_proceedings_sent", ""),
        ("first_meeting_on", "pre_proceedings_meeting_held", ""),
        ("court_on", "proceedings_issued", ""),
    ),
}
_CODED: Mapping[str, Mapping[str, str]] = {
    "referral_received": {"referral_source": "referral_source"},
    "assessment_authorised": {"factors": "factors"},
    "cp_plan_started": {"category": "first_category", "latest_category": "latest_category"},
    "cin_started": {"need": "primary_need"},
    "cin_closed": {"reason": "closure_reason"},
    "case_closed": {"reason": "closure_reason"},
    "transferred_out": {"reason": "closure_reason"},
    "pre_proceedings_started": {"outcome": "outcome", "family_meeting": "family_meeting_held"},
}
# Of this authority alone: a child who moves here begins at nought.
_EARLIER_PLANS = "earlier_plans"
_NO_DATE = "The census has no date of its own for the decision"
_NOT_NEEDED = "The census has no date for the end of the enquiry; its start is used"
_BEGAN = "The census has no date for the start of services; the first assessment or plan of a case that went on is used"
_MOVED_IN = "The census has no date for being told of the move; the referral with the transfer-in conference is used"
_TRANSFERRED = "RC5"
_CLOSED_AT_ASSESSMENT = {"RC8", "RC9"}


def census_events(rows: Sequence[ReadRow], as_at: date) -> Iterator[ReadEvent]:
    """What one child's records of the census say happened."""
    born_on = next((row.dates["born_on"] for row in rows if "born_on" in row.dates), None)
    known_on = min((on for row in rows if row.list_no != 101 for on in row.dates.values()), default=None)
    for row in rows:
        said = [(row.dates[key], trigger, detail_of(row, about)) for key, trigger, about in _dated(row)]
        said += _MORE[row.list_no](row, rows) if row.list_no in _MORE else []
        if row.list_no == 101 and born_on and known_on and known_on < born_on <= as_at:
            said.append((born_on, "born", ""))
        for on, trigger, detail in said:
            yield ReadEvent(Event(on, trigger, detail, _codes(row, trigger)), row)


def _codes(row: ReadRow, trigger: str) -> Mapping[str, str]:
    codes = codes_of(row, _CODED.get(trigger, {}))
    count = row.raw.get(_EARLIER_PLANS, "") if trigger == "cp_plan_started" else ""
    return shared({**codes, _EARLIER_PLANS: count}) if count.isdecimal() else codes


def _dated(row: ReadRow) -> Iterator[tuple[str, str, str]]:
    return (dated for dated in _DATED.get(row.list_no, ()) if dated[0] in row.dates)


def _referral(row: ReadRow, rows: Sequence[ReadRow]) -> list[_Said]:
    said: list[_Said] = []
    on, closed_on = row.dates.get("referral_on"), row.dates.get("need_closed_on")
    if on:
        said.append((on, "referral_received", detail_of(row, "referral_source")))
        decision = "referral_closed" if row.has("no_further_action", "Y") else "referral_accepted"
        said.append((on, decision, _NO_DATE))
    if "transfer_conference_on" in row.dates:
        if on:
            said.append((on, "transferred_in", _MOVED_IN))
        said.append((row.dates["transfer_conference_on"], "transfer_in_conference_held", ""))
    began_on = _began_on(row, rows)
    if began_on:
        said.append((began_on, "cin_started", detail_of(row, "primary_need") or _BEGAN))
    if closed_on and not row.has("no_further_action", "Y"):
        why = detail_of(row, "closure_reason")
        if began_on:
            said.append((closed_on, "cin_closed", why))
        leaves = "transferred_out" if row.has("closure_reason", _TRANSFERRED) else "case_closed"
        said.append((closed_on, leaves, why))
    return said


def _began_on(row: ReadRow, rows: Sequence[ReadRow]) -> date | None:
    on, closed_on = row.dates.get("referral_on"), row.dates.get("need_closed_on")
    if (
        on is None
        or row.has("no_further_action", "Y")
        or _CLOSED_AT_ASSESSMENT & set(row.codes.get("closure_reason", ()))
    ):
        return None
    later = [other.dates["referral_on"] for other in rows if other.list_no == 102 and "referral_on" in other.dates]
    ends = min([next_on for next_on in later if next_on > on] + ([closed_on] if closed_on else []), default=date.max)
    starts = [
        other.dates[key]
        for other in rows
        for number, key in ((103, "assessment_authorised_on"), (104, "plan_started_on"), (106, "plan_started_on"))
        if other.list_no == number and key in other.dates and on <= other.dates[key] < ends
    ]
    return min(starts, default=None)


def _enquiry(row: ReadRow, rows: Sequence[ReadRow]) -> list[_Said]:
    said: list[_Said] = []
    started_on, conference_on = row.dates.get("s47_started_on"), row.dates.get("conference_on")
    if started_on:
        said.append((started_on, "s47_started", ""))
        if row.has("conference_not_needed", "Y") and conference_on is None:
            said.append((started_on, "icpc_not_needed", _NOT_NEEDED))
    if conference_on:
        said.append((conference_on, "icpc_held", ""))
    return said


def _pre_proceedings(row: ReadRow, rows: Sequence[ReadRow]) -> list[_Said]:
    if "decided_on" in row.dates and row.has("outcome", "STEP_DOWN"):
        return [(row.dates["decided_on"], "pre_proceedings_stepped_down", "")]
    return []


_MORE: Mapping[int, Callable[[ReadRow, Sequence[ReadRow]], list[_Said]]] = {
    102: _referral,
    105: _enquiry,
    108: _pre_proceedings,
}
