"""The children in need census: from its XML message to lists of records, whatever year it is of."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from caseaudit.errors import RefusedFile
from caseaudit.intake.elements import Records, read_elements
from caseaudit.intake.parsing import text_of
from caseaudit.intake.readings import ReadSource
from caseaudit.intake.remarks import Remark, RemarkKind
from caseaudit.intake.specification import census_elements
from caseaudit.journey.sources import EVERYTHING, Reach
from caseaudit.words import long_date

FIRST_YEAR, LAST_YEAR = 2017, 2026
_NO_YEAR = (
    "The message does not say which year's collection it is (CollectionDetails, Year). Ask for it to be made again."
)
_OTHER = (
    "The file is the collection “{name}” and not the children in need census. Import the census, or the 903 return."
)


def is_census(root: str, beneath: tuple[str, ...]) -> bool:
    """Whether an XML file that begins like this is a census message."""
    return root == "Message" and bool({"CollectionDetails", "Children", "Child"} & set(beneath))


def read_census(path: Path, sheet: str, as_at: date) -> ReadSource:
    """The records of a census message; raises RefusedFile where it is another collection or no child is in it."""
    header: dict[str, str] = {}

    def note(element: "etree._Element") -> None:
        header.setdefault(str(element.tag).rpartition("}")[2], text_of(element.text or ""))

    records = Records(census_elements(), sheet, ["LAchildID"])
    read_elements(path, "Child", records, note)
    if header.get("Collection", "CIN").upper() != "CIN":
        raise RefusedFile(_OTHER.format(name=header["Collection"][:20]))
    year = int(header["Year"]) if header.get("Year", "").isdigit() else 0
    if not year:
        raise RefusedFile(_NO_YEAR)
    tables = records.tables()
    if not tables:
        raise RefusedFile("The message has no child in it. Ask for the census with its records.")
    remarks = (*records.odd.values(), *_about_year(records, sheet, year, as_at))
    return ReadSource(
        tables=tables,
        remarks=remarks,
        layout=f"CIN census {year}",
        reach=Reach(date(year - 1, 4, 1), date(year, 3, 31)) if 1900 < year < 9999 else EVERYTHING,
        repeats=f"CIN census {year}",
    )


def _about_year(records: Records, sheet: str, year: int, as_at: date) -> Iterator[Remark]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = f"The collection is of {year}; those of {FIRST_YEAR} to {LAST_YEAR} are known. Check what was read."
        yield Remark(None, sheet, None, "", RemarkKind.OTHER_YEAR, sentence)
    elif date(year, 3, 31) != as_at:
        sentence = (
            f"The census is as at {long_date(date(year, 3, 31))} and the frame as at {long_date(as_at)}. Check both."
        )
        yield Remark(None, sheet, None, "", RemarkKind.OTHER_DATE, sentence)
    for shape in records.shapes.values():
        for column in shape.columns:
            line = records.elements_seen.get(column.heading)
            if line is not None and not column.since <= year <= column.until:
                sentence = f"This element is not of the collection of {year}. It was read; check the year of the file."
                yield Remark(shape.number, sheet, line, column.heading, RemarkKind.OTHER_YEAR, sentence)
