"""What a person does with mappings: say what the columns of a kind of file mean, or say it anew."""

from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session, col, select

from caseaudit.errors import NotAllowed
from caseaudit.intake.mapped.headings import refuse_beyond_describing
from caseaudit.intake.mapped.mapping import MEANINGS, ColumnMeaning, digest_of
from caseaudit.intake.tables import ColumnMapping
from caseaudit.people import Actor
from caseaudit.store.history import remember

LONGEST_NAME = 100


def save_mapping(
    session: Session, *, name: str, columns: tuple[ColumnMeaning, ...], by: Actor, at: datetime
) -> ColumnMapping:
    """Keep what the columns of a file mean, in place of what was said of the same headings before.

    Raises NotAllowed where no column is the child's number, or an event has no meaning; RefusedFile where there are far
    too many columns.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise NotAllowed(f"Enter a name for this kind of file, of {LONGEST_NAME} characters at most.")
    refuse_beyond_describing([column.heading for column in columns])
    _refuse_what_cannot_be_read(columns)
    digest = digest_of([column.heading for column in columns])
    found = session.exec(select(ColumnMapping).where(col(ColumnMapping.headings_sha256) == digest)).first()
    mapping = found or ColumnMapping(name=name, headings_sha256=digest, mapped_by=by.id, mapped_at=at)
    mapping.name = name
    mapping.columns = {"columns": [asdict(column) for column in columns]}
    mapping.mapped_by, mapping.mapped_at = by.id, at
    session.add(mapping)
    session.flush()
    remember(session, "column_mapping", mapping.id, "save_mapping", to_state="saved", by=by, at=at, note=name)
    return mapping


def _refuse_what_cannot_be_read(columns: tuple[ColumnMeaning, ...]) -> None:
    meanings = [column.meaning for column in columns]
    if any(meaning not in MEANINGS for meaning in meanings):
        raise NotAllowed("Select what each column is from the list.")
    if meanings.count("child") != 1:
        raise NotAllowed("Select the one column that holds the child’s number.")
    for once in ("born_on", "expected_on", "sex", "ethnicity", "disability", "team", "worker", "postcode", "family"):
        if meanings.count(once) > 1:
            raise NotAllowed(
                "Select each of these once: dates of birth, sex, ethnicity, disability, team, worker, postcode, family."
            )
    if any((column.meaning == "event") != bool(column.trigger) for column in columns):
        raise NotAllowed("Select what the date of each event means.")
    if "late_reason" in meanings and "event" not in meanings:
        raise NotAllowed("Select the column with the date that the reason for lateness is about.")
