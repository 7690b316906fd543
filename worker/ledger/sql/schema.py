"""The schema brought up to date, by the steps in worker/migrations."""

from __future__ import annotations

import logging
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.errors import DependencyError
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import HEAD

MIGRATIONS = Path(__file__).parent.parent / "migrations"
_LOCK = 0x71756972  # PostgreSQL's advisory lock of those who migrate: "quir"


def migrate(database: Database) -> None:
    """Run the missing steps in one transaction; the first process does it, the others wait and find it done.

    Raises DependencyError LEDGER_NEWER where a newer Quire has been here.
    """
    with database.reading() as connection:
        if _version(connection) == HEAD:
            return
    with database.migrating() as connection:
        if database.dialect == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        if _version(connection) != HEAD:
            _upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells every plugin that it has
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DependencyError("LEDGER_NEWER", f"The ledger was made by a newer Quire: {error}") from error
