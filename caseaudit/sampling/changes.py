"""Drawing a sample, picking case files, setting one aside, sharing them out, closing the round."""

import secrets
from collections.abc import Collection, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from caseaudit.accounts.tables import Account
from caseaudit.definitions.tool import Tool
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.intake.tables import Frame, FrameCase
from caseaudit.machine import Guard, Workflow
from caseaudit.people import Actor, Role
from caseaudit.sampling.design import SIMPLE_RANDOM, TARGETED, Design, design_of, kept, read_back
from caseaudit.sampling.draw import draw_simple, draw_stratified, in_drawn_order, next_in_line, random_number
from caseaudit.sampling.eliminations import ELIMINATION_CODES
from caseaudit.sampling.frame import WHOLE_FRAME, frame_to_draw_from, strata_of
from caseaudit.sampling.refusals import refuse_draw, refuse_name, refuse_picks, refuse_seed, refuse_text
from caseaudit.sampling.sharing import is_same_team
from caseaudit.sampling.tables import Sample, SampledCase
from caseaudit.store.history import move, remember
from caseaudit.words import count_of


@dataclass(frozen=True)
class SampleFacts:
    """What the guards of a sample's life are asked about."""

    is_anything_open: bool = False


GUARDS: Mapping[str, Guard[SampleFacts]] = {"has_nothing_open": lambda facts: not facts.is_anything_open}


def draw_sample(
    session: Session,
    *,
    frame_id: UUID,
    name: str,
    method: str,
    size: int,
    tool: Tool,
    tool_sha256: str,
    by: Actor,
    at: datetime,
    seed: str | None = None,
) -> Sample:
    """Draw case files at random from a sealed frame; without a seed one is made now, after the sealing, by nobody."""
    _only_supervisors(by)
    frame = frame_to_draw_from(session, frame_id)
    levels = tuple(sorted(tool.levels))
    strata = strata_of(session, frame.id, method, levels)
    refuse_draw(method, size, _sizes(strata), levels)
    seed_was_given = seed is not None
    seed = refuse_seed(seed) if seed is not None else secrets.token_hex(16)
    drawn = _draw(strata, method, seed, size)
    design = design_of(method, _sizes(strata), _sizes(drawn), seed_was_given, levels)
    sample = _new_sample(session, frame, name, design, seed, tool, tool_sha256, by, at)
    stratum_of = {key: stratum for stratum, keys in drawn.items() for key in keys}
    for position, key in enumerate(in_drawn_order(stratum_of, seed), start=1):
        stratum = stratum_of[key]
        session.add(_drawn_case(sample, strata[stratum][key], key, stratum, position))
    session.flush()
    return sample


def pick_targeted(
    session: Session,
    *,
    frame_id: UUID,
    name: str,
    picks: Mapping[UUID, str],
    tool: Tool,
    tool_sha256: str,
    by: Actor,
    at: datetime,
) -> Sample:
    """A sample of case files picked for risk or learning, each with its reason; no estimate may use it."""
    _only_supervisors(by)
    frame = frame_to_draw_from(session, frame_id)
    strata = strata_of(session, frame.id, TARGETED)
    reasons = refuse_picks(picks, set(strata[WHOLE_FRAME].values()))
    design = design_of(TARGETED, _sizes(strata), {WHOLE_FRAME: len(reasons)}, seed_was_given=False)
    sample = _new_sample(session, frame, name, design, None, tool, tool_sha256, by, at)
    for position, (case_id, why) in enumerate(reasons.items(), start=1):
        session.add(SampledCase(sample_id=sample.id, case_id=case_id, position=position, why=why))
    session.flush()
    return sample


def eliminate(
    session: Session, sampled_case_id: UUID, *, code: str, note: str = "", by: Actor, at: datetime
) -> SampledCase | None:
    """Set a drawn case file aside for a coded reason; gives its replacement, the next in line of its stratum, or None.

    What becomes of its audit is for the stage that knows: it withdraws the audit first, and a sealed one stays.
    """
    _only_supervisors(by)
    out = session.get(SampledCase, sampled_case_id)
    if out is None:
        raise NotFound("There is no such case file in a sample.")
    sample = _open_sample(session, out.sample_id)
    if out.elimination is not None:
        raise NotAllowed("You cannot set this case file aside: it has been set aside already.")
    if code not in ELIMINATION_CODES:
        raise NotAllowed("Select the reason for setting the case file aside.")
    out.elimination, out.elimination_note = code, refuse_text(note, "the note on setting a case file aside")
    out.eliminated_by, out.eliminated_at = by.id, at
    session.add(out)
    remember(session, "sample", sample.id, "eliminate", by=by, at=at, note=f"{code}: {out.id}")
    replacement = _replacement(session, sample, out)
    session.flush()
    return replacement


def allocate(
    session: Session,
    workflow: Workflow,
    sample_id: UUID,
    allocation: Mapping[UUID, UUID],
    *,
    by: Actor,
    at: datetime,
    under_way: Collection[UUID] = (),
) -> None:
    """Ask auditors to read sampled case files (sampled case id → account id); all of it or none of it.

    ``under_way`` holds the sampled cases whose audits have been started: those stay with whoever started them.
    """
    sample = _open_sample(session, sample_id)
    cases = _refuse_allocation(session, sample, allocation, under_way)
    note = f"{count_of(len(cases), 'case file')} allocated"
    move(session, workflow, sample, "allocate", facts=SampleFacts(), guards=GUARDS, by=by, at=at, note=note)
    for sampled in cases:
        sampled.auditor_id, sampled.allocated_at = allocation[sampled.id], at
        session.add(sampled)
    session.flush()


def close(
    session: Session, workflow: Workflow, sample_id: UUID, *, is_anything_open: bool, by: Actor, at: datetime
) -> None:
    """Close the round; ``is_anything_open`` says whether an audit of it is neither accepted nor withdrawn."""
    sample = _open_sample(session, sample_id)
    waiting = any(sampled.auditor_id is None for sampled in _current(session, sample_id))
    facts = SampleFacts(is_anything_open=is_anything_open or waiting)
    move(session, workflow, sample, "close", facts=facts, guards=GUARDS, by=by, at=at)


def _only_supervisors(by: Actor) -> None:
    if by.role is not Role.SUPERVISOR:
        raise NotAllowed(f"You cannot change which case files are read as {by.role.value}: that takes a supervisor.")


def _sizes(strata: Mapping[str, Sized]) -> Mapping[str, int]:
    return {name: len(cases) for name, cases in strata.items()}


def _draw(strata: Mapping[str, Mapping[str, UUID]], method: str, seed: str, size: int) -> Mapping[str, tuple[str, ...]]:
    if method == SIMPLE_RANDOM:
        return {WHOLE_FRAME: draw_simple(strata[WHOLE_FRAME], seed, size)}
    return draw_stratified({name: tuple(cases) for name, cases in strata.items()}, seed, size)


def _new_sample(
    session: Session,
    frame: Frame,
    name: str,
    design: Design,
    seed: str | None,
    tool: Tool,
    tool_sha256: str,
    by: Actor,
    at: datetime,
) -> Sample:
    sample = Sample(
        frame_id=frame.id,
        name=refuse_name(name),
        method=design.method,
        size=design.size,
        seed=seed,
        design=kept(design),
        tool=tool.key,
        edition=tool.edition,
        tool_sha256=tool_sha256,
        drawn_by=by.id,
        drawn_at=at,
    )
    session.add(sample)
    session.flush()
    remember(session, "sample", sample.id, "draw", to_state=sample.status, by=by, at=at, note=design.sentences()[0])
    return sample


def _drawn_case(sample: Sample, case_id: UUID, key: str, stratum: str, position: int) -> SampledCase:
    number = random_number(sample.seed or "", key)
    return SampledCase(sample_id=sample.id, case_id=case_id, stratum=stratum, position=position, random_number=number)


def _replacement(session: Session, sample: Sample, out: SampledCase) -> SampledCase | None:
    if sample.seed is None:
        return None
    levels = read_back(sample.method, sample.size, sample.design).levels
    cases = strata_of(session, sample.frame_id, sample.method, levels).get(out.stratum, {})
    rows = session.exec(select(SampledCase).where(SampledCase.sample_id == sample.id)).all()
    drawn = {row.case_id for row in rows}
    key = next_in_line(cases, sample.seed, [key for key, case_id in cases.items() if case_id in drawn])
    if key is None:
        return None
    replacement = _drawn_case(sample, cases[key], key, out.stratum, max(row.position for row in rows) + 1)
    replacement.replaces_id = out.id
    session.add(replacement)
    return replacement


def _open_sample(session: Session, sample_id: UUID) -> Sample:
    # Two people who change one sample at once would be given the same replacement: the second waits here for the first.
    sample = session.exec(select(Sample).where(Sample.id == sample_id).with_for_update()).first()
    if sample is None:
        raise NotFound("There is no such sample.")
    if sample.status == "closed":
        raise NotAllowed("You cannot change a sample that is closed.")
    return sample


def _current(session: Session, sample_id: UUID) -> Sequence[SampledCase]:
    return session.exec(
        select(SampledCase).where(SampledCase.sample_id == sample_id, col(SampledCase.elimination).is_(None))
    ).all()


def _refuse_allocation(
    session: Session, sample: Sample, allocation: Mapping[UUID, UUID], under_way: Collection[UUID]
) -> Sequence[SampledCase]:
    if not allocation:
        raise NotAllowed("Select an auditor for at least one case file.")
    current = {sampled.id: sampled for sampled in _current(session, sample.id)}
    if not allocation.keys() <= current.keys():
        raise NotAllowed("You cannot allocate a case file that is not in the sample or has been set aside.")
    new = [
        current[sampled_id] for sampled_id, auditor in allocation.items() if current[sampled_id].auditor_id != auditor
    ]
    for sampled in new:
        auditor = session.get(Account, allocation[sampled.id])
        if auditor is None or not auditor.is_active or auditor.role != Role.AUDITOR.value:
            raise NotAllowed("You cannot allocate a case file to somebody who has no open account as an auditor.")
        if sampled.id in under_way:
            raise NotAllowed("You cannot give a case file to somebody else once its audit has been started.")
        case = session.get_one(FrameCase, sampled.case_id)
        if is_same_team(auditor.team, case.team):
            raise NotAllowed("You cannot allocate a case file to an auditor of the team that works it.")
    return new
