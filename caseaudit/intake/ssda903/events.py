"""From the return's rows to dated events, named as the journey names them.

The return has no word for a child who moves here from another council: care starts like any other.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from caseaudit.intake.happened import UNKNOWN_START, ReadEvent, codes_of, detail_of
from caseaudit.intake.rows import ReadRow
from caseaudit.intake.ssda903.episodes import STARTS, chain_of, ended_on, goes_on
from caseaudit.journey.care_codes import (
    ADOPTED,
    ASSESSMENT_ORDER,
    BY_AGREEMENT,
    BY_ORDER_OR_POWER,
    EMERGENCY,
    INTERIM_ORDER,
    LEFT_TO_GUARDIANS,
    PLACED_FOR_ADOPTION,
    PLACEMENT_ORDER,
    REMAND,
    SHORT_BREAKS,
    TAKEN_OVER,
)
from caseaudit.journey.replay import Event

_Said = tuple[date, str, str]

_NEW_LEGAL_STATUS = frozenset({"S", "L", "B", "U"})
_NEW_PLACEMENT = frozenset({"S", "P", "T", "B", "U"})

_DATED: Mapping[int, tuple[tuple[str, str, str], ...]] = {
    203: (("care_review_on", "lac_review_held", "review_code"),),
    207: (("adoption_decision_on", "should_be_placed_decided", ""), ("matched_on", "adoption_matched", "")),
    208: (
        ("should_be_placed_on", "should_be_placed_decided", ""),
        ("adoption_reversed_on", "adoption_no_longer_planned", "adoption_reversed_reason"),
    ),
    210: (("missing_on", "went_missing", "missing"), ("returned_on", "returned_from_missing", "")),
    212: (("deprivation_on", "deprivation_authorised", ""), ("deprivation_ended_on", "deprivation_ended", "")),
}
_EPISODE = {
    "legal_status": "legal_status",
    "placement": "placement_type",
    "provider": "placement_provider",
    "need": "care_need",
    "new_episode": "episode_reason",
}
# Protection in an emergency, assessment by order and remand may stand beside proceedings that go on.
_ENDS_PROCEEDINGS = (BY_AGREEMENT | BY_ORDER_OR_POWER) - EMERGENCY - REMAND - {INTERIM_ORDER, ASSESSMENT_ORDER}
_CODED: Mapping[str, Mapping[str, str]] = {
    "lac_review_held": {"review_code": "review_code"},
    "adoption_no_longer_planned": {"reason": "adoption_reversed_reason"},
    "went_missing": {"category": "missing"},
    "lac_ceased": {"reason": "ceased_reason"},
    "short_break_ended": {"reason": "ceased_reason"},
    "adoption_order_made": {"reason": "ceased_reason"},
    "permanence_order_made": {"reason": "ceased_reason"},
    "transferred_out": {"reason": "ceased_reason"},
}
_EARLIER = "Care began before the return's first episode, on a day it does not give"
_FINAL = "The interim order ended; the return has no date of its own for the end of proceedings"
_ARRIVED = "The return has no date of arrival; the start of care is used"
_LEAVER = "As at the date of the return, whose care leavers file gives no category and no day since when"


def ssda903_events(rows: Sequence[ReadRow], as_at: date) -> Iterator[ReadEvent]:
    """What one child's rows of the return say happened; only what is dated by the date of the return."""
    chain = chain_of(rows)
    for row, said, extra in (*_in_care(chain), *_asylum(rows, chain, as_at), *_leaving(rows, as_at)):
        names = _CODED.get(said[1], _EPISODE if row.list_no == 202 else {})
        yield ReadEvent(Event(*said, codes={**codes_of(row, names), **extra}), row)
    for row in rows:
        for key, trigger, about in _DATED.get(row.list_no, ()):
            if key in row.dates and not (row.shape.column(key).may_follow and row.dates[key] > as_at):
                codes = {**codes_of(row, _CODED.get(trigger, {})), **_on_breaks(chain, trigger, row.dates[key])}
                yield ReadEvent(Event(row.dates[key], trigger, detail_of(row, about), codes), row)


_Found = Iterator[tuple[ReadRow, _Said, Mapping[str, str]]]


def _in_care(chain: Sequence[ReadRow]) -> _Found:
    before: ReadRow | None = None
    is_in_care = False
    for row in chain:
        yield from _final_order(row, before)
        if _is_short_break(row):
            yield from _short_break(row, before)
        else:
            yield from _breaks_left(row, before)
            if not is_in_care or row.has("episode_reason", STARTS):
                yield from _start(row, before)
            yield from _changes(row, is_first=before is None)
            is_in_care = True
        if not goes_on(row):
            yield from _end(row, is_in_care=is_in_care)
            is_in_care = False
        before = row


def _start(row: ReadRow, before: ReadRow | None) -> _Found:
    on = row.dates["episode_on"]
    if row.has("episode_reason", STARTS) or before is not None:
        yield row, (on, "lac_started", detail_of(row, "care_need")), {}
    else:
        yield row, (on, "lac_started", _EARLIER), UNKNOWN_START


def _breaks_left(row: ReadRow, before: ReadRow | None) -> _Found:
    if before is not None and _is_short_break(before) and goes_on(before):
        yield before, (row.dates["episode_on"], "short_break_ended", ""), {}


def _changes(row: ReadRow, *, is_first: bool) -> _Found:
    on = row.dates["episode_on"]
    why = set(row.codes.get("episode_reason", ()))
    # The first episode read of a child may begin with a change of the one thing, while the other went on from before.
    status = {} if why & _NEW_LEGAL_STATUS or not why else UNKNOWN_START
    placement = {} if why & _NEW_PLACEMENT or not why else UNKNOWN_START
    if not status or is_first:
        yield row, (on, "legal_status_changed", detail_of(row, "legal_status")), status
    if not placement or is_first:
        yield row, (on, "placement_started", detail_of(row, "placement_type")), placement
    if row.has("legal_status", PLACEMENT_ORDER) and (why & _NEW_LEGAL_STATUS or is_first):
        yield row, (on, "placement_order_made", ""), status
    if PLACED_FOR_ADOPTION & set(row.codes.get("placement_type", ())) and (why & _NEW_PLACEMENT or is_first):
        yield row, (on, "placed_for_adoption", detail_of(row, "placement_type")), placement


def _short_break(row: ReadRow, before: ReadRow | None) -> _Found:
    if before is None or not _is_short_break(before) or not goes_on(before) or row.has("episode_reason", STARTS):
        yield row, (row.dates["episode_on"], "short_break_started", detail_of(row, "placement_type")), {}


def _final_order(row: ReadRow, before: ReadRow | None) -> _Found:
    was_interim = before is not None and before.has("legal_status", INTERIM_ORDER) and goes_on(before)
    if was_interim and _ENDS_PROCEEDINGS & set(row.codes.get("legal_status", ())):
        yield row, (row.dates["episode_on"], "proceedings_ended", _FINAL), {}


def _end(row: ReadRow, *, is_in_care: bool) -> _Found:
    on, why = row.dates["episode_ended_on"], detail_of(row, "ceased_reason")
    reasons = set(row.codes.get("ceased_reason", ()))
    if _is_short_break(row):
        yield row, (on, "short_break_ended", why), {}
    if is_in_care:
        yield row, (on, "lac_ceased", why), {}
    # Where another council takes over, the court goes on with the same proceedings.
    if row.has("legal_status", INTERIM_ORDER) and not reasons & TAKEN_OVER:
        yield row, (on, "proceedings_ended", _FINAL), {}
    if reasons & ADOPTED:
        yield row, (on, "adoption_order_made", why), {}
    if reasons & LEFT_TO_GUARDIANS:
        yield row, (on, "permanence_order_made", why), {}
    if reasons & TAKEN_OVER:
        yield row, (on, "transferred_out", why), {}


def _asylum(rows: Sequence[ReadRow], chain: Sequence[ReadRow], as_at: date) -> _Found:
    told = [found for found in rows if found.list_no == 204]
    # The XML form, and the files of earlier years, say it in the header, and give a date only where the status ended.
    told = told or [found for found in rows if found.list_no == 201 and found.has("uasc", "Y")]
    for row in told:
        if chain:
            yield row, (chain[0].dates["episode_on"], "unaccompanied_arrived", _ARRIVED), {}
        ended_on = row.dates.get("asylum_ended_on")
        if ended_on and ended_on <= as_at:
            yield row, (ended_on, "unaccompanied_ended", ""), {}


def _leaving(rows: Sequence[ReadRow], as_at: date) -> _Found:
    for row in (found for found in rows if found.list_no == 206 and "born_on" in found.dates):
        born_on = row.dates["born_on"]
        age = as_at.year - born_on.year - ((as_at.month, as_at.day) < (born_on.month, born_on.day))
        if 16 <= age < 25:
            yield row, (as_at, "care_leaver_listed", _LEAVER), UNKNOWN_START


def _on_breaks(chain: Sequence[ReadRow], trigger: str, on: date) -> Mapping[str, str]:
    # A review during short breaks is told by the status of the episode it falls in.
    if trigger != "lac_review_held":
        return {}
    there = [row for row in chain if row.dates["episode_on"] <= on <= ended_on(row)]
    return {"legal_status": ",".join(there[-1].codes["legal_status"])} if there and _is_short_break(there[-1]) else {}


def _is_short_break(row: ReadRow) -> bool:
    return bool(SHORT_BREAKS & set(row.codes.get("legal_status", ())))
