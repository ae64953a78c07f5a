"""Judging all the waiting flags of one code at once: which stand together, the control, and what it says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import request
from wtforms import Field, Form, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from caseaudit.auditing.answering import tidy
from caseaudit.auditing.judging import CONFIRMED, DECISIONS, NOT_ENOUGH, OVERRIDDEN
from caseaudit.auditing.queries import JudgedFlag
from caseaudit.reporting.flags import title_of_code
from caseaudit.web.render import FieldError

# Radios cannot be cleared without a script: this takes back a verdict on all of them.
EACH = "each"


@dataclass(frozen=True)
class FlagGroup:
    """Flags of one code that stand together on a page, or a single flag that stands alone."""

    code: str
    flags: Sequence[JudgedFlag]

    @property
    def is_together(self) -> bool:
        """Whether there is more than one, so that they can be judged at once."""
        return len(self.flags) > 1

    @property
    def title(self) -> str:
        """What they have in common."""
        return title_of_code(self.code)


@dataclass(frozen=True)
class GroupVerdict:
    """One verdict for the flags of a code that a page showed together; ``wrong`` is why it cannot be kept."""

    code: str
    decision: str
    reason: str
    flag_ids: frozenset[str]

    @property
    def wrong(self) -> str:
        """What is missing from it, in a sentence; nothing where it will do."""
        if self.decision not in DECISIONS:
            return "Select whether you confirm or override these flags, or cannot tell."
        if self.decision == OVERRIDDEN and not self.reason:
            return "Enter why you override these flags."
        return ""

    @property
    def error(self) -> FieldError:
        """What is missing, leading to its control."""
        return FieldError(self.wrong, reason_name(self.code) if self.decision else decision_name(self.code))


@dataclass(frozen=True)
class GroupControls:
    """The choice for all flags of a group, and its one reason."""

    decision: Field
    reason: Field


def arranged(flags: Iterable[JudgedFlag]) -> Sequence[FlagGroup]:
    """Flags in their order, those of one code that still wait brought together where the first of them stands."""
    return _together((judged.flag.code if judged.is_waiting else str(judged.flag.id), judged) for judged in flags)


def by_code(flags: Iterable[JudgedFlag]) -> Sequence[FlagGroup]:
    """Flags brought together by their code, in the order of the first of each."""
    return _together((judged.flag.code, judged) for judged in flags)


def verdicts_on_groups(codes: Iterable[str]) -> Mapping[str, GroupVerdict]:
    """What was posted for all flags of a code at once, by code; a control nobody touched says nothing."""
    found = {}
    for code in codes:
        decision, reason = request.form.get(decision_name(code), ""), tidy(request.form.get(reason_name(code), ""))
        if decision != EACH and (decision or reason):
            found[code] = GroupVerdict(code, decision, reason, frozenset(request.form.getlist(shown_name(code))))
    return found


def controls_of(group: FlagGroup, unkept: GroupVerdict | None = None) -> GroupControls:
    """The control for a group, empty unless a verdict on these very flags has just been found wrong."""
    count = len(group.flags)
    choices = (
        SelectChoice(CONFIRMED, f"Confirm all {count}"),
        SelectChoice(OVERRIDDEN, f"Override all {count}"),
        SelectChoice(NOT_ENOUGH, f"Not enough on file for all {count}"),
        SelectChoice(EACH, "Judge each on its own"),
    )
    names = {"decision": decision_name(group.code), "reason": reason_name(group.code)}
    fields = {
        names["decision"]: RadioField(f"All {count} at once", choices=choices, validate_choice=False),
        names["reason"]: TextAreaField("Why?", description="Needed if you override. It is kept with each flag."),
    }
    form = type("GroupForm", (Form,), fields)()
    controls = GroupControls(form[names["decision"]], form[names["reason"]])
    if unkept and {str(judged.flag.id) for judged in group.flags} <= unkept.flag_ids:
        controls.decision.data, controls.reason.data = unkept.decision, unkept.reason
    if unkept:
        (controls.reason if unkept.decision else controls.decision).errors = [unkept.wrong]
    return controls


def _together(keyed: Iterable[tuple[str, JudgedFlag]]) -> Sequence[FlagGroup]:
    found: dict[str, list[JudgedFlag]] = {}
    for key, judged in keyed:
        found.setdefault(key, []).append(judged)
    return [FlagGroup(flags[0].flag.code, flags) for flags in found.values()]


def decision_name(code: str) -> str:
    """The name of the field for the verdict on all flags of a code."""
    return f"all-{code}"


def reason_name(code: str) -> str:
    """The name of the field for the one reason of that verdict."""
    return f"all-reason-{code}"


def shown_name(code: str) -> str:
    """The name of the hidden fields that say which flags the page showed together."""
    return f"all-of-{code}"
