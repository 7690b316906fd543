"""`quire work`"""

from __future__ import annotations

import os
import sys

import click

from worker.jobs import step_table


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice([*step_table.workers(), "relay"]))
def work(what: str) -> None:
    """Run one of the workers in the foreground; SIGTERM or Ctrl-C drains it.

    \b
    outline   recovers the structure of dumps (asks the segmenter)
    render    makes DOCX files
    relay     sends jobs to the queues, and again if they were lost

    \b
    Examples:
      QUIRE_BROKER_URL=redis://127.0.0.1:6379/0 quire work outline
      quire work relay

    Settings come from the environment; docs/operations.md lists them.
    """
    # The process becomes the worker: signals reach it, and nothing of Celery is loaded here.
    os.execv(sys.executable, [sys.executable, "-m", "worker", what])  # noqa: S606 (no shell)
