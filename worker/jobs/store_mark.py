"""Ledger and artefact store belong together: the store is marked with the ledger's id,
so that nothing of another is deleted.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from itertools import islice

from services.errors import DependencyError
from worker.artefacts.artefacts import Artefacts
from worker.ledger.ledger import Journal

MARK = "0" * 26  # the namespace of the mark; no job has this id
SAMPLE = 100  # namespaces that are looked up where a store has no mark yet
ANY_TIME = datetime.max.replace(tzinfo=UTC)


def claim_store(journal: Journal, artefacts: Artefacts) -> None:
    """Make sure that the store is this ledger's; mark it where it is new, or where the ledger knows what is in it.

    Raises DependencyError STORE_FOREIGN.
    """
    words = f"This artefact store belongs to the Quire ledger {journal.store_id()}.\n".encode()
    marks = {blob.digest for blob in artefacts.blobs(MARK)}
    if marks == {hashlib.sha256(words).hexdigest()}:
        return
    there = [name for name in islice(artefacts.namespaces(ANY_TIME), SAMPLE + 1) if name != MARK]
    if marks or (there and not journal.known(there)):
        raise DependencyError(
            "STORE_FOREIGN",
            "The artefact store belongs to another ledger: look at QUIRE_LEDGER_URL and QUIRE_ARTEFACTS_URL.",
        )
    artefacts.put(MARK, (words,))
