"""The remarks a chronology can give cause for: their codes, criteria and sources, and how one is put together."""

from collections.abc import Sequence

from caseaudit.checks.casefile import Entry
from caseaudit.checks.dates import Precision
from caseaudit.checks.entry_reading import ReadEntry
from caseaudit.checks.flag import Flag, Severity, shortened
from caseaudit.words import long_date

CHECK = "chronology"
MISSING = "chronology_missing"
NOT_CURRENT = "chronology_not_current"
GAP = "chronology_gap"
UNDATED = "chronology_undated"
CONTACT_LOG = "chronology_contact_log_only"
NO_ANALYSIS = "chronology_no_analysis"
NO_CHILD_IMPACT = "chronology_no_child_impact"
MISSING_KEY_EVENT = "chronology_missing_key_event"
DISORDERED = "chronology_disordered"
DRIFT = "chronology_drift"
RECORDED_LATE = "chronology_recorded_late"
# Advice: it does not make a chronology a flagged one.
ADVICE = frozenset({RECORDED_LATE})

_BEDFORD = "CQC review of Bedford Borough 2015, paragraph 2.20"
_NORTHAMPTONSHIRE = "CQC review of Northamptonshire 2015, paragraph 3.6"
_LUTON = "Ofsted and CQC inspection of Luton 2012, paragraph 106"
_LUTON_RECORDS = "Ofsted and CQC inspection of Luton 2012, paragraph 32"
_MEANT = {
    MISSING: ("chronology exists", f"{_BEDFORD}; CQC review of Northamptonshire 2015, paragraph 5.2.6"),
    NOT_CURRENT: ("chronology is current", _LUTON),
    GAP: ("no long silence between entries", _BEDFORD),
    UNDATED: ("every entry can be placed to a month", _NORTHAMPTONSHIRE),
    CONTACT_LOG: ("entries tell what was learned or changed", _NORTHAMPTONSHIRE),
    NO_ANALYSIS: ("entries say why events matter", _NORTHAMPTONSHIRE),
    NO_CHILD_IMPACT: ("entries tell how the child was affected", _LUTON),
    MISSING_KEY_EVENT: ("key events are in the chronology", _NORTHAMPTONSHIRE),
    DISORDERED: ("entries are in order of time and each event is told once", _LUTON_RECORDS),
    DRIFT: ("concerns and actions move on", _BEDFORD),
    RECORDED_LATE: ("entries are written down in good time", _LUTON_RECORDS),
}
_MOST_NAMED = 6


def remark(
    code: str,
    severity: Severity,
    reason: str,
    *,
    entries: Sequence[Entry] = (),
    reads: Sequence[ReadEntry] = (),
    all_of: Sequence[Entry] = (),
    quote: str = "",
    place: str = "",
    words: str = "",
) -> Flag:
    """A flag on these entries: the first is quoted unless other words are given, and all are what it rests on."""
    shown = list(entries) or [read.entry for read in reads]
    criterion, source = _MEANT[code]
    if not place:
        is_one = len(shown) == 1 or (entries and code == NOT_CURRENT)
        place = f"Entry of {shortened(shown[0].date_text, 40)}" if shown and is_one else _numbers(reads)
    if code == MISSING:
        place = "The chronology"
    rests_on = words or "\n".join(_words(entry) for entry in (all_of or shown))
    return Flag(CHECK, code, criterion, severity, place, reason, quote or _quote(shown), source, rests_on)


def as_placed(read: ReadEntry) -> str:
    """An entry's date for a sentence, as closely as it can be told."""
    when = read.when
    if when is None:
        return f"“{shortened(read.entry.date_text, 40)}”"
    if when.precision is Precision.DAY:
        return long_date(when.last)
    return f"{when.last:%B %Y}" if when.precision is Precision.MONTH else f"{when.last:%Y}"


def _numbers(reads: Sequence[ReadEntry]) -> str:
    if not reads:
        return "The chronology"
    numbers = [str(read.number) for read in reads]
    if len(numbers) > _MOST_NAMED:
        return f"Entries {', '.join(numbers[:_MOST_NAMED])} and {len(numbers) - _MOST_NAMED} more"
    return f"Entries {', '.join(numbers[:-1])} and {numbers[-1]}"


def _words(entry: Entry) -> str:
    return "\n".join((entry.date_text, entry.source, entry.event, entry.significance, entry.action))


def _quote(entries: Sequence[Entry]) -> str:
    return next(
        (
            text.strip()
            for entry in entries
            for text in (entry.event, entry.significance, entry.action, entry.date_text)
            if text.strip()
        ),
        "",
    )
