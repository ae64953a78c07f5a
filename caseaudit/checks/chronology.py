"""The chronology: whether there is one, and whether it is current, whole, in order and says what mattered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from math import ceil

from caseaudit.checks.casefile import CaseFile, JourneyEvent
from caseaudit.checks.chronology_limits import ChronologyLimits, limits_in_force
from caseaudit.checks.chronology_remarks import (
    CONTACT_LOG,
    DISORDERED,
    DRIFT,
    GAP,
    MISSING,
    MISSING_KEY_EVENT,
    NO_ANALYSIS,
    NO_CHILD_IMPACT,
    NOT_CURRENT,
    RECORDED_LATE,
    UNDATED,
    as_placed,
    remark,
)
from caseaudit.checks.entry_dates import is_placed_to_month
from caseaudit.checks.entry_reading import ReadEntry, read_entries
from caseaudit.checks.flag import Flag, Severity, shortened
from caseaudit.checks.gaps import closed_spans, gaps
from caseaudit.checks.key_events import untold
from caseaudit.checks.order import out_of_order, told_twice
from caseaudit.checks.recorded_late import written_at_one_sitting, written_late
from caseaudit.checks.standstill import standstill
from caseaudit.checks.wordlists import word_list
from caseaudit.words import count_of, long_date

FEWEST_ENTRIES = 3
OPEN_LONG_ENOUGH = timedelta(days=90)
EVENT_OLD_ENOUGH = timedelta(days=14)
_GRAVE_STAGES = {"cp", "lac"}
_GRAVE_EVENTS = frozenset(word_list("chronology")["grave_events"])
_MOST_CONTACTS = 0.7
_EACH_WEIGHED, _EACH_OF_CHILD = 4, 5


@dataclass(frozen=True)
class _Chronology:
    """A chronology that is there, read, with what the checks hold it against."""

    case: CaseFile
    entries: tuple[ReadEntry, ...]
    limit: timedelta | None


def chronology_flags(case: CaseFile, limits: ChronologyLimits | None = None) -> Iterator[Flag]:
    """Everything a chronology gives cause for; of one that is missing nothing else is said."""
    if case.chronology is None:
        yield from _auditors_findings(case)
        return
    entries = read_entries(case, case.chronology)
    missing = _missing(case, entries)
    if missing:
        yield missing
        return
    limit = (limits or limits_in_force()).of(case.stage, age=0.0 if case.is_unborn else case.age)
    chronology = _Chronology(case, entries, limit)
    yield from chain.from_iterable(check(chronology) for check in _CHECKS)


def _missing(case: CaseFile, real: Sequence[ReadEntry]) -> Flag | None:
    open_for = case.as_at - case.opened_on if case.opened_on else None
    entries = case.chronology or ()
    if not entries:
        reason = "No entries were found in the chronology."
    elif not real:
        reason = "The chronology holds only placeholders where its entries should be."
    elif len(real) < FEWEST_ENTRIES and open_for is not None and open_for > OPEN_LONG_ENOUGH:
        reason = f"The chronology holds {count_of(len(real), 'entry', 'entries')} for a case open {open_for.days} days."
    else:
        return None
    return remark(
        MISSING, _missing_severity(case), reason, entries=[read.entry for read in real] or entries, all_of=entries
    )


def _missing_severity(case: CaseFile) -> Severity:
    return Severity.HIGH if case.stage in _GRAVE_STAGES else Severity.MEDIUM


def _not_current(chronology: _Chronology) -> Iterator[Flag]:
    case, limit = chronology.case, chronology.limit
    dated = [read for read in chronology.entries if read.when]
    if limit is None or not dated:
        return
    newest = max(dated, key=lambda read: read.when.last if read.when else date.min)
    # A date known only to its month or year is given the benefit of the doubt.
    last = newest.when.last if newest.when else date.min
    until = _open_until(case)
    later = _later_key_event(case, last, until)
    if until - last > limit:
        reason = (
            f"The newest entry is dated {as_placed(newest)}, {(until - last).days // 7} weeks before "
            f"{long_date(until)}; {limit.days // 7} weeks is the longest to expect here."
        )
    elif later:
        reason = (
            f"The newest entry is dated {as_placed(newest)}, and the lists show {later.title} on {long_date(later.on)}."
        )
    else:
        return
    undated = len(chronology.entries) - len(dated)
    have = "has" if undated == 1 else "have"
    more = f" {count_of(undated, 'entry', 'entries')} {have} no date that could be read." if undated else ""
    yield remark(NOT_CURRENT, Severity.MEDIUM, reason + more, entries=[newest.entry])


def _open_until(case: CaseFile) -> date:
    """The day the case closed for good, or else the day of the lists: a closed case does not go out of date."""
    closed = [start for start, end in closed_spans(case.journey_events) if end == date.max]
    return min((case.as_at, *closed))


def _later_key_event(case: CaseFile, newest: date, open_until: date) -> JourneyEvent | None:
    until = min(case.as_at - EVENT_OLD_ENOUGH, open_until)
    later = [event for event in case.journey_events if event.is_key and newest < event.on < until]
    return max(later, key=lambda event: event.on, default=None)


def _gap(chronology: _Chronology) -> Iterator[Flag]:
    case, limit = chronology.case, chronology.limit
    if limit is None:
        return
    found = list(gaps(chronology.entries, opened_on=case.opened_on, limit=limit, events=case.journey_events))
    if not found:
        return
    longest = max(found, key=lambda gap: gap.days)
    more = f", the longest of {len(found)} such silences" if len(found) > 1 else ""
    reason = (
        f"Nothing is entered between {as_placed(longest.after)} and {as_placed(longest.before)}, {longest.days // 7} "
        f"weeks{more}; {limit.days // 7} weeks is the longest to expect here."
    )
    silent = [read.entry for gap in found for read in (gap.after, gap.before)]
    yield remark(GAP, Severity.MEDIUM, reason, entries=[longest.after.entry, longest.before.entry], all_of=silent)


def _undated(chronology: _Chronology) -> Iterator[Flag]:
    found = [
        read for read in chronology.entries if not is_placed_to_month(read.when, chronology.case.opened_on)
    ]  # fmt: skip
    if not found:
        return
    written = next((read.entry.date_text.strip() for read in found if read.entry.date_text.strip()), "")
    said = f"dated “{shortened(written, 40)}”" if written else "with no date"
    have = "cannot" if len(found) == 1 else "of them cannot"
    reason = f"{_of_entries(len(found), chronology)} {have} be placed to a month: the first is {said}."
    yield remark(UNDATED, Severity.LOW, reason, reads=found, quote=written)


def _contact_log(chronology: _Chronology) -> Iterator[Flag]:
    found = [read for read in chronology.entries if read.is_only_contact]
    if found and len(found) >= _MOST_CONTACTS * len(chronology.entries):
        reason = (
            f"{_of_entries(len(found), chronology)} only record that a call, visit or meeting happened, with nothing "
            "learned and nothing changed."
        )
        yield remark(CONTACT_LOG, Severity.MEDIUM, reason, reads=found)


def _no_analysis(chronology: _Chronology) -> Iterator[Flag]:
    found = [read for read in chronology.entries if read.meaning]
    needed = ceil(len(chronology.entries) / _EACH_WEIGHED)
    if len(found) < needed:
        without = [read for read in chronology.entries if not read.meaning]
        quote = next((read.entry.significance.strip() for read in without if read.entry.significance.strip()), "")
        reason = (
            f"{_says(len(found), chronology, 'why the event matters')}; at least {needed} should: a pattern, a risk, "
            "what protects, what changed, or a link to earlier events."
        )
        yield remark(NO_ANALYSIS, Severity.MEDIUM, reason, reads=without, quote=quote)


def _no_child_impact(chronology: _Chronology) -> Iterator[Flag]:
    found = [read for read in chronology.entries if read.impact]
    needed = ceil(len(chronology.entries) / _EACH_OF_CHILD)
    if len(found) < needed:
        reason = (
            f"{_says(len(found), chronology, 'how this child was affected')}; at least {needed} should: what the child "
            "saw, said, felt, missed or gained."
        )
        yield remark(
            NO_CHILD_IMPACT, Severity.MEDIUM, reason, reads=[read for read in chronology.entries if not read.impact]
        )


def _missing_key_event(chronology: _Chronology) -> Iterator[Flag]:
    for event in untold(chronology.entries, chronology.case.journey_events):
        severity = Severity.HIGH if event.type in _GRAVE_EVENTS else Severity.MEDIUM
        reason = f"No entry within 14 days of {long_date(event.on)} tells of {event.title}, which the lists show."
        yield remark(MISSING_KEY_EVENT, severity, reason, place="The chronology", words=f"{event.on} {event.title}")


def _disordered(chronology: _Chronology) -> Iterator[Flag]:
    breaks = out_of_order(chronology.entries)
    if breaks:
        before, read = breaks[0]
        reason = (
            f"The entry of {as_placed(read)} stands after the one of {as_placed(before)}, so the entries run neither "
            "forwards nor backwards in time."
        )
        severity = Severity.MEDIUM if len(breaks) > 1 else Severity.LOW
        yield remark(DISORDERED, severity, reason, entries=[read.entry, before.entry])
        return
    twice = next(told_twice(chronology.entries), None)
    if twice:
        first, second = twice
        reason = (
            f"The entries of {as_placed(first)} and {as_placed(second)} tell of the same event: "
            f"“{shortened(second.entry.event, 60)}”."
        )
        yield remark(DISORDERED, Severity.LOW, reason, entries=[first.entry, second.entry])


def _drift(chronology: _Chronology) -> Iterator[Flag]:
    found = standstill(chronology.entries)
    if found:
        first, last = found.entries[0], found.entries[-1]
        reason = (
            f"{count_of(len(found.entries), 'entry', 'entries')} from {as_placed(first)} to {as_placed(last)} tell of "
            f"{found.what}, with no change of plan, escalation or decision between them."
        )
        severity = Severity.HIGH if chronology.case.stage == "cp" else Severity.MEDIUM
        yield remark(
            DRIFT, severity, reason[0].upper() + reason[1:], reads=found.entries, quote=last.entry.event.strip()
        )


def _recorded_late(chronology: _Chronology) -> Iterator[Flag]:
    late = written_late(chronology.entries, chronology.case.opened_on)
    at_once = written_at_one_sitting(chronology.entries)
    if late:
        reason = f"{_of_entries(len(late), chronology)} were written down over 60 days after what they tell of."
        yield remark(RECORDED_LATE, Severity.LOW, reason, reads=late)
    elif at_once and at_once[0].entry.recorded_at:
        reason = (
            f"{_of_entries(len(at_once), chronology)}, over more than six months, were all written down on "
            f"{long_date(at_once[0].entry.recorded_at)}."
        )
        yield remark(RECORDED_LATE, Severity.LOW, reason, reads=at_once)


_CHECKS = (
    _not_current, _gap, _undated, _contact_log, _no_analysis, _no_child_impact, _missing_key_event, _disordered, _drift,
    _recorded_late,
)  # fmt: skip


def _of_entries(count: int, chronology: _Chronology) -> str:
    return f"{count} of the {count_of(len(chronology.entries), 'entry', 'entries')}"


def _says(count: int, chronology: _Chronology, what: str) -> str:
    say = "says" if count == 1 else "say"
    return f"{_of_entries(count, chronology)} {say} {what}" if count else f"No entry was found that says {what}"


def _auditors_findings(case: CaseFile) -> Iterator[Flag]:
    if case.auditor_found(MISSING):
        yield remark(MISSING, _missing_severity(case), "The auditor found no chronology on file.")
    elif case.auditor_found(NOT_CURRENT):
        yield remark(NOT_CURRENT, Severity.MEDIUM, "The auditor found that the chronology is not up to date.")
