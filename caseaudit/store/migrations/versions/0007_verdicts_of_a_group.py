"""A verdict says whether it was given to several flags at once, so that figures on checks can say how many were."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Verdicts kept before this were each given to one flag."""
    op.add_column("verdict", sa.Column("is_of_group", sa.Boolean(), nullable=False, server_default=sa.false()))
