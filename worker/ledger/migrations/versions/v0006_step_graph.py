"""Which steps a step waits for, and what it leaves for them.

A gateway of version 0.1 writes neither: the defaults do.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("steps", sa.Column("waits_for", sa.JSON, nullable=False, server_default='["outline"]'))
    op.add_column("steps", sa.Column("result", sa.String(64), nullable=False, server_default=""))
