"""Sharing case files out among auditors: evenly, and nobody reads their own team's work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CaseToShare:
    """A sampled case file waiting for an auditor, and the team that works it."""

    id: UUID
    team: str | None


@dataclass(frozen=True)
class AuditorToAsk:
    """Somebody who could read case files, their own team, and how many files of this sample they have already."""

    id: UUID
    team: str | None
    already: int = 0


def is_same_team(one: str | None, other: str | None) -> bool:
    """Whether two team names mean one team, whatever the capitals and spaces; an unknown team is nobody's."""
    return bool(one and other) and _plain(one) == _plain(other)


def share_out(cases: Sequence[CaseToShare], auditors: Sequence[AuditorToAsk]) -> Mapping[UUID, UUID]:
    """Which auditor reads which case file, as evenly as teams allow; a case that nobody may read is left out."""
    takers = {case.id: [a.id for a in auditors if not is_same_team(a.team, case.team)] for case in cases}
    held = {auditor.id: auditor.already for auditor in auditors}
    shared: dict[UUID, UUID] = {}
    for case in sorted(cases, key=lambda case: len(takers[case.id])):
        if takers[case.id]:
            shared[case.id] = min(takers[case.id], key=lambda auditor: held[auditor])
            held[shared[case.id]] += 1
    while _pass_one_on(shared, takers, held):
        pass
    return {case.id: shared[case.id] for case in cases if case.id in shared}


def _plain(team: str | None) -> str:
    return " ".join((team or "").split()).casefold()


def _pass_one_on(shared: dict[UUID, UUID], takers: Mapping[UUID, Sequence[UUID]], held: dict[UUID, int]) -> bool:
    # The busiest hands one on, through others if need be, to somebody with at least two fewer.
    for giver in sorted(held, key=lambda auditor: -held[auditor]):
        came_by = _reach(giver, shared, takers)
        quieter = [auditor for auditor in came_by if held[auditor] <= held[giver] - 2]
        if quieter:
            end = min(quieter, key=lambda auditor: held[auditor])
            held[end] += 1
            held[giver] -= 1
            while end != giver:
                case, giver_before = came_by[end]
                shared[case], end = end, giver_before
            return True
    return False


def _reach(
    giver: UUID, shared: Mapping[UUID, UUID], takers: Mapping[UUID, Sequence[UUID]]
) -> Mapping[UUID, tuple[UUID, UUID]]:
    came_by: dict[UUID, tuple[UUID, UUID]] = {}
    queue = [giver]
    for auditor in queue:
        for case, taker in _could_pass(auditor, shared, takers):
            if taker != giver and taker not in came_by:
                came_by[taker] = (case, auditor)
                queue.append(taker)
    return came_by


def _could_pass(
    auditor: UUID, shared: Mapping[UUID, UUID], takers: Mapping[UUID, Sequence[UUID]]
) -> Iterable[tuple[UUID, UUID]]:
    return [
        (case, taker)
        for case, holder in shared.items()
        if holder == auditor
        for taker in takers[case]
        if taker != auditor
    ]
