"""The ledger's tables. Columns are named as the fields of worker/jobs/job.py; a migration changes both together."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from worker.jobs.job import JobState, StepState

HEAD = "0016"  # the newest file of worker/ledger/migrations/versions
# Raised by a migration after which the processes of the version before can no longer work with the ledger.
COMPATIBLE = 1


class Utc(TypeDecorator[datetime]):
    """Moments, always UTC. SQLite keeps them as sortable text without a zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and dialect.name == "sqlite":
            return value.astimezone(UTC).replace(tzinfo=None)
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Names(TypeDecorator[tuple[str, ...]]):
    """A tuple of names, in JSON."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str] | None:
        return None if value is None else list(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(value)


def word(kind: type[StrEnum]) -> sa.Enum:
    """A column of one of the words of `kind`."""
    return sa.Enum(kind, native_enum=False, length=16, values_callable=lambda words: [member.value for member in words])


metadata = sa.MetaData()

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("request_id", sa.String(128), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("profiles", Names, nullable=False),
    sa.Column("options", sa.JSON, nullable=False),
    sa.Column("state", word(JobState), nullable=False),
    sa.Column("reason", sa.String(64), nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("created", Utc, nullable=False),
    sa.Column("updated", Utc, nullable=False),
    sa.Column("dump", sa.String(64), nullable=False),
    sa.Column("dump_size", sa.BigInteger, nullable=False),
    sa.Column("outline", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("collection", sa.String(64), nullable=False),
    sa.Column("owner", sa.String(128), nullable=False),
    sa.Column("content", sa.String(64), nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("needs_review", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("parked", sa.Boolean, nullable=False),
    sa.UniqueConstraint("owner", "request_id", name="jobs_owner_request_id_key"),
    sa.Index("jobs_state", "state", "id"),
    sa.Index("jobs_content", "content"),
    sa.Index("jobs_updated", "updated", "id"),
    sa.Index("jobs_collection", "collection", "id"),
    sa.Index("jobs_parked", "id", sqlite_where=sa.text("parked"), postgresql_where=sa.text("parked")),
)

# What a job is searched by, apart from its row: a search for what is rare reads all of it, and nothing else.
job_words = sa.Table(
    "job_words",
    metadata,
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("words", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

steps = sa.Table(
    "steps",
    metadata,
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("queue", sa.String(16), nullable=False),
    sa.Column("state", word(StepState), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("reason", sa.String(64), nullable=False),
    sa.Column("token", sa.String(64), nullable=False),
    sa.Column("due", Utc),
    sa.Column("since", Utc),
    sa.Column("sends", sa.Integer, nullable=False),
    sa.Column("losses", sa.Integer, nullable=False),
    sa.Column("waits_for", Names, nullable=False),
    sa.Column("result", sa.String(64), nullable=False),
    sa.Column("collection", sa.String(64), nullable=False),
    sa.Index("steps_due", "state", "queue", "due"),
    sa.Index("steps_ready", "state", "queue", "collection", "due"),
)

artefacts = sa.Table(
    "artefacts",
    metadata,
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.String(300), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("media_type", sa.String(128), nullable=False),
    sa.Column("step", sa.String(64), nullable=False),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("step", sa.String(64), nullable=False),
    sa.Column("queued", Utc),
    sa.Column("began", Utc, nullable=False),
    sa.Column("ended", Utc),
    sa.Column("reason", sa.String(64), nullable=False),
    sa.Column("message", sa.Text, nullable=False),
)

edits = sa.Table(
    "edits",
    metadata,
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("author", sa.String(128), nullable=False),
    sa.Column("time", Utc, nullable=False),
    sa.Column("edit", sa.Text, nullable=False),
)

access_keys = sa.Table(
    "access_keys",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("collections", sa.JSON, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("created", Utc, nullable=False),
    sa.Column("expires", Utc),
    sa.Column("revoked", Utc),
    sa.Index("access_keys_digest", "digest", unique=True),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("bearer", sa.String(64), nullable=False),
    sa.Column("key_id", sa.String(32), nullable=False),
    sa.Column("expires", Utc, nullable=False),
    sa.Index("sessions_expires", "expires"),
)

ledger_info = sa.Table(  # of the ledger itself: "id", "compatible" (see COMPATIBLE), "clock" (see clock.py), "alive"
    "ledger_info",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

removed_jobs = sa.Table(  # for those who follow changes; the relay forgets them after a day
    "removed_jobs",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("collection", sa.String(64), nullable=False),
    sa.Column("owner", sa.String(128), nullable=False),
    sa.Column("removed", Utc, nullable=False),
    sa.Index("removed_jobs_removed", "removed"),
)

audit = sa.Table(  # worker/access/audit.py
    "audit",
    metadata,
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
