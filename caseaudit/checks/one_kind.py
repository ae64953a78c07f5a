"""One kind, one flag: what comes again and again for one child is told once, with how often and the day of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from caseaudit.checks.flag import Flag, Severity
from caseaudit.words import count_of

_WORST_FIRST = list(Severity)


def one_flag_a_kind(flags: Iterable[Flag]) -> Iterator[Flag]:
    """These flags of one child with those of one code put together, each where the first of its code stood."""
    kinds: dict[str, list[Flag]] = {}
    for flag in flags:
        kinds.setdefault(flag.code, []).append(flag)
    for alike in kinds.values():
        yield _together(alike) if len(alike) > 1 else alike[0]


def _together(alike: Sequence[Flag]) -> Flag:
    first = alike[0]
    leads = {flag.reason.removesuffix(flag.fact) for flag in alike}
    # Rules of one name have had titles of their own over the years, so each keeps its whole sentence then.
    lead = leads.pop().strip() if len(leads) == 1 else ""
    told = [flag.fact if lead else flag.reason for flag in alike]
    times = count_of(len(alike), "time")
    often = f"{times}." if lead.endswith(":") else f"It is so {times}."
    return replace(
        first,
        severity=min((flag.severity for flag in alike), key=_WORST_FIRST.index),
        reason=" ".join(filter(None, [lead, often, *(f"{fact[:1].upper()}{fact[1:]}" for fact in told)])),
        fact="",
        facts=len(alike),
        source="; ".join(_apart([flag.source for flag in alike])),
        words="; ".join(flag.words for flag in alike),
    )


def _apart(sources: Iterable[str]) -> Iterator[str]:
    # The longest names everything that a shorter one does, where both tell of the same rules.
    kept: list[str] = []
    for source in sorted(dict.fromkeys(sources), key=len, reverse=True):
        if not any(all(part in longer for part in source.split(": ")) for longer in kept):
            kept.append(source)
            yield source
