"""The ledger in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection

from worker.jobs.job import EVERYTHING, Job, JobState, Scope, StepState
from worker.ledger.ledger import OutboxMessage
from worker.ledger.sql.engine import Database
from worker.ledger.sql.rows import PARTS, job_of, job_row, part_of, part_rows
from worker.ledger.sql.tables import jobs, steps


class SqlLedger:
    """Ledger and Outbox in a database. May be made before a fork: it connects at first use, once a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert: Any = sqlite_insert if self._database.dialect == "sqlite" else postgresql_insert

    def add(self, job: Job, reuse: bool = False) -> Job:
        job = replace(job, version=1)
        new = self._insert(jobs).values(job_row(job)).on_conflict_do_nothing(index_elements=["owner", "request_id"])
        statement = new.returning(jobs.c.id)  # the count of inserted rows is not told by every driver
        while True:
            with self._database.writing() as connection:
                if reuse and (found := _loaded(connection, _asked(job)) or _loaded(connection, _same(job))):
                    return found[0]
                if connection.execute(statement).all():
                    for table in PARTS:
                        if rows := list(part_rows(job, table).values()):
                            connection.execute(sa.insert(table), rows)
                    return job
                if found := _loaded(connection, _asked(job)):
                    return found[0]
                # deleted just now: the place is free

    def find(self, job_id: str) -> Job | None:
        with self._database.reading() as connection:
            found = _loaded(connection, jobs.c.id == job_id)
        return found[0] if found else None

    def page(
        self,
        size: int,
        before: str = "",
        state: JobState | None = None,
        text: str = "",
        scope: Scope = EVERYTHING,
        parked: bool = False,
    ) -> tuple[Job, ...]:
        wanted = []
        if before:
            wanted.append(jobs.c.id < before)
        if state:
            wanted.append(jobs.c.state == state)
        if scope.collections is not None:
            wanted.append(jobs.c.collection.in_(sorted(scope.collections)))
        if scope.owner is not None:
            wanted.append(jobs.c.owner == scope.owner)
        if parked:
            wanted.append(jobs.c.parked)
        if text:
            wanted.append(
                sa.or_(jobs.c.name.icontains(text, autoescape=True), jobs.c.title.icontains(text, autoescape=True))
            )
        with self._database.reading() as connection:
            return tuple(_loaded(connection, sa.and_(sa.true(), *wanted), size))

    def change(self, job_id: str, transition: Callable[[Job], Job]) -> Job | None:
        while True:
            with self._database.writing() as connection:
                found = _loaded(connection, jobs.c.id == job_id)
                if not found:
                    return None
                changed = transition(found[0])
                if changed is found[0]:
                    return changed
                changed = replace(changed, version=found[0].version + 1)
                if _written(connection, found[0], changed):
                    return changed
                # another process was faster: look again

    def remove(self, job_id: str, version: int) -> bool:
        with self._database.writing() as connection:
            gone = connection.execute(sa.delete(jobs).where(jobs.c.id == job_id, jobs.c.version == version))
            return bool(gone.rowcount)

    def lease_due(
        self, queue: str, now: datetime, most: int, pause: Callable[[int], timedelta]
    ) -> tuple[OutboxMessage, ...]:
        ready = (steps.c.state == StepState.READY, steps.c.queue == queue)
        with self._database.reading() as connection:
            if not _due(connection, *ready, now=now, most=1):
                return ()  # nothing to do: the writers are not disturbed
        with self._database.writing() as connection:
            found = _due(connection, *ready, now=now, most=most, alone=True)
            taken = tuple(replace(one, sends=one.sends + 1, due=now + pause(one.sends)) for one in found)
            _patch(connection, [(old, new.due, new.sends) for old, new in zip(found, taken, strict=True)])
        return taken

    def release(self, taken: Sequence[OutboxMessage], now: datetime) -> None:
        with self._database.writing() as connection:
            _patch(connection, [(one, now, one.sends - 1) for one in taken])

    def expired(self, now: datetime, most: int) -> tuple[OutboxMessage, ...]:
        with self._database.reading() as connection:
            return _due(connection, steps.c.state == StepState.RUNNING, now=now, most=most)

    def waiting(self, queue: str, now: datetime) -> tuple[int, int]:
        counted = sa.select(sa.func.count(), sa.func.count().filter(steps.c.due > now, steps.c.sends > 0))
        with self._database.reading() as connection:
            row = connection.execute(counted.where(steps.c.state == StepState.READY, steps.c.queue == queue)).one()
        return row[0], row[1]

    def requeue_sent(self, now: datetime) -> int:
        sent = sa.and_(steps.c.state == StepState.READY, steps.c.sends > 0, steps.c.due > now)
        with self._database.writing() as connection:
            return connection.execute(sa.update(steps).where(sent).values(due=now, sends=0)).rowcount

    def close(self) -> None:
        """Close this process's connections."""
        self._database.close()


def _asked(job: Job) -> sa.ColumnElement[bool]:
    """The job of its owner's request id."""
    return sa.and_(jobs.c.owner == job.owner, jobs.c.request_id == job.request_id)


def _same(job: Job) -> sa.ColumnElement[bool]:
    """A job that makes, or has made, the same."""
    return sa.and_(
        jobs.c.content == job.content,
        jobs.c.collection == job.collection,
        jobs.c.owner == job.owner,
        jobs.c.state.not_in((JobState.FAILED, JobState.CANCELLED)),
    )


def _due(
    connection: Connection, *wanted: sa.ColumnElement[bool], now: datetime, most: int, alone: bool = False
) -> tuple[OutboxMessage, ...]:
    statement = (
        sa.select(steps.c.job_id, steps.c.name, steps.c.sends, steps.c.due)
        .where(*wanted, steps.c.due <= now)
        .order_by(steps.c.due, steps.c.job_id)
        .limit(most)
    )
    if alone:
        statement = statement.with_for_update(skip_locked=True)  # SQLite: the transaction is alone anyway
    return tuple(OutboxMessage(*row) for row in connection.execute(statement))


def _patch(connection: Connection, messages: Sequence[tuple[OutboxMessage, datetime, int]]) -> None:
    """When ready steps are due next; no new version of the job. One claimed meanwhile is left alone."""
    if not messages:
        return
    statement = (
        sa.update(steps)
        .where(
            steps.c.job_id == sa.bindparam("of_job"),
            steps.c.name == sa.bindparam("of_step"),
            steps.c.state == StepState.READY,
            steps.c.due == sa.bindparam("was_due"),
        )
        .values(due=sa.bindparam("due_next"), sends=sa.bindparam("sent"))
    )
    rows = [
        {"of_job": one.job_id, "of_step": one.step, "was_due": one.due, "due_next": due, "sent": sends}
        for one, due, sends in messages
    ]
    connection.execute(statement, rows)


def _loaded(connection: Connection, wanted: sa.ColumnElement[bool], most: int = 1) -> list[Job]:
    found = connection.execute(sa.select(jobs).where(wanted).order_by(jobs.c.id.desc()).limit(most)).mappings().all()
    if not found:
        return []
    parts: dict[str, dict[str, list[Any]]] = {row["id"]: {} for row in found}
    for table, (name, kind) in PARTS.items():
        order = table.c.position if "position" in table.c else table.c.number
        for one in parts.values():
            one[name] = []
        statement = sa.select(table).where(table.c.job_id.in_(list(parts))).order_by(order)
        for row in connection.execute(statement).mappings():
            parts[row["job_id"]][name].append(part_of(dict(row), kind))
    return [job_of(dict(row), parts[row["id"]]) for row in found]


def _written(connection: Connection, old: Job, new: Job) -> bool:
    was, now = job_row(old), job_row(new)
    changes = {name: value for name, value in now.items() if value != was[name]}
    held = sa.update(jobs).where(jobs.c.id == old.id, jobs.c.version == old.version)
    if not connection.execute(held.values(changes)).rowcount:
        return False
    for table in PARTS:
        _write_parts(connection, table, part_rows(old, table), part_rows(new, table).items())
    return True


def _write_parts(connection: Connection, table: sa.Table, old: dict[Any, Any], new: Iterable[tuple[Any, Any]]) -> None:
    """Parts are added and changed, never taken away: they go with their job."""
    key = list(table.primary_key.columns)[1]
    for name, row in new:
        if name not in old:
            connection.execute(sa.insert(table), row)
        elif changes := {column: value for column, value in row.items() if value != old[name][column]}:
            connection.execute(sa.update(table).where(table.c.job_id == row["job_id"], key == name).values(changes))
