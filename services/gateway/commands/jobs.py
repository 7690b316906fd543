"""`quire jobs`"""

from __future__ import annotations

import json
import sys

import click

from services.gateway.commands import options

STATES = ("queued", "running", "done", "failed", "cancelled")


@click.command()
@click.option("--state", type=click.Choice(STATES), help="Only jobs in this state.")
@click.option("--text", metavar="TEXT", default="", help="Only jobs whose name or title contains this.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True, help="At most N jobs.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines, a job each.")
@options.server
def jobs(state: str | None, text: str, limit: int, as_json: bool, server: str, key: str) -> None:
    """List the jobs of a server, newest first.

    \b
    Examples:
      quire jobs
      quire jobs --state failed
      quire jobs --text 人口 --json

    Where standard output is no terminal, a job is a line of columns separated by tabs: id, state, name, title, reason.
    """
    from protos.jobs.v1 import jobs_pb2 as pb
    from services.gateway.client import RemoteJobs

    remote = RemoteJobs(server, key)
    asked = pb.ListJobsRequest(text=text, state=f"JOB_STATE_{state.upper()}" if state else None)
    found: list[pb.Job] = []
    while len(found) < limit:
        asked.page_size = min(limit - len(found), 200)
        page = remote.list(asked)
        found.extend(page.jobs)
        asked.page_token = page.next_page_token
        if not page.next_page_token:
            break
    if as_json:
        from google.protobuf.json_format import MessageToDict

        for job in found:
            click.echo(json.dumps(MessageToDict(job), ensure_ascii=False))
    elif sys.stdout.isatty():
        _table(found)
    else:
        for job in found:
            columns = (job.id, standing(job), job.name, job.title, job.reason)
            click.echo("\t".join(" ".join(column.split()) for column in columns))


def standing(job) -> str:  # type: ignore[no-untyped-def]
    """ "running", "done", … of a job of the wire."""
    from protos.jobs.v1 import jobs_pb2 as pb

    return pb.JobState.Name(job.state).removeprefix("JOB_STATE_").lower()


def _table(found) -> None:  # type: ignore[no-untyped-def]
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colours = {"done": "green", "failed": "red", "running": "cyan", "cancelled": "dim"}
    table = Table(box=None, pad_edge=False)
    for column in ("id", "state", "name", "title"):
        table.add_column(column, no_wrap=column in ("id", "state"), overflow="fold")
    for job in found:
        state = standing(job)
        shown = Text(f"{state} {job.reason}".strip(), style=colours.get(state, ""))
        table.add_row(Text(job.id), shown, Text(job.name), Text(job.title))
    Console().print(table)
