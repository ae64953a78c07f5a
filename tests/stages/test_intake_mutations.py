"""A thousand spoilt files: each is read with remarks or refused in a sentence, quickly, and nothing is left behind."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from sqlmodel import Session, col, func, select

from caseaudit.definitions.library import Definitions
from caseaudit.errors import RefusedFile
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.frame import ReadFrame
from caseaudit.intake.reading import read_files
from caseaudit.intake.specification import annex_a_list
from caseaudit.intake.tables import Frame
from caseaudit.people import Role, command_line
from tests.annex_a import AS_AT
from tests.factories import NOON
from tests.mutations import spoilt_text, spoilt_workbook
from tests.returns import census, child, details, episode, file_903

TEXTS, WORKBOOKS, SECONDS = 900, 100, 5
REF = "QZ77"


def originals(folder: Path) -> list[str]:
    plan = "<ChildProtectionPlans><CPPstartDate>2025-07-26</CPPstartDate></ChildProtectionPlans>"
    census(folder / "census", child(REF, details(plan, on="2025-06-01")), child("C2", details()), year=2026)
    born = {"CHILD": REF, "DOB": "01/06/2015"}
    file_903(folder / "episodes", "episodes", [episode(REF), episode("2", "01/05/2025", "01/06/2025", REC="E8")])
    file_903(folder / "reviews", "reviews", [{**born, "REVIEW": "26/05/2025", "REVIEW_CODE": "PN1"}])
    file_903(folder / "header", "header", [{**born, "SEX": "2", "ETHNIC": "WBRI"}])
    headings = ",".join(f'"{column.heading}"' for column in annex_a_list(1).columns)
    contacts = f"{headings}\n{REF},Female,WBRI,01/06/2015,10,01/02/2025,6\nC2,Male,WBRI,01/07/2014,11,02/02/2025,2A\n"
    (folder / "contacts").write_text(contacts)
    return [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]


def read_or_refused(path: Path, definitions: Definitions) -> ReadFrame | str:
    started = monotonic()
    try:
        return read_files([path], as_at=AS_AT, journeys=definitions.journeys)
    except RefusedFile as refusal:
        return str(refusal)
    finally:
        assert monotonic() - started < SECONDS


def outcomes(folder: Path, definitions: Definitions) -> Iterator[ReadFrame | str]:
    random = Random(77)
    (folder / "originals").mkdir()
    texts = originals(folder / "originals")
    for _ in range(TEXTS):
        path = folder / "spoilt.xlsx"
        path.write_bytes(spoilt_text(random, random.choice(texts)))
        yield read_or_refused(path, definitions)
    headings = [column.heading for column in annex_a_list(1).columns]
    row = [REF, "Female", "WBRI", "01/06/2015", 10, "01/02/2025", "6"]
    paths = [spoilt_workbook(random, folder / f"{at}.csv", headings, row) for at in range(WORKBOOKS)]
    with ThreadPoolExecutor(4) as readers:
        yield from readers.map(lambda path: read_or_refused(path, definitions), paths)


def complaint(outcome: ReadFrame | str) -> str | None:
    """What is wrong with how a spoilt file was answered, if anything."""
    if isinstance(outcome, str):
        return None if outcome.endswith(".") and REF not in outcome else f"refused with {outcome}"
    said = [remark.sentence for remark in outcome.remarks]
    if any(REF in sentence or not sentence.endswith(".") for sentence in said):
        return f"remarked {said}"
    if any(remark.row_no is not None and not remark.sheet for remark in outcome.remarks):
        return "a remark without its sheet"
    return None if outcome.children and all(found.rows_read for found in outcome.lists if found.events) else "no child"


def test_a_thousand_spoilt_files_are_each_read_with_remarks_or_refused_in_a_sentence(
    tmp_path: Path, definitions: Definitions
) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    answered = list(outcomes(tmp_path, definitions))

    assert [wrong for wrong in map(complaint, answered) if wrong] == []
    kinds = Counter(type(outcome).__name__ for outcome in answered)
    # Most can be made something of, and a good part cannot: the files are neither hopeless nor harmless.
    assert sum(kinds.values()) == TEXTS + WORKBOOKS
    assert min(kinds.values()) > 200
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10


def test_a_spoilt_file_that_can_be_read_can_be_sealed_and_one_refused_leaves_no_trace(
    tmp_path: Path, session: Session, definitions: Definitions
) -> None:
    random = Random(7)
    (tmp_path / "originals").mkdir()
    texts = originals(tmp_path / "originals")
    sealed = 0
    for number in range(60):
        path = tmp_path / "spoilt"
        path.write_bytes(spoilt_text(random, random.choice(texts)))
        outcome = read_or_refused(path, definitions)
        if isinstance(outcome, ReadFrame):
            seal_frame(session, outcome, name=f"Frame {number}", by=command_line(Role.ADMINISTRATOR), at=NOON)
            sealed += 1

    assert session.exec(select(func.count(col(Frame.id)))).one() == sealed
    assert 10 < sealed < 60
