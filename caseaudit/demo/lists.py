"""The lists of an inspection data return, as an invented council would fill them in from its children's lives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseaudit.demo.columns import COLUMNS
from caseaudit.demo.diary import ADOPTION_LISTS_BEGIN, AS_AT, in_lists
from caseaudit.demo.lives import Care, Life, ProtectionPlan

Cell = str | int | float | date | None
Row = list[Cell]

_A_YEAR = 365


@dataclass(frozen=True)
class ListSheet:
    """One list: its sheet, its column headings and a row for whatever of a life belongs on it."""

    sheet: str
    columns: tuple[str, ...]
    rows_of: Callable[[Life], Iterator[Row]]

    def rows(self, lives: Sequence[Life]) -> list[Row]:
        """Every row of the list, in the order of the children's references."""
        return [row for life in sorted(lives, key=lambda life: life.child.ref) for row in self.rows_of(life)]


def _about(life: Life) -> Row:
    child = life.child
    age = None if child.born_on is None else round(child.age_on(), 2)
    return [child.ref, child.sex, child.ethnicity, child.born_on, age]


def _yes(is_so: bool | None) -> str:
    return "" if is_so is None else "a) Yes" if is_so else "b) No"


def _about_and_disabled(life: Life) -> Row:
    disabled = "" if life.child.born_on is None else _yes(life.child.is_disabled)
    return [*_about(life), disabled]


def _contacts(life: Life) -> Iterator[Row]:
    for contact in life.contacts:
        if in_lists(contact.on):
            yield [*_about(life), contact.on, contact.source]


def _early_help(life: Life) -> Iterator[Row]:
    for help_ in life.early_help:
        if help_.finished_on is None or in_lists(help_.started_on):
            yield [*_about(life), help_.started_on, help_.finished_on, help_.organisation]


def _referrals(life: Life) -> Iterator[Row]:
    within_a_year = [each for each in life.referrals if (AS_AT - each.on).days <= _A_YEAR]
    for referral in within_a_year:
        if in_lists(referral.on):
            nfa = _yes(referral.is_no_further_action)
            yield [*_about(life), referral.on, referral.source, nfa, len(within_a_year), life.team, life.worker]


def _assessments(life: Life) -> Iterator[Row]:
    for each in life.assessments:
        if each.authorised_on is None or in_lists(each.started_on) or in_lists(each.authorised_on):
            needs = "" if each.authorised_on is None else _yes(each.needs_support)
            yield [
                *_about_and_disabled(life), each.started_on, _yes(each.is_child_seen), each.authorised_on, needs,
                life.team, life.worker,
            ]  # fmt: skip


def _enquiries(life: Life) -> Iterator[Row]:
    conferences = sum(each.conference_on is not None for each in life.enquiries)
    for each in life.enquiries:
        if in_lists(each.on):
            yield [
                *_about_and_disabled(life), each.on, _yes(each.is_conference_unnecessary), each.conference_on,
                _yes(each.made_plan), len(life.enquiries), conferences, life.team, life.worker,
            ]  # fmt: skip


def _in_need(life: Life) -> Iterator[Row]:
    need = life.need
    if need and (need.closed_on is None or in_lists(need.closed_on)):
        yield [
            *_about_and_disabled(life), need.started_on, need.code, need.seen_on, need.closed_on, need.reason,
            need.status,
            life.team, life.worker,
        ]  # fmt: skip


def _plans(life: Life) -> Iterator[Row]:
    for plan in life.plans:
        if plan.ended_on is None or in_lists(plan.ended_on):
            yield [*_about_and_disabled(life), *_plan_cells(plan), life.team, life.worker]


def _plan_cells(plan: ProtectionPlan) -> Row:
    return [
        plan.started_on, plan.category, plan.latest_category, plan.visited_on, _yes(plan.is_seen_alone),
        plan.reviewed_on,
        plan.ended_on, _yes(plan.is_emergency), plan.previous,
    ]  # fmt: skip


def _in_care(life: Life) -> Iterator[Row]:
    care = life.care
    if care and (care.ceased_on is None or in_lists(care.ceased_on)):
        is_new_to_country = care.is_alone_in_country and (AS_AT - care.started_on).days <= _A_YEAR
        yield [
            *_about(life), _yes(is_new_to_country), _yes(life.child.is_disabled), *_care_cells(life.child.ref, care),
            life.team, life.worker,
        ]  # fmt: skip


def _care_cells(ref: str, care: Care) -> Row:
    number = int(ref[1:])
    interviewed = _yes(number % 5 > 0) if care.missing else ""
    return [
        care.started_on, care.need, "b) No", care.status_on, care.status, care.reviewed_on, care.visited_on,
        care.permanence,
        care.reviewer_on, care.health_on, care.dental_on, care.placements, care.ceased_on, care.ceased_because,
        care.placed_on, care.placement, care.provider, _postcode(number),
        "" if care.provider.startswith("PR1") else f"SC{number}",
        "Out" if care.is_out_of_area else "In", "Eastmoor" if care.is_out_of_area else "Wexcombe", care.missing, 0,
        interviewed, interviewed and _yes(number % 3 > 0),
    ]  # fmt: skip


def _postcode(number: int) -> str:
    # ZX is not a postcode area, so nobody lives there.
    return f"ZX{number % 19 + 1} {number % 9 + 1}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number // 10 % 10]}"


def _leaving_care(life: Life) -> Iterator[Row]:
    leaving = life.leaving
    if leaving:
        adviser = f"Personal adviser {int(life.child.ref[1:]) % 8 + 1}"
        suitable = ("a) Suitable" if leaving.is_home_suitable else "b) Unsuitable") if leaving.home else ""
        yield [
            *_about(life), _yes(leaving.was_alone_in_country), _yes(life.child.is_disabled), life.team, life.worker,
            adviser,
            leaving.category, leaving.reviewed_on, leaving.in_touch, leaving.contacted_on, leaving.home, suitable,
            leaving.activity,
        ]  # fmt: skip


def _adoption(life: Life) -> Iterator[Row]:
    steps = life.adoption
    if steps and life.care and (steps.adopted_on is None or steps.adopted_on >= ADOPTION_LISTS_BEGIN):
        ref, sex, ethnicity, born, age = _about(life)
        yield [
            ref, f"F{ref[1:]}" if isinstance(ref, str) and steps.matched_on else "", sex, ethnicity, born, age,
            _yes(life.child.is_disabled), life.care.started_on, steps.decided_on, steps.ordered_on, steps.matched_on,
            steps.placed_on, steps.adopted_on, steps.reversed_on, "", None,
        ]  # fmt: skip


def _adopters(life: Life) -> Iterator[Row]:
    steps = life.adoption
    if steps and steps.matched_on:
        number = int(life.child.ref[1:])
        begun = steps.matched_on - timedelta(days=_A_YEAR + number % 60)
        stages: Row = [begun + timedelta(days=days) for days in (0, 14, 75, 80, 190, 200, 225)]
        yield [
            f"A{number + 7}", f"F{number}", "b) Female", "a) WBRI", "b) No", "b) No", *stages, steps.matched_on,
            steps.placed_on,
            1 if steps.placed_on else None, steps.adopted_on, steps.adopted_on,
            "a) Adoption order" if steps.adopted_on else "",
        ]  # fmt: skip


_ROWS: dict[int, Callable[[Life], Iterator[Row]]] = {
    1: _contacts,
    2: _early_help,
    3: _referrals,
    4: _assessments,
    5: _enquiries,
    6: _in_need,
    7: _plans,
    8: _in_care,
    9: _leaving_care,
    10: _adoption,
    11: _adopters,
}
LISTS = {number: ListSheet(f"List {number}", COLUMNS[number], rows_of) for number, rows_of in _ROWS.items()}
