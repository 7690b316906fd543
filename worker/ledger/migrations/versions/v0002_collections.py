"""Collections and owners; a request id is its owner's; jobs by their content; parked jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# The constraint of 0001 has no name on SQLite, and PostgreSQL gave it this one.
NAMES = {"uq": "%(table_name)s_%(column_0_name)s_key"}


def upgrade() -> None:
    with op.batch_alter_table("jobs", naming_convention=NAMES) as jobs:
        jobs.add_column(sa.Column("collection", sa.String(64), nullable=False, server_default="default"))
        jobs.add_column(sa.Column("owner", sa.String(128), nullable=False, server_default=""))
        jobs.add_column(sa.Column("content", sa.String(64), nullable=False, server_default=""))
        jobs.add_column(sa.Column("parked", sa.Boolean, nullable=False, server_default=sa.false()))
        jobs.drop_constraint("jobs_request_id_key", type_="unique")
        jobs.create_unique_constraint("jobs_owner_request_id_key", ["owner", "request_id"])
        jobs.create_index("jobs_state", ["state", "id"])
        jobs.create_index("jobs_content", ["content"])
