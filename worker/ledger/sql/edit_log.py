"""Logs of corrections in the ledger's database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from services.outline.edits import codec
from services.outline.edits.edit import Entry
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import edits, jobs


class SqlEditLog:
    """Logs in the ledger's database. Raises DependencyError where the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, job_id: str, entries: Sequence[Entry]) -> bool:
        with self._database.writing() as connection:
            # The job's row is held, so that two who write at once come one after the other.
            held = sa.select(jobs.c.id).where(jobs.c.id == job_id).with_for_update()
            if connection.execute(held).first() is None:
                return False
            last = sa.select(sa.func.coalesce(sa.func.max(edits.c.number), 0)).where(edits.c.job_id == job_id)
            number: int = connection.execute(last).scalar_one()
            if [entry.number for entry in entries] != list(range(number + 1, number + len(entries) + 1)):
                return False
            rows = [
                {
                    "job_id": job_id,
                    "number": entry.number,
                    "author": entry.author,
                    "time": entry.time,
                    "edit": codec.to_json(entry.edit),
                }
                for entry in entries
            ]
            connection.execute(sa.insert(edits), rows)
            return True

    def entries(self, job_id: str) -> tuple[Entry, ...]:
        statement = sa.select(edits).where(edits.c.job_id == job_id).order_by(edits.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(statement).mappings().all()
        return tuple(Entry(row["number"], codec.from_json(row["edit"]), row["author"], row["time"]) for row in rows)

    def counts(self, job_ids: Collection[str]) -> Mapping[str, int]:
        statement = (
            sa.select(edits.c.job_id, sa.func.count()).where(edits.c.job_id.in_(job_ids)).group_by(edits.c.job_id)
        )
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(statement)}
