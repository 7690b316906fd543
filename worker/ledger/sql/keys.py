"""API keys in the ledger's database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from worker.access.keys import Key, Role
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import access_keys as table


class SqlKeys:
    """Keys in the ledger's database. Raises DependencyError where the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: Key) -> None:
        row = {column.key: getattr(key, column.key) for column in table.c} | {"collections": list(key.collections)}
        with self._database.writing() as connection:
            connection.execute(sa.insert(table).values(row))

    def find(self, digest: str) -> Key | None:
        return self._first(table.c.digest == digest)

    def get(self, key_id: str) -> Key | None:
        return self._first(table.c.id == key_id)

    def _first(self, wanted: sa.ColumnElement[bool]) -> Key | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(table).where(wanted)).mappings().first()
        return _key(row) if row else None

    def all(self) -> tuple[Key, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(table).order_by(table.c.created, table.c.id)).mappings().all()
        return tuple(map(_key, rows))

    def revoke(self, key_id: str, now: datetime) -> bool:
        same = table.c.id == key_id
        with self._database.writing() as connection:
            connection.execute(sa.update(table).where(same, table.c.revoked.is_(None)).values(revoked=now))
            return connection.execute(sa.select(table.c.id).where(same)).first() is not None


def _key(row: Any) -> Key:
    return Key(**{**row, "role": Role(row["role"]), "collections": tuple(row["collections"])})
