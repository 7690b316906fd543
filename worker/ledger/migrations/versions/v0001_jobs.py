"""Jobs, their steps, artefacts and attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def of_job() -> sa.Column[str]:
    return sa.Column("job_id", sa.String(32), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)


def text(name: str, most: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(most), nullable=False)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("request_id", sa.String(128), nullable=False, unique=True),
        text("name", 200),
        sa.Column("profiles", sa.JSON, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        text("state", 16),
        text("reason", 64),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("updated", MOMENT, nullable=False),
        text("dump", 64),
        sa.Column("dump_size", sa.BigInteger, nullable=False),
        text("outline", 64),
        sa.Column("title", sa.Text, nullable=False),
        number("version"),
    )
    op.create_table(
        "steps",
        of_job(),
        sa.Column("name", sa.String(64), primary_key=True),
        number("position"),
        text("queue", 16),
        text("state", 16),
        number("attempts"),
        text("reason", 64),
        text("token", 64),
        sa.Column("due", MOMENT),
        sa.Column("since", MOMENT),
        number("sends"),
        number("losses"),
    )
    op.create_index("steps_due", "steps", ["state", "queue", "due"])
    op.create_table(
        "artefacts",
        of_job(),
        sa.Column("name", sa.String(300), primary_key=True),
        number("position"),
        text("digest", 64),
        sa.Column("size", sa.BigInteger, nullable=False),
        text("media_type", 128),
    )
    op.create_table(
        "attempts",
        of_job(),
        sa.Column("number", sa.Integer, primary_key=True),
        text("step", 64),
        sa.Column("began", MOMENT, nullable=False),
        sa.Column("ended", MOMENT),
        text("reason", 64),
        sa.Column("message", sa.Text, nullable=False),
    )
