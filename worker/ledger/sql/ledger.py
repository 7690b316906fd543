"""The ledger in SQL."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection

from worker.jobs.fairness import QueueLoad
from worker.jobs.job import EVERYTHING, Job, JobState, RemovedJob, Scope, StepState
from worker.ledger.ledger import FAR_AHEAD, REMOVED_KEPT, OutboxMessage
from worker.ledger.sql.engine import Database
from worker.ledger.sql.rows import PARTS, job_of, job_row, part_of, part_rows, words_row
from worker.ledger.sql.tables import job_words, jobs, ledger_info, removed_jobs, steps


class SqlLedger:
    """Ledger and Outbox in a database. May be made before a fork: it connects at first use, once a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert: Any = sqlite_insert if self._database.dialect == "sqlite" else postgresql_insert

    def now(self) -> datetime:
        return self._database.now()

    def add(self, job: Job, reuse: bool = False) -> Job:
        job = replace(job, version=1)
        new = self._insert(jobs).values(job_row(job)).on_conflict_do_nothing(index_elements=["owner", "request_id"])
        statement = new.returning(jobs.c.id)  # the count of inserted rows is not told by every driver
        while True:
            with self._database.writing() as connection:
                if reuse and (known := _loaded(connection, _asked(job)) or _loaded(connection, _same(job))):
                    return known[0]
                if connection.execute(statement).all():
                    for table in PARTS:
                        if rows := list(part_rows(job, table).values()):
                            connection.execute(sa.insert(table), rows)
                    connection.execute(sa.insert(job_words), words_row(job))
                    return job
                if known := _loaded(connection, _asked(job)):
                    return known[0]
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
        needs_review: bool = False,
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
            wanted.append(sa.literal_column("jobs.parked"))  # word for word as in its index, or SQLite reads all jobs
        if needs_review:
            wanted.append(jobs.c.needs_review)
        with self._database.reading() as connection:
            if text:
                wanted = [jobs.c.id.in_(_found(connection, text, wanted, before, size))]
            return tuple(_loaded(connection, sa.and_(sa.true(), *wanted), size))

    def change(self, job_id: str, transition: Callable[[Job], Job]) -> Job | None:
        while True:
            with self._database.writing() as connection:
                known = _loaded(connection, jobs.c.id == job_id)
                if not known:
                    return None
                changed = transition(known[0])
                if changed is known[0]:
                    return changed
                changed = replace(changed, version=known[0].version + 1)
                if _written(connection, known[0], changed):
                    return changed
                # another process was faster: look again

    def remove(self, job_id: str, version: int) -> bool:
        now = self.now()
        with self._database.writing() as connection:
            wanted = sa.and_(jobs.c.id == job_id, jobs.c.version == version)
            row = connection.execute(sa.select(jobs.c.collection, jobs.c.owner).where(wanted)).first()
            if row is None or not connection.execute(sa.delete(jobs).where(wanted)).rowcount:
                return False
            connection.execute(sa.delete(removed_jobs).where(removed_jobs.c.removed < now - REMOVED_KEPT))
            connection.execute(sa.insert(removed_jobs).values(id=job_id, collection=row[0], owner=row[1], removed=now))
            return True

    def loads(self, queue: str, now: datetime) -> dict[str, QueueLoad]:
        due = _is_due(now)
        counted = (
            sa.select(
                steps.c.collection,
                steps.c.state,
                sa.func.count(),
                sa.func.count().filter(due),
                sa.func.count().filter(sa.not_(due), steps.c.sends > 0),
                sa.func.min(steps.c.since),
            )
            .where(steps.c.state.in_((StepState.READY, StepState.RUNNING)), steps.c.queue == queue)
            .group_by(steps.c.collection, steps.c.state)
        )
        with self._database.reading() as connection:
            rows = connection.execute(counted).all()
        running = {name: count for name, state, count, *_ in rows if state == StepState.RUNNING}
        loads = {name: QueueLoad(0, 0, 0, count) for name, count in running.items()}
        for name, state, count, due_now, sent, oldest in rows:
            if state == StepState.READY:
                loads[name] = QueueLoad(count, due_now, sent, running.get(name, 0), oldest)
        return loads

    def lease_due(
        self, queue: str, collection: str, now: datetime, most: int, pause: Callable[[int], timedelta]
    ) -> tuple[OutboxMessage, ...]:
        ready = (steps.c.state == StepState.READY, steps.c.queue == queue, steps.c.collection == collection)
        with self._database.writing() as connection:
            messages = _due(connection, *ready, now=now, most=most, alone=True)
            taken = tuple(
                replace(message, sends=message.sends + 1, due=now + pause(message.sends)) for message in messages
            )
            _patch(connection, [(old, new.due, new.sends) for old, new in zip(messages, taken, strict=True)])
        return taken

    def release(self, taken: Sequence[OutboxMessage], now: datetime) -> None:
        with self._database.writing() as connection:
            _patch(connection, [(message, now, message.sends - 1) for message in taken])

    def expired(self, now: datetime, most: int) -> tuple[OutboxMessage, ...]:
        with self._database.reading() as connection:
            return _due(connection, steps.c.state == StepState.RUNNING, now=now, most=most)

    def requeue_sent(self, now: datetime) -> int:
        sent = sa.and_(steps.c.state == StepState.READY, steps.c.sends > 0, steps.c.due > now)
        with self._database.writing() as connection:
            return connection.execute(sa.update(steps).where(sent).values(due=now, sends=0)).rowcount

    def changed(self, since: datetime, most: int) -> tuple[Job, ...]:
        with self._database.reading() as connection:
            return tuple(_loaded(connection, jobs.c.updated >= since, most, jobs.c.updated, jobs.c.id))

    def removed(self, since: datetime, most: int) -> tuple[RemovedJob, ...]:
        wanted = sa.select(removed_jobs).where(removed_jobs.c.removed >= since).order_by(removed_jobs.c.removed)
        with self._database.reading() as connection:
            return tuple(RemovedJob(**row) for row in connection.execute(wanted.limit(most)).mappings().all())

    def known(self, ids: Collection[str]) -> set[str]:
        with self._database.reading() as connection:
            return set(connection.execute(sa.select(jobs.c.id).where(jobs.c.id.in_(ids))).scalars())

    def check_writable(self) -> None:
        alive = ledger_info.c.name == "alive"
        with self._database.writing() as connection:
            connection.execute(sa.delete(ledger_info).where(alive))
            connection.execute(sa.insert(ledger_info).values(name="alive", value="yes"))

    def store_id(self) -> str:
        with self._database.reading() as connection:
            return str(
                connection.execute(sa.select(ledger_info.c.value).where(ledger_info.c.name == "id")).scalar_one()
            )

    def close(self) -> None:
        """Close this process's connections."""
        self._database.close()


def _found(
    connection: Connection, text: str, wanted: Iterable[sa.ColumnElement[bool]], before: str, most: int
) -> list[str]:
    """The newest jobs with that text among their words; the words are read in the order of the jobs, newest first."""
    words = sa.select(job_words.c.job_id).join(jobs, jobs.c.id == job_words.c.job_id)
    words = words.where(job_words.c.words.contains(text.casefold(), autoescape=True), *wanted)
    if before:
        words = words.where(job_words.c.job_id < before)
    return list(connection.execute(words.order_by(job_words.c.job_id.desc()).limit(most)).scalars())


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
        .where(*wanted, _is_due(now))
        .order_by(steps.c.due, steps.c.job_id)
        .limit(most)
    )
    if alone:
        statement = statement.with_for_update(skip_locked=True)  # SQLite: the transaction is alone anyway
    return tuple(OutboxMessage(*row) for row in connection.execute(statement))


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(steps.c.due <= now, steps.c.due > now + FAR_AHEAD)


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
        {"of_job": message.job_id, "of_step": message.step, "was_due": message.due, "due_next": due, "sent": sends}
        for message, due, sends in messages
    ]
    connection.execute(statement, rows)


def _loaded(
    connection: Connection, wanted: sa.ColumnElement[bool], most: int = 1, *order: sa.ColumnElement[Any]
) -> list[Job]:
    statement = sa.select(jobs).where(wanted).order_by(*(order or (jobs.c.id.desc(),))).limit(most)
    rows = connection.execute(statement).mappings().all()
    if not rows:
        return []
    parts: dict[str, dict[str, list[Any]]] = {row["id"]: {} for row in rows}
    for table, (name, kind) in PARTS.items():
        place = table.c.position if "position" in table.c else table.c.number
        for fields in parts.values():
            fields[name] = []
        statement = sa.select(table).where(table.c.job_id.in_(list(parts))).order_by(place)
        for row in connection.execute(statement).mappings():
            parts[row["job_id"]][name].append(part_of(dict(row), kind))
    return [job_of(dict(row), parts[row["id"]]) for row in rows]


def _written(connection: Connection, old: Job, new: Job) -> bool:
    was, now = job_row(old), job_row(new)
    changes = {name: value for name, value in now.items() if value != was[name]}
    held = sa.update(jobs).where(jobs.c.id == old.id, jobs.c.version == old.version)
    if not connection.execute(held.values(changes)).rowcount:
        return False
    words = words_row(new)
    if words != words_row(old):
        row = job_words.c.job_id == new.id
        if not connection.execute(sa.update(job_words).where(row).values(words)).rowcount:
            connection.execute(sa.insert(job_words), words)
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
