"""Verdicts have a revision, as answers do; an audit holds the actions that follow from it, sealed with it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_IS_SEALED = "(select status from audit where id = {row}.audit_id) = 'sealed'"
_ROWS_OF = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}


def upgrade() -> None:
    """Verdicts kept before this are at their first revision."""
    op.add_column("verdict", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "audit_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("timescale", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("remarks", sa.Integer(), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_audit_action_audit_id_audit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_action")),
        sa.UniqueConstraint("audit_id", "position", name=op.f("uq_audit_action_audit_id_position")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_audit_action_audit_id"), "audit_action", ["audit_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        _seal_sqlite()
    else:
        op.execute(
            "create trigger seal_audit_action before insert or update or delete on audit_action "
            "for each row execute function refuse_if_audit_sealed()"
        )


def _seal_sqlite() -> None:
    for verb, rows in _ROWS_OF.items():
        sealed = " or ".join(_IS_SEALED.format(row=row) for row in rows)
        op.execute(
            f"create trigger seal_audit_action_{verb} before {verb} on audit_action when {sealed} "
            "begin select raise(abort, 'this row is sealed and cannot change'); end"
        )
