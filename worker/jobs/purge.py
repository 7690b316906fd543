"""What is kept long enough is forgotten: ended jobs with all they made, and bytes that belong to no job.

Nothing is deleted from a store that is not marked as this ledger's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from worker.artefacts.artefacts import Artefacts
from worker.jobs.job import Job
from worker.jobs.store_mark import ANY_TIME, MARK, claim_store
from worker.ledger.ledger import REMOVED_KEPT, Journal, Ledger, WholeLedger

PAGE = 100
# Bytes without a job may be of an upload that still runs. Long after the longest (UPLOAD_SECONDS) they are not.
ORPHAN_AGE = timedelta(days=1)


def old_jobs(ledger: Ledger, before: datetime) -> Iterator[Job]:
    """Jobs that have ended and not changed since `before`, newest first. Running jobs are kept, however old."""
    token = f"{int(before.timestamp() * 1000):012x}"  # ids sort by the time of acceptance
    while page := ledger.page(PAGE, token):
        token = page[-1].id
        yield from (job for job in page if job.state.ended and job.updated < before)


def purge(ledger: WholeLedger, artefacts: Artefacts, before: datetime, most: int = 1_000_000) -> int:
    """Forget up to `most` old jobs; how many were forgotten.

    May be stopped at any moment and run again. STORE_FOREIGN.
    """
    claim_store(ledger, artefacts)
    count = 0
    for job in old_jobs(ledger, before):
        if count == most:
            break
        if ledger.remove(job.id, job.version):
            artefacts.clear(job.id)
            count += 1
    return count


def orphans(ledger: WholeLedger, artefacts: Artefacts) -> Iterator[str]:
    """Namespaces that belong to no job. A namespace is a job's id, so it says itself how old it is."""
    before = ledger.now() - ORPHAN_AGE
    names = (name for name in artefacts.namespaces(ANY_TIME) if name != MARK and accepted_at(name) < before)
    while page := list(islice(names, PAGE)):
        known = ledger.known(page)
        yield from (name for name in page if name not in known)


def collect_orphans(ledger: WholeLedger, artefacts: Artefacts) -> int:
    """Delete bytes that belong to no job: of uploads that were never accepted. How many namespaces. STORE_FOREIGN."""
    claim_store(ledger, artefacts)
    lost = list(orphans(ledger, artefacts))
    for name in lost:
        artefacts.clear(name)
    return len(lost)


def clear_removed(ledger: Journal, artefacts: Artefacts, most: int = 1000) -> int:
    """Delete what came into the store after its job was removed, from a step that still ran. How many namespaces."""
    removed = ledger.removed(ledger.now() - REMOVED_KEPT, most)
    late = [gone.id for gone in removed if any(True for _ in artefacts.blobs(gone.id))]
    for name in late:
        artefacts.clear(name)
    return len(late)


def accepted_at(job_id: str) -> datetime:
    """When a job was accepted: its id begins with the milliseconds of the ledger's time."""
    return datetime.fromtimestamp(int(job_id[:12], 16) / 1000, UTC)
