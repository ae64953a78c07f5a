"""The chronology: whether there is one, and whether it is up to date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from caseaudit.checks.casefile import CaseFile, Entry, JourneyEvent
from caseaudit.checks.dates import Dated, Precision, plain, read_date
from caseaudit.checks.flag import Flag, Severity, shortened
from caseaudit.checks.wordlists import any_of, whole, word_list
from caseaudit.words import count_of, long_date

MISSING = "chronology_missing"
NOT_CURRENT = "chronology_not_current"
FEWEST_ENTRIES = 3
OPEN_LONG_ENOUGH = timedelta(days=90)
EVENT_OLD_ENOUGH = timedelta(days=14)
STAGE_LIMITS = {
    "cp": timedelta(weeks=8),
    "cin": timedelta(weeks=13),
    "early_help": timedelta(weeks=13),
    "lac": timedelta(weeks=26),
    "care_leaver": timedelta(weeks=26),
    "health": timedelta(weeks=26),
}
_GRAVE_STAGES = {"cp", "lac"}
_MISSING_SOURCE = (
    "CQC review of Bedford Borough 2015, paragraph 2.20; CQC review of Northamptonshire 2015, paragraph 5.2.6"
)
_NOT_CURRENT_SOURCE = "Ofsted and CQC inspection of Luton 2012, paragraph 106"
_WORDS = word_list("chronology")
_PLACEHOLDER = whole(any_of(_WORDS["placeholders"]))
_AROUND = whole(any_of(_WORDS["around_placeholders"]))
_LETTER = re.compile(r"[^\W_]")


def chronology_flags(case: CaseFile) -> Iterator[Flag]:
    """A chronology that is missing, or one that is not current; what is missing cannot be out of date as well."""
    if case.chronology is None:
        yield from _auditors_findings(case)
        return
    missing = _missing(case, case.chronology)
    not_current = None if missing else _not_current(case, case.chronology)
    yield from (flag for flag in (missing, not_current) if flag)


def is_placeholder(entry: Entry) -> bool:
    """Whether an entry only stands where a chronology should be."""
    text = plain(" ".join((entry.event, entry.significance, entry.action))).strip()
    if not _LETTER.search(text):
        return True
    left, count = _PLACEHOLDER.subn(" ", text)
    return bool(count) and not _LETTER.search(_AROUND.sub(" ", left))


def newest_entry(entries: Sequence[Entry], as_at: date) -> tuple[Entry, Dated] | None:
    """The latest entry whose date can be read to a year, and that date; None where no date can be read.

    One dated after ``as_at`` counts: the chronology was copied after the lists were drawn.
    """
    dated = [(entry, found) for entry in entries if (found := read_date(entry.date_text, by=as_at))]
    return max(dated, key=lambda pair: pair[1].last, default=None)


def _missing(case: CaseFile, entries: Sequence[Entry]) -> Flag | None:
    real = [entry for entry in entries if not is_placeholder(entry)]
    open_for = case.as_at - case.opened_on if case.opened_on else None
    if not entries:
        reason = "No entries were found in the chronology."
    elif not real:
        reason = "The chronology holds only placeholders where its entries should be."
    elif len(real) < FEWEST_ENTRIES and open_for is not None and open_for > OPEN_LONG_ENOUGH:
        reason = f"The chronology holds {count_of(len(real), 'entry', 'entries')} for a case open {open_for.days} days."
    else:
        return None
    quote = next((_quote(entry) for entry in (*real, *entries)), "")
    words = "\n".join(_words(entry) for entry in entries)
    return Flag(
        "chronology", MISSING, "chronology exists", _missing_severity(case), "The chronology",
        reason, quote, _MISSING_SOURCE, words,
    )  # fmt: skip


def _missing_severity(case: CaseFile) -> Severity:
    return Severity.HIGH if case.stage in _GRAVE_STAGES else Severity.MEDIUM


def _not_current(case: CaseFile, entries: Sequence[Entry]) -> Flag | None:
    limit = STAGE_LIMITS.get(case.stage)
    real = [entry for entry in entries if not is_placeholder(entry)]
    newest = newest_entry(real, case.as_at)
    if limit is None or newest is None:
        return None
    entry, dated = newest
    # A date known only to its month or year is given the benefit of the doubt.
    age = case.as_at - dated.last
    later = _later_key_event(case, dated.last)
    if age > limit:
        reason = (
            f"The newest entry is dated {_as_read(dated)}, {age.days // 7} weeks before {long_date(case.as_at)}; "
            f"{limit.days // 7} weeks is the longest to expect here."
        )
    elif later:
        reason = (
            f"The newest entry is dated {_as_read(dated)}, and the lists show {later.title} on {long_date(later.on)}."
        )
    else:
        return None
    place = f"Entry of {shortened(entry.date_text, 40)}"
    return Flag(
        "chronology", NOT_CURRENT, "chronology is current", Severity.MEDIUM, place,
        f"{reason}{_undated(real, case.as_at)}", _quote(entry), _NOT_CURRENT_SOURCE, _words(entry),
    )  # fmt: skip


def _undated(entries: Sequence[Entry], as_at: date) -> str:
    count = sum(read_date(entry.date_text, by=as_at) is None for entry in entries)
    have = "has" if count == 1 else "have"
    return f" {count_of(count, 'entry', 'entries')} {have} no date that could be read." if count else ""


def _later_key_event(case: CaseFile, newest: date) -> JourneyEvent | None:
    until = case.as_at - EVENT_OLD_ENOUGH
    later = [event for event in case.journey_events if event.is_key and newest < event.on < until]
    return max(later, key=lambda event: event.on, default=None)


def _as_read(dated: Dated) -> str:
    if dated.precision is Precision.DAY:
        return long_date(dated.last)
    return f"{dated.last:%B %Y}" if dated.precision is Precision.MONTH else f"{dated.last:%Y}"


def _words(entry: Entry) -> str:
    return "\n".join((entry.date_text, entry.source, entry.event, entry.significance, entry.action))


def _quote(entry: Entry) -> str:
    return next(
        (text.strip() for text in (entry.event, entry.significance, entry.action, entry.date_text) if text.strip()), ""
    )


def _auditors_findings(case: CaseFile) -> Iterator[Flag]:
    if case.auditor_found(MISSING):
        reason = "The auditor found no chronology on file."
        yield Flag(
            "chronology",
            MISSING,
            "chronology exists",
            _missing_severity(case),
            "The chronology",
            reason,
            "",
            _MISSING_SOURCE,
        )
    elif case.auditor_found(NOT_CURRENT):
        reason = "The auditor found that the chronology is not up to date."
        yield Flag(
            "chronology",
            NOT_CURRENT,
            "chronology is current",
            Severity.MEDIUM,
            "The chronology",
            reason,
            "",
            _NOT_CURRENT_SOURCE,
        )
