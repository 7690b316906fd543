"""`quire fetch`"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.errors import BrokenInvariant, DocumentError
from services.gateway.cli import dumps, options
from services.gateway.cli.progress import bar

if TYPE_CHECKING:
    from protos.jobs.v1 import jobs_pb2 as pb
    from services.gateway.grpc.client import RemoteJobs


@click.command()
@click.argument("job_id", metavar="ID")
@click.option("--only", metavar="NAME", multiple=True, help="Only this file, or files of this ending; repeatable.")
@options.out_dir
@options.server
def fetch(job_id: str, only: tuple[str, ...], folder: str, remote: RemoteJobs) -> None:
    """Download what a job has made; prints the path of each file.

    \b
    Examples:
      quire fetch 01a20943509a1c80f34f22ec3b -o out
      quire fetch 01a20943509a1c80f34f22ec3b --only .docx
    """
    save(remote, remote.get(job_id), Path(folder), only)


def save(remote: RemoteJobs, job: pb.Job, folder: Path, only: tuple[str, ...] = ()) -> list[Path]:
    """Write the job's artefacts into `folder`, each checked against its digest; their paths.

    Raises DocumentError ARTEFACT_UNKNOWN when there is nothing (of `only`) to fetch.
    """
    wanted = [artefact for artefact in job.artefacts if not only or artefact.name.endswith(only)]
    if not wanted:
        raise DocumentError("ARTEFACT_UNKNOWN", f"{job.name or job.id} has made no such file.")
    paths = []
    with bar("Fetching", sum(artefact.size for artefact in wanted), "bytes") as step:
        for artefact in wanted:
            received = bytearray()
            for piece in remote.download(job.id, artefact.name):
                received += piece
                step(artefact.name, len(piece))
            if hashlib.sha256(received).hexdigest() != artefact.digest:
                raise BrokenInvariant("ARTEFACT_CORRUPT", f"{artefact.name} did not arrive as it was stored.")
            path = folder / Path(artefact.name.replace("\\", "/")).name
            dumps.write(path, bytes(received))
            click.echo(path)
            paths.append(path)
    return paths
