"""Jobs whose outline needs a person's eyes. It is added: processes of the version before leave it false."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("needs_review", sa.Boolean, nullable=False, server_default=sa.false()))
