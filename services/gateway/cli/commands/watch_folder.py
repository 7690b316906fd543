"""`quire watch-folder`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.gateway.cli import options

if TYPE_CHECKING:
    from services.gateway.grpc.client import RemoteJobs


@click.command("watch-folder")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.profiles
@click.option("--hand-in-only", is_flag=True, help="Do not fetch what was made; so with a scanner's key.")
@options.server
def watch_folder(folder: Path, profiles: tuple[str, ...], hand_in_only: bool, remote: RemoteJobs) -> None:
    """Hand in every file that is put into a folder, once it has stopped growing.

    \b
    A file moves to DIR/done when its job is done, and what was made lies in DIR/out;
    if it failed, it moves to DIR/failed, with a .reason.txt beside it.

    \b
    Example:
      quire watch-folder /srv/scans --profile briefing

    Runs until it is stopped (Ctrl-C, SIGTERM); started again, it goes on where it was.
    """
    import logging
    import signal
    import threading

    from services.gateway.folder.hot_folder import HotFolder

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    HotFolder(folder, remote, profiles, hand_in_only=hand_in_only).run(stopped.is_set)
