"""Ledger and artefact store by their addresses, as the settings give them."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from services.settings import Settings, invalid
from worker.artefacts.artefacts import Artefacts
from worker.jobs.admission import Admission
from worker.ledger.ledger import Outbox
from worker.ledger.sql import schema
from worker.ledger.sql.engine import Database
from worker.ledger.sql.ledger import SqlLedger


def database_at(url: str) -> Database:
    """The ledger's database at an SQLAlchemy URL, its schema brought up to date: sqlite:///PATH,
    postgresql+psycopg://….

    A process has one, for ledger, keys and sessions. Raises DependencyError LEDGER_AWAY.
    """
    database = Database(url)
    schema.migrate(database)
    return database


def ledger_at(url: str) -> SqlLedger:
    """The ledger in a database of its own; Ledger and Outbox in one. Raises DependencyError LEDGER_AWAY."""
    return SqlLedger(database_at(url))


def admission_at(settings: Settings, outbox: Outbox) -> Admission:
    """The bounds on what is taken in, as the settings tell them."""
    free = partial(free_at, settings.artefacts_url)
    return Admission(outbox, settings.backlog, free, settings.min_free_mb * 1024 * 1024, settings.collection_backlog)


def free_at(url: str) -> int | None:
    """Bytes that are free at file:FOLDER; None for a store that does not tell."""
    scheme, _, rest = url.partition(":")
    if scheme != "file":
        return None
    folder = Path(rest.removeprefix("//"))
    folder.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(folder).free


def artefacts_at(url: str) -> Artefacts:
    """The artefact store at file:FOLDER (made if missing) or s3://BUCKET/PREFIX.
    SETTING_INVALID for other addresses.
    """
    scheme, colon, rest = url.partition(":")
    if scheme == "file" and colon:
        from worker.artefacts.directory import DirectoryArtefacts

        return DirectoryArtefacts(Path(rest.removeprefix("//")))
    if scheme == "s3":
        from worker.artefacts.bucket import BucketArtefacts

        return BucketArtefacts(url)
    raise invalid("QUIRE_ARTEFACTS_URL", url, "file:FOLDER or s3://BUCKET/PREFIX")
