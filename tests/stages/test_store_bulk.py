from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from caseaudit.intake.tables import ColumnMapping
from caseaudit.store.bulk import add_rows

AT = datetime(2026, 3, 31, 12, 30, tzinfo=UTC)
BY = uuid4()


def test_rows_added_by_columns_are_read_as_any_others(session):
    ids = [uuid4().hex, uuid4().hex]

    add_rows(
        session,
        ColumnMapping,
        {
            "name": ["First", "Second"],
            "id": ids,
            "columns": ["{}", '{"Name of the child": ["child", "Zoë"]}'],
            "headings_sha256": ["a" * 64, "b" * 64],
            "mapped_by": [BY.hex, BY.hex],
            "mapped_at": [AT, AT],
        },
    )

    first, second = session.exec(select(ColumnMapping).order_by(ColumnMapping.name)).all()
    assert [first.id, second.id] == [UUID(number) for number in ids]
    assert (first.columns, second.columns) == ({}, {"Name of the child": ["child", "Zoë"]})
    assert (second.mapped_by, second.mapped_at.replace(tzinfo=UTC)) == (BY, AT)


def test_no_rows_add_nothing(session):
    before = len(session.exec(select(ColumnMapping)).all())

    add_rows(session, ColumnMapping, {name: [] for name in ColumnMapping.model_fields})

    assert len(session.exec(select(ColumnMapping)).all()) == before


def test_columns_of_different_lengths_are_refused_and_nothing_is_added(session):
    columns = {name: ["x"] for name in ColumnMapping.model_fields} | {"mapped_at": []}

    with pytest.raises(ValueError, match="shorter"):
        add_rows(session, ColumnMapping, columns)

    assert session.exec(select(ColumnMapping)).all() == []
