"""The scrubber: every byte that the ledger counts on is read and compared with its digest;
what can be made again is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.errors import DependencyError
from worker.artefacts.artefacts import Artefacts
from worker.jobs.job import Job, JobState
from worker.jobs.retry import BYTES_GONE
from worker.jobs.transitions import to_be_remade
from worker.ledger.ledger import Ledger

PAGE = 20  # jobs that one turn of the relay checks: a second or two of reading


@dataclass(frozen=True, slots=True)
class Problem:
    """Bytes of a job that are lost or damaged. `step`: made them, and makes them again; empty: the dump itself."""

    job_id: str
    name: str
    reason: str
    step: str

    def __str__(self) -> str:
        remedy = f"{self.step} makes it again" if self.step else "nobody can make it again: hand the dump in again"
        return f"{self.name}: {self.reason}; {remedy}"


def problems_of(job: Job, artefacts: Artefacts) -> Iterator[Problem]:
    """What is wrong with the bytes of a job. DependencyError where the store itself is away."""
    if reason := _gone(artefacts, job.id, job.dump):
        yield Problem(job.id, "the dump", reason, "")
    for step in job.steps:
        if step.result and (reason := _gone(artefacts, job.id, step.result)):
            yield Problem(job.id, f"what {step.name} left", reason, step.name)
    for artefact in job.artefacts:
        if reason := _gone(artefacts, job.id, artefact.digest):
            yield Problem(job.id, artefact.name, reason, artefact.step)


def repair(ledger: Ledger, job: Job, problems: tuple[Problem, ...]) -> None:
    """Have what is lost made again, where the dump is good. A job that has not ended finds out for itself."""
    names = {problem.step for problem in problems if problem.step}
    if names and all(problem.step for problem in problems):
        now = ledger.now()
        ledger.change(job.id, lambda job: to_be_remade(job, names, now, problems[0].reason))


def check_some(
    ledger: Ledger, artefacts: Artefacts, token: str = "", size: int = PAGE
) -> tuple[str, tuple[Problem, ...]]:
    """Check and repair a page of jobs, newest first, those below the id `token`; the next token,
    empty after the last.
    """
    page = ledger.page(size, token)
    problems: list[Problem] = []
    for job in page:
        if job.state is not JobState.DONE:
            continue  # what a job under way lacks, its steps notice
        if found := tuple(problems_of(job, artefacts)):
            if ledger.find(job.id) is None:
                continue  # removed meanwhile
            repair(ledger, job, found)
            problems += found
    return page[-1].id if len(page) == size else "", tuple(problems)


def _gone(artefacts: Artefacts, namespace: str, digest: str) -> str:
    try:
        for _ in artefacts.read(namespace, digest):
            break  # checked before the first piece
    except DependencyError as error:
        if error.reason not in BYTES_GONE:
            raise
        return error.reason
    return ""
