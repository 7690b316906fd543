"""The schema brought up to date, by the steps in worker/migrations."""

from __future__ import annotations

import logging
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.errors import DependencyError
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import COMPATIBLE, HEAD, ledger_info

MIGRATIONS = Path(__file__).parent.parent / "migrations"
_LOCK = 0x71756972  # PostgreSQL's advisory lock of those who migrate: "quir"


def migrate(database: Database) -> None:
    """Run the missing steps in one transaction; the first process does it, the others wait and find it done.

    A ledger of a newer Quire is used as it is where it says that this version can. Raises DependencyError LEDGER_NEWER.
    """
    with database.reading() as connection:
        version = _version(connection)
        if version == HEAD or (version is not None and version not in _known() and _is_compatible(connection)):
            return
    with database.migrating() as connection:
        if database.dialect == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        if _version(connection) != HEAD:
            _upgrade(connection)


def _known() -> set[str]:
    return {file.name[1:5] for file in (MIGRATIONS / "versions").glob("v[0-9]*.py")}


def _is_compatible(connection: Connection) -> bool:
    if not sa.inspect(connection).has_table(ledger_info.name):
        return False
    needed = connection.execute(sa.select(ledger_info.c.value).where(ledger_info.c.name == "compatible")).scalar()
    return needed is not None and int(needed) <= COMPATIBLE


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return revision


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
