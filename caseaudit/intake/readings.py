"""What reading one file gives, whatever its format: lists of rows known by their shape, and what was odd."""

from dataclasses import dataclass
from datetime import date

from caseaudit.intake.headings import Recognised
from caseaudit.intake.remarks import Remark


@dataclass(frozen=True)
class ReadSource:
    """The lists of one file; ``begins`` is the first day they go back to.

    ``repeats`` names what may be given once only, such as the census of one year.
    """

    tables: tuple[Recognised, ...]
    remarks: tuple[Remark, ...]
    layout: str
    begins: date | None = None
    repeats: str = ""
