"""`quire cancel`, `quire retry`, `quire delete`: the same change to each of several jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from services.errors import QuireError
from services.gateway.cli import tell
from services.gateway.commands import options

if TYPE_CHECKING:
    from services.gateway.client import RemoteJobs

ids = click.argument("ids", metavar="ID...", nargs=-1, required=True)


@click.command()
@ids
@options.server
def cancel(ids: tuple[str, ...], server: str, key: str) -> int:
    """End jobs: what is running is not waited for and changes nothing any more.

    \b
    Example:
      quire cancel 01a20943509a1c80f34f22ec3b
    """
    return _each(ids, server, key, lambda remote, job_id: _say(job_id, remote.cancel(job_id)))


@click.command()
@ids
@options.server
def retry(ids: tuple[str, ...], server: str, key: str) -> int:
    """Start failed or cancelled jobs again, at the steps that are not done.

    \b
    Examples:
      quire retry 01a20943509a1c80f34f22ec3b
      quire jobs --state failed | cut -f1 | xargs quire retry
    """
    return _each(ids, server, key, lambda remote, job_id: _say(job_id, remote.retry(job_id)))


@click.command()
@ids
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.server
def delete(ids: tuple[str, ...], yes: bool, server: str, key: str) -> int:
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

    return _each(ids, server, key, forget)


def _say(job_id: str, job) -> None:  # type: ignore[no-untyped-def]
    from services.gateway.commands.jobs import standing

    click.echo(f"{job_id} {standing(job)}")


def _each(ids: tuple[str, ...], server: str, key: str, change: Callable[[RemoteJobs, str], None]) -> int:
    from services.gateway.client import RemoteJobs

    remote, code = RemoteJobs(server, key), 0
    for job_id in ids:
        try:
            change(remote, job_id)
        except QuireError as error:
            code = max(code, tell(error, job_id))
    return code
