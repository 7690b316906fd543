"""What is kept long enough is forgotten: ended jobs with all they made, and bytes that belong to no job."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from worker.artefacts.artefacts import Artefacts
from worker.ledger.ledger import Ledger

PAGE = 100
UPLOAD = timedelta(days=1)  # bytes without a job may be of an upload that still runs


def purge(ledger: Ledger, artefacts: Artefacts, before: datetime, most: int = 1_000_000) -> int:
    """Forget up to `most` jobs that have ended and not changed since `before`; how many were forgotten.

    Running jobs stay, however old. May be stopped at any moment and run again.
    """
    gone, token = 0, f"{int(before.timestamp() * 1000):012x}"  # ids sort by the time of acceptance
    while gone < most and (page := ledger.page(PAGE, token)):
        token = page[-1].id
        for job in page:
            if gone < most and job.state.ended and job.updated < before and ledger.remove(job.id, job.version):
                artefacts.clear(job.id)
                gone += 1
    for namespace in artefacts.namespaces(min(before, datetime.now(UTC) - UPLOAD)):
        if ledger.find(namespace) is None:
            artefacts.clear(namespace)
    return gone
