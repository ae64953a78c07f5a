"""From rows to children: one case file for each, with what the lists agree on and a remark where they do not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseaudit.intake.codes import label_of
from caseaudit.intake.remarks import RemarkKind, Trouble
from caseaudit.intake.rows import ReadRow

# Lists kept by the service closest to the child come first, and early help, often another system's, last.
# The header of the children looked after return and the child's own group of the census tell of nothing but the child.
PRECEDENCE = (8, 7, 6, 9, 201, 101, 5, 4, 3, 10, 2, 1)
_RANK = {number: rank for rank, number in enumerate(PRECEDENCE)}
_LONGEST_WAIT = timedelta(weeks=42)
OTHER_SYSTEM = "EH "
# Care leavers are owed help until 25, and a return may come a year late.
OLDEST = 27
ASYLUM = 204
_NO_DISABILITY = "NONE"


@dataclass(frozen=True, slots=True)
class Person:
    """What the lists say about one child; ``born_on`` is never a date still to come."""

    sex: str | None = None
    ethnicity: str | None = None
    disability: str | None = None
    born_on: date | None = None
    expected_on: date | None = None
    is_unborn: bool = False
    is_uasc: bool = False
    team: str | None = None
    worker: str | None = None

    @property
    def birth(self) -> date | None:
        """The day the child was born or is expected."""
        return self.born_on or self.expected_on


@dataclass(frozen=True)
class RowTrouble:
    """Something doubtful found only when a child's rows stand side by side."""

    row: ReadRow
    key: str
    trouble: Trouble


def rows_by_child(rows: Iterable[ReadRow]) -> tuple[Mapping[str, tuple[ReadRow, ...]], tuple[RowTrouble, ...]]:
    """Each child's rows, those that know best first; an early help number that is somebody else's stands apart."""
    found: dict[str, list[ReadRow]] = {}
    for row in rows:
        found.setdefault(row.ref, []).append(row)
    troubles: list[RowTrouble] = []
    for ref in list(found):
        strangers = _strangers(found[ref])
        if strangers:
            found[ref] = [row for row in found[ref] if row not in strangers]
            # "EH " keeps the two apart; no council's own number has a space the file did not show.
            found[f"{OTHER_SYSTEM}{ref}"[:60]] = strangers
            troubles += [RowTrouble(row, "born_on", _STRANGER) for row in strangers]
    troubles += _similar(found)
    return {ref: tuple(sorted(found[ref], key=_best_first)) for ref in sorted(found)}, tuple(troubles)


def person_in(rows: Sequence[ReadRow], as_at: date) -> tuple[Person, tuple[RowTrouble, ...]]:
    """Who the rows describe; each fact is taken from the first row that has it, and the others are held to it."""
    troubles = list(_conflicts(rows))
    key = "born_on" if _first_row(rows, "born_on") else "expected_on"
    birth = _first_row(rows, key)
    on = birth.dates[key] if birth else None
    # An expected day that has passed is still not a birth.
    is_expected = key == "expected_on" or (on is not None and on > as_at)
    expected_on = on if on and is_expected and on <= as_at + _LONGEST_WAIT else None
    born_on = on if on and not is_expected else None
    is_unborn = expected_on is not None or (birth is None and any(_says_unborn(row) for row in rows))
    if birth and on and on > as_at and key == "born_on":
        troubles.append(RowTrouble(birth, key, _EXPECTED if expected_on else _TOO_FAR))
    elif birth and on and on > as_at and not expected_on:
        troubles.append(RowTrouble(birth, key, _TOO_FAR))
    elif birth and born_on and born_on.year < as_at.year - OLDEST:
        troubles.append(RowTrouble(birth, key, _TOO_OLD))
    elif birth is None and not is_unborn:
        troubles.append(RowTrouble(rows[0], "born_on", _NO_BIRTH))
    return (
        Person(
            sex=_label(rows, "sex"),
            ethnicity=_ethnicity(rows),
            disability=_label(rows, "disability") or _disability(rows),
            born_on=born_on,
            expected_on=expected_on,
            is_unborn=is_unborn,
            is_uasc=any(row.has("uasc", "Y") or row.list_no == ASYLUM for row in rows),
            team=_text(rows, "team"),
            worker=_text(rows, "worker") or _worker(rows),
        ),
        tuple(troubles),
    )


def _best_first(row: ReadRow) -> tuple[int, int, int]:
    latest = row.dates.get(row.shape.main_date)
    return _RANK.get(row.list_no, row.list_no), -latest.toordinal() if latest else 0, row.row_no


def _first_row(rows: Sequence[ReadRow], key: str) -> ReadRow | None:
    return next((row for row in rows if key in row.dates), None)


def _label(rows: Sequence[ReadRow], key: str) -> str | None:
    code = next((row.codes[key][0] for row in rows if key in row.codes), None)
    set_name = {"sex": "sex", "disability": "yes_no"}[key]
    return label_of(set_name, code) if code else None


def _ethnicity(rows: Sequence[ReadRow]) -> str | None:
    codes = [row.codes["ethnicity"][0] for row in rows if "ethnicity" in row.codes]
    return next((code for code in codes if code not in {"NOBT", "REFU"}), codes[0] if codes else None)


def _disability(rows: Sequence[ReadRow]) -> str | None:
    codes = next((row.codes["disabilities"] for row in rows if "disabilities" in row.codes), None)
    if codes and _NO_DISABILITY in codes and len(codes) > 1:
        # It cannot be both, and which is right is for a person to say: both are kept.
        return f"{_NO_DISABILITY},{next(code for code in codes if code != _NO_DISABILITY)}"
    return label_of("yes_no", "N" if codes == (_NO_DISABILITY,) else "Y") if codes else None


def _worker(rows: Sequence[ReadRow]) -> str | None:
    now = (row for row in rows if "worker_id" in row.raw and "worker_ended_on" not in row.raw)
    return next((row.raw["worker_id"][:200] for row in now), None)


def _text(rows: Sequence[ReadRow], key: str) -> str | None:
    return next((row.raw[key][:200] for row in rows if key in row.raw), None)


def _says_unborn(row: ReadRow) -> bool:
    # "Not stated/recorded (or unborn)" is the wording of a code that most often means not stated.
    if row.raw.get("sex", "").casefold() == "unborn":
        return True
    return row.has("ethnicity", "NOBT") and (row.has("sex", "U") or "sex" not in row.raw)


def _conflicts(rows: Sequence[ReadRow]) -> Iterator[RowTrouble]:
    for key, what in (("born_on", "date of birth"), ("sex", "sex")):
        told = [(row, said) for row in rows if (said := _said(row, key))]
        for row, said in told[1:]:
            known, used = told[0]
            if said != used:
                where = f"“{known.sheet[:60]}”, row {known.row_no}"
                yield RowTrouble(
                    row,
                    key,
                    Trouble(
                        RemarkKind.CONFLICT, f"The {what} here is not the one in {where}, which was used. Check both."
                    ),
                )


def _said(row: ReadRow, key: str) -> object:
    if key in row.dates:
        return row.dates[key]
    codes = row.codes.get(key)
    # "Not stated" contradicts nobody.
    return None if codes in (None, ("U",)) else codes


def _strangers(rows: Sequence[ReadRow]) -> list[ReadRow]:
    births = {row.dates["born_on"] for row in rows if row.list_no != 2 and "born_on" in row.dates}
    if not births:
        return []
    return [row for row in rows if row.list_no == 2 and "born_on" in row.dates and row.dates["born_on"] not in births]


def _similar(found: Mapping[str, Sequence[ReadRow]]) -> Iterator[RowTrouble]:
    by_figures: dict[str, list[str]] = {}
    for ref in found:
        by_figures.setdefault(ref.lstrip("0"), []).append(ref)
    for refs in by_figures.values():
        for ref in refs[1:] if len(refs) > 1 else ():
            first, other = found[ref][0], found[refs[0]][0]
            where = f"“{other.sheet[:60]}”, row {other.row_no}"
            sentence = (
                f"The child's number differs from that in {where} only by noughts in front. "
                "They were kept as two children; if they are one, store the numbers as text and import again."
            )
            yield RowTrouble(first, "child", Trouble(RemarkKind.SIMILAR_CHILD_ID, sentence))


_STRANGER = Trouble(
    RemarkKind.OTHER_SYSTEM,
    "Other lists give this number another date of birth, so it is taken for an early help system's own and kept as "
    "another child. If it is the same child, put the date of birth right.",
)
_NO_BIRTH = Trouble(
    RemarkKind.NO_BIRTH_DATE, "There is no date of birth and nothing says the child is unborn, so no age is known."
)
_EXPECTED = Trouble(
    RemarkKind.EXPECTED_BIRTH, "This is after the date of the lists, so it was read as the date the child is expected."
)
_TOO_FAR = Trouble(
    RemarkKind.AFTER_AS_AT, "This is long after the date of the lists, so no age is known. Check the date of birth."
)
_TOO_OLD = Trouble(
    RemarkKind.UNLIKELY_AGE,
    f"This makes a child of more than {OLDEST - 1} years, older than anybody in these lists. Check the date of birth.",
)
