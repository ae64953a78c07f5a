"""An invented Annex A workbook of any number of rows, its cells in the proportions of a council's own."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from xlsxwriter import Workbook

from caseaudit.bench.lives import AS_AT
from caseaudit.intake.specification import Column, ListShape, annex_a_lists, code_sets

# How many of a hundred rows stand on each list.
_SHARES = {1: 20, 2: 8, 3: 18, 4: 16, 5: 8, 6: 14, 7: 6, 8: 6, 9: 3, 10: 1}
_ROWS_A_CHILD = 4
_LAYOUT = "2024"


def write_workbook(path: Path, rows: int, seed: int = 7) -> int:
    """Write so many rows over Lists 1 to 10, and give how many there came to be; the same for the same seed."""
    random = Random(seed)
    written = 0
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for shape in annex_a_lists():
            columns = shape.in_layout(_LAYOUT)
            sheet = workbook.add_worksheet(f"List {shape.number}")
            sheet.write_row(0, 0, [column.heading for column in columns])
            of_this = rows * _SHARES.get(shape.number, 0) // 100
            for at in range(1, of_this + 1):
                child = random.randrange(max(rows // _ROWS_A_CHILD, 1))
                for index, value in enumerate(_row(shape, columns, child, random)):
                    _write(sheet, at, index, value)
            written += of_this
    return written


def _row(shape: ListShape, columns: tuple[Column, ...], child: int, random: Random) -> list[Any]:
    of_child = Random(child)
    born_on = AS_AT - timedelta(of_child.randint(200, 6_000))
    sex, ethnicity = of_child.choice(["a) Male", "b) Female"]), of_child.choice(["a) WBRI", "b) WIRI", "g) MWBC"])
    age = (AS_AT - born_on).days / 365.25
    known: dict[str, Any] = {
        "child": f"C{child:07}",
        "born_on": born_on,
        "age": round(age, 1),
        "sex": sex,
        "ethnicity": ethnicity,
    }
    on = AS_AT - timedelta(random.randint(60, 180))
    cells: list[Any] = []
    for column in columns:
        if column.kind == "date" and column.key not in known:
            # A blank or two in every row, and dates in the order in which the columns stand.
            on = min(on + timedelta(random.randint(0, 20)), AS_AT)
            cells.append(on if column.is_required or random.random() < 0.7 else None)
        else:
            cells.append(known.get(column.key) or _value(column, random))
    return cells


def _value(column: Column, random: Random) -> Any:
    if column.kind == "code":
        code, meaning = random.choice(list(code_sets()[column.codes].items()))
        return f"{code}: {meaning.label}" if len(code) <= 5 and code.isalnum() else meaning.label
    if column.kind == "number":
        return random.randint(0, 4)
    if column.kind == "postcode":
        return f"ZZ{random.randint(1, 9)} {random.randint(1, 9)}AA"
    return f"{column.heading[:20]} {random.randint(1, 60)}"


def _write(sheet: Any, at: int, index: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(at, index, value)
    elif isinstance(value, date):
        sheet.write_datetime(at, index, value)
    elif value is not None:
        sheet.write_number(at, index, value)
