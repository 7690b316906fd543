"""Connections to the ledger's database: durable, patient with other writers, and opened anew after a fork."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import Connection, Engine, make_url

from services.errors import DependencyError
from services.settings import invalid
from worker.ledger.sql.clock import LedgerClock
from worker.ledger.sql.deadline import cut_off_after

BUSY_SECONDS = 30  # SQLite: how long a writer waits for another
CONNECT_SECONDS = 5  # PostgreSQL, as all below
STATEMENT_SECONDS = 8  # the server gives a statement up
TRANSACTION_SECONDS = 10  # we give the server up: one that is frozen says nothing, and its machine still answers for it
POOL_SECONDS = 5  # how long a thread waits for a connection
POOL, OVERFLOW = 10, 30  # connections a process: kept, and more at a rush
KEEPALIVE = {
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
}

_FULL = ("database or disk is full", "could not extend file", "No space left on device")
# PostgreSQL's SQLSTATEs by which a server says that it cannot do this now: read-only, going down, coming up, out of
# something.
_AWAY_STATES = ("25006", "57", "53", "08", "40001", "40P01", "55P03")


class Database:
    """`reading()` and `writing()` give a connection in a transaction. A forked process opens connections of its own."""

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
        except exc.ArgumentError as error:
            raise invalid(
                "QUIRE_LEDGER_URL", url, "an SQLAlchemy URL: sqlite:///PATH or postgresql+psycopg://…"
            ) from error
        self._engines: dict[int, Engine] = {}  # by process id
        self._clock = LedgerClock()
        self.dialect = self._url.get_backend_name()
        if self.dialect not in ("sqlite", "postgresql"):
            raise invalid("QUIRE_LEDGER_URL", f"{self.dialect}:", "sqlite: or postgresql:")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the ledger: what others write meanwhile is not seen."""
        options = {} if self.dialect == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        with self._connected(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All that is written, or nothing, durable at the end."""
        with self._connected(writing=True) as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """As `writing`, for changes of the schema, however long they take."""
        try:
            with self._connected(writing=True, migrating=True) as connection:
                yield connection
        finally:
            self.close()  # what was said to the connection for the migration is not for others

    def now(self) -> datetime:
        """The ledger's time; the clock of this process has no part in it."""
        if fresh := self._clock.fresh():
            return fresh
        with self.writing() as connection:
            return self._clock.sample(connection)

    @contextmanager
    def _connected(self, **options: Any) -> Iterator[Connection]:
        try:
            with self._checked_out() as connection:
                connection = connection.execution_options(**options)
                seconds = None if self.dialect == "sqlite" or "migrating" in options else TRANSACTION_SECONDS
                with cut_off_after(seconds, connection), connection.begin():
                    if "migrating" in options and self.dialect == "postgresql":
                        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                    yield connection
        except exc.TimeoutError as error:
            raise DependencyError("LEDGER_AWAY", "All connections to the ledger are in use.") from error
        except exc.DBAPIError as error:
            if not _is_away(error):
                raise
            words = str(error.orig).strip()
            if any(sign in words for sign in _FULL):
                raise DependencyError("LEDGER_FULL", "There is no room left for the ledger.") from error
            if "read-only" in words:
                self.close()  # another server may be the one to write to by now
            raise DependencyError("LEDGER_AWAY", f"The ledger does not answer: {words}") from error

    def _checked_out(self) -> Connection:
        """A connection that answers. Of one that lay in the pool while the server was restarted, nobody hears."""
        connection = self._engine().connect()
        if self.dialect == "sqlite":
            return connection
        try:
            with cut_off_after(TRANSACTION_SECONDS, connection), connection.begin():
                connection.exec_driver_sql("SELECT 1")
            return connection
        except exc.DBAPIError as error:
            connection.close()
            if not error.connection_invalidated:
                raise
            return self._engine().connect()  # the whole pool is new by now

    def _engine(self) -> Engine:
        pid = os.getpid()
        if pid not in self._engines:
            for inherited in self._engines.values():
                inherited.dispose(close=False)  # the parent's connections are the parent's
            self._engines = {pid: self._opened()}
        return self._engines[pid]

    def _opened(self) -> Engine:
        if self.dialect == "postgresql":
            url = self._url.set(drivername="postgresql+psycopg")
            # What the URL says itself comes first, e.g. ?target_session_attrs=any.
            usual = {
                "connect_timeout": CONNECT_SECONDS,
                "application_name": "quire",
                "target_session_attrs": "read-write",  # of several hosts the one that may be written to
                "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={STATEMENT_SECONDS}s "
                "-c idle_in_transaction_session_timeout=60s",
                **KEEPALIVE,
            }
            return sa.create_engine(
                url,
                pool_size=POOL,
                max_overflow=OVERFLOW,
                pool_timeout=POOL_SECONDS,
                pool_recycle=1800,
                connect_args={name: value for name, value in usual.items() if name not in url.query},
            )
        path = self._url.database
        if path and path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(self._url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
        event.listen(engine, "connect", _durable)
        event.listen(engine, "begin", _begun)
        return engine

    def close(self) -> None:
        """Close this process's connections."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines = {}


def _is_away(error: exc.DBAPIError) -> bool:
    if isinstance(error, exc.OperationalError | exc.InterfaceError) or error.connection_invalidated:
        return True
    return str(getattr(error.orig, "sqlstate", None) or "").startswith(_AWAY_STATES)


def _durable(connection: Any, _: Any) -> None:
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    end = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError:  # several processes make the file: SQLite does not wait here by itself
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def _begun(connection: Connection) -> None:
    # A transaction that reads first and writes later cannot wait for another writer; one that says so at once can.
    options = connection.get_execution_options()
    if options.get("migrating"):
        # A table is changed by making it anew, and dropping the old one would take what belongs to its rows with it.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")
