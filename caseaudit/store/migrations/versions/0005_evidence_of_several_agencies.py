"""Evidence of several agencies: whose chronology each entry stands in."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Entries kept before this stand in a chronology nobody named."""
    op.add_column(
        "chronology_entry",
        sa.Column("agency", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False, server_default=""),
    )
