"""Files spoilt in the ways real ones are, the same for the same seed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

Spoil = Callable[[Random, str], str | bytes]
BOMB = (
    '<!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def _lines(change: Callable[[Random, list[str]], list[str]]) -> Spoil:
    return lambda random, text: "\n".join(change(random, text.split("\n")))


def _twice(random: Random, lines: list[str]) -> list[str]:
    return [*lines, random.choice(lines)]


def _headless(random: Random, lines: list[str]) -> list[str]:
    return lines[1:]


def _shuffled(random: Random, lines: list[str]) -> list[str]:
    return random.sample(lines, len(lines))


def _with_blanks(random: Random, lines: list[str]) -> list[str]:
    return [piece for line in lines for piece in (line, "" if random.random() < 0.4 else ",,,,")]


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text))]


def _holed(random: Random, text: str) -> str:
    start = random.randrange(len(text))
    return text[:start] + text[start + random.randrange(1, 60) :]


STRAY = ("oops ", '"', "'", "<", "&", "\0", "\ufeff", "=1+1", ",", ";;", "£€é", "x" * 40_000, "\r", "&lt;")


def _strewn(random: Random, text: str) -> str:
    at = random.randrange(len(text))
    stray = random.choice(
        ["oops ", '"', "'", "<", "&", "\0", "\ufeff", "=1+1", ",", ";;", "£€é", "x" * 40_000, "\r", "&lt;"]
    )
    return text[:at] + stray + text[at:]


def _flipped(random: Random, text: str) -> bytes:
    content = bytearray(text.encode())
    for _ in range(random.randrange(1, 6)):
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


def _replaced(old: str, *new: str) -> Spoil:
    return lambda random, text: text.replace(old, random.choice(new))


def _bomb(random: Random, text: str) -> str:
    return random.choice([BOMB, OUTSIDE]) + text.replace("WBRI", "&a8;").replace('<?xml version="1.0"?>', "")


SPOILT: Sequence[Spoil] = (
    lambda random, text: b"\xef\xbb\xbf" + text.encode(),
    lambda random, text: text.encode(random.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32"])),
    lambda random, text: text.replace("WBRI", "Caf\u00e9").encode("cp1252"),
    lambda random, text: text.replace("1", "\x81").encode("latin-1", "replace"),
    _replaced(",", ";", "\t", "|", ", ", ",,"),
    _replaced("2025", "1066", "9999", "0000", "25"),
    _replaced("01/", "13/13/", "2025-01-", "45678", "Jan "),
    _replaced("-06-", "-13-", "/06/", "-6-", "-31-"),
    _lines(_twice),
    _lines(_headless),
    _lines(_shuffled),
    _lines(_with_blanks),
    _cut,
    _cut,
    _holed,
    _strewn,
    _strewn,
    _flipped,
    _bomb,
    lambda random, text: text * 2,
)


def spoilt_text(random: Random, text: str) -> bytes:
    """One way of spoiling a text file, or two one after the other."""
    result: str | bytes = text
    for _ in range(random.randrange(1, 3)):
        if isinstance(result, str) and result:
            result = random.choice(SPOILT)(random, result)
    return result.encode("utf-8", "replace") if isinstance(result, str) else result


def _merged(random: Random, sheet: Any, width: int) -> None:
    sheet.merge_range(0, 0, 3, 3, "merged")


def _hidden(random: Random, sheet: Any, width: int) -> None:
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 2, None, None, {"hidden": True})


def _calculated(random: Random, sheet: Any, width: int) -> None:
    sheet.write_formula(2, random.randrange(width), "=1/0", None, random.choice(["", "#DIV/0!", "x"]))


def _serial(random: Random, sheet: Any, width: int) -> None:
    sheet.write(2, 5, random.randrange(60_000))
    sheet.write(3, 3, "31/02/2015")


def _far_apart(random: Random, sheet: Any, width: int) -> None:
    sheet.write(random.choice([40_000, 40]), random.choice([300, 16_000]), "far away")


def _untouched(random: Random, sheet: Any, width: int) -> None:
    return None


def _corrupt(random: Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(random.randrange(1, 8)):
        content[random.randrange(len(content))] = random.randrange(256)
    path.write_bytes(content)


def _halved(random: Random, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: random.randrange(10, len(content))])


def _macro(random: Random, path: Path) -> None:
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")


def _zip_bomb(random: Random, path: Path) -> None:
    with ZipFile(path, "a", ZIP_DEFLATED) as archive, archive.open("xl/bomb.xml", "w") as member:
        for _ in range(40):
            member.write(b"0" * (1 << 20))


def _renamed(random: Random, path: Path) -> None:
    return None


SPOILT_SHEETS = (_merged, _hidden, _calculated, _serial, _far_apart, _untouched)
SPOILT_ARCHIVES = (_corrupt, _halved, _macro, _zip_bomb, _renamed, _renamed, _renamed)


def spoilt_workbook(random: Random, path: Path, headings: Sequence[str], row: Sequence[Any]) -> Path:
    """One way of spoiling a workbook of one list, in its cells and then in its archive."""
    with Workbook(path, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(random.choice(["List 1", "x", "Contacts"]))
        first = random.randrange(2)
        for at, heading in enumerate(headings):
            sheet.write(first, at, heading)
        for line in range(random.randrange(1, 5)):
            for at, cell in enumerate(row):
                sheet.write(2 + line, at, cell)
        random.choice(SPOILT_SHEETS)(random, sheet, len(headings))
    random.choice(SPOILT_ARCHIVES)(random, path)
    return path
