"""A whole frame at a glance: what is overdue, what cannot be, what cannot be told, and the children behind each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.accounts.queries import names
from caseaudit.auditing.queries import SHORT_KEY_LENGTH
from caseaudit.checks.combinations import cannot_tell
from caseaudit.errors import NotFound
from caseaudit.intake import queries as frames
from caseaudit.intake.queries import Frame
from caseaudit.screening import queries
from caseaudit.screening.children import what_was_read
from caseaudit.screening.local_limits import limits_changed_since
from caseaudit.screening.queries import Choice, FlagCount, FrameScreening, Spread
from caseaudit.screening.tally import facts_by_flag, tallies, unflagged_in_words
from caseaudit.screening.words import GROUPS, HEADINGS, MEANINGS, choices, title_of
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.children import FORCES
from caseaudit.web.installed import installed
from caseaudit.web.levels import in_order, level_title
from caseaudit.web.render import Back, render
from caseaudit.web.screenings import hold_screenings, screenings
from caseaudit.words import count_of

blueprint = Blueprint("screening", __name__, url_prefix="/frames/<uuid:frame_id>/screening")
blueprint.record_once(lambda state: hold_screenings(state.app))

AT_ONCE_SECONDS = 3.0
ASK_AGAIN_SECONDS = "3"
FLAGS_A_PAGE = 50
UNNAMED_TEAM = "Team not in the lists"


@dataclass(frozen=True)
class FlagLine:
    """One flag over the whole frame."""

    code: str
    title: str
    children: int
    facts: int
    length: float


@dataclass(frozen=True)
class SpreadLine:
    """The children of one case level or team, and how many of them carry a flag of each group."""

    key: str
    title: str
    children: int | None
    spread: Spread


@blueprint.get("")
@role("administrator", "supervisor")
def show(frame_id: UUID) -> str:
    """The frame at a glance."""
    with transaction(installed().engine, write=False) as session:
        frame = _frame(session, frame_id)
        screening = queries.screening_of(session, frame_id)
        glance = {**_judged(session, screening), **_glance(session, frame, screening)} if screening else {}
    return render(
        "screening/show.html",
        title="What the lists show",
        caption=frame.name,
        back=Back(url_for("frames.show", frame_id=frame_id), "Frame"),
        frame=frame,
        **({"screening": None} | glance),
    )


@blueprint.post("")
@role("administrator", "supervisor")
def screen(frame_id: UUID) -> Response:
    """Run every check over the frame."""
    with transaction(installed().engine, write=False) as session:
        _frame(session, frame_id)
    screenings().start(frame_id, installed(), g.actor, wait_seconds=AT_ONCE_SECONDS)
    return redirect(url_for("screening.under_way", frame_id=frame_id))


@blueprint.get("/under-way")
@role("administrator", "supervisor")
def under_way(frame_id: UUID) -> Response:
    """How far a screening has come; it leads on to what the lists show."""
    with transaction(installed().engine, write=False) as session:
        frame = _frame(session, frame_id)
    screening = screenings().of(frame_id)
    if screening is None or screening.work is None:
        return redirect(url_for("screening.show", frame_id=frame_id))
    if not screening.is_done:
        page = render(
            "screening/under_way.html",
            title="Screening the frame",
            caption=frame.name,
            back=Back(url_for("frames.show", frame_id=frame_id), "Frame"),
            frame=frame,
            words=screening.words,
        )
        return make_response(page, {"Refresh": ASK_AGAIN_SECONDS})
    screenings().forget(frame_id)
    found = screening.work.result()
    flash(
        f"{count_of(found.children, 'child was', 'children were')} screened: {count_of(found.raised, 'new flag')}, "
        f"{found.withdrawn:,} withdrawn."
    )
    return redirect(url_for("screening.show", frame_id=frame_id))


@blueprint.get("/flags")
@role("administrator", "supervisor")
def flags(frame_id: UUID) -> str:
    """The flags of a frame by group, flag, case level and team, each with its child."""
    choice = Choice(*(request.args.get(name) or None for name in ("group", "code", "level", "team")))
    with transaction(installed().engine, write=False) as session:
        frame = _frame(session, frame_id)
        count, children = queries.count_flagged(session, frame_id, choice)
        last = max(1, ceil(count / FLAGS_A_PAGE))
        page = min(max(request.args.get("page", 1, type=int), 1), last)
        found = queries.flagged(session, frame_id, choice, limit=FLAGS_A_PAGE, offset=(page - 1) * FLAGS_A_PAGE)
        codes = {one.code for one in queries.flag_counts(session, frame_id)}
        teams = frames.teams(session, frame_id)
        judged = _judged(session, queries.screening_of(session, frame_id))
    return render(
        "screening/flags.html",
        title="Flags",
        caption=frame.name,
        back=Back(url_for("screening.show", frame_id=frame_id), "What the lists show"),
        frame=frame,
        found=found,
        count=count,
        children=children,
        choice=choice,
        groups=GROUPS,
        codes=choices(codes, installed().definitions),
        level_choices=[(level.key, level.title) for level in installed().definitions.journeys[-1].levels],
        team_choices=[*((team, team) for team in teams), (queries.NO_TEAM, UNNAMED_TEAM)],
        key_length=SHORT_KEY_LENGTH,
        level_title=level_title,
        title_of=lambda code: title_of(code, installed().definitions),
        beyond=_beyond,
        page=page,
        last=last,
        here=url_for("screening.flags", frame_id=frame_id, **{k: v or "" for k, v in vars(choice).items()}),
        **judged,
    )


def _beyond(title: str, reason: str) -> str:
    # The reason of a time limit begins with its title, which stands above it already.
    rest = reason.removeprefix(title.partition(": ")[2] or title).lstrip(": ")
    return rest[:1].upper() + rest[1:]


def _judged(session: Session, screening: FrameScreening | None) -> dict[str, Any]:
    if screening is None:
        return {"screening": None}
    return {
        "screening": screening,
        "screened_by": names(session).get(screening.screened_by, "the command line"),
        "changed": limits_changed_since(session, screening.screened_at),
    }


def _glance(session: Session, frame: Frame, screening: FrameScreening) -> dict[str, Any]:
    counts = queries.flag_counts(session, frame.id)
    at_levels = in_order(frames.level_counts(session, frame.id))
    by_level = queries.spread_by_level(session, frame.id)
    by_team = queries.spread_by_team(session, frame.id)
    nothing = Spread(None, {}, 0)
    definitions = installed().definitions
    limits = tallies(session, frame.id, screening, definitions)
    unread = list(cannot_tell(what_was_read(session, frame.id), definitions.combinations))
    groups = {group: title for group, title in GROUPS.items() if any(one.group == group for one in counts)}
    return {
        "groups": groups,
        "group_columns": [{"text": HEADINGS[group], "numeric": True} for group in groups],
        "meanings": MEANINGS,
        "in_group": {group: sum(spread.by_group.get(group, 0) for spread in by_level.values()) for group in GROUPS},
        "lines": _lines(counts, facts_by_flag(screening)),
        "unflagged_in_words": unflagged_in_words,
        "levels": [
            SpreadLine(key, level_title(key), children, by_level.get(key, nothing))
            for key, children in at_levels.items()
        ],
        "teams": [
            SpreadLine(team or queries.NO_TEAM, team or UNNAMED_TEAM, None, spread)
            for team, spread in sorted(by_team.items(), key=lambda pair: -pair[1].flagged)
        ],
        "rules": [one for one in limits if one.scores and not one.needs],
        "unseen": [one for one in limits if one.needs],
        "forces": FORCES,
        "untold": [row for row in unread if row.severity != "ok"],
        "headings": HEADINGS,
    }


def _lines(counts: Sequence[FlagCount], facts: Mapping[str, int]) -> Mapping[str, Sequence[FlagLine]]:
    """The flags of each group, the most frequent first, each drawn against the most frequent of all."""
    children: Counter[tuple[str, str]] = Counter()
    for one in counts:
        children[one.group, one.code] += one.children
    most = max(children.values(), default=1)
    lines: dict[str, list[FlagLine]] = {group: [] for group in GROUPS}
    for (group, code), number in sorted(children.items(), key=lambda pair: (-pair[1], pair[0])):
        title = title_of(code, installed().definitions)
        lines[group].append(FlagLine(code, title, number, facts.get(code, number), number / most))
    return lines


def _frame(session: Session, frame_id: UUID) -> Frame:
    frame = frames.frame(session, frame_id)
    if frame is None:
        raise NotFound("There is no such frame.")
    return frame
