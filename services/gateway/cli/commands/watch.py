"""`quire watch`"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from services.errors import BrokenInvariant, DependencyError, DocumentError
from services.gateway.cli import options
from services.gateway.cli.commands.jobs import standing

if TYPE_CHECKING:
    from protos.jobs.v1 import jobs_pb2 as pb
    from services.gateway.grpc.client import RemoteJobs

AWAY_SECONDS = 60  # how long a gateway that restarts is waited for


@click.command()
@click.argument("job_id", metavar="ID")
@options.server
def watch(job_id: str, remote: RemoteJobs) -> None:
    """Follow a job until it has ended: a line for each change on standard error, the last state on standard output.

    \b
    Examples:
      quire watch 01a20943509a1c80f34f22ec3b
      quire watch $(quire submit speech.txt) && echo ready

    The exit code is 0 when the job is done, 2 when it was cancelled or its document is at fault, 3 or 4 when it is
    parked.
    """
    job = follow(remote, job_id)
    click.echo(standing(job))
    ended_well(job)


def follow(remote: RemoteJobs, job_id: str) -> pb.Job:
    """The job when it has ended; each change is told on standard error. A gateway that restarts is waited for."""
    from services.gateway.grpc.client import ENDED

    shown, away = "", 0.0
    while True:
        try:
            for job in remote.watch(job_id):
                away = 0.0
                line = _line(job)
                if line != shown:
                    click.echo(line, err=True)
                shown = line
                if job.state in ENDED:
                    return job
        except DependencyError:
            away = away or time.monotonic()
            if time.monotonic() - away > AWAY_SECONDS:
                raise
        time.sleep(0.5)


def ended_well(job: pb.Job) -> None:
    """Raises an error with the job's reason unless it is done: of its family, for the exit code."""
    if standing(job) != "done":
        reason = job.reason or "JOB_CANCELLED"
        family = BrokenInvariant if reason == "BUG" else DependencyError if job.parked else DocumentError
        raise family(reason, job.message or "The job was cancelled.")


def _line(job: pb.Job) -> str:
    from protos.jobs.v1 import jobs_pb2 as pb

    def step(step: pb.Step) -> str:
        again = f" (attempt {step.attempts})" if step.attempts > 1 else ""
        return f"{step.name} {pb.StepState.Name(step.state).removeprefix('STEP_STATE_').lower()}{again}"

    doubtful = " (needs review)" if job.needs_review else ""
    return f"{job.name or job.id}: {standing(job)}{doubtful}: {', '.join(map(step, job.steps))}"
