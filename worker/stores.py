"""Ledger and artefact store by their addresses, as the settings give them."""

from __future__ import annotations

from pathlib import Path

from worker.artefacts import Artefacts
from worker.sql.ledger import SqlLedger


def ledger_at(url: str) -> SqlLedger:
    """The ledger at an SQLAlchemy URL, its schema brought up to date: sqlite:///PATH, postgresql+psycopg://….

    It is Ledger and Outbox in one. Raises DependencyError LEDGER_AWAY.
    """
    ledger = SqlLedger(url)
    ledger.migrate()
    return ledger


def artefacts_at(url: str) -> Artefacts:
    """The artefact store at file:FOLDER (made if missing) or s3://BUCKET/PREFIX. Raises ValueError for other addresses."""
    scheme, colon, rest = url.partition(":")
    if scheme == "file" and colon:
        from worker.directory import DirectoryArtefacts

        return DirectoryArtefacts(Path(rest.removeprefix("//")))
    if scheme == "s3":
        from worker.bucket import BucketArtefacts

        return BucketArtefacts(url)
    raise ValueError(f"QUIRE_ARTEFACTS_URL must be file:FOLDER or s3://BUCKET/PREFIX, not {url!r}")
