"""The audit trail in the ledger's database."""

from __future__ import annotations

import sqlalchemy as sa

from worker.access.audit import FIRST, Deed, Entry, chained
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import audit

_LOCK = 0x61756474  # PostgreSQL's advisory lock of those who write: "audt"; entries come one after the other


class SqlAuditTrail:
    """The trail. Raises DependencyError where the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, deed: Deed) -> None:
        at = self._database.now().isoformat(timespec="milliseconds")
        newest = sa.select(audit.c.number, audit.c.digest).order_by(audit.c.number.desc()).limit(1)
        with self._database.writing() as connection:
            if self._database.dialect == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            row = connection.execute(newest).first()
            number, previous = row or (0, FIRST)
            entry = chained(previous, number + 1, at, deed)
            values = {name: getattr(deed, name) for name in ("actor", "role", "action", "outcome", "job", "address")}
            connection.execute(sa.insert(audit).values(number=entry.number, at=at, digest=entry.digest, **values))

    def entries(self, after: int = 0, most: int = 1000) -> tuple[Entry, ...]:
        wanted = sa.select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(most)
        with self._database.reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        return tuple(
            Entry(
                row["number"],
                row["at"],
                Deed(row["actor"], row["role"], row["action"], row["outcome"], row["job"], row["address"]),
                row["digest"],
            )
            for row in rows
        )
