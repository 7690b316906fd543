"""`quire up` and `quire demo`: the whole stack on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from services.gateway.cli import dumps, options


@click.command()
@click.option(
    "--folder", metavar="DIR", default="var", show_default=True, type=click.Path(file_okay=False, path_type=Path),
    help="Where ledger, artefacts, broker and logs are kept.",
)  # fmt: skip
def up(folder: Path) -> None:
    """Keep the whole stack running on this machine: broker, segmenter, workers, relay, gateway.

    \b
    Prints the page's address and a key. A process that dies is started again.
    Ctrl-C drains it; its jobs are kept, and the next start goes on with them.

    \b
    Examples:
      quire up
      QUIRE_HTTP_LISTEN=127.0.0.1:9000 QUIRE_WORKER_PROCESSES=4 quire up --folder /srv/quire
    """
    from services.gateway.stack.up import up as run

    run(folder, click.echo)


@click.command()
@dumps.argument
@click.option(
    "-o", "--out-dir", "out", metavar="DIR", default="out", show_default=True,
    type=click.Path(file_okay=False, path_type=Path), help="Where the files go; made if it is not there.",
)  # fmt: skip
@options.profiles
def demo(paths: tuple[str, ...], out: Path, profiles: tuple[str, ...]) -> int:
    """Show the main job from end to end on this machine, then stop everything again.

    \b
    Starts the whole stack in a temporary folder at free ports, hands the dumps in
    over gRPC as a scanner does, waits, downloads over HTTP as a clerk does, and
    tells what was recovered.

    \b
    Example:
      quire demo samples/speech.txt -o out
    """
    from services.gateway.cli.demo import Demo

    return Demo(paths, out, profiles).run()
