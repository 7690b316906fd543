"""What jobs are searched by, in a table of its own; number, speaker and issuer of the document among it.

A process of the version before writes no words: its jobs are found by them once anything of theirs changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("about", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "job_words",
        sa.Column("job_id", sa.String(32), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    line_end = "chr(10)" if op.get_bind().dialect.name == "postgresql" else "char(10)"
    op.execute(
        f"INSERT INTO job_words (job_id, words) SELECT id, lower(name || {line_end} || title) FROM jobs"  # noqa: S608
    )
