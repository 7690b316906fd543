"""`quire cancel`, `quire retry`, `quire delete`: the same change to each of several jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from services.errors import QuireError
from services.gateway.cli import options
from services.gateway.cli.main import tell

if TYPE_CHECKING:
    from services.gateway.grpc.client import RemoteJobs

ids = click.argument("ids", metavar="ID...", nargs=-1, required=True)


@click.command()
@ids
@options.server
def cancel(ids: tuple[str, ...], remote: RemoteJobs) -> int:
    """End jobs: what is running is not waited for and changes nothing any more.

    \b
    Example:
      quire cancel 01a20943509a1c80f34f22ec3b
    """
    return _each(ids, remote, lambda remote, job_id: _say(job_id, remote.cancel(job_id)))


@click.command()
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--parked", is_flag=True, help="All parked jobs (quire jobs parked).")
@options.server
def retry(ids: tuple[str, ...], parked: bool, remote: RemoteJobs) -> int:
    """Start failed or cancelled jobs again, at the steps that are not done.

    \b
    Examples:
      quire retry 01a20943509a1c80f34f22ec3b
      quire retry --parked
      quire jobs --state failed | cut -f1 | xargs quire retry
    """
    if bool(ids) == parked:
        raise click.UsageError("Name the jobs, or say --parked.")
    if parked:
        from protos.jobs.v1 import jobs_pb2 as pb
        from services.gateway.cli.commands.jobs import listed

        ids = tuple(job.id for job in listed(remote, pb.ListJobsRequest(parked=True)))
    return _each(ids, remote, lambda remote, job_id: _say(job_id, remote.retry(job_id)))


@click.command()
@ids
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.server
def delete(ids: tuple[str, ...], yes: bool, remote: RemoteJobs) -> int:
    """Forget ended jobs with their dumps and files. There is no way back.

    \b
    Example:
      quire delete --yes 01a20943509a1c80f34f22ec3b
    """
    if not yes:
        click.confirm(f"Delete {len(ids)} job(s) with everything made from them?", abort=True, err=True)

    def forget(remote: RemoteJobs, job_id: str) -> None:
        remote.delete(job_id)
        click.echo(f"{job_id} deleted")

    return _each(ids, remote, forget)


def _say(job_id: str, job) -> None:  # type: ignore[no-untyped-def]
    from services.gateway.cli.commands.jobs import standing

    click.echo(f"{job_id} {standing(job)}")


def _each(ids: Iterable[str], remote: RemoteJobs, change: Callable[[RemoteJobs, str], None]) -> int:
    code = 0
    for job_id in ids:
        try:
            change(remote, job_id)
        except QuireError as error:
            code = max(code, tell(error, job_id))
    return code
