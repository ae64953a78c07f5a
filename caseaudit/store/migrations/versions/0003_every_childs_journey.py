"""Every child's journey: codes of events, where each list came from, mappings of columns."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Add what the journey needs; frames imported before this were of Annex A."""
    op.add_column("case_event", sa.Column("codes", _JSON, nullable=False, server_default="{}"))
    op.add_column("frame_list", sa.Column("begins", sa.Date(), nullable=True))
    op.add_column("frame_list", sa.Column("ends", sa.Date(), nullable=True))
    op.add_column(
        "frame_list",
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False, server_default="annex_a"),
    )
    op.create_table(
        "column_mapping",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("headings_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("columns", _JSON, nullable=False),
        sa.Column("mapped_by", sa.Uuid(), nullable=False),
        sa.Column("mapped_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mapping")),
        sa.UniqueConstraint("headings_sha256", name=op.f("uq_column_mapping_headings_sha256")),
        sqlite_strict=True,
    )
    op.create_table(
        "frame_screening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("frame_id", sa.Uuid(), nullable=False),
        sa.Column("screened_by", sa.Uuid(), nullable=False),
        sa.Column("screened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("children_flagged", sa.Integer(), nullable=False),
        sa.Column("judged", _JSON, nullable=False),
        sa.ForeignKeyConstraint(["frame_id"], ["frame.id"], name=op.f("fk_frame_screening_frame_id_frame")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame_screening")),
        sa.UniqueConstraint("frame_id", name=op.f("uq_frame_screening_frame_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "local_limit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_limit")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_local_limit_rule"), "local_limit", ["rule"], unique=False)
    _only_grows("local_limit")


def _only_grows(table: str) -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    body = "begin select raise(abort, 'this row is sealed and cannot change'); end"
    for verb in ("update", "delete"):
        then = body if sqlite else "for each row execute function refuse_sealed()"
        op.execute(f"create trigger seal_{table}_{verb} before {verb} on {table} {then}")
