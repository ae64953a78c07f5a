"""What reading one file gives, whatever its format: lists of rows known by their shape, and what was odd."""

from dataclasses import dataclass

from caseaudit.intake.headings import Recognised
from caseaudit.intake.remarks import Remark
from caseaudit.journey.sources import EVERYTHING, Reach


@dataclass(frozen=True)
class ReadSource:
    """The lists of one file; ``reach`` says from when to when they hold everything.

    ``repeats`` names what may be given once only, such as the census of one year.
    """

    tables: tuple[Recognised, ...]
    remarks: tuple[Remark, ...]
    layout: str
    reach: Reach = EVERYTHING
    repeats: str = ""
