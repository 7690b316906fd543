"""`quire submit`"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.gateway.cli import dumps, options
from services.gateway.cli.progress import bar

if TYPE_CHECKING:
    from services.gateway.grpc.client import RemoteJobs


@click.command()
@dumps.argument
@dumps.together
@options.profiles
@options.settings
@click.option("--request-id", metavar="ID", default="", help="Your own id: the same dump under the same id is one job.")
@click.option("--reuse", is_flag=True, help="Where you handed in the same bytes for the same files, take that job.")
@click.option("--wait", is_flag=True, help="Follow each job until it has ended.")
@click.option(
    "-o", "--out-dir", "folder", metavar="DIR", default="", help="Wait, then download what was made into DIR."
)
@options.server
def submit(
    paths: tuple[str, ...],
    together: bool,
    profiles: tuple[str, ...],
    options: dict[str, str],
    request_id: str,
    reuse: bool,
    wait: bool,
    folder: str,
    remote: RemoteJobs,
) -> int:
    """Hand page dumps to a server as jobs; prints the id of each.

    \b
    Examples:
      quire submit speech.txt
      quire submit scans/*.txt --profile briefing -o out
      cat speech.txt | quire submit -
    """
    from services.gateway.cli.commands.fetch import save
    from services.gateway.cli.commands.watch import ended_well, follow

    paths, read = dumps.opened(paths, together)
    if request_id and len(paths) > 1:
        raise click.UsageError("--request-id names one dump.")
    ids: dict[str, str] = {}

    def hand_in(path: str, name: str) -> None:
        data = read(path)
        shown = "stdin" if path == dumps.STDIN else Path(path).name
        if not shown.startswith(name):  # a second x.txt: its files must not take the place of the first one's
            shown = f"{name}{Path(path).suffix}"
        with bar("Sending", len(data), "bytes") as step:

            def chunks() -> Iterator[bytes]:
                for piece in pieces(data):
                    yield piece
                    step(shown, len(piece))

            ids[path] = remote.submit(shown[-200:], chunks(), profiles, options, request_id, reuse).id
        click.echo(ids[path])

    def finish(path: str, name: str) -> None:
        job = follow(remote, ids[path])
        ended_well(job)
        if folder:
            save(remote, job, Path(folder))

    from services.rpc import pieces

    code = dumps.each(paths, hand_in)
    if wait or folder:
        code = max(code, dumps.each(list(ids), finish))
    return code
