"""Connections to the ledger's database: durable, patient with other writers, and opened anew after a fork."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import Connection, Engine, make_url

from services.errors import DependencyError
from services.settings import invalid

BUSY_SECONDS = 30  # SQLite: how long a writer waits for another
CONNECT_SECONDS = 5  # PostgreSQL

_FULL = ("database or disk is full", "could not extend file", "No space left on device")


class Database:
    """`reading()` and `writing()` give a connection in a transaction. A forked process opens connections of its own."""

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
        except exc.ArgumentError as error:
            raise invalid("QUIRE_LEDGER_URL", "", "sqlite:///PATH or postgresql+psycopg://…") from error
        self._engines: dict[int, Engine] = {}  # by process id
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
        """As `writing`, for changes of the schema."""
        try:
            with self._connected(writing=True, migrating=True) as connection:
                yield connection
        finally:
            self.close()  # what was said to the connection for the migration is not for others

    @contextmanager
    def _connected(self, **options: Any) -> Iterator[Connection]:
        try:
            with self._engine().execution_options(**options).connect() as connection, connection.begin():
                yield connection
        except exc.DBAPIError as error:
            if not isinstance(error, exc.OperationalError | exc.InterfaceError) and not error.connection_invalidated:
                raise
            words = str(error.orig).strip()
            if any(sign in words for sign in _FULL):
                raise DependencyError("LEDGER_FULL", "There is no room left for the ledger.") from error
            raise DependencyError("LEDGER_AWAY", f"The ledger does not answer: {words}") from error

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
            return sa.create_engine(
                url,
                pool_pre_ping=True,
                pool_recycle=1800,
                connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "quire"},
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
