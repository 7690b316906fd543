"""What the ledger knows of itself, fair queues, removed jobs, the audit trail; and indexes for a million jobs.

All of it is added: processes of the version before go on beside it.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    info = op.create_table(
        "ledger_info", sa.Column("name", sa.String(32), primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.bulk_insert(info, [{"name": "id", "value": uuid4().hex}, {"name": "compatible", "value": "1"}])
    op.add_column("steps", sa.Column("collection", sa.String(64), nullable=False, server_default=""))
    op.execute("UPDATE steps SET collection = (SELECT collection FROM jobs WHERE jobs.id = steps.job_id)")
    op.create_index("steps_ready", "steps", ["state", "queue", "collection", "due"])
    op.add_column("artefacts", sa.Column("step", sa.String(64), nullable=False, server_default=""))
    op.add_column("attempts", sa.Column("queued", MOMENT))
    op.create_index("jobs_updated", "jobs", ["updated", "id"])
    op.create_index("jobs_collection", "jobs", ["collection", "id"])
    op.create_index("jobs_parked", "jobs", ["id"], sqlite_where=sa.text("parked"), postgresql_where=sa.text("parked"))
    op.create_table(
        "removed_jobs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("collection", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(128), nullable=False),
        sa.Column("removed", MOMENT, nullable=False),
    )
    op.create_index("removed_jobs_removed", "removed_jobs", ["removed"])
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(128), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("job", sa.String(64), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
