"""Several agencies' chronologies of one child as one: in order, every account kept, one event told twice matched.

Nothing is dropped and nothing is rewritten: two accounts of one event stand in one line, each in its own words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from caseaudit.checks.casefile import Entry
from caseaudit.checks.dates import Precision
from caseaudit.checks.entry_dates import Placed, place_entries
from caseaudit.checks.same_event import Happening, is_same, told_by

# Accounts of one event begin no further apart than this, where one is dated to the month; no others are compared.
_NEAR = timedelta(days=40)


@dataclass(frozen=True)
class Account:
    """One agency's entry, and when it places it; without ``when`` its date could not be told."""

    agency: str
    entry: Entry
    when: Placed | None


@dataclass(frozen=True)
class Line:
    """One event with every agency's account of it, the first to tell of it first."""

    accounts: tuple[Account, ...]

    @property
    def when(self) -> Placed | None:
        """When the first account places it."""
        return self.accounts[0].when

    @property
    def is_told_by_several(self) -> bool:
        """Whether more than one agency tells of it."""
        return len(self.accounts) > 1

    @property
    def as_one_entry(self) -> Entry:
        """The event as one entry: the first account's date, and what every account says."""
        told = [account.entry for account in self.accounts]
        return Entry(
            date_text=told[0].date_text,
            source=_together(entry.source for entry in told),
            event=_together(entry.event for entry in told),
            significance=_together(entry.significance for entry in told),
            action=_together(entry.action for entry in told),
            recorded_at=min((entry.recorded_at for entry in told if entry.recorded_at), default=None),
        )


@dataclass(frozen=True)
class Silence:
    """A time in which an agency recorded nothing, or no agency did where ``agency`` is None.

    ``recorded_by_others`` counts the events others recorded in it.
    """

    agency: str | None
    after: date
    until: date
    recorded_by_others: int = 0

    @property
    def days(self) -> int:
        """How long it lasted."""
        return (self.until - self.after).days


@dataclass(frozen=True)
class MergedChronology:
    """The lines in order of time, those without a date last, and the silences, earliest first."""

    agencies: tuple[str, ...]
    lines: tuple[Line, ...]
    silences: tuple[Silence, ...]

    @property
    def told_by_several(self) -> int:
        """How many events more than one agency tells of."""
        return sum(line.is_told_by_several for line in self.lines)


def merge(
    chronologies: Mapping[str, Sequence[Entry]],
    *,
    as_at: date,
    opened_on: date | None = None,
    longest_silence: timedelta = timedelta.max,
) -> MergedChronology:
    """One chronology out of those of several agencies; silences are looked for from the day the case opened."""
    accounts = [
        Account(agency, entry, when)
        for agency, entries in chronologies.items()
        for entry, when in zip(entries, place_entries(entries, by=as_at), strict=True)
    ]
    dated = sorted((account for account in accounts if account.when), key=_in_order)
    undated = tuple(Line((account,)) for account in accounts if account.when is None)
    lines = tuple(Line(tuple(held)) for held in _matched(dated))
    silences = _silences(tuple(chronologies), lines, opened_on or date.min, longest_silence)
    return MergedChronology(tuple(chronologies), (*lines, *undated), tuple(sorted(silences, key=_by_time)))


def _matched(accounts: Sequence[Account]) -> list[list[Account]]:
    lines: list[list[Account]] = []
    read: list[list[Happening]] = []
    reach = 0
    for account in accounts:
        told = told_by(account.entry, account.when)
        while reach < len(lines) and _first(lines[reach][0]) + _NEAR < _first(account):
            reach += 1
        at = next((at for at in range(reach, len(lines)) if _holds(lines[at], read[at], account, told)), None)
        if at is None:
            lines.append([account])
            read.append([told])
        else:
            lines[at].append(account)
            read[at].append(told)
    return lines


def _holds(line: Sequence[Account], read: Sequence[Happening], account: Account, told: Happening) -> bool:
    # Two entries of one agency are two entries, however alike: whether it repeats itself is for the checks to say.
    return all(held.agency != account.agency for held in line) and any(is_same(known, told) for known in read)


def _silences(agencies: Sequence[str], lines: Sequence[Line], opened_on: date, longest: timedelta) -> Iterator[Silence]:
    yield from _between(None, lines, lines, opened_on, longest)
    for agency in agencies if len(agencies) > 1 else ():
        own = [line for line in lines if any(account.agency == agency for account in line.accounts)]
        yield from (
            silence for silence in _between(agency, own, lines, opened_on, longest) if silence.recorded_by_others
        )


def _between(
    agency: str | None, own: Sequence[Line], lines: Sequence[Line], opened_on: date, longest: timedelta
) -> Iterator[Silence]:
    ends = [(_first(line.accounts[0]), _last(line.accounts[0])) for line in own]
    if agency is not None and own and lines:
        newest = _last(max(lines, key=lambda line: _last(line.accounts[0])).accounts[0])
        ends.append((newest, newest))
    reached = date.min
    for (_, ended), (begun, _) in pairwise(ends):
        reached = max(reached, ended)
        after = max(reached, opened_on)
        if begun - after > longest:
            meanwhile = sum(after < _first(line.accounts[0]) < begun and line not in own for line in lines)
            yield Silence(agency, after, begun, meanwhile)


def _together(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(word for word in words if word.strip()))


def _in_order(account: Account) -> tuple[date, date]:
    return _first(account), _last(account)


def _by_time(silence: Silence) -> tuple[date, str]:
    return silence.after, silence.agency or ""


def _first(account: Account) -> date:
    return account.when.first if account.when else date.max


def _last(account: Account) -> date:
    if account.when is None:
        return date.max
    # "2019" says that it was some day of that year, and not that the whole of it is told.
    is_some_day = account.when.precision is Precision.YEAR and not account.when.is_period
    return account.when.first if is_some_day else account.when.last
