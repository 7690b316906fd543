"""Sessions of the page in the ledger's database: every gateway knows them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa

from worker.access.sessions import Session
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import sessions as table


class SqlSessions:
    """Sessions in the ledger's database. Raises DependencyError where the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, session: Session, now: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.expires <= now))
            connection.execute(sa.insert(table).values(asdict(session)))

    def find(self, digest: str) -> Session | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(table).where(table.c.digest == digest)).mappings().first()
        return Session(**row) if row else None

    def end(self, digest: str) -> None:
        with self._database.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.digest == digest))
