"""Children in need census messages and 903 returns for tests, as small as they can be."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from caseaudit.intake.specification import ssda903_files

FILES = {
    "header": 201,
    "episodes": 202,
    "reviews": 203,
    "uasc": 204,
    "oc2": 205,
    "oc3": 206,
    "ad1": 207,
    "placed": 208,
    "previous": 209,
    "missing": 210,
    "workers": 211,
    "dolo": 212,
}
IDENTIFIERS = "<PersonBirthDate>2015-06-01</PersonBirthDate><GenderCurrent>2</GenderCurrent>"


def census(path: Path, *children: str, year: int = 2024, beginning: str = "", collection: str = "CIN") -> Path:
    """A census message of these children."""
    path.write_text(
        f"{beginning or '<?xml version=' + chr(34) + '1.0' + chr(34) + '?>'}<Message><Header><CollectionDetails>"
        f"<Collection>{collection}</Collection><Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate>"
        f"</CollectionDetails></Header><Children>{''.join(children)}</Children></Message>",
        encoding="utf-8",
    )
    return path


def child(ref: str = "C1", *details: str, identifiers: str = IDENTIFIERS, more: str = "") -> str:
    """One child of a census, with groups of details."""
    characteristics = f"<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>{more}</ChildCharacteristics>"
    return (
        f"<Child><ChildIdentifiers><LAchildID>{ref}</LAchildID>{identifiers}</ChildIdentifiers>"
        f"{characteristics}{''.join(details)}</Child>"
    )


def details(inner: str = "", *, on: str = "2023-06-01", nfa: str = "0") -> str:
    """One referral of a census with what is beneath it."""
    return (
        f"<CINdetails><CINreferralDate>{on}</CINreferralDate><ReferralSource>6</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>{nfa}</ReferralNFA>{inner}</CINdetails>"
    )


def file_903(path: Path, name: str, rows: Sequence[Mapping[str, Any]], *, separator: str = ",") -> Path:
    """One CSV file of the return."""
    shape = next(one for one in ssda903_files() if one.number == FILES[name])
    headings = [column.heading for column in shape.columns]
    lines = [separator.join(headings)]
    lines += [separator.join(str(row.get(heading, "")) for heading in headings) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def episode(ref: str = "1", start: str = "01/05/2025", end: str = "", **cells: str) -> dict[str, str]:
    """One episode of the return, everything not said filled in plausibly."""
    usual = {"RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U6", "PLACE_PROVIDER": "PR1", "PL_POST": "WV27 9FW"}
    return {"CHILD": ref, "DECOM": start, "DEC": end, **usual, **cells}
