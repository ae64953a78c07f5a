"""The forms by which an authority sets a time limit of its own, and gives one up."""

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp

from caseaudit.definitions.timescale import Unit
from caseaudit.screening.local_limits import LONGEST, UNITS

_HOW_MANY = f"Enter a whole number from 1 to {LONGEST}"
_UNITS = {
    Unit.HOURS: "Hours",
    Unit.WORKING_DAYS: "Working days",
    Unit.CALENDAR_DAYS: "Days",
    Unit.WEEKS: "Weeks",
    Unit.MONTHS: "Months",
}


class LimitForm(FlaskForm):
    """A limit of the authority's own."""

    n = StringField("How many", [DataRequired(_HOW_MANY), Regexp(r"\s*[1-9][0-9]{0,2}\s*$", message=_HOW_MANY)])
    unit = SelectField("Of what", choices=[SelectChoice(unit.value, _UNITS[unit]) for unit in UNITS])
    note = StringField(
        "Where the limit comes from",
        [DataRequired("Enter where the limit comes from"), Length(max=300, message="Enter fewer words")],
        description="For example, Visiting policy 2026, page 4. Do not name a child.",
    )


class WithdrawForm(FlaskForm):
    """Why a limit of the authority's own is given up."""

    note = StringField(
        "Why it is given up",
        [DataRequired("Enter why the limit is given up"), Length(max=300, message="Enter fewer words")],
        description="Do not name a child.",
    )
