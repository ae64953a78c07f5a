"""The silence of a source is held only against the children who are in it."""

from datetime import date
from pathlib import Path

from sqlmodel import Session

from caseaudit.definitions.library import Definitions
from caseaudit.intake.changes import seal_frame
from caseaudit.intake.queries import cases
from caseaudit.intake.reading import read_files
from caseaudit.people import Role, command_line
from caseaudit.screening.children import child_of
from tests.annex_a import write
from tests.factories import NOON
from tests.returns import episode, file_903

AS_AT = date(2026, 3, 31)


def test_a_child_of_one_return_is_not_judged_by_the_silence_of_another(
    session: Session, definitions: Definitions, tmp_path: Path
):
    lists = write(tmp_path / "lists.xlsx", {8: [{"child": "A1", "started": date(2025, 5, 1)}]})
    returned = file_903(tmp_path / "episodes.csv", "episodes", [episode("B1")])
    read = read_files([lists, returned], as_at=AS_AT, journeys=definitions.journeys)
    by = command_line(Role.ADMINISTRATOR)

    frame = seal_frame(session, read, name="Both", by=by, at=NOON)

    covered = {
        case.child_ref: {name.partition(".")[0] for name in child_of(session, case.id, definitions.journeys).covered}
        for case in cases(session, frame.id)
    }
    assert covered == {"A1": {"annex_a"}, "B1": {"ssda903"}}
