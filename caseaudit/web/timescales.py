"""Time limits: every rule by stage, its force and how far it was verified, and the limits an authority sets itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from caseaudit.clock import now
from caseaudit.definitions.timescale import Kind, Timescale, Timescales, Unit
from caseaudit.errors import NotAllowed, NotFound
from caseaudit.journey.judgement import AuthorityLimit
from caseaudit.screening.local_limits import (
    changes_of_limit,
    local_limits,
    set_local_limit,
    withdraw_local_limit,
)
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.installed import installed
from caseaudit.web.render import FieldError, errors_of, refuse, render
from caseaudit.web.timescale_forms import LimitForm, WithdrawForm
from caseaudit.web.timescale_words import (
    FORCES,
    KINDS,
    VERIFIED,
    length_of,
    no_condition,
    titles_of,
    whom_for,
    years_of,
)

blueprint = Blueprint("timescales", __name__, url_prefix="/timescales")


@dataclass(frozen=True)
class Line:
    """One rule in the list: what it says and whether anything is judged by it now."""

    rule: Timescale
    length: str
    force: str
    verified: str
    state: str
    colour: str | None
    local: AuthorityLimit | None

    @property
    def is_judged(self) -> bool:
        """Whether children are judged by it."""
        return self.rule.kind is Kind.LIMIT and self.state in ("On", "Own limit")

    @property
    def is_local(self) -> bool:
        """Whether an authority sets the number itself."""
        return self.rule.takes_a_local_limit

    @property
    def is_waiting(self) -> bool:
        """Whether it is off until the authority sets a number."""
        return self.rule.kind is Kind.LIMIT and self.state == "No limit set"


@dataclass(frozen=True)
class StageLine:
    """One stage of the journey: how many rules it has, how many are judged now, and how many wait for a number."""

    key: str
    title: str
    rules: int
    judged: int
    waiting: int


@blueprint.get("")
@role("supervisor", "administrator")
def index() -> str:
    """The stages with their rules counted; or the rules of one stage, those an authority sets, or those looked for."""
    limits = installed().definitions.timescales
    with transaction(installed().engine, write=False) as session:
        local = local_limits(session)
    lines = [_line(rule, local) for rule in limits.rules]
    words, stage = request.args.get("q", "").strip(), request.args.get("stage", "")
    is_local = "local" in request.args
    titles = {one.key: one.title for one in limits.stages}
    is_chosen = bool(words or stage or is_local)
    found = [line for line in lines if _is_wanted(line.rule, words, stage) and (not is_local or line.is_local)]
    return render(
        "timescales/index.html",
        title=f"Time limits: {titles[stage]}" if stage in titles else "Time limits",
        back="/timescales" if is_chosen else None,
        words=words,
        found=found if is_chosen else None,
        is_local=is_local,
        stages=[_stage(key, title, lines) for key, title in titles.items()],
        rules=len(lines),
        judged=sum(line.is_judged for line in lines),
        unverified=sum(line.rule.verification == "unverified" for line in lines),
        local=sum(line.is_local for line in lines),
        waiting=sum(line.is_waiting for line in lines),
    )


@blueprint.get("/<rule_id>")
@role("supervisor", "administrator")
def show(rule_id: str) -> str:
    """One rule in full, in each of its eras, and the history of the authority's own limit."""
    definitions = installed().definitions
    limits = definitions.timescales
    rules = [rule for rule in limits.rules if rule.id == rule_id]
    if not rules:
        raise NotFound("There is no such time limit.")
    with transaction(installed().engine, write=False) as session:
        history = changes_of_limit(session, rule_id)
        local = local_limits(session).get(rule_id)
    places = {
        f"{track.key}.{state.name}": state.title
        for journey in definitions.journeys
        for track in journey.tracks
        for state in track.states
    }
    return render(
        "timescales/show.html",
        title=rules[-1].title,
        caption=rule_id,
        back="/timescales",
        eras=[(rule, _rows(limits, rule, places)) for rule in rules],
        takes_a_local_limit=rules[-1].takes_a_local_limit,
        rule_id=rule_id,
        local=local,
        local_words=Unit(local.unit).in_words(local.n) if local else None,
        history=history,
    )


@blueprint.get("/<rule_id>/limit")
@role("supervisor", "administrator")
def limit(rule_id: str) -> str:
    """The form for the authority's own limit, with what is set now."""
    rule = _local_rule(rule_id)
    with transaction(installed().engine, write=False) as session:
        held = local_limits(session).get(rule_id)
    form = LimitForm(formdata=None, n=str(held.n) if held else None, unit=held.unit if held else rule.unit)
    return _limit_page(rule, form)


@blueprint.post("/<rule_id>/limit")
@role("supervisor", "administrator")
def set_limit(rule_id: str) -> str | Response:
    """Set the authority's own limit."""
    rule = _local_rule(rule_id)
    form = LimitForm()
    if not form.validate():
        return _limit_page(rule, form, errors_of(form))
    limits = installed().definitions.timescales
    try:
        with transaction(installed().engine) as session:
            unit = Unit(form.unit.data)
            set_local_limit(
                session, limits, rule_id, n=int(form.n.data), unit=unit, note=form.note.data, by=g.actor, at=now()
            )
    except NotAllowed as refusal:
        return _limit_page(rule, form, refuse(form.n, str(refusal)))
    flash(f"The limit is set: {unit.in_words(int(form.n.data))}. It is judged by at the next screening.")
    return redirect(url_for("timescales.show", rule_id=rule_id))


@blueprint.get("/<rule_id>/withdraw")
@role("supervisor", "administrator")
def confirm_withdraw(rule_id: str) -> str:
    """Ask before the authority's own limit is given up."""
    return _withdraw_page(_local_rule(rule_id), WithdrawForm(formdata=None))


@blueprint.post("/<rule_id>/withdraw")
@role("supervisor", "administrator")
def withdraw(rule_id: str) -> str | Response:
    """Give up the authority's own limit."""
    rule = _local_rule(rule_id)
    form = WithdrawForm()
    if not form.validate():
        return _withdraw_page(rule, form, errors_of(form))
    with transaction(installed().engine) as session:
        _give_up(session, rule_id, form.note.data)
    flash("The limit is given up. Nobody is judged by it from the next screening on.")
    return redirect(url_for("timescales.show", rule_id=rule_id))


def _give_up(session: Session, rule_id: str, note: str) -> None:
    withdraw_local_limit(session, installed().definitions.timescales, rule_id, note=note, by=g.actor, at=now())


def _local_rule(rule_id: str) -> Timescale:
    rule = installed().definitions.timescales.rule(rule_id)
    if rule is None or not rule.takes_a_local_limit:
        raise NotFound("There is no such local limit.")
    return rule


def _limit_page(rule: Timescale, form: LimitForm, errors: tuple[FieldError, ...] = ()) -> str:
    back = url_for("timescales.show", rule_id=rule.id)
    return render(
        "timescales/limit.html",
        title="Set a local limit",
        caption=rule.title,
        back=back,
        errors=errors,
        form=form,
        rule=rule,
    )


def _withdraw_page(rule: Timescale, form: WithdrawForm, errors: tuple[FieldError, ...] = ()) -> str:
    back = url_for("timescales.show", rule_id=rule.id)
    return render(
        "timescales/withdraw.html",
        title="Give up a local limit",
        caption=rule.title,
        back=back,
        errors=errors,
        form=form,
        rule=rule,
    )


def _is_wanted(rule: Timescale, words: str, stage: str) -> bool:
    text = f"{rule.id} {rule.title}".casefold()
    return (not stage or rule.stage == stage) and all(word in text for word in words.casefold().split())


def _stage(key: str, title: str, lines: Sequence[Line]) -> StageLine:
    these = [line for line in lines if line.rule.stage == key]
    judged, waiting = sum(line.is_judged for line in these), sum(line.is_waiting for line in these)
    return StageLine(key, title, len(these), judged, waiting)


def _line(rule: Timescale, local: Mapping[str, AuthorityLimit]) -> Line:
    own = local.get(rule.id) if rule.takes_a_local_limit else None
    state, colour = _state(rule, own)
    length = Unit(own.unit).in_words(own.n) if own else length_of(rule)
    return Line(rule, length, FORCES[rule.force], VERIFIED[rule.verification], state, colour, own)


def _state(rule: Timescale, own: AuthorityLimit | None) -> tuple[str, str | None]:
    if own is not None:
        return "Own limit", "green"
    if rule.verification == "unverified":
        return "Off: not verified", "grey"
    if rule.takes_a_local_limit:
        return "No limit set", "yellow"
    if not rule.is_on:
        return "Off", "grey"
    return ("On", "green") if rule.kind is Kind.LIMIT else (rule.kind.value.capitalize(), "blue")


def _sentence(words: str) -> str:
    # Not capitalize(), which would write codes such as V3 small.
    return words[:1].upper() + words[1:]


def _rows(limits: Timescales, rule: Timescale, places: Mapping[str, str]) -> Sequence[dict[str, str]]:
    def joined(events: Sequence[str]) -> str:
        return "; ".join(titles_of(limits, events)) or "–"

    whom = whom_for(rule, limits, places)
    rows = [
        ("What it is", KINDS[rule.kind]),
        ("How long", length_of(rule)),
        ("Clock starts", joined((*rule.triggers, *rule.or_else))),
        ("What is due", joined(rule.due)),
        ("Clock stops", joined(rule.stops)),
        ("For whom", _sentence("; ".join(whom)) if whom else no_condition(rule)),
        ("Years", years_of(rule)),
        ("Authority", FORCES[rule.force]),
        ("How far verified", VERIFIED[rule.verification]),
        ("What it rests on", rule.rests_on),
        ("What must be held to judge it", rule.data),
    ]
    if rule.guidance:
        rows.append(("To know", rule.guidance))
    return tuple({"key": key, "value": value} for key, value in rows)
